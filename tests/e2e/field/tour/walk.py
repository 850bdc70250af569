"""A hand on its way through the app, and the table's row of a screen."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.e2e.field.phones import FieldPhone, Held
from tests.e2e.field.tour.ground import Ground

Role = Literal["button", "link", "tab"]

STANDS_STILL = """async () => {
  await document.fonts.ready
  const passing = () => document.getAnimations().filter((one) =>
    one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity)
  const frame = () => new Promise(requestAnimationFrame)
  for (let still = 0; still < 3; still = passing().length ? 0 : still + 1) await frame()
}"""


@dataclass
class Walk:
    """One phone, and what the street holds for it; `held` are requests that wait until they are let go."""

    phone: FieldPhone
    ground: Ground
    held: Held | None = None
    _waiting: ExitStack = field(default_factory=ExitStack)

    @property
    def page(self) -> Page:
        """The screen."""
        return self.phone.page

    def tap(self, name: str, role: Role = "button", *, exact: bool = False) -> None:
        """Tap a key by its words, the topmost of several."""
        self.page.get_by_role(role, name=name, exact=exact).first.tap()

    def door(self, unit: int, room: str) -> Locator:
        """A door of a building that has several staircases, its own before the eyes."""
        self.tap(f"{unit}单元", "tab")
        staircase = self.page.locator(".van-tab__panel-wrapper").nth(unit - 1)
        return staircase.locator(".door", has_text=room)

    def choose(self, name: str) -> None:
        """Choose one of a few answers."""
        self.page.get_by_role("radio", name=name, exact=True).tap()

    def home(self) -> Locator:
        """Back until the bottom bar is there."""
        bar = self.page.locator(".van-tabbar")
        while not bar.count():
            here = self.page.url
            self.back()
            self.page.wait_for_function("here => location.href !== here", arg=here)
        return bar

    def tab(self, name: str) -> None:
        """To a place of the bottom bar."""
        self.home().get_by_role("tab", name=name).tap()

    def back(self) -> None:
        """The arrow at the top."""
        self.page.locator(".van-nav-bar__left").tap()

    def close(self) -> None:
        """Away with the sheet that lies over the page."""
        sheet = self.page.locator(".van-popup--bottom:visible")
        sheet.get_by_role("button", name="关闭").tap()
        expect(sheet).to_have_count(0)

    def dismiss(self) -> None:
        """No to what a dialogue asks."""
        self.page.locator(".van-dialog__cancel").tap()
        expect(self.page.locator(".van-dialog:visible")).to_have_count(0)

    def hold(self, address: str, after: int = 0) -> None:
        """Requests of this address wait from now on, those after the first few."""
        self.held = self._waiting.enter_context(self.phone.holding(address, after))

    def let_go(self) -> None:
        """What was held goes on."""
        self._waiting.close()
        self.held = None

    def settle(self, shows: str) -> None:
        """Wait until this stands on the screen and nothing moves any more: the one way of waiting of the tour."""
        expect(self.page.locator(shows).first).to_be_visible(timeout=20_000)
        expect(self.toast).to_have_count(0)
        self.page.evaluate(STANDS_STILL)

    @property
    def toast(self) -> Locator:
        """What is said over the page for a moment."""
        return self.page.locator(".van-toast:visible")


@dataclass(frozen=True)
class Screen:
    """A picture of the tour: its name, the way to it from the picture before, and what stands there then."""

    name: str
    way: Callable[[Walk], object]
    shows: str
