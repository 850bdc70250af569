"""Whose phone it is, the PIN, a session that has ended, and what stands there in the end."""

from playwright.sync_api import expect

from tests.e2e.field.phones import PIN
from tests.e2e.field.tour.arriving import sign_in
from tests.e2e.field.tour.ground import PASSWORD
from tests.e2e.field.tour.walk import Screen, Walk

WRONG = "135790"


def _grids(walk: Walk) -> None:
    walk.back()
    walk.page.get_by_text("本机保存的网格").tap()


def _change_pin(walk: Walk) -> None:
    walk.back()
    walk.page.get_by_text("修改解锁码").tap()


def _leave(walk: Walk) -> None:
    walk.back()
    walk.tap("退出并清除本机数据")


def _lock(walk: Walk) -> None:
    walk.dismiss()
    walk.page.get_by_text("立即锁定").tap()


def _without_a_session(walk: Walk) -> None:
    walk.phone.context.clear_cookies()
    walk.phone.reopen("/field/me")
    walk.phone.enter(PIN)


def _forgotten(walk: Walk) -> None:
    walk.close()
    walk.phone.reopen()
    walk.tap("忘记解锁码", "link")


def _used_up(walk: Walk) -> None:
    walk.phone.reopen()
    for left in range(9, 0, -1):
        walk.phone.enter(WRONG)
        expect(walk.page.get_by_role("alert")).to_contain_text(f"还可以试 {left} 次")
    walk.phone.enter(WRONG)


def _lost(walk: Walk) -> None:
    """Its owner begins again, loses the phone, and the desk says so."""
    sign_in(walk, PASSWORD)
    walk.phone.choose_pin()
    expect(walk.phone.strip).to_contain_text("全部已送达")
    (device,) = walk.page.request.get("/api/v1/sync/devices").json()
    walk.ground.chief.post(f"/sync/devices/{device['id']}/revoke")
    walk.phone.context.set_offline(True)
    walk.phone.context.set_offline(False)


SCREENS = (
    Screen("duty", lambda walk: walk.page.get_by_text("我的值班").tap(), ".duty"),
    Screen("grids", _grids, ".grids__list"),
    Screen("pin-change", _change_pin, "text=请输入现在的解锁码"),
    Screen("leave", _leave, ".van-dialog"),
    Screen("pin", _lock, ".pin-pad"),
    Screen("pin-wrong", lambda walk: walk.phone.enter(WRONG), "text=还可以试 9 次"),
    Screen("pin-others", lambda walk: walk.tap("换人使用"), ".pin-page__whose"),
    Screen("session-ended", _without_a_session, ".sign-in-bar"),
    Screen("session-sign-in", lambda walk: walk.tap("重新登录"), ".sign-in-bar__sheet"),
    Screen("pin-forgotten", _forgotten, ".sign-in-form"),
    Screen("pin-void", _used_up, ".start__notice"),
    Screen("wiped", _lost, "text=可能被挂失"),
)
