"""The way into the field app: sign-in, PIN, without a signal, with wrong PINs, and out again."""

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.phones import PIN, FieldPhone
from tests.served import Served

pytestmark = pytest.mark.e2e

WRONG = "135790"
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
  const kept = await Promise.all(caches_.map((one) => one.keys()))
  return kept.flat().map(({ url }) => new URL(url).pathname)
}"""


@pytest.fixture
def phone(new_phone: NewPhone) -> FieldPhone:
    """A phone of the demo's grid worker, in use."""
    made = new_phone()
    made.begin("wangge")
    return made


def test_a_new_phone_asks_for_a_pin_that_is_not_guessed(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.page.goto("/field/me/outbox")
    phone.sign_in("wangge")
    alert = phone.page.get_by_role("alert")
    phone.enter("123456")
    expect(alert).to_contain_text("连续的数字太容易猜到")
    phone.enter("000000")
    expect(alert).to_contain_text("6 位都一样")
    phone.enter(PIN)
    phone.enter(WRONG)
    expect(alert).to_contain_text("两次不一样")
    phone.choose_pin()
    phone.page.wait_for_url("**/field/me/outbox")
    expect(phone.strip).to_contain_text("全部已送达")


PROGRAM = "**/field/assets/*.js"


def test_what_was_typed_before_the_program_came_stands_in_its_form(new_phone: NewPhone) -> None:
    phone = new_phone()
    page, password = phone.page, phone.passwords["wangge"]
    with phone.holding(PROGRAM):
        page.goto("/field/", wait_until="commit")
        page.locator("#early-username").fill("wangge")
        page.locator("#early-password").press_sequentially(password[:5])
    expect(page.locator("#early")).to_have_count(0)
    expect(page.get_by_label("登录名")).to_have_value("wangge")
    box = page.get_by_label("密码", exact=True)
    expect(box).to_have_value(password[:5])
    expect(box).to_be_focused()
    page.keyboard.type(password[5:])
    page.keyboard.press("Enter")
    expect(page.get_by_text("请输入 6 位数字")).to_be_visible()


def test_whoever_tapped_before_the_program_came_is_signed_in_by_it(new_phone: NewPhone) -> None:
    phone = new_phone()
    page = phone.page
    with phone.holding(PROGRAM):
        page.goto("/field/", wait_until="commit")
        page.locator("#early-username").fill("wangge")
        page.locator("#early-password").fill(phone.passwords["wangge"])
        page.locator("#early button").tap()
        expect(page.locator("#early-username")).to_have_value("wangge")
    expect(page.get_by_text("请输入 6 位数字")).to_be_visible()


def test_a_password_is_handed_over_once_and_kept_nowhere(new_phone: NewPhone) -> None:
    phone = new_phone()
    page = phone.page
    with phone.holding(PROGRAM):
        page.goto("/field/", wait_until="commit")
        page.locator("#early-username").fill("wangge")
        page.locator("#early-password").fill("不是这个密码12345")
    expect(page.get_by_label("密码", exact=True)).to_have_value("不是这个密码12345")
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "不是这个密码" not in kept
    page.reload()
    expect(page.get_by_label("密码", exact=True)).to_have_value("")


def test_a_wrong_password_is_told_and_keeps_the_name(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.page.goto("/field/")
    phone.page.get_by_label("登录名").fill("meiyouzheren")
    phone.page.get_by_label("密码", exact=True).fill("不是这个密码12345")
    phone.page.get_by_role("button", name="登录", exact=True).click()
    expect(phone.page.get_by_role("alert")).to_contain_text("登录名或密码不正确")
    expect(phone.page.get_by_label("登录名")).to_have_value("meiyouzheren")


def test_opens_with_the_pin_alone_where_there_is_no_signal(phone: FieldPhone) -> None:
    phone.context.set_offline(True)
    phone.reopen("/field/me")
    phone.enter(PIN)
    expect(phone.page.get_by_text("本机保存的网格")).to_be_visible()
    expect(phone.strip).to_contain_text("没有信号，可照常工作")
    phone.page.get_by_role("tab", name="楼栋").click()
    expect(phone.page.get_by_text("个门").first).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达")


def test_the_phone_keeps_the_app_and_nothing_that_the_server_tells(phone: FieldPhone) -> None:
    paths = phone.page.evaluate(KEPT)
    assert "/field/index.html" in paths
    assert [path for path in paths if not path.startswith("/field/")] == []


def test_wrong_pins_are_counted_until_the_pin_is_void(phone: FieldPhone) -> None:
    phone.reopen()
    for left in range(9, 0, -1):
        phone.enter(WRONG)
        expect(phone.page.get_by_role("alert")).to_contain_text(f"还可以试 {left} 次")
    phone.context.clear_cookies()
    phone.enter(WRONG)
    phone.page.wait_for_url("**/field/start")
    expect(phone.page.get_by_role("status")).to_contain_text("已作废")
    phone.sign_in("wangge")
    phone.choose_pin("806142")
    phone.page.wait_for_url("**/field/today")
    phone.reopen()
    phone.enter("806142")
    expect(phone.strip).to_contain_text("全部已送达")


def test_a_right_pin_forgives_the_wrong_ones(phone: FieldPhone) -> None:
    phone.reopen()
    phone.enter(WRONG)
    expect(phone.page.get_by_role("alert")).to_contain_text("还可以试 9 次")
    phone.enter(PIN)
    phone.page.wait_for_url("**/field/today")
    phone.reopen()
    phone.enter(WRONG)
    expect(phone.page.get_by_role("alert")).to_contain_text("还可以试 9 次")


def test_a_forgotten_pin_is_set_anew_by_its_owner_alone(phone: FieldPhone) -> None:
    phone.context.clear_cookies()
    phone.reopen()
    phone.page.get_by_role("link", name="忘记解锁码").click()
    phone.sign_in("xinxi")
    expect(phone.page.get_by_role("alert")).to_contain_text("本人登录")
    phone.sign_in("wangge")
    phone.choose_pin("806142")
    phone.page.wait_for_url("**/field/today")


def test_an_ended_session_does_not_end_the_work(phone: FieldPhone) -> None:
    phone.context.clear_cookies()
    phone.reopen("/field/me")
    phone.enter(PIN)
    expect(phone.strip).to_contain_text("登录已过期，可照常工作")
    phone.page.get_by_role("button", name="重新登录").click()
    phone.sign_in("wangge")
    expect(phone.strip).to_contain_text("全部已送达")


def test_what_is_on_its_way_at_sign_out_is_done_once_after_the_next_sign_in(
    phone: FieldPhone, demo: Served
) -> None:
    """Two sign-outs: one the server hears of before the push, one between the push and its answer."""
    page = phone.page
    desk = Desk.of(demo, "wangge", phone.passwords["wangge"])
    home = desk.every(f"/register/households?grid={desk.get('/sync/grids')[0]['id']}")[0]
    before = desk.get(f"/register/households/{home['id']}")
    page.get_by_role("tab", name="搜索").tap()
    page.get_by_role("searchbox").fill(before["residents"][0]["name"])
    page.locator(".hit", has_text=home["address_text"]).first.tap()
    page.get_by_role("button", name="修改本户").tap()
    page.locator("textarea").fill("退出时正在发送（测试）")
    phone.context.clear_cookies()
    page.get_by_role("button", name="保存", exact=True).tap()
    expect(phone.strip).to_contain_text("登录已过期，1 条存在本机")
    assert desk.get(f"/register/households/{home['id']}")["version"] == before["version"]

    phone.context.route("**/api/v1/sync/push", _lose_the_answer, times=1)
    _sign_in_again(phone)
    expect(phone.strip).to_contain_text("没有信号，1 条存在本机")
    phone.context.clear_cookies()
    page.goto("/field/today")
    phone.enter(PIN)
    expect(phone.strip).to_contain_text("登录已过期，1 条存在本机")
    _sign_in_again(phone)
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    after = desk.get(f"/register/households/{home['id']}")
    assert (after["note"], after["version"]) == ("退出时正在发送（测试）", before["version"] + 1)


def _lose_the_answer(route: Route) -> None:
    """The server has done it; nobody hears of it."""
    assert route.fetch().status == 200
    route.abort()


def _sign_in_again(phone: FieldPhone) -> None:
    phone.page.get_by_role("button", name="重新登录").click()
    phone.sign_in("wangge")


def test_a_new_pin_replaces_the_old_one(phone: FieldPhone) -> None:
    phone.page.get_by_role("tab", name="我的").click()
    phone.page.get_by_text("修改解锁码").click()
    phone.enter(PIN)
    phone.choose_pin("806142")
    expect(phone.page.get_by_text("解锁码已修改")).to_be_visible()
    phone.page.get_by_text("立即锁定").click()
    phone.enter(PIN)
    expect(phone.page.get_by_role("alert")).to_contain_text("还可以试 9 次")
    phone.enter("806142")
    expect(phone.strip).to_contain_text("全部已送达")


def test_leaving_empties_the_phone(phone: FieldPhone) -> None:
    phone.page.get_by_role("tab", name="我的").click()
    phone.page.get_by_role("button", name="退出并清除本机数据").click()
    phone.page.get_by_role("button", name="退出并清除", exact=True).click()
    expect(phone.page.get_by_role("status")).to_contain_text("本机数据已清除")
    phone.page.goto("/field/today")
    phone.page.wait_for_url("**/field/start")
    left = phone.page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert [name for name in left if name.startswith("gridward-phone-")] == []
