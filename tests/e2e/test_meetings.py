"""From the agenda to the signed bulletin, in a real browser: the street's meeting at a desk, looked at on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api

pytestmark = pytest.mark.e2e
TEXT = "东湖路围挡月底前修好"
REMARK = "各社区周五前完成补访"


def test_from_the_agenda_to_the_signed_bulletin(open_as: Open) -> None:
    page = open_as("jiedao", "/meetings")
    call(page)
    page.get_by_label("内容", exact=True).fill("传达区里会议精神")
    page.get_by_role("button", name="提交议题").click()
    expect(page.get_by_text("传达区里会议精神")).to_be_visible()
    page.get_by_role("button", name="开始会议").click()
    expect(page.get_by_text("数据在会议开始时固定")).to_be_visible()
    expect(page.get_by_role("heading", name="工单办理")).to_be_visible()
    attend(page)
    number = decide(page)
    step(page, "纪要")
    page.get_by_label("会议内容").fill("各社区通报摸排进度。")
    page.get_by_role("button", name="结束会议").click()
    expect(page.get_by_text("各社区通报摸排进度。")).to_be_visible()
    sign(page, number)
    order = Api(page).get("/workorders?list=opened")["items"]
    assert number in {one["number"] for one in order}
    revise(page)


def test_yesterdays_bulletin_is_read_and_taken_on_a_phone(open_as: Open, tmp_path: Path) -> None:
    page = open_as("shequ", "/meetings", PHONE)
    row = Api(page).meeting("ended")
    page.goto(f"/meetings/{row['id']}?view=bulletin")
    expect(page.get_by_text("每日工作通报")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载").click()
        page.get_by_role("menuitem", name="文字").click()
    file = tmp_path / "bulletin.txt"
    taken.value.save_as(file)
    assert "签发：第一网格长" in file.read_text()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def call(page: Page) -> None:
    page.get_by_role("button", name="召集例会").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("召集人：街道网格长")).to_be_visible()
    dialog.get_by_label("地点").fill("街道三楼会议室")
    dialog.get_by_role("button", name="召集例会").click()
    expect(page.get_by_text("街道三楼会议室")).to_be_visible()


def attend(page: Page) -> None:
    step(page, "出勤")
    first = page.get_by_role("listitem").filter(has=page.get_by_role("group")).last
    first.get_by_role("button", name="请假").click()
    first.get_by_label("原因").fill("在区里开会")
    first.get_by_role("button", name="保存").click()
    expect(first.get_by_text("在区里开会")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"其余 \d+ 人都到会")).click()
    expect(page.get_by_text("人未登记")).to_have_count(0)


def decide(page: Page) -> str:
    """Decide, and answer the number of the work order."""
    step(page, "议定事项")
    page.get_by_label("议定内容").fill(TEXT)
    page.get_by_role("button", name="议定并开工单").click()
    told = page.get_by_text(re.compile(r"工单 \d{8}-\d+ · 例会议定事项"))
    expect(told).to_be_visible()
    found = re.search(r"\d{8}-\d+", told.inner_text())
    assert found
    return found.group()


def sign(page: Page, number: str) -> None:
    step(page, "通报")
    page.get_by_label("工作要求").fill(f"{REMARK} 13800138000")
    expect(page.get_by_role("alert")).to_contain_text("可能写了居民姓名或号码：138…00")
    expect(page.get_by_role("button", name="签发", exact=True)).to_be_disabled()
    page.get_by_label("工作要求").fill(REMARK)
    expect(page.get_by_text(f"工作要求：{REMARK}")).to_be_visible()
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_role("heading", name="已签发 · 第 1 版")).to_be_visible()
    expect(page.get_by_text(number)).to_be_visible()
    expect(page.get_by_text(TEXT)).to_have_count(0)


def revise(page: Page) -> None:
    page.get_by_role("button", name="修订").click()
    page.get_by_label("修订理由").fill("补报走访数")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_role("heading", name="已签发 · 第 2 版")).to_be_visible()
    page.get_by_text("第 1 版", exact=True).click()
    expect(page.get_by_text("这一版已由第 2 版修订")).to_be_visible()


def step(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="会议步骤").get_by_role("link", name=name).click()
