"""An arrival in a browser: recorded with a stay, judged, decided on; in a narrow window nothing is cut off."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import dialog

pytestmark = pytest.mark.e2e


def test_somebody_who_came_is_judged_and_decided_on(open_as: Open) -> None:
    page = open_as("xinxi", "/health/arrivals", DESK)
    page.get_by_role("button", name="登记返昌人员").click()
    box = dialog(page)
    box.get_by_text("未登记人员").click()
    box.get_by_label("姓名", exact=True).fill("路返演")
    box.get_by_label("电话", exact=True).fill("13800000671")
    box.get_by_label("网格", exact=True).click()
    page.locator(".el-select-dropdown__item:visible").first.click()
    box.get_by_label("地区").fill("虚构省甲市")
    box.get_by_label("县（市、区）").fill("乙区")
    box.get_by_label("具体地点").fill("青山街道松柏小区5栋")
    assert not too_wide(page)
    box.get_by_role("button", name="登记并研判").click()
    drawer = page.locator(".el-drawer:visible")
    expect(drawer.get_by_text("到过该地点").first).to_be_visible()
    expect(drawer.get_by_text("中高风险地区").first).to_be_visible()
    drawer.get_by_role("button", name="不采取措施").click()
    drawer.get_by_label("为什么不采取措施").fill("演练：已离开超过规定天数（虚构）")
    drawer.get_by_role("button", name="确定不采取措施").click()
    expect(drawer.get_by_role("button", name="提出措施")).to_be_hidden()
    address = page.url
    narrow = open_as("xinxi", address, PHONE)
    expect(narrow.locator(".el-drawer:visible").get_by_text("到过该地点").first).to_be_visible()
    assert not latin(narrow)
    assert not too_wide(narrow)
    assert not axe(narrow)
