"""Signing in through the screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, Open
from tests.e2e.screens import Api, dialog
from tests.served import PASSWORD, Served

pytestmark = pytest.mark.e2e


def fill(page: Page, username: str, password: str) -> None:
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()


def test_leads_to_the_page_that_was_asked_for(
    new_context: NewContext, demo: Served, passwords: dict[str, str]
) -> None:
    page = new_context().new_page()
    page.goto("/staff/posts")
    fill(page, "jiedao", passwords["jiedao"])
    page.wait_for_url("**/staff/posts")
    expect(page.get_by_role("heading", name="岗位配备")).to_be_visible()


def test_says_so_when_the_password_is_wrong(open_as: Open) -> None:
    page = open_as(None, "/")
    fill(page, "jiedao", "不是这个密码12345")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")


def test_ends_when_one_signs_out(
    new_context: NewContext, demo: Served, passwords: dict[str, str]
) -> None:
    page = new_context().new_page()
    page.goto("/")
    fill(page, "xinxi", passwords["xinxi"])
    page.wait_for_url(f"{demo.address}/home")
    page.locator(".top__person").click()
    page.get_by_role("menuitem", name="退出登录").click()
    page.wait_for_url("**/sign-in*")
    page.goto("/register")
    page.wait_for_url(re.compile(r"/sign-in\?next=/register$"))


def test_asks_for_a_password_of_ones_own_after_a_one_time_one(
    open_as: Open, new_context: NewContext, demo: Served
) -> None:
    chief = open_as("jiedao", "/staff")
    members = Api(chief).get("/staff/members")["items"]
    member = next(one for one in members if one["account"] is None)
    chief.goto(f"/staff/members/{member['id']}")
    chief.get_by_label("登录名").fill("xinren")
    chief.get_by_role("button", name="开通账号").click()
    once = chief.locator(".once")
    expect(once).to_contain_text("只显示这一次")
    password = once.locator("dd").nth(1).inner_text()

    page = new_context().new_page()
    page.goto("/overview")
    fill(page, "xinren", password)
    page.wait_for_url("**/new-password")
    page.goto("/register")
    page.wait_for_url("**/new-password")
    page.get_by_label("当前密码").fill(password)
    page.get_by_label("新密码", exact=False).nth(0).fill(PASSWORD)
    page.get_by_label("再输一次新密码").fill(PASSWORD)
    page.get_by_role("button", name="保存新密码").click()
    page.wait_for_url(f"{demo.address}/home")

    chief.reload()
    chief.get_by_role("button", name="停用账号").click()
    chief.get_by_role("tooltip").get_by_role("button", name="确定").click()
    expect(chief.get_by_text("已停用")).to_be_visible()
    expect(dialog(chief)).to_have_count(0)


def test_does_not_enrol_an_authenticator_with_a_wrong_code(open_as: Open) -> None:
    page = open_as("zhihui", "/account")
    page.get_by_label("6 位数字").fill("000000")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不正确")
