"""The browser of tests and benches: Debian's Chromium (see ops/packages.sh)."""

import shutil

from playwright.sync_api import Browser, Playwright, expect

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first that is here: the shell is the same browser without windows, which takes a third less of a processor."""
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def begin(playwright: Playwright, *flags: str, patience_ms: int) -> Browser:
    """Begin a browser; what is expected of its pages is waited for so long. Whoever begins it closes it."""
    expect.set_options(timeout=patience_ms)
    found = filter(None, map(shutil.which, PROGRAMS))
    program = next(found, None)
    assert program, "no Chromium: run `sh ops/packages.sh`"
    return playwright.chromium.launch(executable_path=program, args=[*FLAGS, *flags])
