"""Service groups and notices in a real browser: members ticked, a notice written, a chat message confirmed."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e


def _no_overflow(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def choose_first(page: Page, field: str, option: str) -> None:
    page.get_by_role("combobox", name=field).focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name=option).first.click()
    page.keyboard.press("Escape")


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


def test_a_notice_is_for_a_stairwell(open_as: Open) -> None:
    page = open_as("wangge", "/groups")
    grid = Api(page).grid()
    page = open_as("shequ", "/notices/new")
    page.get_by_label("标题").fill("楼道消毒")
    page.get_by_label("内容").fill("今天下午消毒，请关好门窗。")
    expect(page.get_by_role("combobox", name="楼栋和单元")).to_be_disabled()
    choose(page, "网格", grid["name"])
    page.keyboard.press("Escape")
    choose_first(page, "楼栋和单元", "1单元")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("只通知其中 1 处楼栋或单元")).to_be_visible()


def test_a_letter_is_handed_out_floor_by_floor_until_a_newer_one_replaces_it(
    open_as: Open, tmp_path: Path
) -> None:
    page = open_as("shequ", "/materials/new")
    page.get_by_label("标题").fill("接种一封信")
    page.get_by_label("内容要点").fill("60岁以上居民请尽快接种。")
    page.get_by_label("发布单位").fill("街道办事处")
    page.get_by_role("button", name="选全部").click()
    picture = tmp_path / "letter.png"
    Image.new("RGB", (300, 200), "teal").save(picture)
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text("letter.png")).to_be_visible()
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("heading", name="接种一封信")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载文件").click()
    assert taken.value.suggested_filename == "接种一封信.jpg"

    worker = open_as("wangge", f"{urlsplit(page.url).path}?view=doors", PHONE)
    choose_first(worker, "楼栋", "送达 0")
    worker.locator(".floor h3 .el-checkbox").first.click()
    worker.get_by_role("button", name=re.compile(r"登记 \d+ 处")).click()
    expect(worker.get_by_text(re.compile(r"新登记 \d+ 处"))).to_be_visible()
    expect(worker.locator(".floor").first.get_by_text("上门发放").first).to_be_visible()
    _no_overflow(worker)

    page.get_by_role("button", name="发布新版").click()
    expect(page.get_by_label("标题")).to_have_value("接种一封信")
    page.get_by_label("标题").fill("接种第二封信")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("heading", name="接种第二封信")).to_be_visible()
    worker.reload()
    expect(worker.get_by_text("已换新版")).to_be_visible()
    expect(worker.get_by_role("link", name="已有新版：接种第二封信")).to_be_visible()
    expect(worker.get_by_role("button", name="打印海报")).to_have_count(0)
