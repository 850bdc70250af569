"""Inspections in a real browser: planned, visited, noticed, rechecked and closed; and one that rises to the street."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gridward.kernel import clock
from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, dialog

pytestmark = pytest.mark.e2e


def _organisation(worker: Api, nth: int) -> dict[str, Any]:
    """An organisation of the worker's grid that no other test inspects."""
    grid = worker.grid()["id"]
    return dict(worker.get(f"/register/organisations?grid={grid}")["items"][nth])


def _answer(page: Page, wanting: dict[str, str]) -> None:
    """Every item fine but for some, by the words of their text."""
    for item, found in wanting.items():
        card = page.get_by_role("group").filter(has_text=item)
        card.locator("label", has_text=re.compile(r"^\s*未落实\s*$")).click()
        card.get_by_label("发现的问题").fill(found)
    rest = page.get_by_role("button", name="其余均落实")
    if rest.count():
        rest.click()


def _send(page: Page) -> None:
    page.get_by_role("button", name="提交检查").click()
    page.wait_for_url(re.compile(r"/inspections/[0-9a-f-]{36}$"))


def _move(api: Api, order: str, move: str, **words: Any) -> None:
    """A move of a work order, as its own screen makes it."""
    version = api.get(f"/workorders/{order}")["version"]
    api.post(f"/workorders/{order}/moves", move=move, version=version, **words)


def test_from_the_plan_through_notice_and_recheck_to_the_close(open_as: Open) -> None:
    chief = open_as("shequ", "/inspections")
    worker = open_as("wangge", "/inspections", size=PHONE)
    shop = _organisation(Api(worker), 5)
    due = (clock.today() + timedelta(days=2)).isoformat()
    plans = Api(chief).get("/inspections/plans?grid_id=" + shop["grid"]["id"])["items"]
    if shop["id"] not in {one["organisation_id"] for one in plans}:
        Api(chief).post("/inspections/plans", due_on=due, organisations=[shop["id"]])
    worker.reload()
    worker.get_by_role("button", name=f"检查{shop['name']}", exact=True).click()
    expect(worker.get_by_role("heading", level=1)).to_contain_text(shop["name"])
    _answer(worker, {"口罩": "店员未戴口罩（测试）"})
    worker.get_by_label("单位在场人员").fill("王强")
    expect(worker.get_by_text("将发出责令整改通知书（1项）")).to_be_visible()
    _send(worker)
    expect(worker.get_by_text("店员未戴口罩（测试）")).to_be_visible()
    worker.get_by_role("link", name="整改通知书", exact=True).last.click()
    expect(worker.get_by_role("heading", level=1)).to_contain_text("整改〔")
    notice = worker.url.rpartition("/")[2]
    worker.get_by_role("button", name="登记送达").click()
    dialog(worker).get_by_label("收件人").fill("王强")
    dialog(worker).get_by_role("button", name="保存").click()
    expect(worker.get_by_text("当面送达 · 王强")).to_be_visible()
    worker.get_by_role("button", name="打印通知书").click()
    with worker.expect_download() as kept:
        worker.get_by_role("menuitem", name="PDF").click()
    assert kept.value.suggested_filename.endswith("号.pdf")
    order = Api(worker).get(f"/inspections/notices/{notice}")["order"]["id"]
    _move(Api(chief), order, "dispatch")
    worker.reload()
    worker.get_by_role("button", name="复查").click()
    worker.wait_for_url(re.compile("/inspections/visit"))
    expect(worker.get_by_role("main").get_by_role("group")).to_have_count(1)
    worker.get_by_role("button", name="其余均落实").click()
    expect(worker.get_by_text("已全部整改，工单转入核查")).to_be_visible()
    _send(worker)
    for move in ("verify", "close"):
        _move(Api(chief), order, move)
    chief.goto(f"/inspections/notices/{notice}")
    expect(chief.get_by_text("已结案").first).to_be_visible()
    expect(chief.get_by_role("button", name="复查")).to_have_count(0)


def test_what_is_not_put_right_goes_up_to_the_street(open_as: Open) -> None:
    chief = Api(open_as("shequ", "/inspections"))
    page = open_as("wangge", "/inspections")
    shop = _organisation(Api(page), 6)
    page.goto(f"/register/organisations/{shop['id']}")
    page.get_by_role("link", name="开始检查").click()
    _answer(page, {"口罩": "拒绝配备口罩（测试）"})
    page.wait_for_function("JSON.stringify(sessionStorage).includes('拒绝配备')")
    page.reload()
    expect(page.get_by_text("已恢复上次没有提交的内容")).to_be_visible()
    page.get_by_text("单位拒不配合").click()
    _send(page)
    page.get_by_role("link", name="整改通知书", exact=True).last.click()
    page.wait_for_url(re.compile("/inspections/notices/"))
    notice = page.url.rpartition("/")[2]
    order = Api(page).get(f"/inspections/notices/{notice}")["order"]["id"]
    _move(chief, order, "dispatch")
    for rung in (1, 2):
        page.goto(f"/inspections/notices/{notice}")
        page.get_by_role("button", name="复查").click()
        _answer(page, {"口罩": f"第{rung}次复查仍未配备（测试）"})
        expect(page.get_by_text("仍有1项未整改，工单将逐级上报")).to_be_visible()
        _send(page)
        expect(page.get_by_text(f"已上报{rung}级")).to_be_visible()
    told = Api(page).get(f"/workorders/{order}")
    assert (told["post"], told["rung"]) == ("street_command", 2)
    street = open_as("zhihui", f"/register/organisations/{shop['id']}")
    expect(street.get_by_text("已上报2级")).to_be_visible()


def test_a_filing_is_refused_answered_and_granted_by_the_street(open_as: Open) -> None:
    page = open_as("wangge", "/inspections/filings")
    shop = _organisation(Api(page), 7)
    page.goto(f"/register/organisations/{shop['id']}")
    page.get_by_role("button", name="登记复工备案").click()
    form = dialog(page)
    form.get_by_label("返岗人数").fill("12")
    expect(form.get_by_role("button", name="提交备案")).to_be_disabled()
    for box in form.locator("label.el-checkbox").all():
        box.click()
    form.get_by_role("button", name="提交备案").click()
    page.wait_for_url(re.compile("/inspections/filings/"))
    expect(page.get_by_text("待审核", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="同意备案")).to_have_count(0)
    street = open_as("zhihui", page.url)
    for button, words in (
        ("不予同意", "隔离室不符（测试）"),
        ("登记申辩", "已改（测试）"),
        ("同意备案", ""),
    ):
        street.get_by_role("button", name=button).click()
        if words:
            dialog(street).get_by_role("textbox").fill(words)
        dialog(street).get_by_role("button", name="确定").click()
        expect(dialog(street)).to_have_count(0)
    expect(street.get_by_text("已备案").first).to_be_visible()
    page.goto(f"/register/organisations/{shop['id']}")
    expect(page.get_by_text("已备案").first).to_be_visible()


def test_a_broken_facility_becomes_a_work_order(open_as: Open) -> None:
    page = open_as("wangge", "/inspections/facilities", size=PHONE)
    row = page.locator("tbody tr", has_text="沿河护栏")
    row.get_by_role("link", name="检查沿河护栏").click()
    _answer(page, {"稳固": "一段倒伏（测试）"})
    expect(page.get_by_text("将上报工单（1项）")).to_be_visible()
    _send(page)
    page.goto("/inspections/facilities")
    expect(page.locator("tbody tr", has_text="沿河护栏")).to_contain_text("损坏")
