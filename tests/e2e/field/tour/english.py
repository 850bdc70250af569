"""The same screens in English, found by what they are and not by their words."""

from tests.e2e.field.tour.ground import BUILDING
from tests.e2e.field.tour.walk import Screen, Walk

TODAY, DOORS, ORDERS, SEARCH, ME = range(5)


def _tab(walk: Walk, place: int) -> None:
    walk.home().get_by_role("tab").nth(place).tap()


def _building(walk: Walk) -> None:
    _tab(walk, DOORS)
    walk.page.locator(".building", has_text=BUILDING).tap()


def _door(walk: Walk) -> None:
    staircase = walk.page.locator(".unit:not([inert])").first
    staircase.locator(".door--open, .door--again").first.tap()


def _visit(walk: Walk) -> None:
    walk.page.locator(".actions__main button").last.tap()


def _day(walk: Walk) -> None:
    _tab(walk, TODAY)
    walk.page.locator(".top__papers").tap()


def _order(walk: Walk) -> None:
    walk.page.get_by_role("radio").last.tap()
    walk.page.locator(".order").first.tap()


def _chinese(walk: Walk) -> None:
    _tab(walk, ME)
    walk.choose("中文")


SCREENS = (
    Screen("english-me", lambda walk: walk.choose("English"), "html[lang=en] .me"),
    Screen("english-today", lambda walk: _tab(walk, TODAY), ".top__day"),
    Screen("english-search", lambda walk: _tab(walk, SEARCH), ".van-search"),
    Screen("english-building", _building, ".door"),
    Screen("english-door", _door, ".sheet .actions"),
    Screen("english-visit", _visit, ".question"),
    Screen("english-day", _day, ".figures"),
    Screen("english-orders", lambda walk: _tab(walk, ORDERS), ".head"),
    Screen("english-order", _order, ".move"),
    Screen("english-outbox", lambda walk: walk.phone.strip.tap(), ".state-tag"),
    Screen("me", _chinese, "html[lang=zh-Hans] .me"),
)
