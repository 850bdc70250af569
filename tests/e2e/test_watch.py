"""The watch list in a real browser: one added, many pasted with a refused line, objections, the end; its wall."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e
SOURCE = "演练通知（虚构）第12号"
UUID_AT_THE_END = r"/[0-9a-f-]{36}$"
WRONG = "360199199001010431"


def _list(page: Page) -> None:
    """The list of the leader's last grid, which new entries are of then."""
    page.goto(f"/watch?grid={Api(page).grid(-1)['id']}")


def _grounds(box: Locator) -> None:
    box.get_by_label("依据（通知或文号）").fill(SOURCE)
    box.get_by_label("原因", exact=True).fill("演练，没有真实事由")


def test_one_is_added_objected_to_and_ended(open_as: Open) -> None:
    page = open_as("shequ", "/watch")
    _list(page)
    page.get_by_role("button", name="登记一人").click()
    box = dialog(page)
    box.get_by_label("号码", exact=True).fill("13800000777")
    box.get_by_label("姓名（可不填）").fill("方演练")
    choose(page, "号码类别", "手机")
    add = box.get_by_role("button", name="登记", exact=True)
    expect(add).to_be_disabled()
    _grounds(box)
    add.click()
    page.wait_for_url(re.compile("/watch" + UUID_AT_THE_END))
    entry = page.get_by_role("region", name="核查登记")
    expect(entry).to_contain_text(SOURCE)
    expect(entry).to_contain_text("138****0777")

    page.get_by_role("button", name="登记异议").click()
    box = dialog(page)
    box.get_by_label("本人的意见").fill("号码已换人使用")
    box.get_by_role("button", name="登记异议").click()
    expect(page.get_by_role("region", name="异议")).to_contain_text("等待设定人以外的人员答复")

    page.get_by_role("button", name="结束核查").click()
    box = dialog(page)
    box.get_by_text("登记有误").click()
    box.get_by_label("情况说明").fill("号码已核实换人")
    box.get_by_role("button", name="结束核查").click()
    expect(entry).to_contain_text("已结束")
    assert (too_wide(page), latin(page)) == ([], set())


def test_lines_that_are_not_taken_are_explained_and_stay_to_be_mended(open_as: Open) -> None:
    page = open_as("shequ", "/watch")
    _list(page)
    page.get_by_role("button", name="批量粘贴").click()
    box = dialog(page)
    rows = box.get_by_label("每行一人")
    rows.fill(f"甲演练 13800000778\n乙演练 {WRONG}\n赣A·77778")
    _grounds(box)
    box.get_by_role("button", name="登记这些人").click()
    told = box.get_by_role("status")
    expect(told).to_contain_text("已登记 2 人，1 行没有登记")
    expect(told).to_contain_text("第 2 行")
    expect(rows).to_have_value(f"乙演练 {WRONG}")
    page.mouse.move(0, 0)
    assert axe(page) == []


def _objected_to(api: Api) -> str:
    """The entry of the demo that waits for a decision."""
    rows = [api.get(f"/watch/{row['id']}") for row in api.get("/watch")["items"]]
    return str(next(row["id"] for row in rows if "满规定天数" in str(row["appeals"])))


def test_somebody_else_decides_on_an_objection(open_as: Open) -> None:
    page = open_as("jiedao", "/watch")
    page.goto(f"/watch/{_objected_to(Api(page))}")
    page.get_by_role("button", name="答复异议").click()
    box = dialog(page)
    box.get_by_label("答复", exact=True).fill("核实属实（虚构）")
    box.get_by_role("button", name="答复异议").click()
    expect(page.get_by_role("region", name="核查登记")).to_contain_text("异议成立")


def test_the_worker_sees_no_list_but_whom_the_register_misses(open_as: Open) -> None:
    page = open_as("wangge", "/watch", PHONE)
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()
    page.goto("/missing-residents")
    page.get_by_role("button", name="钟*").click()
    box = dialog(page)
    expect(box).to_contain_text("钟念")
    box.get_by_role("button", name="已补登记").click()
    expect(box.get_by_role("alert")).to_contain_text("底册中还没有这个人")
    assert (too_wide(page), latin(page)) == ([], set())
