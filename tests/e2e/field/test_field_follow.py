"""Somebody under a measure is asked and sampled on a phone without a signal: it arrives once, and what is bad calls."""

import pytest
from playwright.sync_api import expect

from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.test_field_day import grid_of
from tests.e2e.following import NAME, monitored
from tests.e2e.looking import axe, too_wide
from tests.served import Served

pytestmark = pytest.mark.e2e


def test_a_fever_without_a_signal_says_what_to_do_and_arrives_once(
    new_phone: NewPhone, demo: Served, passwords: dict[str, str]
) -> None:
    phone = new_phone()
    phone.begin("wangge")
    row = monitored(demo, passwords, grid_of(phone))
    page = phone.page
    page.goto("/field/follow")
    phone.enter("294716")
    person = page.get_by_role("link", name=NAME)
    expect(person).to_contain_text("该采样", timeout=30_000)
    expect(phone.strip).to_contain_text("全部已送达")
    phone.context.set_offline(True)
    person.tap()
    expect(page.get_by_role("link", name="打电话")).to_have_attribute("href", "tel:+8613800000713")
    page.get_by_label("体温（℃）").fill("38,2")
    page.get_by_role("button", name="咳嗽").tap()
    page.get_by_role("button", name="登记随访").tap()
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link", name="急病先打 120")).to_be_visible()
    expect(alert).to_contain_text("不要乘公交")
    page.get_by_role("button", name="已采核酸").tap()
    expect(page.get_by_text("现在没有该采的样")).to_be_visible()
    page.get_by_role("button", name="登记结果").tap()
    sheet = page.get_by_role("dialog", name="登记结果")
    sheet.get_by_role("radio", name="阳性").tap()
    sheet.get_by_label("谁告知的，如检测机构").fill("市一检验（虚构）")
    assert (too_wide(page), axe(page)) == ([], [])
    sheet.get_by_role("button", name="登记结果").tap()
    expect(page.get_by_role("alert").first).to_contain_text("检测阳性")
    assert (too_wide(page), axe(page)) == ([], [])
    expect(phone.strip).to_contain_text("3 条存在本机")
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    told = Desk.of(demo, "xinxi", passwords["xinxi"]).get(f"/measures/{row['id']}")
    assert [(one["celsius"], one["symptoms"]) for one in told["readings"]] == [(38.2, ["cough"])]
    assert [one["state"] for one in told["test_days"]] == ["positive"]
    assert [one["told_by"] for one in told["samples"]] == ["市一检验（虚构）"]
    assert sorted(one["what"] for one in told["calls"]) == ["fever", "positive"]
