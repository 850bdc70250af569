"""A street's rule book in a real browser: drafted, sent back, mended as text, accepted by another, in force."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import choose, dialog

pytestmark = pytest.mark.e2e
CODE, TITLE = "XH-2021-09", "密接管理补充规定（虚构，浏览器测试）"
DAY = "2021-09-10"


def test_from_a_draft_to_its_days_in_force(open_as: Open) -> None:
    writer = open_as("xinxi", "/health/rule-books")
    write(writer)
    expect(row_of(writer, "第一阶段")).to_contain_text("集中隔离10天")
    writer.get_by_role("button", name="保存草稿").click()
    writer.get_by_role("button", name="提请审核").click()
    expect(writer.get_by_text("需要第二个人审核")).to_be_visible()
    expect(writer.get_by_role("button", name="看过变化，审定")).to_have_count(0)

    reviewer = open_as("jiedao", f"/health/rule-books/{writer.url.rpartition('/')[2]}")
    expect(row_of(reviewer, "第一阶段")).to_contain_text("14天")
    reviewer.get_by_role("button", name="退回").click()
    dialog(reviewer).get_by_label("理由").fill("文件写的是12天")
    dialog(reviewer).get_by_role("button", name="退回").click()
    expect(reviewer.get_by_role("status").filter(has_text="文件写的是12天")).to_be_visible()

    mend(writer)
    reviewer.reload()
    reviewer.get_by_role("button", name="看过变化，审定").click()
    expect(reviewer.get_by_text("已审定").first).to_be_visible()
    reviewer.goto(f"/health/rule-books?day={DAY}")
    card = reviewer.get_by_role("article").filter(
        has=reviewer.get_by_text("密切接触者", exact=True)
    )
    expect(card).to_contain_text("集中隔离12天")
    expect(card).to_contain_text(TITLE)


def test_a_figure_is_compared_with_the_paper(open_as: Open) -> None:
    page = open_as("jiedao", "/health/rule-books?day=2022-08-10")
    card = page.get_by_role("article").filter(has=page.get_by_text("出院的确诊病例", exact=True))
    before = card.get_by_role("button", name="核对", exact=True).count()
    card.get_by_role("button", name="核对", exact=True).first.click()
    dialog(page).get_by_label("核对的文件").fill("诊疗方案第九版 第12页")
    dialog(page).get_by_role("button", name="与原文一致").click()
    expect(card.get_by_text("诊疗方案第九版 第12页")).to_be_visible()
    expect(card.get_by_role("button", name="核对", exact=True)).to_have_count(before - 1)
    card.get_by_role("button", name="撤销核对").click()
    expect(card.get_by_role("button", name="核对", exact=True)).to_have_count(before)


def test_a_worker_reads_the_rules_on_a_phone(open_as: Open) -> None:
    page = open_as("wangge", "/health/rule-books?day=2022-04-05", PHONE)
    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.get_by_role("button", name="起草手册")).to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def write(page: Page) -> None:
    """As a form: ten days of isolation for contacts."""
    page.get_by_role("button", name="起草手册").click()
    page.get_by_label("编号", exact=True).fill(CODE)
    page.get_by_label("名称", exact=True).fill(TITLE)
    page.get_by_label("依据文件").fill("样例街防指〔2021〕9号（虚构）")
    for field, day in (("有效的第一天", "2021-09-01"), ("有效的最后一天（可不填）", "2021-09-30")):
        page.get_by_role("combobox", name=field, exact=True).fill(day)
        page.keyboard.press("Enter")
    choose(page, "添加一类人员", "密切接触者")
    way = page.get_by_role("radiogroup", name="密切接触者 第一阶段")
    way.get_by_text("规定").click()
    page.get_by_role("combobox", name="密切接触者 第一阶段 措施").focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="集中隔离", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_text("文件没写", exact=True).click()
    page.get_by_role("spinbutton", name="密切接触者 第一阶段 天数").fill("10")
    page.get_by_role("textbox", name="密切接触者 第一阶段 第几天检测").fill("1，4，10")
    page.keyboard.press("Tab")


def mend(page: Page) -> None:
    """As text: first wrong, with its line, then right."""
    page.reload()
    expect(page.get_by_role("status").filter(has_text="文件写的是12天")).to_be_visible()
    page.get_by_role("button", name="修改").click()
    page.get_by_text("YAML", exact=True).click()
    text = page.get_by_label("手册的 YAML 文本")
    said = text.input_value()
    text.fill(said.replace("days: 10", "days: twelve"))
    line = next(n for n, one in enumerate(said.splitlines(), 1) if "days: 10" in one)
    wrong = page.get_by_text(re.compile(rf"第{line}行“close_contact\.first"))
    expect(wrong).to_be_visible()
    text.fill(said.replace("days: 10", "days: 12"))
    expect(wrong).to_have_count(0)
    expect(row_of(page, "第一阶段")).to_contain_text("集中隔离12天")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="提请审核").click()
    expect(page.get_by_text("待审核").first).to_be_visible()


def row_of(page: Page, slot: str) -> Locator:
    """What changes in a slot."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=slot)).first
