"""The register at the screen: finding, entering by keyboard, looking at what is masked."""

import pytest
from playwright.sync_api import Page, expect

from gridward.kernel.chinese import sort_key
from tests.e2e.conftest import Open
from tests.e2e.screens import Api, choose, dialog
from tests.e2e.still import stand_still

pytestmark = pytest.mark.e2e

NEWCOMER = "单雨晴"
DOCUMENT = "360199201803079980"


def search(page: Page, text: str) -> None:
    """As people do: slash, type, enter."""
    page.locator("h1").first.click()
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def test_finds_a_person_by_name_pinyin_initials_and_the_tail_of_a_phone(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    people = Api(page).household()["residents"]
    person = next(one for one in people if one["phones"])
    syllables = sort_key(person["name"]).split("\t")[0].split()
    tail = person["phones"][0]["masked"][-4:]
    for asked in (person["name"], "".join(syllables), "".join(one[0] for one in syllables), tail):
        search(page, asked)
        expect(page.locator(".hit", has_text=person["name"]).first).to_be_visible()


def test_says_kindly_that_nobody_was_found(open_as: Open) -> None:
    page = open_as("shequ", "/register?q=没有这样的人名字")
    expect(page.get_by_text("没有查到", exact=True)).to_be_visible()


def test_shows_a_household_in_the_form_of_annex_3(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    household = Api(page).household()
    page.goto(f"/register/households/{household['id']}")
    form = page.locator(".paper")
    expect(form).to_contain_text("网格“户”信息登记表")
    expect(form).to_contain_text(household["address_text"])
    for person in household["residents"]:
        expect(form).to_contain_text(person["name"])


def test_adds_changes_and_removes_a_resident_by_keyboard(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    household = Api(page).household()
    page.goto(f"/register/households/{household['id']}")
    page.get_by_role("button", name="添加人员").focus()
    page.keyboard.press("Enter")
    form = dialog(page)
    form.get_by_label("姓名").focus()
    page.keyboard.type(NEWCOMER)
    page.keyboard.press("Tab")
    page.keyboard.type("女儿")
    form.get_by_label("身份证号").focus()
    page.keyboard.type(DOCUMENT)
    page.keyboard.press("Tab")
    page.keyboard.type("15500001234 0791-86000417")
    page.keyboard.press("Enter")
    row = page.locator(".paper tr", has_text=NEWCOMER)
    expect(row).to_contain_text("女儿")
    expect(row).to_contain_text("3601**********9980")
    expect(row).to_contain_text("155****1234")

    row.get_by_role("button", name=f"对 {NEWCOMER} 的操作").click()
    page.get_by_role("menuitem", name="修改信息").click()
    dialog(page).get_by_label("工作单位").fill("虚构实验小学")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("虚构实验小学")
    expect(row).to_contain_text("155****1234")

    row.get_by_role("button", name=f"对 {NEWCOMER} 的操作").click()
    page.get_by_role("menuitem", name="登记迁出").click()
    dialog(page).get_by_role("button", name="确定").click()
    expect(row).to_have_count(0)
    expect(page.locator(".changes")).to_contain_text("工作单位")


def test_an_information_officer_keeps_the_facts_of_an_emergency_alone(open_as: Open) -> None:
    page = open_as("xinxi", "/register")
    household = Api(page).household(2)
    person = household["residents"][0]["name"]
    page.goto(f"/register/households/{household['id']}")
    expect(page.get_by_role("button", name="添加人员")).to_have_count(0)
    row = page.locator(".paper tr", has=page.get_by_role("link", name=person, exact=True))
    row.get_by_role("button", name=f"{person}的应急情况").click()
    choose(page, "核酸检测", "是")
    choose(page, "当前人员在外情况", "省外")
    dialog(page).get_by_role("button", name="保存").click()
    expect(dialog(page)).to_have_count(0)
    expect(page.locator(".changes")).to_contain_text("当前人员在外情况省外")
    now = Api(page).get(f"/register/households/{household['id']}")["residents"]
    kept = next(one for one in now if one["name"] == person)["situation"]
    assert (kept["tested"], kept["away"]) == (True, "province")


def test_says_which_number_is_wrong(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    page.goto(f"/register/households/{Api(page).household()['id']}")
    page.get_by_role("button", name="添加人员").click()
    form = dialog(page)
    form.get_by_label("姓名").fill(NEWCOMER)
    form.get_by_label("身份证号").fill(DOCUMENT[:-1] + "1")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("校验")


def test_shows_a_masked_number_for_a_reason_that_the_record_keeps(open_as: Open) -> None:
    page = open_as("shequ", "/register")
    household = Api(page).household()
    page.goto(f"/register/households/{household['id']}")
    page.get_by_role("button", name="查看完整的身份证号").first.click()
    dialog(page).get_by_text("入户走访核实").click()
    dialog(page).get_by_role("button", name="查看并记录").click()
    masked = household["residents"][0]["document"]
    whole = page.locator(".paper .masked-value").first.locator("[data-test=value]")
    expect(whole).not_to_contain_text("*")
    assert whole.inner_text().endswith(masked[-4:])
    page.goto("/audit")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("的完整身份证号")
    expect(first).to_contain_text("入户走访核实")


def test_registers_a_household_at_a_door_of_the_table(open_as: Open) -> None:
    page = open_as("shequ", "/territory/sites")
    api = Api(page)
    site = next(
        one
        for one in api.get(f"/territory/sites?grid={api.grid()['id']}&kind=compound")["items"]
        if one["buildings"]
    )
    building = api.get(f"/territory/sites/{site['id']}")["building_list"][0]
    page.goto(f"/territory/buildings/{building['id']}")
    stand_still(page)
    page.locator(".door--unregistered").first.click()
    page.get_by_role("link", name="填写完整的登记表").click()
    page.wait_for_url("**/register/households/new*")
    page.get_by_label("姓名").fill("仇小满")
    choose(page, "居住类型", "租住")
    page.get_by_role("button", name="登记这一户").click()
    expect(page.locator(".paper")).to_contain_text("仇小满")


def test_registers_an_organisation_with_somebody_who_works_there(open_as: Open) -> None:
    page = open_as("shequ", "/register/organisations/new")
    address = Api(page).get("/register/organisations")["items"][0]["address_text"]
    page.get_by_label("单位地址").fill(address)
    page.get_by_role("button", name="查找").click()
    page.wait_for_load_state("networkidle")
    candidate = page.get_by_role("button", name=" · ")
    if candidate.count():
        candidate.first.click()
    page.get_by_label("单位名称").fill("虚构便民超市")
    page.get_by_role("button", name="登记组织").click()
    page.wait_for_url(lambda url: not url.endswith("/new"))
    page.get_by_role("button", name="添加从业人员").click()
    dialog(page).get_by_label("姓名").fill("曾小雨")
    dialog(page).get_by_role("button", name="保存").click()
    expect(page.locator(".employees")).to_contain_text("曾小雨")
    page.get_by_role("button", name="填写防控负责人").click()
    dialog(page).get_by_label("姓名").fill("曾小雨")
    dialog(page).get_by_label("联系电话").fill("15500004321")
    dialog(page).get_by_role("button", name="保存").click()
    expect(page.locator(".paper")).to_contain_text("155****4321")
