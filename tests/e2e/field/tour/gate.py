"""Gate mode: the choice of a gate, ways to somebody, verdicts, an emergency, who helps."""

from tests.e2e.field.tour.ground import GATE
from tests.e2e.field.tour.walk import Screen, Walk


def _gates(walk: Walk) -> None:
    walk.tab("今日")
    walk.page.locator(".entry").tap()


def _way(name: str) -> Screen:
    def way(walk: Walk) -> None:
        _close(walk)
        walk.page.locator(".gate__way", has_text=name).tap()

    return Screen(f"gate-{NAMES[name]}", way, ".over")


def _close(walk: Walk) -> None:
    close = walk.page.locator(".over__close")
    if close.count():
        close.tap()


def _scan(walk: Walk) -> None:
    _close(walk)
    walk.phone.scan(walk.ground.code)


def _plate(walk: Walk) -> None:
    for key in "赣A00":
        walk.page.locator(".plate .gate-key", has_text=key).first.tap()


def _code(walk: Walk) -> None:
    walk.tap("扫码查询健康码")


def _told(walk: Walk) -> None:
    """As a scanner reads it off the phone of whoever stands there."""
    walk.phone.scan("DRILL.health.green")


def _fever(walk: Walk) -> None:
    walk.page.get_by_role("button", name="填写体温").tap()
    for key in "381":
        walk.page.locator(".over .gate-key", has_text=key).first.tap()
    walk.page.locator(".over .gate-go").tap()


def _well(walk: Walk) -> None:
    walk.page.get_by_role("button", name="38.1").tap()
    for key in "365":
        walk.page.locator(".over .gate-key", has_text=key).first.tap()
    walk.page.locator(".over .gate-go").tap()


def _turned_back(walk: Walk) -> None:
    walk.page.locator(".decide__key--turned_back").tap()


def _emergency(walk: Walk) -> None:
    walk.page.get_by_role("button", name="返回").tap()
    walk.page.locator(".decide__key--passed").tap()
    walk.page.get_by_role("button", name="生命通道").tap()


def _call(walk: Walk) -> None:
    walk.tap("稍后")
    walk.tap("呼叫")


def _leave(walk: Walk) -> None:
    """With the reason of the emergency, for which its passage waits."""
    walk.tap("补填原因")
    walk.choose("急病就医")
    walk.tap("保存")
    walk.tap("退出卡口模式")


NAMES = {
    "编号": "serial",
    "车牌": "plate",
    "身份证号": "identity",
    "没有手机": "no-phone",
    "来访登记": "visitor",
    "补充登记": "missing",
}
SCREENS = (
    Screen("gates", _gates, ".gates__one"),
    Screen(
        "gate",
        lambda walk: walk.page.locator(".gates__one", has_text=GATE).tap(),
        ".head__figures:has-text('刚刚')",
    ),
    *(_way(name) for name in NAMES if name != "车牌"),
    _way("车牌"),
    Screen("gate-plate-typed", _plate, ".plate"),
    Screen("gate-ask", _scan, ".card--ask"),
    Screen("gate-code", _code, ".reading"),
    Screen("gate-code-told", _told, ".answer__told"),
    Screen("gate-hold", _fever, ".card--hold"),
    Screen("gate-pass", _well, ".card--pass"),
    Screen("gate-why", _turned_back, ".decide__why"),
    Screen("gate-emergency", _emergency, ".urgent__say"),
    Screen("gate-call", _call, ".calls"),
    Screen("gate-list", _close, ".list__row"),
    Screen("gates-again", _leave, ".gates__one"),
)
