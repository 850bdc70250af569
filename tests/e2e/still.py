"""When a page stands still: Playwright's `networkidle` waits half a second each time, which is hundreds of times."""

import time
from weakref import WeakKeyDictionary

from playwright.sync_api import Error, Page, Request

QUIET_SECONDS = 0.2
STEP_MS = 25
PATIENCE_SECONDS = 30.0
CONTENT_ONCE_IDLE = """() => new Promise((told) =>
    requestIdleCallback(() => told(document.documentElement.outerHTML.length), { timeout: 200 }))"""
"""Chromium at times calls nothing idle after it went to another screen, though the page does nothing."""


class _Traffic:
    """Requests of a page that run, but for the stream of news, which never ends; when the last one began or ended."""

    def __init__(self, page: Page) -> None:
        self._running: set[Request] = set()
        self._changed = time.monotonic()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def stir(self) -> None:
        self._changed = time.monotonic()

    def is_quiet(self) -> bool:
        return not self._running and time.monotonic() - self._changed > QUIET_SECONDS

    def _begun(self, request: Request) -> None:
        if request.resource_type != "eventsource":
            self._running.add(request)
            self.stir()

    def _ended(self, request: Request) -> None:
        if request in self._running:
            self._running.remove(request)
            self.stir()


_traffic: "WeakKeyDictionary[Page, _Traffic]" = WeakKeyDictionary()


def watched(page: Page) -> Page:
    """The page, whose requests are counted from now on."""
    _traffic.setdefault(page, _Traffic(page))
    return page


def stirred(page: Page) -> None:
    """Something was done in the page just now, which may ask the server in a moment."""
    _traffic[page].stir()


def stand_still(page: Page) -> None:
    """Wait until no request has run for a while and the program of the page rests, with nothing more drawn since.

    Only for a page that is `watched` since before its first address.
    """
    traffic, content = _traffic[page], -1
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        before, content = content, _content(page)
        if content == before and traffic.is_quiet():
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"{page.url} does not stand still")


def _content(page: Page) -> int:
    """How much stands in the page once its program rests; -1 while it goes to another address."""
    try:
        return int(page.evaluate(CONTENT_ONCE_IDLE))
    except Error:
        return -1
