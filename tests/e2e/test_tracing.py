"""Tracing in a browser: a case entered, looked for by the worker, decided in a batch, drawn; what if."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import choose, dialog

pytestmark = pytest.mark.e2e
WORKS = 20_000
"""The worker may have other jobs before."""


def test_a_case_is_looked_for_decided_and_drawn(open_as: Open) -> None:
    page = open_as("xinxi", "/tracing", DESK)
    page.get_by_role("button", name="登记病例").click()
    box = dialog(page)
    name = _choose_somebody(page)
    box.get_by_label("判定机关").fill("样例区疾控中心（虚构）")
    box.get_by_label("判定文书编号").fill("样例疾控判〔2026〕10号（虚构）")
    expect(box.get_by_text("按当日的规则已不再判定密接")).to_be_visible()
    box.get_by_role("spinbutton", name="追溯天数（人工填写）").fill("3")
    box.get_by_label("理由和依据").fill("按本次响应的通知（虚构）")
    assert not too_wide(page)
    box.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("button", name="查找接触者").click()
    expect(page.get_by_text("完成，新增接触者")).to_be_visible(timeout=WORKS)

    page.get_by_text("全选").click()
    page.get_by_role("button", name="判定所选").click()
    box = dialog(page)
    box.get_by_text("一般接触", exact=True).click()
    choose(page, "理由", "短暂同场")
    box.get_by_role("button", name="确定").click()
    expect(box).to_be_hidden()
    page.get_by_role("link", name="传播链").click()
    expect(page.get_by_role("img", name="传播链图")).to_be_visible()
    expect(page.get_by_role("table", name="谁与谁接触").get_by_text(name).first).to_be_visible()
    page.locator("canvas").wait_for()
    page.mouse.move(0, 0)
    assert not latin(page)
    assert not too_wide(page)
    assert not axe(page)


def _choose_somebody(page: Page) -> str:
    """The first resident of a common surname who is not a case yet; their name."""
    picker = dialog(page).get_by_role("combobox", name="在册居民")
    picker.click()
    picker.press_sequentially("王")
    option = page.get_by_role("option").nth(1)
    option.wait_for()
    name = option.locator("span").first.inner_text()
    option.click()
    return name
