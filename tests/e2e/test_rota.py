"""Duty in a browser: a week is planned, somebody is out, the vacancy filled, a swap approved, a roster drawn up."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import DRAFTED_SECONDS, Api, dialog

pytestmark = pytest.mark.e2e
AHEAD = 21
"""Days ahead, where the demo has planned nothing."""


def _day(more: int = 0) -> str:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return str(today + timedelta(days=AHEAD + more))


def _chinese(day: str) -> str:
    """As screens write a day: 2026年12月3日."""
    year, month, number = map(int, day.split("-"))
    return f"{year}年{month}月{number}日"


def _said(page: Page, sentence: str) -> Locator:
    return page.get_by_role("status").filter(has_text=sentence)


def _open_place(page: Page) -> str:
    """A place of the leader's, with a demand of one keeper each day; answers its id."""
    page.goto(f"/rota/places?grid={Api(page).grid()['id']}")
    page.get_by_role("button", name="设立值守点").click()
    box = dialog(page)
    box.get_by_label("名称", exact=True).fill("南侧小门")
    box.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/rota/places/[0-9a-f-]{36}$"))
    page.get_by_role("button", name="设定值守需求").click()
    box = dialog(page)
    expect(box.get_by_role("status")).to_contain_text("每周共 56 人时")
    box.get_by_role("button", name="设定值守需求").click()
    expect(_said(page, "值守需求已设定")).to_be_visible()
    return page.url.rpartition("/")[2]


def _plan(page: Page, place: str, name: str) -> None:
    """A shift of somebody on the first day of the week ahead."""
    page.goto(f"/rota?week={_day()}&place={place}")
    page.get_by_role("button", name="排班", exact=True).click()
    box = dialog(page)
    for label in ("从哪天", "到哪天"):
        box.get_by_label(label).fill(_day())
        box.get_by_label(label).press("Enter")
    box.get_by_label("人员").fill(name)
    page.get_by_role("option", name=name).first.click()
    expect(box.get_by_role("status")).to_have_text("将排 1 个班次。")
    box.get_by_role("button", name="排班").click()
    expect(_said(page, "已排 1 个班次")).to_be_visible()


def _call_out(page: Page, name: str) -> None:
    page.goto("/rota/outs")
    page.get_by_role("button", name="登记缺勤").click()
    box = dialog(page)
    box.get_by_label("人员").fill(name)
    page.get_by_role("option", name=name).first.click()
    for label in ("从哪天", "到哪天"):
        box.get_by_label(label).fill(_day())
        box.get_by_label(label).press("Enter")
    box.get_by_role("button", name="登记缺勤").click()
    expect(_said(page, "1 个班次转为空缺")).to_be_visible()


def test_a_week_is_planned_a_vacancy_filled_and_a_swap_approved(open_as: Open) -> None:
    leader, worker = open_as("shequ", "/account"), open_as("wangge", "/account")
    name = Api(worker).get("/me")["member"]["name"]
    place = _open_place(leader)
    _plan(leader, place, name)
    _call_out(leader, name)
    _said(leader, "1 个班次转为空缺").get_by_role("link").first.click()
    leader.get_by_role("button", name="空缺").click()
    leader.get_by_role("button", name=re.compile("^排给")).first.click()
    expect(_said(leader, "班次已修改")).to_be_visible()
    assert (
        Api(leader).get(f"/rota/shifts?first={_day()}&place_id={place}&vacant=true")["items"] == []
    )

    worker.goto("/rota/mine")
    waiting = worker.get_by_role("region", name="等待办理的换班")
    waiting.get_by_role("button", name="同意").click()
    waiting.get_by_role("button", name="同意").click()
    expect(_said(worker, "换班已更新")).to_be_visible()
    expect(waiting).to_contain_text("待审批")

    chief = open_as("jiedao", "/rota/swaps?state=agreed")
    chief.get_by_role("button", name="批准", exact=True).click()
    chief.get_by_role("button", name="批准", exact=True).click()
    expect(chief.get_by_text("没有换班", exact=True)).to_be_visible()
    worker.reload()
    expect(worker.get_by_role("table")).to_contain_text("社区值班室")


def test_a_roster_is_drawn_up_and_taken_over(open_as: Open) -> None:
    page = open_as("shequ", "/rota/drafts")
    page.get_by_role("button", name="请程序排班").click()
    box = dialog(page)
    box.get_by_label("从哪天").fill(_day(2))
    box.get_by_label("从哪天").press("Enter")
    box.get_by_label("天数").fill("2")
    box.get_by_role("button", name="请程序排班").click()
    page.wait_for_url(re.compile(r"/rota/drafts/[0-9a-f-]{36}$"))
    take = page.get_by_role("button", name="采用为班次")
    expect(take).to_be_visible(timeout=DRAFTED_SECONDS * 1000)
    expect(page.get_by_role("region", name="概要")).to_contain_text(
        re.compile(r"共 [1-9]\d* 个班次")
    )
    take.click()
    expect(_said(page, "已采用")).to_be_visible()
    page.get_by_role("link", name="看值班表").click()
    page.wait_for_url(re.compile(r"/rota\?"))
    expect(page.get_by_role("table")).to_contain_text("东门")


def test_a_wish_is_stated_read_by_who_plans_and_taken_back(open_as: Open) -> None:
    worker, leader = open_as("wangge", "/rota/mine"), open_as("shequ", f"/rota?week={_day()}")
    name = Api(worker).get("/me")["member"]["name"]
    worker.get_by_role("button", name="提心愿").click()
    box = dialog(worker)
    box.get_by_text("夜班").click()
    for label in ("从哪天", "到哪天"):
        box.get_by_label(label).fill(_day())
        box.get_by_label(label).press("Enter")
    box.get_by_label("原因").fill("老家来人")
    box.get_by_role("button", name="保存心愿").click()
    expect(_said(worker, "心愿已保存")).to_be_visible()
    own = worker.get_by_role("region", name="我的心愿")
    expect(own).to_contain_text("不想值夜班")

    leader.reload()
    leader.get_by_role("button", name=re.compile("心愿 [1-9]")).click()
    mine = dialog(leader).get_by_role("listitem").filter(has_text="老家来人")
    expect(mine).to_contain_text(re.compile(f"{name}.*不想值夜班.*照顾到", re.DOTALL))

    own.get_by_role("button", name=re.compile(_chinese(_day()))).last.click()
    expect(_said(worker, "心愿已撤回")).to_be_visible()
    expect(own).not_to_contain_text("老家来人")


def test_where_one_sets_out_from_is_chosen_by_keys_shown_to_oneself_and_deleted(
    open_as: Open,
) -> None:
    page = open_as("wangge", "/rota/mine")
    own = page.get_by_role("region", name="值班出发地")
    own.get_by_role("button", name="填写出发地").press("Enter")
    box = dialog(page)
    expect(box.get_by_role("button", name="保存出发地")).to_be_disabled()
    box.get_by_label("网格或小区").press("ArrowDown")
    chosen = page.get_by_role("option").first
    name = chosen.inner_text()
    box.get_by_label("网格或小区").press("ArrowDown")
    box.get_by_label("网格或小区").press("Enter")
    expect(box.get_by_role("status")).to_contain_text(f"将保存{name}的中心")
    box.get_by_role("button", name="保存出发地").press("Enter")
    expect(_said(page, "出发地已保存")).to_be_visible()
    expect(own).to_contain_text(f"{name}一带")
    assert (too_wide(page), latin(page), axe(page)) == ([], set(), [])
    own.get_by_role("button", name="删除").press("Enter")
    expect(own).to_contain_text("没有填写")


def test_a_worker_sees_the_board_on_a_phone_day_by_day_and_plans_nothing(open_as: Open) -> None:
    page = open_as("wangge", "/rota", PHONE)
    days = page.get_by_role("group", name="选择日期")
    expect(days.get_by_role("button")).to_have_count(7)
    expect(page.get_by_role("button", name="排班", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="程序排班")).to_have_count(0)
    days.get_by_role("button").first.click()
    expect(days.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    assert (too_wide(page), latin(page)) == ([], set())
    page.mouse.move(0, 0)
    assert axe(page) == []
