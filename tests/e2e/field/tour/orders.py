"""Work orders: the lists, one with its timeline and moves, a report."""

from tests.e2e.field.hands import photograph
from tests.e2e.field.tour.ground import ORDER_PLACE
from tests.e2e.field.tour.walk import Screen, Walk


def _order(walk: Walk) -> None:
    walk.page.locator(".order", has_text=ORDER_PLACE).tap()


def _handle(walk: Walk) -> None:
    walk.close()
    walk.tap("其他办理")
    walk.page.locator(".others__one", has_text="处置完成").tap()


def _missing(walk: Walk) -> None:
    walk.page.locator(".move-sheet").get_by_role("button", name="处置完成").tap()


def _acknowledged(walk: Walk) -> None:
    walk.close()
    walk.tap("签收", exact=True)


def _report(walk: Walk) -> None:
    walk.tab("工单")
    walk.page.locator(".report .van-button").tap()


def _typed(walk: Walk) -> None:
    walk.page.get_by_label("什么设施").fill("南门围挡")
    walk.page.get_by_label("地点").fill("清风名邸南门")
    walk.page.locator("input[type=file]").set_input_files(photograph(2))
    walk.page.locator(".photos__one").wait_for()


SCREENS = (
    Screen("orders", lambda walk: walk.tab("工单"), ".order"),
    Screen("orders-all", lambda walk: walk.page.get_by_role("radio", name="全部").tap(), ".order"),
    Screen("order", _order, ".move"),
    Screen("order-others", lambda walk: walk.tap("其他办理"), ".others__one"),
    Screen(
        "order-ask",
        lambda walk: walk.page.locator(".others__one", has_text="申请延期").tap(),
        ".move-sheet form",
    ),
    Screen("order-handle", _handle, ".move-sheet form"),
    Screen("order-handle-missing", _missing, ".move-sheet .block__wrong"),
    Screen("order-acknowledged", _acknowledged, "text=已签收"),
    Screen("order-kinds", _report, ".kind"),
    Screen("order-new", lambda walk: walk.tap("防护设施损坏"), ".question"),
    Screen("order-new-missing", lambda walk: walk.tap("上报工单"), ".question__sentence"),
    Screen("order-new-typed", _typed, ".photos__one"),
    Screen("order-reported", lambda walk: walk.tap("上报工单"), ".move"),
    Screen("today-orders", lambda walk: walk.tab("今日"), ".bar__text"),
)
