import io
from datetime import date

import pytest
import xlsxwriter

from gridward.kernel.sheets.workbook import Merge, open_workbook
from tests.kernel.sheets.samples import csv_bytes, sheet_of, xlsx_bytes
from tests.shared_data import shared

TEXT = "姓名,住址\n赵一,䶮巷一栋\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_csv_is_read_in_every_encoding_met_in_china(content: bytes) -> None:
    assert list(sheet_of(content).rows()) == [["姓名", "住址"], ["赵一", "䶮巷一栋"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_csv_delimiter_is_found(delimiter: str) -> None:
    text = "姓名,住址,电话\n赵一,一栋 二单元,1\n".replace(",", delimiter)
    assert next(sheet_of(text.encode()).rows(2)) == ["赵一", "一栋 二单元", "1"]


def test_csv_rows_are_made_equally_wide_and_empty_columns_at_the_end_fall_away() -> None:
    assert list(sheet_of(b"a,b,,\n1\n").rows()) == [["a", "b"], ["1", ""]]


def test_csv_keeps_a_quoted_line_break_in_one_cell() -> None:
    sheet = sheet_of('姓名,"联系\n电话"\n赵一,1\n'.encode())
    assert next(sheet.rows()) == ["姓名", "联系\n电话"]


def test_xlsx_gives_dates_merges_and_the_row_numbers_people_see() -> None:
    rows: list[list[object]] = [["", ""], ["名册", ""], ["生日", date(1990, 1, 2)]]
    sheet = sheet_of(xlsx_bytes(rows, [(1, 0, 1, 1, "名册")]))
    assert sheet.merges == [Merge(2, 0, 2, 1)]
    assert list(sheet.rows(3)) == [["生日", date(1990, 1, 2)]]


def test_empty_rows_above_and_columns_on_the_left_keep_their_place() -> None:
    sheet = sheet_of(xlsx_bytes([[], [], ["", "", "姓名"], ["", "", "赵一"]]))
    assert list(sheet.rows(2)) == [[""] * 3, ["", "", "姓名"], ["", "", "赵一"]]


def test_content_decides_not_the_name() -> None:
    assert open_workbook(xlsx_bytes([["a"]]), "名册.csv").kind == "xlsx"
    assert open_workbook(b"a,b\n1,2", "名册.xlsx").kind == "csv"


def test_xls_is_read_and_the_name_tells_et() -> None:
    content = (shared("excel_easyexcel_tests") / "extra_extra.xls").read_bytes()
    assert open_workbook(content, "extra.xls").kind == "xls"
    assert open_workbook(content, "extra.et").kind == "et"
    assert open_workbook(content, "extra.xls").sheets[0].merges == [Merge(6, 0, 7, 1)]


def test_html_table_named_xls_is_read_with_its_spans() -> None:
    page = (
        "<html><head><meta charset='gb2312'></head><body><table border=1>"
        "<tr><th rowspan=2>住址</th><th colspan=2>人员</th></tr><tr><td>姓名<td>电话</tr>"
        "<tr><td>一栋<br>101</td><td>赵一</td><td>138&amp;1</td></tr></table></body></html>"
    )
    book = open_workbook(page.encode("gb18030"), "导出.xls")
    assert book.kind == "html"
    assert list(book.sheets[0].rows()) == [
        ["住址", "人员", ""],
        ["", "姓名", "电话"],
        ["一栋\n101", "赵一", "138&1"],
    ]
    assert book.sheets[0].merges == [Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)]


def test_escaped_control_characters_are_decoded() -> None:
    raw = xlsx_bytes([["一栋\r二单元"]])
    assert list(sheet_of(raw).rows()) == [["一栋\r二单元"]]


def test_two_hundred_columns_are_read() -> None:
    sheet = sheet_of(xlsx_bytes([[f"列{i}" for i in range(200)], list(range(200))]))
    assert (sheet.height, sheet.width) == (2, 200)


def test_empty_texts_of_formulas_do_not_widen_a_sheet() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["姓名", "住址"])
        for column in range(2, 600):
            page.write_formula(1, column, '=""', value="")
    assert sheet_of(target.getvalue()).width == 2


def test_reading_on_continues_and_going_back_starts_again() -> None:
    sheet = sheet_of(xlsx_bytes([[i] for i in range(1, 11)]))
    assert [row[0] for row in sheet.rows(3, 5)] == [3.0, 4.0, 5.0]
    assert [row[0] for row in sheet.rows(7, 8)] == [7.0, 8.0]
    assert [row[0] for row in sheet.rows(2, 2)] == [2.0]
    assert list(sheet.rows(11)) == []


def test_an_empty_sheet_has_no_rows() -> None:
    assert list(sheet_of(xlsx_bytes([])).rows()) == []


def test_csv_of_one_column_is_read() -> None:
    assert list(sheet_of(csv_bytes([["姓名"], ["赵一"]])).rows()) == [["姓名"], ["赵一"]]
