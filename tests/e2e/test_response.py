"""The response level in a real browser: declared with a preview, seen by those within, and ended again."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gridward.kernel import clock
from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api
from tests.served import Served, inspected

pytestmark = pytest.mark.e2e
REASON = "辖区出现聚集性疫情"


@pytest.fixture
def level_put_back(demo: Served) -> Iterator[None]:
    """A level that ends today holds until midnight: other browser tests find the street as they know it."""
    yield
    with inspected(demo.home) as connection, connection.transaction():
        connection.execute("ALTER TABLE response_responsestanding DISABLE TRIGGER past")
        connection.execute(
            "UPDATE response_responsestanding SET closed = true, until = since - 1, review_on = NULL"
            " WHERE level = 'emergency' AND since >= %s",
            [clock.today() - timedelta(days=1)],
        )
        connection.execute("ALTER TABLE response_responsestanding ENABLE TRIGGER past")


@pytest.mark.usefixtures("level_put_back")
def test_from_the_switch_to_the_return(open_as: Open, tmp_path: Path) -> None:
    page = open_as("jiedao", "/response")
    unit = last_unit(page)
    page.get_by_role("button", name="启动响应").click()
    declare(page, unit)
    expect(page.get_by_role("heading", name=re.compile("启动 · 响应〔"))).to_be_visible()
    expect(page.get_by_text("调整").first).to_be_visible()
    top = page.get_by_role("banner").get_by_role("link", name="响应等级：应急")
    expect(top).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=f"{unit}启动应急响应")).to_be_visible()
    take(page, tmp_path)
    page.get_by_role("button", name="知道了").click()
    page.reload()
    expect(top).to_be_visible()
    expect(page.get_by_text(f"{unit}启动应急响应")).to_have_count(0)
    top.click()
    page.get_by_role("row").filter(has_text=unit).locator(".el-checkbox").click()
    page.get_by_role("button", name="终止").click()
    page.get_by_text("传染病防治法", exact=True).click()
    page.get_by_label("理由").fill("疫情已经平息")
    expect(page.get_by_text("停用").first).to_be_visible()
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("终止 · 响应〔"))).to_be_visible()
    page.goto("/response")
    row = page.get_by_role("row").filter(has_text=unit)
    expect(row.get_by_text("已定终止日")).to_be_visible()
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    told = Api(page).get(f"/response/standings?day={tomorrow}")["standings"]
    assert unit not in {one["unit"] for one in told}


def test_a_community_at_alert_sees_it_on_a_phone(open_as: Open) -> None:
    page = open_as("shequ", "/response", PHONE)
    expect(page.get_by_role("banner").get_by_role("link", name="响应等级：预警")).to_be_visible()
    expect(page.get_by_role("button", name="启动响应")).to_have_count(0)
    page.get_by_role("link", name="各级安排").click()
    expect(page.get_by_role("heading", name="频次")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def last_unit(page: Page) -> str:
    """The last base grid, far from where other tests are."""
    units = Api(page).get("/response/choices")["units"]
    name = units[-1]["name"]
    assert isinstance(name, str)
    return name


def declare(page: Page, unit: str) -> None:
    expect(page.get_by_text("填好范围、期限、依据和理由后")).to_be_visible()
    page.get_by_role("combobox", name="范围").fill(unit)
    page.get_by_role("option", name=unit, exact=True).click()
    page.get_by_role("heading", name="启动响应").click()
    page.get_by_text("应急", exact=True).last.click()
    until = (clock.today() + timedelta(days=3)).isoformat()
    page.get_by_label("最后一天（24时止）").fill(until)
    page.keyboard.press("Enter")
    page.get_by_text("上级的决定、命令", exact=True).click()
    page.get_by_label("上级的决定、命令的文号").fill("样例防指〔2026〕3号")
    page.get_by_label("理由").fill(REASON)
    expect(page.get_by_text("1 个网格")).to_be_visible()
    expect(page.get_by_text("带头巡查网格")).to_be_visible()
    page.get_by_role("button", name="签发", exact=True).click()


def take(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载").click()
        page.get_by_role("menuitem", name="PDF").click()
    expect(page.get_by_role("menuitem", name="PDF")).to_be_hidden()
    file = tmp_path / "decision.pdf"
    taken.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
