"""Survey rounds at the desk: drafted, opened, entered from paper, closed when all is settled. Lost phones."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog, tile

pytestmark = pytest.mark.e2e

GRID = "朱紫巷社区第九网格"
ROUND_PAGE = re.compile(r"/rounds/[0-9a-f-]{36}$")
MET, NO_ANSWER, AWAY, REFUSED, EMPTY = "1", "2", "3", "4", "6"


def _draft(page: Page, name: str, question: str = "") -> None:
    """Fill a new draft for one grid, with a question that must be answered, and save it."""
    page.get_by_label("摸排名称").fill(name)
    page.locator(".tree .el-checkbox", has_text=GRID).click()
    if question:
        page.get_by_role("button", name="添加问题").click()
        page.keyboard.type(question)
        page.get_by_text("必须回答").click()
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url(ROUND_PAGE)


def _open(page: Page) -> None:
    page.get_by_role("button", name="开始摸排").click()
    dialog(page).get_by_role("button", name="开始摸排").click()
    expect(page.get_by_text("进行中")).to_be_visible()


def _close(page: Page) -> None:
    page.get_by_role("button", name="结束摸排").click()
    dialog(page).get_by_role("button", name="结束摸排").click()


def _rows(page: Page) -> Locator:
    rows = page.locator(".entry-row")
    expect(rows.first).to_be_visible()
    return rows


def _type(page: Page, rows: Locator, keys: str) -> None:
    """An outcome a row from the first on, by digits and Enter alone."""
    rows.first.locator(".entry-row__outcome").focus()
    for key in keys:
        page.keyboard.press(key)
        page.keyboard.press("Enter")


def test_a_draft_says_beside_the_field_what_is_missing(open_as: Open) -> None:
    page = open_as("shequ", "/rounds/new")
    page.get_by_label("摸排名称").fill("只填名称")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert")).to_have_text("请选择要摸排的网格。")
    page.locator(".tree .el-checkbox", has_text=GRID).click()
    page.get_by_label("摸排名称").fill(" ")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert")).to_have_text("请填写摸排名称。")
    page.get_by_label("摸排名称").fill("选项不够")
    page.get_by_role("button", name="添加问题").click()
    page.keyboard.type("养了几只")
    choose(page, "怎样回答", "选一项")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert")).to_contain_text("“养了几只”不完整")
    page.reload()
    expect(page.get_by_label("摸排名称")).to_have_value("选项不够")
    expect(page.get_by_label("问什么")).to_have_value("养了几只")


def test_a_round_is_walked_on_paper_and_closes_when_every_door_has_an_outcome(
    open_as: Open,
) -> None:
    page = open_as("shequ", "/rounds/new")
    _draft(page, "第九网格走一遍")
    page.get_by_role("button", name="修改").click()
    page.get_by_label("敲门次数").fill("1")
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url(ROUND_PAGE)
    expect(page.get_by_text("1 次", exact=True)).to_be_visible()
    _open(page)
    targets = tile(page, "对象")
    assert tile(page, "没有完结") == targets > 3
    page.get_by_role("button", name="录入走访").click()
    choose(page, "网格", GRID)
    rows = _rows(page)
    assert rows.count() == targets
    _type(page, rows, MET + NO_ANSWER + EMPTY)
    page.get_by_role("button", name="提交 3 条").click()
    expect(page.get_by_text("已录入 3 条。")).to_be_visible()
    expect(rows.nth(1)).to_contain_text("已录入：无人应答")

    page.get_by_role("link", name="第九网格走一遍").click()
    expect(page.locator(".bar").first).to_contain_text(f"完结 3 / {targets}")
    line = page.locator(".coverage tbody tr", has_text=GRID)
    assert line.locator("td").all_inner_texts()[:3] == [str(targets), "3", "3"]
    _close(page)
    expect(dialog(page).get_by_role("alert")).to_contain_text(f"还有 {targets - 3} 个对象")
    dialog(page).get_by_role("link", name="查看没有完结的对象").click()
    left = page.get_by_role("table", name="对象").locator("tbody tr")
    expect(left).to_have_count(min(targets - 3, 50))
    expect(left.first).to_contain_text("没有结果")

    page.get_by_role("button", name="录入走访").click()
    choose(page, "网格", GRID)
    expect(_rows(page)).to_have_count(targets - 3)
    _type(page, rows, REFUSED * (targets - 3))
    expect(page.locator(".send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"已录入 {targets - 3} 条。")).to_be_visible()
    page.get_by_role("link", name="第九网格走一遍").click()
    _close(page)
    expect(page.locator(".head")).to_contain_text("已结束")
    expect(page.locator(".bar").first).to_contain_text("100%")
    expect(page.get_by_role("button", name="录入走访")).to_have_count(0)


def test_a_refused_line_says_why_and_stays_as_it_was_typed(open_as: Open) -> None:
    page = open_as("shequ", "/rounds/new")
    _draft(page, "要回答的摸排", "家里有需要帮助的老人吗（测试）")
    _open(page)
    page.get_by_role("button", name="录入走访").click()
    choose(page, "网格", GRID)
    rows = _rows(page)
    address = rows.first.locator("p").first.inner_text().strip()
    _type(page, rows, MET + AWAY)
    rows.first.get_by_label(f"{address}的备注").fill("晚上再来")
    page.get_by_role("button", name="提交 2 条").click()
    expect(page.get_by_text("已录入 1 条；1 条没有录入")).to_be_visible()
    expect(rows.first.get_by_role("alert")).to_contain_text("必须回答")
    expect(rows.first.locator(".entry-row__outcome")).to_be_focused()
    page.reload()
    expect(rows.first.get_by_label(f"{address}的备注")).to_have_value("晚上再来")
    rows.first.get_by_label("家里有需要帮助的老人吗（测试） *").select_option("是")
    page.get_by_role("button", name="提交 1 条").click()
    expect(rows.first).to_contain_text("已录入：见到")

    page.get_by_role("link", name="要回答的摸排").click()
    page.get_by_role("navigation", name="摸排内容").get_by_role("link", name="对象").click()
    page.get_by_role("button", name=address, exact=True).click()
    expect(dialog(page)).to_contain_text("晚上再来")
    answers = dialog(page).locator(".answers > div")
    expect(answers.first).to_contain_text(re.compile("家里有需要帮助的老人吗.*是", re.DOTALL))


def test_lines_are_kept_while_the_network_is_away_and_recorded_once(open_as: Open) -> None:
    page = open_as("shequ", "/rounds/new", PHONE)
    _draft(page, "网络不好的摸排")
    _open(page)
    page.get_by_role("button", name="录入走访").click()
    choose(page, "网格", GRID)
    rows = _rows(page)
    target = rows.first.locator("p").first.inner_text().strip()
    rows.first.locator(".entry-row__outcome").select_option("moved_out")
    page.route("**/api/v1/rounds/visits", _answer_lost)
    page.get_by_role("button", name="提交 1 条").click()
    expect(page.get_by_text("填写的内容都还在")).to_be_visible()
    page.unroute("**/api/v1/rounds/visits")
    page.get_by_role("button", name="提交 1 条").click()
    expect(rows.first).to_contain_text("已录入：已搬走")
    round_id = page.url.split("/rounds/")[1].split("/")[0]
    rows_there = Api(page).get(f"/rounds/{round_id}/targets?outcome=moved_out")["items"]
    assert [row["label"] for row in rows_there] == [target]
    visits = Api(page).get(f"/rounds/targets/{rows_there[0]['id']}/visits")
    assert len(visits) == 1


def _answer_lost(route: Route) -> None:
    """The server hears the request; its answer is lost."""
    route.fetch()
    route.abort()


def test_doors_to_go_back_to_show_when_somebody_opens(open_as: Open) -> None:
    page = open_as("wangge", "/rounds")
    page.get_by_role("link", name="春季入户摸排（虚构）").click()
    expect(page.get_by_role("button", name="结束摸排")).to_have_count(0)
    page.get_by_role("link", name="待回访").click()
    row = page.get_by_role("table", name="待回访").locator("tbody tr").first
    expect(row).to_contain_text(re.compile(r"\d+–\d+ 点"))
    row.get_by_role("button").click()
    expect(dialog(page)).to_contain_text("无人应答")


def test_a_lost_phone_is_revoked_and_its_account_signed_out(
    open_as: Open, sessions: Callable[[str], Path]
) -> None:
    owner = open_as("xinxi", "/phones")
    expect(owner.get_by_text("还没有登录过手机")).to_be_visible()
    Api(owner).post("/sync/pull", device=str(uuid4()), label="荣耀 X50（测试）", grids={})
    owner.reload()
    expect(owner.locator("tbody tr")).to_contain_text("荣耀 X50（测试）")

    page = open_as("jiedao", "/phones")
    row = page.locator("tbody tr", has_text="荣耀 X50（测试）")
    expect(row).to_contain_text("使用中")
    row.get_by_role("button", name=re.compile("手机丢失：")).click()
    expect(dialog(page)).to_contain_text("清除上面的全部数据")
    dialog(page).get_by_role("button", name="确认挂失").click()
    expect(row).to_contain_text("已挂失")
    expect(row.get_by_role("button")).to_have_count(0)
    sessions("xinxi").unlink()  # ended with the phone: whoever comes next signs in anew
    owner.goto("/phones")
    expect(owner.get_by_label("登录名")).to_be_visible()
