"""The address book at the screen: an address corrected, the suggestion taken over, the address read."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, too_wide
from tests.e2e.screens import Api, dialog
from tests.e2e.test_look import TOO_SMALL_FOR_A_FINGER

pytestmark = pytest.mark.e2e


def compound(page: Page) -> tuple[str, str]:
    """A compound of the reader's first grid and the key of a building with a first unit."""
    api = Api(page)
    sites = api.get(f"/territory/sites?grid={api.grid()['id']}&kind=compound")["items"]
    for site in (one for one in sites if one["buildings"] and "号" not in one["name"]):
        for building in api.get(f"/territory/sites/{site['id']}")["building_list"]:
            if building["units"]:
                return site["name"], building["number_key"]
    raise AssertionError("no compound with units")


def read(page: Page, text: str) -> None:
    page.get_by_label("地址", exact=True).fill(text)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="读出的内容").wait_for()


def test_a_corrected_address_becomes_a_name_that_is_read(open_as: Open) -> None:
    page = open_as("shequ", "/territory/address")
    site, key = compound(page)
    read(page, f"老棉纺厂{key}栋1单元101")
    expect(page.get_by_text("需人工确认").first).to_be_visible()
    page.locator("input[name=address]").fill(f"{site}{key}栋1单元101")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^就是 ")).last.click()
    expect(page.get_by_role("status").last).to_contain_text("又叫“老棉纺厂”（第 1 次）")

    page.goto("/territory/names")
    page.get_by_text("更正建议").click()
    card = page.locator(".suggestion", has_text="老棉纺厂")
    expect(card).to_contain_text("同样更正 1/2 次")
    expect(card).to_contain_text("***")
    card.get_by_role("button", name="采用", exact=True).click()
    expect(card).to_have_count(0)

    page.goto("/territory/address")
    read(page, f"老棉纺厂{key}栋1单元101")
    expect(page.get_by_text("可以确定")).to_be_visible()


def test_a_name_is_entered_found_and_retired(open_as: Open) -> None:
    page = open_as("shequ", "/territory/names")
    site, _ = compound(page)
    page.get_by_role("button", name="登记叫法").click()
    form = dialog(page)
    form.get_by_role("combobox", name="场所").fill(site)
    page.get_by_role("option", name=site).first.click()
    form.get_by_label("叫法").fill("粮站大院")
    form.get_by_role("combobox", name="种类").focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="曾用名").last.click()
    form.get_by_role("button", name="保存").click()
    page.get_by_label("按叫法或地方查找").fill("粮站")
    page.keyboard.press("Enter")
    row = page.locator("tbody tr", has_text="粮站大院")
    expect(row).to_contain_text("曾用名")
    expect(row).to_contain_text(site)
    row.get_by_role("button", name="停用").click()
    dialog(page).get_by_role("button", name="确定").click()
    expect(row).to_have_count(0)
    page.get_by_text("已停用的").click()
    expect(row).to_contain_text("停用")


def test_the_book_fits_a_phone_and_people_with_aids(open_as: Open) -> None:
    page = open_as("shequ", "/territory/names", PHONE)
    for view in ("在册叫法", "更正建议", "有冲突的叫法"):
        page.get_by_text(view, exact=False).first.click()
        page.wait_for_load_state("networkidle")
        assert axe(page) == []
        assert too_wide(page) == []
        assert page.evaluate(TOO_SMALL_FOR_A_FINGER) == []
