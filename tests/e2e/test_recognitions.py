"""Recognitions and the page that compares own and seconded staff, at a desk and on a phone (P7)."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e
WHY = "连夜排查三号楼，没有漏一户。"


def send(page: Page, name: str, kind: str, why: str) -> None:
    """Fill in a recognition of the manager of this name, and send it."""
    page.get_by_role("button", name="登记表扬").first.click()
    dialog(page).get_by_role("combobox", name="被表扬人").fill(name)
    page.locator(".el-select-dropdown__item:visible", has_text="网格管理员").first.click()
    choose(page, "类别", kind)
    dialog(page).get_by_label("事由").fill(why)
    dialog(page).get_by_role("button", name="登记表扬").click()


def recorded(page: Page, name: str, kind: str, why: str) -> None:
    """A recognition of the manager of this name."""
    send(page, name, kind, why)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_leader_records_it_the_worker_sees_it_and_it_is_withdrawn(open_as: Open) -> None:
    name = Api(open_as("wangge", "/account")).get("/me")["member"]["name"]
    page = open_as("shequ", "/staff/recognitions")
    recorded(page, name, "办理专属保险", WHY)
    row = page.locator("[data-test=recognition]", has_text=WHY)
    expect(row).to_contain_text(name)
    expect(row).to_contain_text("办理专属保险")

    with page.expect_download() as paper:
        row.get_by_role("button", name=f"PDF 下载对 {name} 的表扬").click()
    text = PdfReader(paper.value.path()).pages[0].extract_text()
    assert "办理专属保险" in text
    assert WHY[:6] in text

    worker = open_as("wangge", "/account", PHONE)
    mine = worker.get_by_role("region", name="我的表扬")
    expect(mine.locator("[data-test=recognition]", has_text=WHY)).to_contain_text("登记")
    expect(mine.get_by_role("button", name="撤销")).to_have_count(0)

    row.get_by_role("button", name="撤销").click()
    dialog(page).get_by_label("事由").fill("保险还没有办成")
    dialog(page).get_by_role("button", name="撤销").click()
    expect(row).to_contain_text("已撤销")
    worker.reload()
    expect(mine.locator("[data-test=recognition]", has_text=WHY)).to_contain_text("保险还没有办成")


def test_the_same_kind_twice_a_day_is_told_and_nothing_typed_is_lost(open_as: Open) -> None:
    name = Api(open_as("wangge", "/account")).get("/me")["member"]["name"]
    page = open_as("shequ", "/staff/recognitions", PHONE)
    recorded(page, name, "书面感谢", "夜里守门，一班没有缺。")
    send(page, name, "书面感谢", WHY)
    expect(dialog(page).get_by_role("alert")).to_contain_text("同一天已有同类表扬")
    expect(dialog(page).get_by_label("事由")).to_have_value(WHY)


def test_own_and_seconded_staff_are_compared_by_group(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/alike")
    post = page.get_by_role("region", name="网格监督员")
    expect(post).to_contain_text("借调下派")
    expect(post).to_contain_text("职责相同")
    expect(post.get_by_role("columnheader", name="借调下派人员")).to_be_visible()
    expect(post.get_by_role("row", name="表扬")).to_contain_text("次")
    post.get_by_text("职责清单").click()
    expect(post.get_by_text("填写工作日志")).to_be_visible()
    names = [one["name"] for one in Api(page).get("/staff/members")["items"]]
    text = page.locator("main").inner_text()
    assert not [one for one in names if one in text]


def test_it_is_printed_with_the_duties_and_without_the_shell(open_as: Open) -> None:
    page = open_as("jiedao", "/staff/alike")
    page.get_by_role("region", name="网格监督员").wait_for()
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages)
    assert "填写工作日志" in text
    assert "群防队伍" not in text


def test_on_a_phone_and_on_a_day_without_posts(open_as: Open) -> None:
    page = open_as("shequ", "/staff/alike", PHONE)
    expect(page.get_by_role("region", name="网格管理员")).to_contain_text("职责相同")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
    page.get_by_label("查看哪一天").fill("2021-01-01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("这一天没有人在岗")).to_be_visible()


def test_a_worker_finds_neither_page(open_as: Open) -> None:
    for path in ("/staff/recognitions", "/staff/alike"):
        page = open_as("wangge", path)
        expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()
