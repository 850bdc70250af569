"""A person found in two households is a conflict that a named person settles."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.screens import Api, dialog

pytestmark = pytest.mark.e2e


def whole_document(page: Page, resident: str) -> str:
    """The document in full, through the screen's own way: with a reason."""
    page.get_by_role("button", name="查看完整的身份证号").nth(1).click()
    dialog(page).get_by_role("button", name="查看并记录").click()
    value = page.locator(".paper tr", has_text=resident).locator("[data-test=value]").first
    expect(value).not_to_contain_text("*")
    return value.inner_text()


def test_a_person_entered_twice_waits_until_somebody_decides(open_as: Open) -> None:
    page = open_as("shequ", "/register/households")
    api = Api(page)
    home = api.household(1)
    person = home["residents"][1]
    rows = api.get(f"/register/households?grid={home['grid']['id']}")["items"]
    other = next(row for row in rows if row["id"] != home["id"])
    page.goto(f"/register/households/{home['id']}")
    document = whole_document(page, person["name"])

    page.goto(f"/register/households/{other['id']}")
    page.get_by_role("button", name="添加人员").click()
    form = dialog(page)
    form.get_by_label("姓名").fill(person["name"])
    form.get_by_label("身份证号").fill(document)
    form.get_by_role("button", name="保存").click()
    expect(page.get_by_text("此人已登记在另一户")).to_be_visible()
    expect(page.locator(".paper tr", has_text=person["name"])).to_have_count(0)

    page.goto("/register/conflicts")
    waiting = page.locator("article", has_text=other["address_text"])
    card = waiting.filter(has_text=home["address_text"])
    expect(card).to_have_count(1)
    card.get_by_text("采用新登记").click()
    card.get_by_label("核实情况").fill("已入户核实，确已搬家")
    card.get_by_role("button", name="确定").click()
    expect(card).to_have_count(0)
    page.locator(".el-radio-button", has_text="已处理").click()
    expect(page.locator("article", has_text="已入户核实，确已搬家")).to_be_visible()
    page.goto(f"/register/households/{other['id']}")
    expect(page.locator(".paper")).to_contain_text(person["name"])


def test_a_resident_moves_to_another_household(open_as: Open) -> None:
    page = open_as("shequ", "/register/households")
    api = Api(page)
    home = api.household(2)
    person = home["residents"][-1]
    rows = api.get(f"/register/households?grid={home['grid']['id']}")["items"]
    other = rows[-1]
    page.goto(f"/register/households/{home['id']}")
    page.get_by_role("button", name=f"对 {person['name']} 的操作").click()
    page.get_by_role("menuitem", name="迁到另一户").click()
    box = dialog(page).get_by_role("combobox", name="迁往")
    box.focus()
    page.keyboard.type(other["address_text"])
    page.get_by_role("option", name=other["address_text"]).click()
    dialog(page).get_by_role("button", name="迁到另一户").click()
    expect(page.locator(".paper tr", has_text=person["name"])).to_have_count(0)
    page.goto(f"/register/households/{other['id']}")
    expect(page.locator(".paper")).to_contain_text(person["name"])
