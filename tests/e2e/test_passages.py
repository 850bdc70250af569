"""Who passed, in a real browser: a gate's day with its counts, and a search that says why."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import Api
from tests.work.passages.acts import passage

pytestmark = pytest.mark.e2e


def _sent(page: Page, gate: str, count: int, **given: object) -> None:
    """A phone at a gate sends so many passages of the last minutes."""
    now = datetime.now(UTC)
    said: dict[str, Any] = {"subject": "visitor", "rules": "", "by": "seen", **given}
    rows = [passage(UUID(gate), now - timedelta(seconds=n), **said) for n in range(count)]
    answer = Api(page).post(
        "/gates/passages", device=str(uuid4()), now=now.isoformat(), passages=rows
    )
    assert answer["taken"] == count, answer


def test_a_leader_sees_a_gates_day_and_looks_for_who_passed(open_as: Open) -> None:
    page = open_as("shequ", "/gates")
    page.get_by_role("link", name="西门").first.click()
    page.wait_for_url(re.compile(r"/gates/[0-9a-f-]{36}$"))
    gate = page.url.rpartition("/")[2]
    _sent(page, gate, 3, name="温雅", visiting="3栋", decision="turned_back", reasons=["code_old"])
    page.reload()
    region = page.get_by_role("region", name="通行情况")
    expect(region.get_by_text("已劝返", exact=True)).to_be_visible()
    expect(region.get_by_role("status")).to_contain_text("排队估计")
    region.get_by_role("link", name="查这个卡口谁通行过").click()
    page.wait_for_url(re.compile(r"/passages\?gate="))
    look = page.get_by_role("button", name="查询", exact=True)
    expect(look).to_be_disabled()
    page.get_by_label("查询理由").fill("核实投诉")
    look.click()
    found = page.get_by_role("region", name="查询结果")
    row = found.get_by_role("row").filter(has_text="3栋").first
    expect(row).to_contain_text("来访者")
    expect(row).to_contain_text("温*")
    expect(row).to_contain_text("劝返")
    page.mouse.move(0, 0)
    assert axe(page) == []
    page.goto("/audit")
    expect(page.get_by_role("main")).to_contain_text("通行记录（按卡口和时段）")


def test_a_crowded_gate_says_so_and_leads_to_the_order(open_as: Open) -> None:
    page = open_as("shequ", "/gates")
    page.get_by_role("link", name="北门").first.click()
    page.wait_for_url(re.compile(r"/gates/[0-9a-f-]{36}$"))
    _sent(page, page.url.rpartition("/")[2], 200)
    page.reload()
    region = page.get_by_role("region", name="通行情况")
    expect(region.get_by_role("status")).to_contain_text("通道已满")
    region.get_by_role("link", name="查看处置").click()
    expect(page.get_by_role("main")).to_contain_text("卡口突发情况")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_of_searching_fits(open_as: Open, size: tuple[int, int]) -> None:
    page = open_as("shequ", "/passages", size)
    page.get_by_text("按车牌", exact=True).click()
    page.get_by_label("号码或车牌").fill("赣A")
    page.get_by_label("查询理由").fill("寻人")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("没有认出")
    page.get_by_label("号码或车牌").fill("赣A12B45")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_text("没有查到通行记录")).to_be_visible()
    assert (too_wide(page), latin(page) - {"A"}) == ([], set())
    page.mouse.move(0, 0)
    assert axe(page) == []
