"""Posts filled at the screen: the chart, what is amiss, shortages, teams by paste, a post that changes hands."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import choose, dialog

pytestmark = pytest.mark.e2e


def test_the_chart_is_read_folded_and_asked_for_another_day(open_as: Open) -> None:
    page = open_as("wangge", "/staff/chart")
    expect(page.get_by_role("region", name="领导小组")).to_contain_text("第一组长")
    community = page.locator("li.community", has_text="上渝亭社区网格")
    expect(community.locator("dd", has_text="空缺").first).to_be_visible()
    fold = community.get_by_role("button", name=re.compile("收起"))
    fold.focus()
    page.keyboard.press("Enter")
    expect(community.get_by_text("上渝亭社区第一网格")).to_be_hidden()
    page.get_by_label("查看哪一天").fill("2021-01-01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没有登记领导小组")).to_be_visible()


def test_the_chart_is_printed_on_one_sheet(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/chart")
    page.locator(".chart").first.wait_for()
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [round(float(one.mediabox.width) / 72 * 25.4) for one in sheets] == [420]


def test_on_a_phone_the_chart_begins_folded_and_the_phone_list_is_masked(open_as: Open) -> None:
    page = open_as("shequ", "/staff/chart", PHONE)
    expect(page.get_by_text("朱紫巷社区第一网格")).to_be_hidden()
    page.get_by_role("button", name=re.compile("展开 9 个网格")).click()
    expect(page.get_by_text("朱紫巷社区第一网格")).to_be_visible()
    page.get_by_text("电话表").click()
    page.get_by_role("textbox", name="按网格、岗位或姓名查找").fill("网格点长")
    expect(page.locator(".data-table tbody tr")).to_have_count(1)
    expect(page.locator("[data-test=value]")).to_contain_text("****")


def test_a_vacancy_becomes_a_list_is_sent_answered_and_closes_itself(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/filling")
    vacancy = page.locator(".finding", has_text="孺子亭社区第七网格的网格管理员空缺")
    vacancy.locator(".el-checkbox").click()
    page.get_by_role("button", name="列入缺员清单（1）").click()
    dialog(page).get_by_label("报送单位").fill("西湖区政府办公室")
    dialog(page).get_by_role("button", name="生成清单").click()
    page.get_by_role("button", name="填写理由和日期").click()
    dialog(page).get_by_label("理由").fill("原网格员调离")
    dialog(page).get_by_label("希望到岗").fill("2027-01-10")
    page.keyboard.press("Enter")
    dialog(page).get_by_role("button", name="保存").click()
    page.get_by_role("button", name="登记报出").click()
    dialog(page).get_by_role("button", name="确定").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("〔")
    page.get_by_role("button", name="登记答复").click()
    dialog(page).get_by_label("同意的人选").fill("钱来到")
    dialog(page).get_by_role("button", name="保存").click()
    page.get_by_role("button", name="任命 钱来到").click()
    dialog(page).get_by_role("button", name="添加人员").click()
    expect(dialog(page).get_by_label("姓名")).to_have_value("钱来到")
    dialog(page).get_by_role("button", name="保存").click()
    choose(page, "人选", "钱来到")
    dialog(page).get_by_role("button", name="保存").click()
    expect(page.locator(".shortage")).to_contain_text("已补齐")
    with page.expect_download() as kept:
        page.get_by_role("button", name="下载清单").click()
        page.get_by_role("menuitem", name="Excel").click()
    assert kept.value.suggested_filename.endswith(".xlsx")


def test_a_team_is_set_up_and_its_people_pasted(open_as: Open) -> None:
    page = open_as("shequ", "/staff/teams")
    page.get_by_role("button", name="组建队伍").click()
    dialog(page).get_by_label("队伍名称").fill("夜间巡逻志愿队")
    dialog(page).get_by_role("combobox", name="网格").focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="朱紫巷社区网格", exact=True).click()
    dialog(page).get_by_role("button", name="保存").click()
    page.get_by_role("button", name="粘贴名单").click()
    lines = "姓名\t电话\n单小平\t15500001234\t队长\n15500009999\n"
    dialog(page).get_by_label("名单").fill(lines)
    dialog(page).get_by_role("button", name="先核对").click()
    expect(dialog(page).get_by_role("status")).to_have_text(re.compile("将登记 1 人，1 行不登记"))
    expect(dialog(page).locator("tbody tr").nth(2)).to_contain_text("没有姓名")
    dialog(page).get_by_role("button", name="登记 1 人").click()
    expect(dialog(page).get_by_role("status")).to_have_text(re.compile("已登记 1 人"))
    dialog(page).get_by_role("button", name="关闭").last.click()
    row = page.locator("tbody tr", has_text="单小平")
    expect(row).to_contain_text("155****1234")
    row.get_by_role("button", name="查看完整的单小平的电话").click()
    dialog(page).get_by_role("button", name="查看并记录").click()
    expect(row.locator("[data-test=value]")).to_contain_text("15500001234")
    page.get_by_role("button", name="登记服务时长").click()
    dialog(page).get_by_label("服务内容").fill("夜间巡逻")
    dialog(page).get_by_label("时长").fill("1.5")
    dialog(page).get_by_text("单小平").click()
    dialog(page).get_by_role("button", name="保存").click()
    served = page.get_by_role("table", name="服务时长").locator("tbody tr", has_text="夜间巡逻")
    expect(served).to_contain_text("1.5 小时")
    expect(row.first).to_contain_text("1.5 小时")
    expect(served).to_contain_text("待确认")
    expect(page.get_by_text("全选待确认")).to_have_count(0)  # never one's own entry
    served.get_by_role("button", name="撤回").click()
    page.get_by_role("tooltip").get_by_role("button", name="确定").click()
    expect(page.get_by_text("还没有登记服务时长")).to_be_visible()


def test_hours_are_confirmed_corrected_and_returned(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/teams?q=算子桥社区志愿服务队")
    page.get_by_role("link", name="算子桥社区志愿服务队").click()
    listed = page.get_by_role("table", name="服务时长")
    waiting = listed.locator("tbody tr", has_text="待确认")
    name = waiting.first.locator("td").nth(2).inner_text()
    one = listed.locator("tbody tr", has_text=name).filter(has_text="楼栋值守")
    one.locator(".el-checkbox").click()
    page.get_by_role("button", name="确认 1 条").click()
    expect(one).to_contain_text("已确认")
    one.get_by_role("button", name="更正").click()
    dialog(page).get_by_label("时长").fill("1.5")
    dialog(page).get_by_label("原因").fill("提前离开")
    dialog(page).get_by_role("button", name="保存").click()
    expect(one.filter(has_text="更正原 2 小时")).to_contain_text("待确认")
    one.filter(has_text="已确认").get_by_role("button", name="退回").click()
    dialog(page).get_by_label("原因").fill("当天没有值守")
    dialog(page).get_by_role("button", name="退回").click()
    expect(one.filter(has_text="当天没有值守")).to_contain_text("已退回")
    person = page.get_by_role("table", name="队伍").locator("tbody tr", has_text=name)
    person.get_by_role("button", name="时长证明").click()
    dialog(page).get_by_role("button", name="开具证明").click()
    expect(dialog(page)).to_contain_text("1号")
    with page.expect_download() as kept:
        dialog(page).get_by_role("button", name="PDF").first.click()
    assert kept.value.suggested_filename.startswith("服务时长证明")


def test_a_post_changes_hands_and_the_chief_confirms_for_who_is_gone(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/posts")
    page.locator("tbody tr", has_text="康王庙社区第五网格").filter(has_text="网格监督员").locator(
        "td a"
    ).first.click()
    page.get_by_role("button", name="交接", exact=True).click()
    page.get_by_role("combobox", name="接任人").fill("wang")
    page.get_by_role("option").first.click()
    dialog(page).get_by_role("textbox", name="交接说明").fill("钥匙在值班室")
    dialog(page).get_by_role("button", name="办理交接").click()
    expect(page.get_by_text("在册户数")).to_be_visible()
    for left in (1, 0):
        page.get_by_role("button", name="代为确认").first.click()
        dialog(page).get_by_label("理由").fill("已调离本市")
        dialog(page).get_by_role("button", name="确定").click()
        expect(page.get_by_role("button", name="代为确认")).to_have_count(left)
    expect(page.get_by_text("双方已于")).to_be_visible()
