"""Once more the screens that are looked at most: in large type, at night, in the sun, and in English."""

from tests.e2e.field.hands import Hands
from tests.e2e.field.tour.ground import BUILDING, ROUND
from tests.e2e.field.tour.walk import Screen, Walk


def _large_type(walk: Walk) -> None:
    walk.tab("我的")
    walk.page.get_by_role("switch").tap()


def _dark(walk: Walk) -> None:
    walk.tab("我的")
    walk.page.get_by_role("switch").tap()
    walk.choose("深色")


def _sun(walk: Walk) -> None:
    walk.tab("我的")
    walk.choose("强光")


def _as_before(walk: Walk) -> None:
    walk.tab("我的")
    walk.choose("自动")


def _building(walk: Walk) -> None:
    walk.tab("楼栋")
    Hands(walk.phone, ROUND).enter(BUILDING)


def _door(walk: Walk) -> None:
    walk.door(2, "201").tap()


def _visit(walk: Walk) -> None:
    walk.tap("逐项登记")


def _household(walk: Walk) -> None:
    walk.back()
    walk.door(2, "202").tap()
    walk.tap("本户详情")


def _day(walk: Walk) -> None:
    walk.tab("今日")
    walk.tap("我的一天", "link")


def _once_more(look: str) -> tuple[Screen, ...]:
    """From the page of settings back to it."""
    return (
        Screen(f"{look}-today", lambda walk: walk.tab("今日"), ".top__day"),
        Screen(f"{look}-building", _building, ".door"),
        Screen(f"{look}-door", _door, ".sheet .actions"),
        Screen(f"{look}-visit", _visit, ".question"),
        Screen(f"{look}-household", _household, ".card"),
        Screen(f"{look}-day", _day, ".figures"),
        Screen(f"{look}-outbox", lambda walk: walk.phone.strip.tap(), ".state-tag"),
    )


SCREENS = (
    Screen("large-me", _large_type, "html[data-type=large] .me"),
    *_once_more("large"),
    Screen("dark-me", _dark, "html[data-display=dark] .me"),
    *_once_more("dark"),
    Screen("sun-me", _sun, "html[data-display=sun] .me"),
    *_once_more("sun"),
    Screen("auto-me", _as_before, "html[data-display=light] .me"),
)
