"""Supplies in a real browser: taken in, asked for, granted, issued, received with a difference, explained, counted."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import too_wide
from tests.e2e.screens import Api, dialog

pytestmark = pytest.mark.e2e
GOGGLES, QUILTS = "护目镜（面屏）", "棉被（测试）"


def _choose(place: Page | Locator, label: str, option: str) -> None:
    """One of a list that drops down, which lies at the end of the page."""
    field = place.get_by_role("combobox", name=label).last
    field.click()
    page = place if isinstance(place, Page) else place.page
    page.get_by_role("option", name=re.compile(re.escape(option))).last.click()


def _community_store(page: Page) -> dict[str, Any]:
    grid = next(one for one in Api(page).get("/supplies/stores") if one["level"] == "community")
    return dict(grid)


def _take_in(page: Page, article: str, amount: str) -> None:
    page.get_by_role("button", name="入库", exact=True).click()
    form = dialog(page)
    _choose(form, "物资", article)
    form.get_by_label("数量").fill(amount)
    form.get_by_label("来源").fill("区指挥部调拨（测试）")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)


def _ask(page: Page, article: str, amount: str) -> str:
    page.get_by_role("button", name="申请物资").click()
    page.wait_for_url(re.compile("/supplies/requests/new"))
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name="提交申请")).to_be_disabled()
    _choose(main, "物资", article)
    main.get_by_label("数量").fill(amount)
    main.get_by_label("用途").fill("门岗值守（测试）")
    main.get_by_role("button", name="提交申请").click()
    page.wait_for_url(re.compile("/supplies/requests/[0-9a-f-]{36}"))
    expect(page.get_by_text("待审批", exact=True).first).to_be_visible()
    return page.url.rpartition("/")[2]


def _step(page: Page, button: str, take: str, **words: str) -> None:
    """A step by its button, with what its form asks for."""
    page.get_by_role("button", name=button, exact=True).click()
    form = dialog(page)
    for label, text in words.items():
        form.get_by_label(label).fill(text)
    form.get_by_role("button", name=take, exact=True).click()
    expect(form).to_have_count(0)


def test_from_the_request_to_a_receipt_with_a_difference(open_as: Open) -> None:
    """The driver's receipt is signed at a phone; the difference is explained, accepted, and booked back."""
    chief = open_as("shequ", "/supplies")
    store = _community_store(chief)
    chief.goto(f"/supplies/store?grid={store['grid_id']}")
    _take_in(chief, GOGGLES, "40")
    expect(chief.get_by_role("row", name=re.compile(re.escape(GOGGLES)))).to_contain_text("40")

    worker = open_as("wangge", "/supplies", size=PHONE)
    request = _ask(worker, GOGGLES, "20")
    expect(worker.get_by_role("button", name="批准", exact=True)).to_have_count(0)

    chief.goto(f"/supplies/requests/{request}")
    _step(chief, "批准", "批准", **{f"{GOGGLES}（申请 20副）": "15"})
    expect(chief.get_by_text("待发放", exact=True).first).to_be_visible()
    chief.get_by_role("button", name="发放", exact=True).click()
    expect(dialog(chief).get_by_label(GOGGLES)).to_have_value("15")
    dialog(chief).get_by_label("配送人").fill("张师傅（测试）")
    dialog(chief).get_by_role("button", name="确认发放").click()
    expect(chief.get_by_text("配送人：张师傅（测试）")).to_be_visible()
    expect(chief.get_by_role("button", name="签收", exact=True)).to_have_count(0)
    chief.get_by_role("button", name="打印配送单").click()
    with chief.expect_download() as kept:
        chief.get_by_role("menuitem", name="PDF").click()
    assert kept.value.suggested_filename.startswith("物资发放配送单_")

    worker.reload()
    worker.get_by_role("button", name="签收", exact=True).click()
    form = dialog(worker)
    field = form.get_by_label(GOGGLES)
    box = field.bounding_box()
    button = form.get_by_role("button", name="全部如数收到").bounding_box()
    assert box
    assert button
    assert button["height"] >= 44
    field.fill("13")
    expect(form.get_by_text("数量与发放不符")).to_be_visible()
    assert too_wide(worker) == []
    form.get_by_role("button", name="确认签收").click()
    expect(worker.get_by_text("有差异待说明", exact=True).first).to_be_visible()
    expect(worker.get_by_text("差异 -2")).to_be_visible()

    chief.reload()
    chief.get_by_role("button", name="说明差异", exact=True).click()
    dialog(chief).get_by_text("发放时点数有误").click()
    dialog(chief).get_by_label("说明", exact=True).fill("少装2副（测试）")
    dialog(chief).get_by_role("button", name="提交说明").click()
    expect(chief.get_by_text("差异已说明待认可", exact=True).first).to_be_visible()
    worker.reload()
    _step(worker, "认可说明", "认可")
    expect(worker.get_by_text("差异已了结", exact=True).first).to_be_visible()
    order = Api(worker).get(f"/supplies/requests/{request}")["order"]
    assert order["over"]

    chief.goto(f"/supplies/store?grid={store['grid_id']}")
    row = chief.get_by_role("row", name=re.compile(re.escape(GOGGLES)))
    expect(row).to_contain_text("27")
    row.get_by_role("link").first.click()
    ledger = chief.get_by_role("main")
    for word in ("退回更正", "发放", "入库"):
        expect(ledger.get_by_role("cell", name=word, exact=True).first).to_be_visible()


def test_a_count_books_the_difference_with_its_reason(open_as: Open) -> None:
    page = open_as("wangge", "/supplies", size=PHONE)
    stores = Api(page).get("/supplies/stores")
    mine = next(one for one in stores if one["keeps"])
    page.goto(f"/supplies/store?grid={mine['grid_id']}")
    page.get_by_role("button", name="盘点84消毒液").click()
    form = dialog(page)
    form.get_by_label("实盘数量").fill("7")
    expect(form.get_by_text("差异 -1")).to_be_visible()
    expect(form.get_by_role("button", name="保存")).to_be_disabled()
    form.get_by_label("差异原因").fill("领用未登记（测试）")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    page.get_by_role("link", name="84消毒液").click()
    expect(page.get_by_text("领用未登记（测试）")).to_be_visible()
    expect(page.get_by_text("实盘 7瓶")).to_be_visible()


def test_more_than_there_is_is_refused_and_what_was_typed_stays(open_as: Open) -> None:
    page = open_as("zhihui", "/supplies/store")
    page.get_by_role("button", name="领用", exact=True).click()
    form = dialog(page)
    _choose(form, "批次", "隔离围挡")
    form.get_by_label("数量").fill("9999")
    form.get_by_label("用途").fill("新设卡口（测试）")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_text(re.compile("隔离围挡只剩 \\d+ 米"))).to_be_visible()
    expect(form.get_by_label("用途")).to_have_value("新设卡口（测试）")


def test_the_street_adds_an_article_that_grids_ask_for(open_as: Open) -> None:
    street = open_as("zhihui", "/supply-articles")
    street.get_by_role("button", name="新增物资").click()
    form = dialog(street)
    for label, text in (
        ("中文名称", QUILTS),
        ("英文名称", "Quilts"),
        ("中文单位", "床"),
        ("英文单位", "pcs"),
    ):
        form.get_by_label(label).fill(text)
    form.get_by_role("button", name="保存").click()
    expect(street.get_by_role("row", name=re.compile(re.escape(QUILTS)))).to_contain_text("第1版")
    worker = open_as("wangge", "/supplies/requests/new")
    worker.get_by_role("combobox", name="物资").click()
    expect(worker.get_by_role("option", name=QUILTS)).to_be_visible()
