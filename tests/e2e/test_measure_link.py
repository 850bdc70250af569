"""The slip of somebody under a measure: printed at the desk, scanned by their phone; a fever says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gridward.kernel.masking import mask_name
from tests.e2e.conftest import Open
from tests.e2e.following import OTHER, monitored
from tests.e2e.looking import axe
from tests.e2e.test_slips import _fits as fits
from tests.e2e.test_slips import stranger
from tests.kernel.documents.qr_reader import codes_of
from tests.served import Served

pytestmark = pytest.mark.e2e
__all__ = ["stranger"]


def test_the_person_tells_a_fever_and_asks_for_medicine(
    open_as: Open, stranger: Callable[..., Page], demo: Served, passwords: dict[str, str]
) -> None:
    desk = open_as("shequ", "/measures")
    grid = desk.request.get("/api/v1/territory/tree").json()["communities"][0]["grids"][0]
    row = monitored(demo, passwords, grid["id"], OTHER)
    desk.goto(f"/measures?measure={row['id']}")
    desk.get_by_text("本人随访二维码").click()
    desk.get_by_label("写在纸条上的联系电话").fill("0791-86123456")
    with desk.expect_download() as taken:
        desk.get_by_role("button", name="打印纸条").click()
    [link] = codes_of(Path(taken.value.path()).read_bytes())

    phone = stranger(link)
    assert phone.context.cookies() == []
    expect(phone.get_by_role("heading", name="本人随访")).to_be_visible()
    shown = phone.locator("body").inner_text()
    name, number = OTHER
    assert mask_name(name) in shown
    assert not {name, number} & set(shown.split())
    assert number not in shown
    fits(phone)
    assert axe(phone) == []
    phone.get_by_label("体温（℃）").fill("38.1")
    phone.get_by_role("button", name="报上去").click()
    expect(phone.get_by_role("alert")).to_contain_text("马上打 120")
    phone.get_by_label("具体要什么").fill("降压药一盒，明天就没了")
    phone.get_by_role("button", name="发出去").click()
    expect(phone.get_by_text("已派人办理")).to_be_visible()

    desk.reload()
    drawer = desk.locator(".el-drawer:visible")
    expect(drawer.get_by_role("alert")).to_contain_text("发热")
    expect(drawer.get_by_role("region", name="需求和漏随访")).to_contain_text("降压药一盒")
