"""From the address in a browser to a phone that works without a signal."""

from tests.e2e.field.phones import PIN
from tests.e2e.field.tour.ground import PASSWORD, USERNAME
from tests.e2e.field.tour.walk import Screen, Walk


def _before_the_program(walk: Walk) -> None:
    walk.hold("**/field/assets/*.js")
    walk.page.goto("/field/", wait_until="commit")


def _with_a_wrong_password(walk: Walk) -> None:
    sign_in(walk, "不是这个密码12345")


def _with_the_one_time_password(walk: Walk) -> None:
    sign_in(walk, walk.ground.password)


def sign_in(walk: Walk, password: str) -> None:
    """The worker's name and a password into the form that asks for them."""
    walk.page.get_by_label("登录名").fill(USERNAME)
    walk.page.get_by_label("密码", exact=True).fill(password)
    walk.page.get_by_role("button", name="登录", exact=True).tap()


def _own_password(walk: Walk) -> None:
    walk.page.get_by_label("一次性密码").fill(walk.ground.password)
    walk.page.get_by_label("新密码", exact=True).fill(PASSWORD)
    walk.page.get_by_label("再输入一次新密码").fill(PASSWORD)
    walk.tap("保存密码")


def _first_sync(walk: Walk) -> None:
    walk.hold("**/api/v1/sync/pull", after=1)
    walk.phone.enter(PIN)


def _signal_lost(walk: Walk) -> None:
    assert walk.held
    walk.held.lose()


def _go_on(walk: Walk) -> None:
    walk.let_go()
    walk.tap("继续")


def _leader_signs_in(walk: Walk) -> None:
    walk.page.goto("/field/")
    walk.phone.sign_in("shequ")


SCREENS = (
    Screen("early", _before_the_program, "#early"),
    Screen("sign-in", Walk.let_go, ".sign-in-form"),
    Screen("sign-in-refused", _with_a_wrong_password, ".sign-in-form .gw-problem"),
    Screen("new-password", _with_the_one_time_password, "text=一次性密码"),
    Screen("pin-new", _own_password, "text=请输入 6 位数字"),
    Screen("pin-weak", lambda walk: walk.phone.enter("123456"), "text=太容易猜到"),
    Screen("pin-again", lambda walk: walk.phone.enter(PIN), "text=再输入一次"),
    Screen("first-sync", _first_sync, ".first-sync .van-loading"),
    Screen("first-sync-stopped", _signal_lost, "text=信号断了"),
    Screen("today", _go_on, ".top__day"),
)
SEVERAL_GRIDS = Screen("grids-choice", _leader_signs_in, ".grids__list")
"""Whoever has several grids chooses which the phone keeps."""
