"""A gate is handed over, and another handover that waits is taken."""

from tests.e2e.field.hands import sign
from tests.e2e.field.tour.walk import Screen, Walk


def _gates(walk: Walk) -> None:
    walk.tab("我的")
    walk.page.get_by_text("卡口交接班").tap()


def _give(walk: Walk) -> None:
    walk.tap("交班", exact=True)


def _missing(walk: Walk) -> None:
    walk.page.locator(".thing .step__less").first.tap()
    sign(walk.page)
    walk.tap("签名交班")


def _shown(walk: Walk) -> None:
    walk.page.get_by_label("额温枪的去向或原因").fill("送修")
    walk.tap("签名交班")


def _take(walk: Walk) -> None:
    walk.tap("完成")
    walk.tap("接班", exact=True)


def _check(walk: Walk) -> None:
    walk.tap("已交班")


def _question(walk: Walk) -> None:
    walk.choose("有疑问")
    sign(walk.page)
    walk.tap("签名，并提出疑问")


def _taken(walk: Walk) -> None:
    walk.choose("无误")
    walk.tap("签名接班")


SCREENS = (
    Screen("handovers", _gates, ".gate__waiting"),
    Screen("handover-give", _give, ".signature__canvas"),
    Screen("handover-kit-missing", _missing, ".block__wrong"),
    Screen("handover-code", _shown, ".code__picture"),
    Screen("handover-take", _take, ".scan"),
    Screen("handover-check", _check, ".seen"),
    Screen("handover-question", _question, ".block__wrong"),
    Screen("handover-taken", _taken, ".given"),
)
