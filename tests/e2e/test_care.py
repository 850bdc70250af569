"""Help that a household agrees to, in a real browser: entered, contacted, an order for what is needed, and its end."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, too_wide
from tests.e2e.screens import Api, choose, dialog
from tests.e2e.still import stand_still

pytestmark = pytest.mark.e2e
AGREED = "钱德福"
NOTE = "每周三上门，先敲门。"


def _entered(page: Page) -> str:
    """Help of a whole household that the demo gave none; answers the address of its page."""
    api = Api(page)
    rows = api.get(f"/register/households?grid={api.grid()['id']}")["items"]
    helped = {one["household_id"] for one in api.get("/care")["items"]}
    household = next(one for one in rows if one["id"] not in helped and one["residents"] > 1)
    page.goto(f"/register/households/{household['id']}")
    section = page.get_by_role("region", name="帮扶")
    expect(section).to_contain_text("没有登记帮扶")
    section.get_by_role("button", name="登记帮扶").click()
    box = dialog(page)
    choose(page, "需求", "生活困难")
    box.get_by_label("同意人姓名").fill(AGREED)
    box.get_by_label("备注（加密保存，可不填）").fill(NOTE)
    box.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url(re.compile(r"/care/[0-9a-f-]{36}$"))
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"本人（{AGREED}）")
    return page.url


def test_help_is_entered_contacted_ordered_and_ended(open_as: Open) -> None:
    page = open_as("wangge", "/account")
    address = _entered(page)
    page.get_by_role("button", name="登记联系").click()
    box = dialog(page)
    box.get_by_role("button", name="有需要").click()
    box.get_by_label("需要什么").fill("想要一袋米")
    box.get_by_role("button", name="开工单并登记").click()
    expect(page.get_by_role("status").filter(has_text="并开出工单")).to_be_visible()
    contacts = page.get_by_role("list").filter(has_text="有需要")
    expect(contacts).to_contain_text("想要一袋米")
    contacts.get_by_role("link", name=re.compile("工单")).click()
    expect(page.get_by_role("main")).to_contain_text("想要一袋米")
    expect(page.get_by_role("main")).not_to_contain_text(NOTE)
    page.goto(address)
    page.get_by_role("button", name="结束帮扶").click()
    box = dialog(page)
    box.get_by_text("撤回同意").click()
    box.get_by_role("button", name="结束并删除").click()
    page.wait_for_url(re.compile("/care.view=all"))
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("没有找到这条记录")
    page.goto("/care?view=over")
    expect(page.get_by_role("row").filter(has_text="撤回同意")).to_contain_text("生活困难")


def test_a_contact_is_two_taps_on_a_phone(open_as: Open) -> None:
    page = open_as("wangge", "/care?view=due", PHONE)
    row = page.get_by_role("row").filter(has_text="今天").first
    name = row.get_by_role("link").first.inner_text()
    row.get_by_role("button", name="登记联系").click()
    assert too_wide(page) == []
    assert axe(page) == []
    dialog(page).get_by_role("button", name="平安").click()
    expect(page.get_by_role("status").filter(has_text=f"已登记“{name}”的联系")).to_be_visible()
    expect(page.get_by_role("link", name=name)).to_have_count(0)


def test_what_is_typed_is_there_after_a_reload(open_as: Open) -> None:
    page = open_as("wangge", "/care?view=all")
    button = page.get_by_role("button", name=re.compile("^登记联系")).last
    button.click()
    dialog(page).get_by_label("备注（可不填）").fill("女儿今天来过")
    page.wait_for_timeout(600)
    page.reload()
    page.get_by_role("button", name=re.compile("^登记联系")).last.click()
    expect(dialog(page).get_by_label("备注（可不填）")).to_have_value("女儿今天来过")


@pytest.mark.parametrize("username", ["jiedao", "minjing", "jiwei"])
def test_who_has_no_right_sees_nowhere_that_there_is_any(open_as: Open, username: str) -> None:
    keeper = open_as("wangge", "/account")
    plan = Api(keeper).get("/care")["items"][0]
    page = open_as(username, "/home")
    expect(page.get_by_role("link", name="帮扶")).to_have_count(0)
    page.goto(f"/care/{plan['id']}")
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()
    page.goto(f"/register/households/{plan['household_id']}")
    stand_still(page)
    expect(page.get_by_role("main")).not_to_contain_text("帮扶")


def test_what_is_overdue_has_its_order(open_as: Open) -> None:
    page = open_as("shequ", "/care?view=overdue")
    row = page.get_by_role("row").filter(has_text="逾期工单").first
    expect(row).to_contain_text("长期用药")
