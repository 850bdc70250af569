"""Risk areas in a browser: a notice pasted, mended and taken; an area by hand; stays judged."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import dialog

pytestmark = pytest.mark.e2e
NOTICE = "中风险地区（2个）：\n虚构省辛市（2个）：壬区{places}。"


@pytest.mark.parametrize(("name", "size"), [("青山", DESK), ("白云", PHONE)])
def test_a_notice_is_read_mended_and_taken_and_a_stay_meets_it(
    open_as: Open, name: str, size: tuple[int, int]
) -> None:
    page = open_as("xinxi", "/health/risk-areas", size)
    page.get_by_role("button", name="采用公告").click()
    box = dialog(page)
    box.get_by_label("发布单位").fill("演练单位（虚构）")
    box.get_by_label("公告名称").fill(f"演练公告（{name}）")
    text = box.get_by_label("公告原文")
    text.fill(NOTICE.format(places=f"{name}一号院"))
    box.get_by_text("全量名单").click()
    box.get_by_role("button", name="识别").click()
    expect(box.get_by_text("公告写明 2 处")).to_be_visible()
    text.fill(NOTICE.format(places=f"{name}一号院，{name}二号院"))
    box.get_by_role("button", name="识别").click()
    expect(box.get_by_text("将新增 2 处")).to_be_visible()
    assert not too_wide(page)
    box.get_by_role("button", name="采用", exact=True).click()
    expect(box).to_be_hidden()
    page.goto("/health/risk-areas")
    expect(page.get_by_text("松柏小区")).to_be_visible()
    page.goto(f"/health/risk-areas?words={name}二号院")
    expect(page.get_by_role("cell", name=f"{name}二号院")).to_be_visible()

    page.goto("/health/risk-areas/stays")
    page.get_by_label("地区").fill("虚构省辛市")
    page.get_by_label("县（市、区）").fill("壬区")
    page.get_by_label("具体地点").fill(f"{name}二号院3栋")
    page.get_by_role("button", name="研判").click()
    expect(page.get_by_text("到过该地点")).to_be_visible()
    page.mouse.move(0, 0)
    assert not latin(page)
    assert not too_wide(page)
    assert not axe(page)
