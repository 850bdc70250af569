"""A worker's phone in a real browser: what a hand does on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

PIN = "294716"
BURST = """text => {
  const press = (key) =>
    dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  for (const key of [...text, 'Enter']) press(key)
}"""


@dataclass
class Held:
    """Requests that are on their way until they are let go, but for the first few."""

    after: int
    waiting: list[Route] = field(default_factory=list)

    def take(self, route: Route) -> None:
        """One more."""
        self.after -= 1
        if self.after >= 0:
            route.continue_()
        else:
            self.waiting.append(route)

    def go_on(self) -> None:
        """All of them arrive."""
        while self.waiting:
            self.waiting.pop(0).continue_()

    def lose(self) -> None:
        """None of them arrives."""
        while self.waiting:
            self.waiting.pop().abort()


@dataclass(frozen=True)
class FieldPhone:
    """One browser with the field app; `passwords` are those of the demo."""

    context: BrowserContext
    page: Page
    passwords: dict[str, str]

    def sign_in(self, username: str) -> None:
        """Name and password on the page that asks for them."""
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(self.passwords[username])
        self.page.get_by_role("button", name="登录", exact=True).click()

    def enter(self, pin: str) -> None:
        """Tap a PIN; the sixth digit sends it."""
        expect(self.page.get_by_role("button", name="1", exact=True)).to_be_enabled()
        for digit in pin:
            self.page.get_by_role("button", name=digit, exact=True).tap()

    def choose_pin(self, pin: str = PIN) -> None:
        """Twice, as a new PIN is asked for."""
        expect(self.page.get_by_text("请输入 6 位数字")).to_be_visible()
        self.enter(pin)
        expect(self.page.get_by_text("再输入一次")).to_be_visible()
        self.enter(pin)

    def begin(self, username: str) -> None:
        """From nothing to the day of a worker of one grid, with the app kept on the phone."""
        self.page.goto("/field/")
        self.sign_in(username)
        self.choose_pin()
        self.page.wait_for_url("**/field/today")
        expect(self.strip).to_contain_text("全部已送达")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def scan(self, code: str) -> None:
        """As a scanner that is plugged in, with no field in focus: keys pressed in the page, so that none is late."""
        self.page.evaluate(BURST, code)

    def reopen(self, path: str = "/field/") -> None:
        """The app is opened anew: it asks for the PIN."""
        self.page.goto(path)
        self.page.wait_for_url(re.compile(r"/field/pin\b"))

    @contextmanager
    def holding(self, address: str, after: int = 0) -> Iterator[Held]:
        """Requests of this address wait until the block is left, those behind the first `after`."""
        held = Held(after)
        self.context.route(address, held.take)
        try:
            yield held
        finally:
            held.go_on()
            self.context.unroute(address, held.take)

    @property
    def strip(self) -> Locator:
        """The words at the top of every page."""
        return self.page.locator(".status-strip")
