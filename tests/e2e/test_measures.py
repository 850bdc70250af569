"""A measure in a real browser: proposed, decided, confirmed by three people; notice, release, its paper checked."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from gridward.kernel import clock
from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, too_wide
from tests.e2e.screens import choose, dialog
from tests.work.meetings.test_sign_bulletin import words_of_pdf

pytestmark = pytest.mark.e2e
NAME, NUMBER = "全程演练", "13800000613"
FACTS = "昨日与演练病例同桌用餐（虚构）"


def drawer(page: Page) -> Locator:
    return page.locator(".el-drawer:visible")


def fill_proposal(page: Page, box: Locator) -> None:
    box.get_by_text("未登记人员").click()
    box.get_by_label("姓名", exact=True).first.fill(NAME)
    box.get_by_label("电话", exact=True).first.fill(NUMBER)
    box.get_by_label("网格", exact=True).click()
    page.locator(".el-select-dropdown__item:visible").first.click()
    expect(box.get_by_role("region", name="规则给出")).to_contain_text("不再判定")
    choose(page, "措施", "居家隔离")
    box.get_by_label("最后一天（由人填写）").fill(f"{clock.today() + timedelta(days=6)}")
    box.get_by_label("最后一天（由人填写）").press("Enter")
    box.get_by_label("为什么这样定").fill("按本次响应的通知（虚构）")
    box.get_by_label("为什么更轻的办法不够").fill("同住有高龄老人（虚构）")
    box.get_by_text("已确认年满18周岁").click()


def proposed(open_as: Open) -> str:
    """The address of the measure that the liaison has proposed."""
    page = open_as("xinxi", "/measures")
    page.get_by_role("button", name="提出措施").click()
    box = dialog(page)
    fill_proposal(page, box)
    send = box.get_by_role("button", name="提出", exact=True)
    expect(send).to_be_disabled()
    box.get_by_label("事实", exact=True).fill(FACTS)
    send.click()
    page.wait_for_url(re.compile("measure="))
    expect(drawer(page)).to_contain_text("待决定")
    expect(drawer(page)).to_contain_text(FACTS)
    assert drawer(page).get_by_role("button", name="决定", exact=True).count() == 0
    return page.url


def stepped(open_as: Open, who: str, address: str, act: str, state: str) -> Page:
    page = open_as(who, address)
    drawer(page).get_by_role("button", name=act, exact=True).click()
    box = page.get_by_role("dialog", name=act, exact=True)
    box.get_by_label("理由", exact=True).fill("情况属实（虚构）")
    box.get_by_role("button", name=act, exact=True).click()
    expect(drawer(page)).to_contain_text(state)
    return page


def paper(page: Page, name: str) -> Path:
    drawer(page).get_by_role("button", name=name, exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name=re.compile("PDF")).click()
    return Path(started.value.path())


def test_from_the_proposal_to_the_release_paper(open_as: Open) -> None:
    address = proposed(open_as)
    page = stepped(open_as, "shequ", address, "决定", "待复核")
    assert drawer(page).get_by_role("button", name="复核", exact=True).count() == 0
    page = stepped(open_as, "jiedao", address, "复核", "第1天，共7天")
    told = words_of_pdf(paper(page, "告知书").read_bytes())
    assert NAME in told
    assert "您的权利" in told

    drawer(page).get_by_role("button", name="解除", exact=True).click()
    box = page.get_by_role("dialog", name="解除", exact=True)
    box.get_by_label("理由（期满解除可不填）").fill("核实后排除（虚构）")
    box.get_by_role("button", name="解除", exact=True).click()
    expect(drawer(page)).to_contain_text("已解除")
    told = words_of_pdf(paper(page, "解除证明").read_bytes())
    code = re.search("GM1[A-Z2-7]+", "".join(told.split()))
    assert code

    other = open_as("xinxi", "/measures")
    other.get_by_role("button", name="核对解除证明").click()
    box = dialog(other)
    box.get_by_label("校验码").fill(code.group())
    box.get_by_role("button", name="核对", exact=True).click()
    expect(box.get_by_role("status")).to_contain_text("是本街道出具的解除证明")


@pytest.mark.parametrize("view", ["open", "calendar", "overdue", "transfers"])
def test_lists_fit_a_phone_and_can_be_read_aloud(open_as: Open, view: str) -> None:
    page = open_as("shequ", f"/measures?view={view}", PHONE)
    assert too_wide(page) == []
    assert axe(page) == []


def test_who_may_not_see_measures_is_shown_no_page(open_as: Open) -> None:
    page = open_as("minjing", "/measures")
    page.wait_for_url(re.compile("/not-allowed"))
