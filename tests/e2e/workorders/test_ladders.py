"""Each ladder of the founding document through the screens, from the report to the close, with its own people."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.screens import Api
from tests.e2e.still import stand_still
from tests.e2e.workorders.hands import ORDER, begin, confirm, panel, report, stands, step, told

pytestmark = pytest.mark.e2e


def test_a_violation_rises_to_the_chief_and_the_police_who_ends_it(open_as: Open) -> None:
    worker = open_as("wangge", "/home")
    address = report(
        worker,
        "违反防控规定",
        typed={"违反情形": "楼道聚集打牌（测试）", "具体地点": "3栋"},
        chosen={"现场劝止情况": "不听劝阻"},
    )
    step(worker, address, "签收")
    step(worker, address, "上报上一级", "劝了两次不听")
    expect(worker.locator(".ladder [aria-current]")).to_contain_text("社区网格长")
    step(worker, address, "上报上一级", "请网格警员依法处置")
    police = open_as("minjing", "/workorders")
    step(police, address, "到场")
    step(police, address, "处置完成", "已批评教育并散去")
    chief = open_as("shequ", address)
    step(chief, address, "核查通过")
    step(chief, address, "结案")
    stands(chief, "已结案")
    sentences = told(chief)
    assert any("网格警员" in one for one in sentences)
    worker.goto(address)
    begin(worker, "评价")
    panel(worker).get_by_text("5", exact=True).click()
    confirm(worker, "评价")
    stands(worker, "已评价")


def test_an_organisation_that_does_not_comply_is_noticed_and_rechecked(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    grid = Api(worker).grid()["id"]
    firm = Api(worker).get(f"/register/organisations?grid={grid}")["items"][0]
    worker.goto(f"/register/organisations/{firm['id']}")
    worker.get_by_role("link", name="在此上报工单").click()
    worker.wait_for_load_state("networkidle")
    address = report(
        worker,
        "单位主体责任不落实",
        typed={"未落实的责任": "无人测温（测试）", "整改意见": "三日内配齐"},
    )
    expect(worker.get_by_role("link", name=firm["name"])).to_be_visible()
    chief = open_as("shequ", address)
    step(chief, address, "派遣")
    step(worker, address, "处置完成", "复查时已配齐测温枪")
    step(chief, address, "核查通过")
    step(chief, address, "结案")
    stands(chief, "已结案")
    worker.goto(f"/register/organisations/{firm['id']}")
    expect(worker.get_by_role("region", name="未结工单")).not_to_contain_text(address[-8:])


def test_who_did_not_follow_orders_is_heard_and_others_do_not_read_it(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    name = Api(worker).get("/me")["member"]["name"]
    chief = open_as("shequ", "/account")
    grid = Api(worker).grid()["id"]
    chief.goto(f"/workorders/new?grid={grid}")
    stand_still(chief)
    chief.get_by_role("combobox", name="类别").focus()
    chief.keyboard.press("Enter")
    chief.get_by_role("option", name="工作人员不服从安排").click()
    chief.get_by_role("combobox", name="工作人员").fill(name)
    chief.get_by_role("option", name=name).first.click()
    chief.get_by_label("所作安排").fill("值守东门（测试）")
    chief.get_by_label("不服从情形").fill("未到岗")
    chief.get_by_role("button", name="上报", exact=True).click()
    chief.wait_for_url(ORDER)
    address = chief.url
    step(worker, address, "本人说明", "当日请假已获准")
    command = open_as("zhihui", address)
    step(command, address, "派遣")
    step(command, address, "处置完成", "核实确有请假")
    street = open_as("jiedao", address)
    step(street, address, "核查通过")
    step(command, address, "结案", "不予追究")
    stands(command, "已结案")
    expect(command.locator(".timeline")).to_contain_text("当日请假已获准")
    stranger = open_as("xinxi", address)
    expect(stranger.get_by_role("alert")).to_be_visible()


def test_a_gate_emergency_goes_to_the_police_at_once(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    address = report(
        worker, "卡口突发情况", chosen={"突发情形": "人员聚集"}, typed={"具体地点": "东门（测试）"}
    )
    assert "网格警员" in told(worker)[0]
    police = open_as("minjing", "/workorders")
    row = police.locator("tbody tr", has=police.locator(f"a[href$='{address[-36:]}']"))
    expect(row).to_contain_text("对方未读")
    step(police, address, "签收")
    step(police, address, "到场")
    step(police, address, "处置完成", "已疏散")
    step(worker, address, "核查通过")
    chief = open_as("shequ", address)
    step(chief, address, "结案")
    stands(chief, "已结案")


def test_a_residents_need_asks_for_time_and_is_met(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    home = Api(worker).household()
    worker.goto(f"/register/households/{home['id']}")
    worker.get_by_role("link", name="在此上报工单").click()
    worker.wait_for_load_state("networkidle")
    address = report(worker, "群众诉求", chosen={"需要什么": "居家维修"})
    expect(worker.get_by_role("link", name=home["address_text"])).to_be_visible()
    chief = open_as("shequ", address)
    step(chief, address, "受理")
    step(chief, address, "派遣")
    worker.goto(address)
    begin(worker, "申请延期")
    panel(worker).get_by_role("textbox", name="说明").fill("配件后天才到")
    until = panel(worker).get_by_role("combobox", name="延到何时")
    until.fill("2030-01-01 10:00")
    until.press("Enter")
    confirm(worker, "申请延期")
    expect(worker.get_by_text("申请延到")).to_be_visible()
    step(chief, address, "同意延期")
    step(worker, address, "处置完成", "水管已修好")
    step(chief, address, "核查通过")
    step(chief, address, "结案")
    worker.goto(f"/register/households/{home['id']}")
    expect(worker.get_by_role("region", name="未结工单")).not_to_contain_text("群众诉求")


def test_a_broken_facility_is_photographed_and_sent_back_once(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    address = report(worker, "防护设施损坏", typed={"什么设施": "东侧围挡（测试）"})
    chief = open_as("shequ", address)
    step(chief, address, "派遣")
    worker.goto(address)
    begin(worker, "处置完成")
    panel(worker).get_by_role("textbox", name="说明").fill("已扶正")
    expect(panel(worker)).to_contain_text("还需要：照片")
    step(worker, address, "处置完成", "已扶正", photo=True)
    step(chief, address, "退回重办", "还有缺口")
    step(worker, address, "处置完成", "缺口已封", photo=True)
    chief.goto(address)
    chief.get_by_role("button", name="查看").first.click()
    expect(chief.locator(".photos img").first).to_be_visible()
    step(chief, address, "核查通过")
    step(chief, address, "结案")
    stands(chief, "已结案")
    expect(chief.get_by_text("退回重办", exact=True)).to_be_visible()
