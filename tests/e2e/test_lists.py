"""A pushed list from end to end in real browsers: taken in, a doubtful one decided, verified on a phone, answered."""

import io
import re
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.field.conftest import NewPhone, new_phone
from tests.e2e.field.phones import PIN, FieldPhone
from tests.e2e.field.test_field_day import ask
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import GO_ON, Api, choose, dialog

__all__ = ["new_phone"]
pytestmark = pytest.mark.e2e
HEADER = ["序号", "姓名", "证件号码", "手机号码", "居住地", "核查结果"]
SENDER = "演练区大数据组（虚构）"
ARRIVED = 30_000


def _people(phone: FieldPhone) -> list[dict[str, Any]]:
    """Grown residents whom the worker sees; those whom other tests let move in have neither birthday nor document."""
    rows = ask(phone, "GET", "/register/residents?age_from=18")["items"]
    known = [one for one in rows if one["document"]]
    return known[-2:]


def _document(page: Page, resident: str) -> str:
    said = {"kind": "resident", "id": resident, "field": "document", "reason": "演练：核对名单"}
    return str(Api(page).post("/register/reveal", **said)["value"])


def _file(rows: list[list[str]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for number, row in enumerate([["演练名单（虚构）"], HEADER, *rows]):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def _bring(page: Page, content: bytes) -> None:
    page.get_by_role("button", name="接收名单").click()
    box = dialog(page)
    box.locator("input[type=file]").set_input_files(
        {"name": "演练名单.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    box.get_by_label("推送单位").fill(SENDER)
    box.get_by_label("文号或批次").fill("演练1号")
    box.get_by_label("核查事由").fill("演练：核实是否在辖区")
    box.get_by_label("依据").fill("演练通知（虚构）")
    choose(page, "名单类别", "其他名单")
    box.get_by_role("button", name="下一步：核对列").click()
    page.wait_for_url(re.compile(r"/lists/[0-9a-f-]{36}$"))


def test_a_list_is_taken_in_decided_verified_answered_and_closed(
    open_as: Open, new_phone: NewPhone
) -> None:
    phone = new_phone()
    phone.begin("wangge")
    page = open_as("shequ", "/lists")
    sure, doubtful = _people(phone)
    number = [_document(page, one["id"]) for one in (sure, doubtful)]
    rows = [
        ["1", sure["name"], number[0], "", "", ""],
        ["2", f"{doubtful['name'][0]}误", number[1], "", "", ""],
        ["3", "虞演练", "", "13800000999", "南昌市虚构区演练街道9栋", ""],
        ["4", "许演练", "", "", "", ""],
    ]
    _bring(page, _file(rows))
    expect(page.get_by_role("region", name="核对每一列是什么")).to_be_visible()
    page.get_by_role("button", name="试核对").click()
    found = page.get_by_role("region", name="试核对结果")
    expect(found).to_contain_text("可直接派发", timeout=ARRIVED)
    assert (axe(page), too_wide(page)) == ([], [])
    page.get_by_role("button", name="接收并派发").click()
    standing = page.get_by_role("region", name="办理情况")
    expect(standing).to_contain_text("还有 3 人没有结果", timeout=ARRIVED)
    expect(page.get_by_role("button", name="办结")).to_be_disabled()

    page.get_by_role("button", name="研判").first.click()
    box = dialog(page)
    expect(box).to_contain_text("证件号相同")
    assert axe(page) == []
    box.get_by_role("button", name="就是此人，派发").click()
    expect(standing).to_contain_text("还有 3 人没有结果")
    page.get_by_role("button", name="答复不在本辖区（1）").click()
    page.get_by_role("button", name=re.compile("确定|Yes|OK")).last.click()
    expect(standing).to_contain_text("还有 2 人没有结果")

    _verify_all(phone, SENDER)

    page.reload()
    expect(standing).to_contain_text("已有结果 4 / 4", timeout=ARRIVED)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载答复表").or_(
            page.get_by_role("link", name="下载答复表")
        ).first.click()
    answered = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    column = [answered.cell(row, 6).value for row in range(3, 7)]
    assert column == ["查否", "查否", "不在本辖区", "无法识别"]
    page.get_by_role("button", name="办结").click()
    expect(standing).to_contain_text("已办结")
    assert (axe(page), too_wide(page), latin(page)) == ([], [], set())


def _verify_all(phone: Any, sender: str) -> None:
    """On the phone, without a signal until the end: called in vain, then ruled out."""
    phone.reopen("/field/orders")
    phone.enter(PIN)
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)
    rows = ask(phone, "GET", "/workorders?list=todo")["items"]
    wanted = [
        one["id"] for one in rows if sender in ask(phone, "GET", f"/workorders/{one['id']}")["text"]
    ]
    assert len(wanted) == 2
    phone.context.set_offline(True)
    for order in wanted:
        page = phone.page
        page.evaluate(GO_ON, f"/field/orders/{order}")
        panel = page.get_by_role("region", name="核查", exact=True)
        expect(panel).to_be_visible()
        panel.get_by_role("button", name="电话无人接听").tap()
        expect(page.get_by_text("电话无人接听").last).to_be_visible()
        panel.get_by_role("button", name="填写核查结果").tap()
        page.get_by_role("radio", name="查否").tap()
        page.get_by_role("button", name="提交结果").tap()
        expect(panel).to_be_hidden()
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)


def test_who_verifies_and_keeps_no_lists_has_no_page_of_them(open_as: Open) -> None:
    page = open_as("wangge", "/lists")
    expect(page.get_by_role("heading", level=1)).to_have_text("您的岗位不能打开这个页面")
    assert page.request.get("/api/v1/screening/lists").status == 403


def test_a_list_reads_on_a_phone(open_as: Open) -> None:
    page = open_as("shequ", "/lists", PHONE)
    page.get_by_role("link", name=re.compile("演练指挥部流调组")).click()
    expect(page.get_by_role("region", name="名单人员")).to_be_visible()
    page.get_by_role("button", name="研判").first.click()
    expect(dialog(page)).to_contain_text("名单所列")
    assert (too_wide(page), axe(page)) == ([], [])
