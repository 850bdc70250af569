"""The door matrix at the screen: a floor entered by keyboard, doors marked, corrected and added, on desk and phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, too_wide
from tests.e2e.screens import Api
from tests.e2e.test_look import TOO_SMALL_FOR_A_FINGER

pytestmark = pytest.mark.e2e


def buildings(page: Page) -> list[dict[str, Any]]:
    """The buildings of the reader's first grid."""
    api = Api(page)
    sites = api.get(f"/territory/sites?grid={api.grid()['id']}&kind=compound")["items"]
    return [
        building
        for site in sites
        for building in api.get(f"/territory/sites/{site['id']}")["building_list"]
    ]


def open_building(page: Page, order: int) -> None:
    known = buildings(page)
    page.goto(f"/territory/buildings/{known[order % len(known)]['id']}")
    page.locator("[role=grid]").wait_for()


def door(page: Page, label: str) -> Locator:
    return page.get_by_role("gridcell", name=re.compile(f"^{label}、"))


def add_floor(page: Page, line: str) -> None:
    """Two Enters: first it is told, then it is entered."""
    page.get_by_role("button", name="补登门牌").click()
    page.get_by_label("要补登的门牌").fill(line)
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("将补登")).wait_for()
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("已补登")).wait_for()


def test_enters_a_whole_new_floor_by_keyboard(open_as: Open) -> None:
    page = open_as("shequ", "/territory/sites")
    open_building(page, 0)
    add_floor(page, "7单元9层 01 02 03")
    door(page, "7单元901室").focus()
    page.keyboard.press("Enter")
    for name in ("仇小满", "单雨晴", "曾小雨"):
        expect(page.get_by_label("户主姓名")).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type("15500001234")
        page.keyboard.press("Enter")
        expect(page.get_by_role("gridcell", name=re.compile(name[0] + r"\*\*"))).to_be_visible()
    page.keyboard.press("Escape")
    cells = [door(page, f"7单元90{serial}室") for serial in (1, 2, 3)]
    for cell in cells:
        expect(cell).to_have_accessible_name(re.compile("有人居住.*1 人"))


def test_marks_moves_and_takes_back_with_single_keys(open_as: Open) -> None:
    page = open_as("shequ", "/territory/sites")
    open_building(page, 1)
    add_floor(page, "8单元8-9层 01 02")
    door(page, "8单元901室").focus()
    page.keyboard.press("0")
    expect(door(page, "8单元901室")).to_have_accessible_name(re.compile("空户"))
    expect(door(page, "8单元901室")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(door(page, "8单元801室")).to_be_focused()
    page.keyboard.press("=")
    expect(door(page, "8单元801室")).to_have_accessible_name(re.compile("空户"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("9")
    expect(page.get_by_role("alert")).to_contain_text("还没有登记住户")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("9")
    expect(door(page, "8单元801室")).to_have_accessible_name(re.compile("已搬走"))
    page.keyboard.press("Control+z")
    expect(door(page, "8单元801室")).to_have_accessible_name(re.compile("空户"))
    empty = page.get_by_role("button", name=re.compile("^○?\\s*空户"))
    empty.click()
    expect(empty).to_have_attribute("aria-pressed", "true")


def test_of_two_people_at_one_door_the_second_is_told_and_keeps_what_was_typed(
    open_as: Open,
) -> None:
    first = open_as("shequ", "/territory/sites")
    open_building(first, 2)
    add_floor(first, "9单元9层 01")
    second = open_as("jiedao", first.url.removeprefix(first.url.split("/territory")[0]))
    for page, name in ((first, "仇小满"), (second, "单雨晴")):
        door(page, "9单元901室").click()
        page.get_by_label("户主姓名").fill(name)
    first.keyboard.press("Enter")
    expect(door(first, "9单元901室")).to_have_accessible_name(re.compile(r"仇\*\*"))
    second.keyboard.press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("刚才有人改过")
    expect(door(second, "9单元901室")).to_have_accessible_name(re.compile(r"仇\*\*"))
    expect(second.get_by_label("户主姓名")).to_have_value("单雨晴")


def test_corrects_and_takes_off_a_wrong_door(open_as: Open) -> None:
    page = open_as("shequ", "/territory/sites")
    open_building(page, 3)
    add_floor(page, "6单元9层 01 02")
    door(page, "6单元901室").click()
    page.get_by_text("门牌更正").click()
    page.get_by_label("房号", exact=True).fill("909")
    page.keyboard.press("Enter")
    expect(door(page, "6单元909室")).to_be_visible()
    door(page, "6单元902室").click()
    page.get_by_text("门牌更正").click()
    page.get_by_role("button", name="撤销这个门牌").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(door(page, "6单元902室")).to_have_count(0)


def test_gives_a_waiting_household_its_door(open_as: Open) -> None:
    page = open_as("shequ", "/territory/sites")
    open_building(page, 0)
    add_floor(page, "5单元9层 01")
    api = Api(page)
    building = buildings(page)[0]
    matrix = api.get(f"/register/buildings/{building['id']}/doors")
    said = f"{matrix['site_name']}仇家老屋旁边"
    token = next(one for one in page.context.cookies() if one["name"] == "csrftoken")["value"]
    answer = page.request.post(
        "/api/v1/register/households",
        data={"address_text": said, "grid_id": building["grid_id"]},
        headers={"X-CSRFToken": token},
    )
    assert answer.status == 201
    door(page, "5单元901室").click()
    page.get_by_text("待定门牌").click()
    page.get_by_label("按地址查找待定的住户").fill("仇家老屋")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="指定到此门").first.click()
    expect(door(page, "5单元901室")).to_have_accessible_name(re.compile("有人居住"))
    page.get_by_role("button", name="撤销").click()
    expect(door(page, "5单元901室")).to_have_accessible_name(re.compile("未登记"))


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_an_open_door_fits_a_phone_and_people_with_aids(open_as: Open, locale: str) -> None:
    page = open_as("shequ", "/territory/sites", PHONE, locale)
    open_building(page, 5)
    units = page.locator(".units button")
    if units.count() > 1:
        units.nth(1).click()
        expect(units.nth(1)).to_have_attribute("aria-pressed", "true")
    page.locator("[role=gridcell].door").first.click()
    page.locator(".door-panel").wait_for()
    assert axe(page) == []
    assert too_wide(page) == []
    assert page.evaluate(TOO_SMALL_FOR_A_FINGER) == []


def test_who_does_not_read_the_register_sees_doors_alone(open_as: Open) -> None:
    staff = open_as("shequ", "/territory/sites")
    address = f"/territory/buildings/{buildings(staff)[0]['id']}"
    page = open_as("jiwei", address)
    cell = page.locator("[role=gridcell].door").first
    expect(cell).to_have_accessible_name(re.compile("未开放"))
    cell.click()
    expect(page.locator(".door-panel")).to_have_count(0)
