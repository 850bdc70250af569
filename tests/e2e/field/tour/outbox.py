"""What was typed, and how far it has come: on this phone, sent, confirmed, in need of its owner."""

import json

from playwright.sync_api import Route

from tests.e2e.field.hands import Hands
from tests.e2e.field.tour.ground import BUILDING, ROUND
from tests.e2e.field.tour.walk import Screen, Walk

NOTED, LEFT = "2单元102室", "2单元302室"
MINE, THEIRS = "门铃坏了，请敲门", "白天家里没人"


def _without_a_signal(walk: Walk) -> None:
    """A note that the desk writes too, and somebody who has left whom the desk changes meanwhile."""
    walk.tab("楼栋")
    walk.phone.context.set_offline(True)
    Hands(walk.phone, ROUND).enter(BUILDING)
    _note(walk)
    _somebody_left(walk)
    _desk_writes(walk)
    walk.phone.strip.tap()


def _note(walk: Walk) -> None:
    _open(walk, "102")
    walk.tap("修改本户")
    walk.page.locator("textarea").fill(MINE)
    walk.tap("保存")
    walk.page.locator(".head__note").wait_for()
    walk.back()


def _somebody_left(walk: Walk) -> None:
    _open(walk, "302")
    walk.page.locator(".card").last.get_by_role("button", name="已离开").tap()
    walk.page.locator(".van-dialog__confirm").tap()
    walk.page.locator(".van-dialog").wait_for(state="hidden")


def _open(walk: Walk, room: str) -> None:
    walk.door(2, room).tap()
    walk.tap("本户详情")


def _desk_writes(walk: Walk) -> None:
    walk.ground.write(NOTED, note=THEIRS)
    gone = walk.ground.household(LEFT)["residents"][-1]
    walk.ground.leader.patch(
        f"/register/residents/{gone['id']}", version=gone["version"], employer="洪福农贸市场"
    )


def _sending(walk: Walk) -> None:
    walk.hold("**/api/v1/sync/push")
    walk.phone.context.set_offline(False)


def _refused(walk: Walk) -> None:
    walk.page.locator(".van-cell", has_text="登记离开").first.tap()


def _conflict(walk: Walk) -> None:
    walk.dismiss()
    walk.back()
    walk.page.locator(".van-cell", has_text="修改住户").first.tap()


def _to_choose(walk: Walk) -> None:
    """The server's own word where somebody writes between its two looks: too short a moment to be staged."""
    walk.phone.context.route("**/api/v1/sync/push", _changed_meanwhile, times=1)
    walk.back()
    walk.back()
    walk.tap("修改本户")
    walk.page.locator("textarea").fill(MINE)
    walk.tap("保存")
    walk.phone.strip.tap()
    refused = walk.page.locator(".van-cell:has(.state-tag--needs_you)")
    refused.filter(has_text="修改住户").tap()


def _changed_meanwhile(route: Route) -> None:
    answer = route.fetch()
    told = answer.json()
    (result,) = told["results"]
    clash = {"field": "note", "before": "", "mine": MINE, "theirs": THEIRS, "by": "卢建国"}
    result |= {"outcome": "refused", "code": "changed_meanwhile", "answer": {}}
    result["sentence"] = "您填写期间，他人改了相同的内容。请逐项选定后再保存，您填写的都还在。"
    result["details"] = {"version": 3, "fields": [clash | {"at": "2026-03-09T10:05:00+08:00"}]}
    route.fulfill(response=answer, body=json.dumps(told))


SCREENS = (
    Screen("outbox", lambda walk: walk.phone.strip.tap(), "text=已确认"),
    Screen("outbox-waiting", _without_a_signal, ".state-tag--waiting"),
    Screen("outbox-sent", _sending, ".state-tag--sent"),
    Screen("outbox-needs-you", Walk.let_go, ".state-tag--needs_you"),
    Screen("command-refused", _refused, "text=原样再提交一次"),
    Screen("command-aside", lambda walk: walk.tap("不再提交"), ".van-dialog"),
    Screen("command-desk", _conflict, ".command__head"),
    Screen("command-choice", _to_choose, ".conflict"),
)
