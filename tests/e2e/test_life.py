"""Life of the register at the screen: leaving, splitting, two tabs, one change for many, history."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Open
from tests.e2e.screens import Api, dialog

pytestmark = pytest.mark.e2e


def household(page: Page, place: int) -> dict[str, Any]:
    """One of the households of three and more of the first grid; each test takes another."""
    api = Api(page)
    rows = api.get(f"/register/households?grid={api.grid()['id']}")["items"]
    row = [one for one in rows if one["residents"] > 2][place]
    return dict(api.get(f"/register/households/{row['id']}"))


def act(page: Page, name: str) -> Locator:
    """Open an act of the household by keyboard alone."""
    page.get_by_role("button", name="迁出、分户、并户").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name=name).focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    return dialog(page)


def of_person(page: Page, name: str, command: str) -> Locator:
    """Open an act of a resident."""
    page.get_by_role("button", name=f"对 {name} 的操作").click()
    page.get_by_role("menuitem", name=command).click()
    return dialog(page)


def test_a_mistaken_death_is_taken_back(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    home = household(page, 0)
    name = home["residents"][-1]["name"]
    page.goto(f"/register/households/{home['id']}")
    of_person(page, name, "去世注销").get_by_role("button", name="确定").click()
    row = page.locator(".paper tr", has_text=name)
    expect(row).to_have_count(0)
    past = page.locator(".past tr", has_text="去世")
    expect(past).to_be_visible()
    past.get_by_role("button").click()
    dialog(page).get_by_label("哪里办错了").fill("同名误办")
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    page.goto(f"/register/households/{home['id']}/history?corrections=true")
    expect(page.locator(".changes > li")).to_have_count(1)
    expect(page.locator(".changes")).to_contain_text("同名误办")


def test_a_household_splits_and_moves_out(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    home = household(page, 1)
    name = home["residents"][1]["name"]
    page.goto(f"/register/households/{home['id']}")
    form = act(page, "分户")
    form.locator(".el-checkbox", has_text=name).click()
    form.get_by_role("button", name="确定").click()
    expect(page.locator(".paper tbody tr")).to_have_count(1)
    expect(page.locator(".paper")).to_contain_text(name)
    form = act(page, "登记迁出")
    expect(form).to_contain_text("整户记为已搬走")
    form.get_by_role("button", name="确定").click()
    expect(page.locator(".paper")).to_contain_text("已搬走")


def test_two_tabs_merge_and_nothing_typed_is_lost(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    home = household(page, 2)
    address, name = f"/register/households/{home['id']}", home["residents"][0]["name"]
    page.goto(address)
    form = of_person(page, name, "修改信息")
    form.get_by_label("工作单位").fill("先打开的一页")
    form.get_by_label("备注").fill("只有这一页写了")

    other = open_as("shequ", address)
    theirs = of_person(other, name, "修改信息")
    theirs.get_by_label("工作单位").fill("后打开的一页")
    theirs.get_by_label("与户主关系").fill("本人")
    theirs.get_by_role("button", name="保存").click()
    expect(other.locator(".paper tr", has_text=name)).to_contain_text("后打开的一页")

    page.wait_for_timeout(500)
    page.reload()
    form = of_person(page, name, "修改信息")
    expect(form).to_contain_text("上次没有保存的内容已恢复")
    form.get_by_role("button", name="保存").click()
    asked = form.locator(".clashes fieldset")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("后打开的一页")
    expect(form.get_by_role("button", name="保存")).to_be_disabled()
    asked.get_by_label("先打开的一页").check()
    form.get_by_role("button", name="保存").click()
    row = page.locator(".paper tr", has_text=name)
    expect(row).to_contain_text("先打开的一页")
    expect(row).to_contain_text("本人")
    of_person(page, name, "修改信息")
    expect(dialog(page).get_by_label("备注")).to_have_value("只有这一页写了")
    expect(dialog(page)).not_to_contain_text("已恢复")


def test_a_draft_goes_with_the_session(open_as: Open) -> None:
    page = open_as("wangge", "/register")
    home = household(page, 0)
    page.goto(f"/register/households/{home['id']}")
    of_person(page, home["residents"][0]["name"], "修改信息").get_by_label("备注").fill("没有保存")
    page.wait_for_timeout(500)
    kept = "Object.keys(sessionStorage).filter((key) => key.startsWith('gw-draft:')).length"
    assert page.evaluate(kept) == 1
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    assert page.evaluate(kept) == 0


def test_many_households_take_one_change(open_as: Open) -> None:
    page = open_as("shequ", "/register/households")
    page.get_by_role("button", name="选列出的").click()
    page.get_by_role("button", name="修改所选").click()
    form = dialog(page)
    form.locator(".el-checkbox", has_text="备注").click()
    form.get_by_label("备注", exact=True).last.fill("统一核对")
    form.get_by_role("button", name="试算").click()
    carry_out = form.get_by_role("button", name=re.compile("^执行"))
    expect(carry_out).to_be_enabled()
    carry_out.click()
    expect(page.get_by_text(re.compile("^已修改 [0-9]+ 条$"))).to_be_visible()
    page.goto("/audit")
    expect(page.locator("tbody tr").first).to_contain_text("批量修改了")
