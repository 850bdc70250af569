"""People under measures: whom to look after today, one of them, a need, a fever."""

from tests.e2e.field.tour.walk import Screen, Walk
from tests.e2e.following import TOURED


def _list(walk: Walk) -> None:
    walk.tab("今日")
    walk.page.locator(".day-link", has_text="随访").tap()


def _fever(walk: Walk) -> None:
    walk.close()
    walk.page.get_by_label("体温（℃）").fill("38.2")
    walk.tap("登记随访")


NAME = TOURED[0]

SCREENS = (
    Screen("follow", _list, f"text={NAME}"),
    Screen("follow-one", lambda walk: walk.page.get_by_role("link", name=NAME).tap(), ".reading"),
    Screen("follow-need", lambda walk: walk.tap("登记需求"), "text=开出工单"),
    Screen("follow-fever", _fever, ".fever"),
)
