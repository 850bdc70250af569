"""Service groups and notices in a real browser: members ticked, a notice written, a chat message confirmed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e


def _no_overflow(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_worker_ticks_members_along_a_building(open_as: Open) -> None:
    page = open_as("wangge", "/groups")
    page.get_by_role("link", name=re.compile("服务群$")).last.click()
    page.get_by_role("button", name="按楼栋打勾").click()
    box = dialog(page)
    box.get_by_role("combobox", name="楼栋").focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="进群").first.click()
    free = box.locator(".el-checkbox:not(.is-checked)").first
    free.click()
    box.get_by_role("button", name="登记 1 人").click()
    expect(page.get_by_text("登记了 1 人")).to_be_visible()


def test_a_leader_writes_a_notice_and_a_worker_reads_it_at_home(open_as: Open) -> None:
    page = open_as("shequ", "/notices/new")
    page.get_by_label("标题").fill("路面维修")
    page.get_by_label("内容").fill("周日南门封闭，请走北门。")
    page.get_by_role("button", name="选全部").click()
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("heading", name="路面维修")).to_be_visible()
    expect(page.get_by_label("粘贴到群里的文字")).to_have_value(re.compile("【路面维修】"))
    expect(page.get_by_role("button", name="机器人发送")).to_be_disabled()
    worker = open_as("wangge", "/home", PHONE)
    worker.get_by_role("link", name="路面维修").click()
    expect(worker.get_by_text("周日南门封闭")).to_be_visible()
    _no_overflow(worker)
    page.reload()
    expect(page.get_by_role("table")).to_contain_text("还没有送达记录")


def test_a_chat_message_is_recorded_when_somebody_confirms_it(open_as: Open) -> None:
    page = open_as("wangge", "/chat")
    api = Api(page)
    grid = api.grid()
    asked = next(one for one in api.get("/notices?now=true")["items"] if one["asks_receipt"])
    waiting = api.get(f"/notices/{asked['id']}/waiting?grid_id={grid['id']}")["items"][-1]
    choose(page, "网格", grid["name"])
    page.get_by_label("群消息").fill(f"{waiting['label']} 收到\n大家辛苦了")
    page.get_by_role("button", name="识读").click()
    line = page.locator("li.line")
    expect(line).to_contain_text("收到通知")
    expect(page.get_by_text("大家辛苦了", exact=True).last).to_be_visible()
    line.get_by_role("button", name="确定").click()
    expect(line.get_by_text("已登记回执 1 份")).to_be_visible()
    left = api.get(f"/notices/{asked['id']}/waiting?grid_id={grid['id']}")["items"]
    assert waiting["id"] not in {one["id"] for one in left}
