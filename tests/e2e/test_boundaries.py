"""Changing boundaries on the map: the effect is seen before anything is done."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, visit

pytestmark = pytest.mark.e2e


def start(page: Page) -> dict[str, str]:
    """The page of changes with the first grid chosen."""
    grid = Api(page).grid()
    visit(page, "adjust", f"/territory/adjust?grid={grid['id']}")
    return grid


def click_map(page: Page, across: float, down: float) -> None:
    box = page.locator(".map-canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def test_a_line_over_the_grid_shows_what_a_split_would_do(open_as: Open) -> None:
    page = open_as("shequ", "/account")
    grid = start(page)
    for down in (0.02, 0.985):
        click_map(page, 0.5, down)
    expect(page.get_by_text("已画 2 点")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("已画 1 点")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("已画 0 点")).to_be_visible()
    expect(page.get_by_role("button", name="看影响")).to_be_disabled()
    for down in (0.02, 0.985):
        click_map(page, 0.5, down)
    page.get_by_role("button", name="看影响").click()
    rows = page.locator(".effect__table tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("停用")
    expect(page.get_by_role("button", name="确认调整")).to_be_disabled()
    assert Api(page).get(f"/territory/grids/{grid['id']}")["valid_to"] is None


def test_buildings_chosen_from_a_list_do_without_a_mouse_on_the_map(open_as: Open) -> None:
    page = open_as("shequ", "/account")
    start(page)
    page.get_by_text("从列表选楼栋").click()
    page.locator(".plan__buildings .el-checkbox").first.click()
    page.get_by_role("button", name="看影响").click()
    expect(page.locator(".effect__table tbody tr")).to_have_count(3)
    page.get_by_placeholder("例如批准文号").fill("样例文号")
    expect(page.get_by_role("button", name="确认调整")).to_be_enabled()


def test_on_a_phone_a_sentence_says_where_to_do_it(open_as: Open) -> None:
    page = open_as("shequ", "/territory/adjust", PHONE)
    expect(page.get_by_text("请在电脑上操作")).to_be_visible()
    expect(page.get_by_role("button", name="看影响")).to_be_hidden()


def test_the_grids_of_a_past_day_and_an_old_code(open_as: Open) -> None:
    page = open_as("shequ", "/account")
    grid = Api(page).grid()
    visit(page, "territory", "/territory")
    page.get_by_label("按编码找网格").fill(grid["code"])
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".territory__grid h2")).to_have_text(grid["name"])
    page.goto(page.url + "&on=2022-01-01")
    expect(page.get_by_text("只能查看")).to_be_visible()
    page.get_by_role("button", name="回到今天").click()
    expect(page.get_by_text("只能查看")).to_be_hidden()
