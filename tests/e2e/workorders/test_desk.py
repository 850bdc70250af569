"""Lists, several at once, two at once, duplicates, kinds and the board, at a desk and as narrow as a phone."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, keys, latin, too_wide
from tests.e2e.screens import Api, choose
from tests.e2e.still import stand_still
from tests.e2e.workorders.hands import begin, opened, panel, step

pytestmark = pytest.mark.e2e
NARROW = (360, 740)


def test_of_two_who_act_at_once_the_second_is_told_and_keeps_the_words(open_as: Open) -> None:
    order = opened(open_as("wangge", "/account"), id=str(uuid4()), place="两人同时（测试）")
    address = f"/workorders/{order['id']}"
    chief, command = open_as("shequ", "/account"), open_as("zhihui", address)
    hear_nothing(chief)
    chief.goto(address)
    begin(chief, "不予受理")
    panel(chief).get_by_role("textbox", name="说明").fill("物业已经修好了")
    step(command, address, "派遣")
    panel(chief).get_by_role("button", name="确认：不予受理").click()
    alert = panel(chief).get_by_role("alert")
    expect(alert).to_contain_text("派遣")
    expect(alert).to_contain_text(Api(command).get("/me")["member"]["name"])
    expect(chief.locator(".timeline")).to_contain_text("派给")
    expect(panel(chief).get_by_label("您写的内容")).to_have_value("物业已经修好了")
    chief.reload()
    expect(panel(chief).get_by_label("您写的内容")).to_have_value("物业已经修好了")
    begin(chief, "备注")
    expect(panel(chief).get_by_role("textbox", name="说明")).to_have_value("物业已经修好了")


def test_who_is_still_writing_hears_that_another_was_first(open_as: Open) -> None:
    order = opened(open_as("wangge", "/account"), id=str(uuid4()), place="还在写（测试）")
    address = f"/workorders/{order['id']}"
    chief, command = open_as("shequ", address), open_as("zhihui", address)
    begin(chief, "不予受理")
    panel(chief).get_by_role("textbox", name="说明").fill("物业已经修好了")
    step(command, address, "派遣")
    heard = panel(chief).get_by_role("status")
    expect(heard).to_contain_text("派给")
    expect(heard).to_contain_text(Api(command).get("/me")["member"]["name"])
    expect(panel(chief).get_by_role("button", name="确认：不予受理")).to_have_count(0)
    expect(panel(chief).get_by_label("您写的内容")).to_have_value("物业已经修好了")


def hear_nothing(page: Page) -> None:
    """News of others do not reach a page, as behind a proxy that lets no stream pass."""
    page.route("**/api/v1/live", lambda route: route.fulfill(json={"address": None}))


def test_what_came_in_is_found_by_number_and_dispatched_together(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    made = [opened(worker, id=str(uuid4()), place=f"一起派{n}（测试）") for n in range(2)]
    chief = open_as("shequ", f"/workorders?number={made[0]['number']}")
    expect(chief.locator("tbody tr")).to_have_count(1)
    grid = Api(worker).grid()["id"]
    chief.goto(f"/workorders?grid={grid}&kind=facility_broken&state=reported")
    for one in made:
        chief.get_by_label(f"选择工单 {one['number']}").check(force=True)
    chief.get_by_role("button", name="一起派遣").click()
    expect(chief.get_by_role("status").filter(has_text="2 张已办")).to_be_visible()
    expect(chief.get_by_label(f"选择工单 {made[0]['number']}")).to_have_count(0)
    for one in made:
        assert Api(worker).get(f"/workorders/{one['id']}")["state"] == "dispatched"


def test_a_duplicate_is_seen_before_and_merged_after(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    first = opened(worker, id=str(uuid4()), place="重复的（测试）")
    grid = Api(worker).grid()["id"]
    worker.goto(f"/workorders/new?grid={grid}")
    stand_still(worker)
    choose(worker, "类别", "防护设施损坏")
    worker.get_by_label("具体地点").fill("重复的（测试）")
    alike = worker.get_by_role("region", name="可能已经有人报过")
    expect(alike.locator("li").first).to_contain_text(first["number"])
    second = opened(worker, id=str(uuid4()), place="重复的（测试）")
    chief = open_as("shequ", f"/workorders/{second['id']}")
    begin(chief, "并入另一工单")
    picker = panel(chief).get_by_role("combobox", name="与哪张工单重复")
    picker.fill(first["number"])
    chief.get_by_role("option", name=first["number"]).click()
    panel(chief).get_by_role("button", name="确认：并入另一工单").click()
    expect(chief.locator(".page-header .gw-tag").first).to_have_text("重复件")
    chief.get_by_role("link", name=first["number"]).click()
    expect(chief.locator(".timeline")).to_contain_text(second["number"])


def test_an_order_is_split_into_parts(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    order = opened(worker, "resident_need", id=str(uuid4()), place="拆分（测试）")
    chief = open_as("shequ", f"/workorders/{order['id']}")
    begin(chief, "拆分")
    for number, text in ((1, "送菜"), (2, "送药")):
        part = panel(chief).get_by_role("group", name=f"第 {number} 部分")
        part.get_by_label("要办什么").fill(text)
    panel(chief).get_by_role("button", name="确认：拆分").click()
    expect(chief.locator(".page-header .gw-tag").first).to_have_text("已拆分")
    assert len(Api(chief).get(f"/workorders/{order['id']}")["parts"]) == 2


def test_the_administrator_edits_a_kind_and_is_told_all_that_is_wrong(open_as: Open) -> None:
    page = open_as("guanli", "/order-kinds")
    page.get_by_role("link", name="消杀", exact=False).first.click()
    box = page.get_by_label("类别的文字")
    box.wait_for()
    own = box.input_value()
    box.fill(own.replace("minutes = 900", "minutes = 0", 1).replace("health_liaison", "mayor", 1))
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".faults li")).to_have_count(2)
    expect(page.get_by_role("button", name="放入")).to_have_count(0)
    box.fill(own.replace("minutes = 900", "minutes = 800", 1))
    page.get_by_role("button", name="检查", exact=True).click()
    page.get_by_role("button", name="放入，成为第 2 版").click()
    row = page.locator("tbody tr", has_text="disinfection")
    expect(row).to_contain_text("第 2 版")
    expect(row).to_contain_text("程序自带的有不同")
    expect(page.get_by_role("link", name="工单", exact=True)).to_have_count(0)
    worker = open_as("wangge", "/workorders/plans?kind=disinfection")
    expect(worker.get_by_text("800 分钟", exact=False)).to_be_visible()


def test_the_board_counts_and_leads_to_the_list(open_as: Open) -> None:
    page = open_as("jiedao", "/workorders/board")
    page.wait_for_selector("[data-ready=true]")
    first = page.locator("tbody tr").first
    expect(first.locator("a")).not_to_have_count(0)
    first.locator("a").first.click()
    page.wait_for_url("**/workorders?*view=grid*")
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, NARROW])
@pytest.mark.parametrize("path", ["/workorders", "/workorders/new", "/workorders/plans", "order"])
def test_on_a_phone_nothing_overflows(open_as: Open, path: str, size: tuple[int, int]) -> None:
    page = open_as("wangge", "/account", size)
    if path == "order":
        path = f"/workorders/{opened(page, id=str(uuid4()))['id']}"
    page.goto(path)
    stand_still(page)
    assert too_wide(page) == []
    assert keys(page) == []
    assert latin(page) == set()
    assert axe(page) == []
