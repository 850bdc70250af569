"""A patrol, the log that is signed with a finger, the daily sheet."""

from tests.e2e.field.hands import sign
from tests.e2e.field.tour.walk import Screen, Walk


def _my_day(walk: Walk) -> None:
    walk.tab("今日")
    walk.tap("我的一天", "link")


def _walking(walk: Walk) -> None:
    walk.tap("东门卡口")


def _finding(walk: Walk) -> None:
    walk.tap("发现问题")


def _finding_typed(walk: Walk) -> None:
    walk.choose("安全隐患")
    walk.page.get_by_label("发现了什么").fill("天台门锁坏了")
    walk.page.get_by_label("怎么处置的").fill("已报物业，当天换锁")


def _found(walk: Walk) -> None:
    walk.tap("记下问题")


def _to_the_log(walk: Walk) -> None:
    walk.page.locator(".van-dialog__confirm").tap()
    walk.tap("我的一天", "link")


def _seen_from_today(walk: Walk) -> None:
    walk.tab("今日")


def _end(walk: Walk) -> None:
    walk.tap("巡查进行中", "link")
    walk.tap("结束巡查")


def _figures(walk: Walk) -> None:
    walk.page.locator(".figures__zeros").tap()
    walk.page.locator(".figures").scroll_into_view_if_needed()


def _correct(walk: Walk) -> None:
    walk.close()
    walk.tap("更正")
    walk.page.get_by_label("更正理由").scroll_into_view_if_needed()


SCREENS = (
    Screen("day", _my_day, ".figures"),
    Screen("patrol", lambda walk: walk.tap("开始巡查"), ".point"),
    Screen("patrol-walking", _walking, ".point--reached"),
    Screen("patrol-finding", _finding, ".finding"),
    Screen("patrol-finding-missing", lambda walk: walk.tap("记下问题"), ".block__wrong"),
    Screen("patrol-finding-typed", _finding_typed, ".chip--on"),
    Screen("patrol-found", _found, "text=发现问题 1 件"),
    Screen("today-patrol", _seen_from_today, ".patrol"),
    Screen("patrol-end", _end, ".van-dialog"),
    Screen("day-proposed", _to_the_log, ".signature__canvas"),
    Screen("day-signature", lambda walk: sign(walk.page), ".signature__keys"),
    Screen("day-signed", lambda walk: walk.tap("提交日志，确认摸排表"), ".log__signature"),
    Screen("sheet", _figures, "text=只看不为 0 的"),
    Screen("sheet-rows", lambda walk: walk.tap("巡查次数"), ".rows .van-cell"),
    Screen("day-correct", _correct, "text=更正理由"),
)
