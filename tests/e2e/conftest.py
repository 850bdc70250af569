"""A real Chromium before a real server with the fictional street."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from gridward.exchange.codes.services.simulation import Simulation
from gridward.exchange.codes.services.simulator import Simulator
from gridward.exchange.codes.services.simulator import serving as simulating
from tests.e2e.chromium import begin
from tests.e2e.complaints import note_complaints
from tests.e2e.still import stand_still, watched
from tests.served import PATIENCE_SECONDS, Served, serving

DESK = (1440, 900)
SMALL_DESK = (1366, 768)
PHONE = (390, 844)
PERSONS = "1500"
PATIENCE_MS = 10_000
Open = Callable[..., Page]
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def code_service() -> Iterator[str]:
    """The address of a simulator of codes, which knows samples such as DRILL.health.red."""
    with simulating(Simulator(Simulation())) as address:
        yield address


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, code_service: str) -> Iterator[Served]:
    """`gridward demo` in a new home."""
    home = tmp_path_factory.mktemp("demo")
    with serving(home, "demo", "--persons", PERSONS, GRIDWARD_CODES_URL=code_service) as running:
        yield running


@pytest.fixture(scope="session")
def passwords(demo: Served) -> dict[str, str]:
    """The demo's sign-ins, which are printed when everything is loaded."""
    file = demo.home / "demo-sign-ins.json"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.exists() or "jiedao" not in demo.log():
        assert time.monotonic() < deadline, demo.log()
        time.sleep(0.2)
    return dict(json.loads(file.read_text()))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One for all tests."""
    launched = begin(playwright, patience_ms=PATIENCE_MS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def sessions(
    browser: Browser,
    demo: Served,
    passwords: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Path]:
    """The stored session of a demo person, who signs in once; that the screen does so, test_sign_in tells.

    Without a page: a browser asks for its icon meanwhile, and the answer brings another token.
    """
    folder = tmp_path_factory.mktemp("sessions")

    def session_of(username: str) -> Path:
        file = folder / f"{username}.json"
        if not file.exists():
            own = replace(demo, cookies=CookieJar())
            own.enter(username, passwords[username])
            with browser.new_context() as context:
                for one in own.cookies:
                    value = one.value or ""
                    context.add_cookies([{"name": one.name, "value": value, "url": demo.address}])
                context.storage_state(path=file)
        return file

    return session_of


@pytest.fixture
def new_context(browser: Browser, demo: Served) -> Iterator[NewContext]:
    """Make a browser of nobody before the demo; whatever its pages throw or log as an error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(size: tuple[int, int] = DESK, locale: str = "zh-CN", **given: Any) -> BrowserContext:
        given = {"base_url": demo.address, "reduced_motion": "reduce", **given}
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(locale=locale, viewport=viewport, **given)
        contexts.append(context)
        note_complaints(context, errors)
        context.set_default_timeout(PATIENCE_MS)
        return context

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def open_as(new_context: NewContext, sessions: Callable[[str], Path]) -> Open:
    """Open a page as a demo person."""

    def go(
        username: str | None, path: str, size: tuple[int, int] = DESK, locale: str = "zh-CN"
    ) -> Page:
        session = sessions(username) if username else None
        page = watched(new_context(size, locale, storage_state=session).new_page())
        page.goto(path)
        stand_still(page)
        return page

    return go
