"""Statistics in a real browser: a figure opens its rows, a table is frozen, signed and compared, the layout edited."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from gridward.kernel.paging import DEFAULT_SIZE
from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e


def figure(page: Page, row: str, title: str) -> str:
    """The name of the button that opens a figure's rows."""
    shown = page.locator("tr", has=page.get_by_role("rowheader", name=row, exact=True))
    label = shown.get_by_role("button", name=f"{row}{title} ").get_attribute("aria-label")
    assert label
    return label


def test_a_figure_opens_as_many_rows_as_it_says(open_as: Open) -> None:
    page = open_as("jiedao", "/reports")
    label = figure(page, "朱紫巷社区第一网格", "户数")
    count = int(label.removeprefix("朱紫巷社区第一网格户数 ").partition("，")[0])
    page.get_by_role("button", name=label).focus()
    page.keyboard.press("Enter")
    rows = dialog(page).locator("tbody tr")
    for shown in range(DEFAULT_SIZE, count, DEFAULT_SIZE):
        expect(rows).to_have_count(shown)
        dialog(page).get_by_role("button", name="加载更多").click()
    expect(rows).to_have_count(count)
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()


def test_a_heading_tells_its_definition(open_as: Open) -> None:
    page = open_as("jiedao", "/reports")
    page.get_by_role("button", name="从业人员：查看口径").click()
    told = page.get_by_role("status").filter(has_text="没有离职的从业人员")
    expect(told).to_contain_text("组织信息登记表（附件4）")


def test_a_table_is_saved_as_it_stands(open_as: Open, tmp_path: Path) -> None:
    page = open_as("jiedao", "/reports?level=community")
    page.get_by_role("button", name="下载").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name="Excel 表格").click()
    assert waiting.value.suggested_filename.startswith("西湖街道 疫情防控网格化管理情况统计表")
    file = tmp_path / "annex5.xlsx"
    waiting.value.save_as(file)
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).worksheets[0]
    assert sum("小计" in str(row[2].value) for row in sheet.iter_rows(min_row=5)) == 6


def test_a_community_leader_freezes_signs_and_sees_what_changed(open_as: Open) -> None:
    page = open_as("shequ", "/reports/snapshots")
    api = Api(page)
    page.get_by_role("button", name="定稿现在的数字").click()
    dialog(page).get_by_role("button", name="定稿现在的数字").click()
    page.get_by_role("button", name="签字").click()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("未签字")).to_be_hidden()
    expect(page.get_by_role("button", name="删除草稿")).to_be_hidden()
    grid = api.grid()
    api.post("/register/households", address_text="新的一户", grid_id=grid["id"])
    page.goto("/reports/snapshots")
    page.get_by_role("button", name="定稿现在的数字").click()
    expect(dialog(page)).to_contain_text("再出一版须写明理由")
    dialog(page).get_by_label("为什么再出一版").fill("补登一户")
    dialog(page).get_by_role("button", name="定稿现在的数字").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 2 版")
    choose(page, "与另一份比较", "第 1 版")
    changed = page.locator("tbody tr", has_text=grid["name"]).filter(has_text="户数")
    expect(changed.first).to_be_visible()


def test_the_layout_is_edited_by_keyboard_and_kept_by_version(open_as: Open) -> None:
    page = open_as("zhihui", "/reports/layout")
    page.get_by_role("button", name="四至范围：移除").focus()
    page.keyboard.press("Enter")
    page.get_by_label("改动说明").fill("去掉四至")
    page.get_by_role("button", name="保存为新版本").click()
    expect(page.get_by_text("已保存为第")).to_be_visible()
    page.goto("/reports")
    expect(page.get_by_role("button", name="户数：查看口径")).to_be_visible()
    expect(page.get_by_role("button", name="四至范围：查看口径")).to_be_hidden()


def test_on_a_phone_a_worker_reads_the_own_grid_as_a_card(open_as: Open) -> None:
    page = open_as("wangge", "/reports", PHONE)
    cards = page.locator(".cards > li")
    expect(cards).to_have_count(1)
    cards.get_by_role("button", name="户数 ").last.click()
    expect(dialog(page).locator("tbody tr").first).to_be_visible()


def test_a_chief_tries_herself_on_the_brief_and_nobody_hears_of_it(open_as: Open) -> None:
    page = open_as("shequ", "/territory")
    grid = Api(page).grid()
    page.goto(f"/territory?grid={grid['id']}")
    page.get_by_role("link", name="网格一口清").click()
    expect(page.get_by_role("heading", name=f"{grid['name']} 一口清")).to_be_visible()
    with page.expect_response("**/questions") as waiting:
        page.get_by_role("button", name="开始自测").click()
    questions = waiting.value.json()
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    for number, one in enumerate(questions):
        place = one["right"] if number else (one["right"] + 1) % len(one["options"])
        page.get_by_role("group", name=one["text"]).get_by_role("button").nth(place).click()
    count = len(questions)
    assert count == 10
    told_end = page.get_by_role("status").filter(has_text=f"答对 {count - 1} / {count}")
    expect(told_end).to_be_visible()
    assert not told, "answers stay in the browser"
    with page.expect_download() as sheet:
        page.get_by_role("button", name="打印一页纸").click()
    assert sheet.value.suggested_filename == f"{grid['name']}一口清.pdf"
