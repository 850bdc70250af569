"""Keeping the people of the service at the screen."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.screens import choose, dialog

pytestmark = pytest.mark.e2e


def test_a_new_member_is_appointed_and_leaves_the_post(open_as: Open) -> None:
    page = open_as("jiedao", "/staff")
    page.get_by_role("button", name="添加人员").click()
    dialog(page).get_by_label("姓名").fill("仇晓晴")
    dialog(page).get_by_label("联系电话").fill("15500008888")
    dialog(page).get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="仇晓晴")).to_be_visible()
    expect(page.get_by_text("155****8888")).to_be_visible()

    page.get_by_role("button", name="任命岗位").click()
    choose(page, "岗位", "网格监督员")
    choose(page, "所在网格或街道", "朱紫巷社区第二网格")
    dialog(page).get_by_label("任职日期").fill("2026-03-02")
    page.keyboard.press("Enter")
    dialog(page).get_by_role("button", name="保存").click()
    row = page.locator("tbody tr", has_text="朱紫巷社区第二网格")
    expect(row).to_contain_text("在任")

    row.get_by_role("button", name="离任").click()
    dialog(page).get_by_role("button", name="确定").click()
    expect(row).not_to_contain_text("在任")


def test_a_colleagues_phone_is_shown_for_a_reason(open_as: Open) -> None:
    page = open_as("jiedao", "/staff?q=李斌强")
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="查看完整的联系电话").click()
    dialog(page).get_by_role("button", name="查看并记录").click()
    expect(page.locator("[data-test=value]").first).not_to_contain_text("*")
    page.goto("/audit?act=staff.member_phone")
    expect(page.locator("tbody tr").first).to_contain_text("完整电话")
