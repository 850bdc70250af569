"""Lists that leave the house: any text goes out and comes back, nothing is run, a file that broke off shows."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from gridward.kernel.sheets import leaving_csv, leaving_xlsx
from gridward.kernel.sheets.leaving import (
    CUT,
    LONGEST_CELL,
    Leaving,
    as_written,
    harmless,
    plain_text,
)

RARE = "𠮷㛃䶮𬱖"
DANGEROUS = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "﹢1",
    "＠a",
    "'=1",
]
ANY_TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(
    [*DANGEROUS, "_x000D_", "\x00", "\ufffe", "\ud800", "a\r\nb", "360199190001010016", RARE, " a "]
)


def leaving(rows: Sequence[Sequence[str]], title: str = "住户") -> Leaving:
    return Leaving(
        title=title,
        headings=["网格", "住址"],
        rows=rows,
        watermark="张三（zhangsan）于 2026-03-02 12:05 导出 & 内部",
        mark="张三 K7Q2-9MXA",
        mark_heading="导出标记",
        ending=lambda count: ["完", f"共 {count} 行"],
    )


def csv_rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return [[as_written(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def by_openpyxl(content: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def by_calamine(content: bytes) -> list[list[object]]:
    return list(
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_would_run_as_a_formula_is_text_in_a_csv(text: str) -> None:
    content = b"".join(leaving_csv.stream(leaving([[text, "x"]])))
    raw = next(csv.reader(io.StringIO(content.decode("utf-8-sig").split("\r\n", 2)[2], newline="")))
    assert raw[0].startswith("'")


@pytest.mark.parametrize("text", ["360199190001010016", "0101", "123456789012", "1E5", "007"])
def test_what_would_become_another_number_stays_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["13800138000", "3栋2单元501室", "张三", "", "12"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(ANY_TEXT)
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    cell = harmless(plain_text(text))
    assert re.match(r"\s*[=+\-@＝＋－＠\t\r\n]", cell) is None or not cell.strip()
    assert as_written(cell) == plain_text(text)


@given(ANY_TEXT)
def test_no_unprintable_sign_leaves(text: str) -> None:
    clean = plain_text(text)
    assert plain_text(clean) == clean
    clean.encode()
    assert re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", clean) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=5))
def test_any_rows_come_back_from_csv(rows: list[tuple[str, str]]) -> None:
    found = csv_rows(b"".join(leaving_csv.stream(leaving(rows))))
    assert found[2:-1] == [[plain_text(a), plain_text(b), "张三 K7Q2-9MXA"] for a, b in rows]
    assert found[-1] == ["完", f"共 {len(rows)} 行"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=5))
def test_any_rows_come_back_from_xlsx_as_text_in_two_readers(rows: list[tuple[str, str]]) -> None:
    content = b"".join(leaving_xlsx.stream(leaving(rows)))
    wanted = [[plain_text(a), plain_text(b), "张三 K7Q2-9MXA"] for a, b in rows]
    read = [[unescaped(cell) for cell in row] for row in by_openpyxl(content)[2:-1]]
    assert read == wanted
    assert [row[:3] for row in by_calamine(content)[2:-1]] == wanted


def unescaped(cell: object) -> str:
    """Openpyxl leaves `_x005F_` as it stands in an inline string; spreadsheet programs do not."""
    assert cell is None or isinstance(cell, str)
    return (cell or "").replace("_x005F_", "_")


@pytest.mark.parametrize("text", DANGEROUS)
def test_an_xlsx_holds_no_formula_and_every_cell_is_formatted_as_text(text: str) -> None:
    content = b"".join(leaving_xlsx.stream(leaving([[text, "360199190001010016"]])))
    for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, max_row=3):
        assert {cell.data_type for cell in row} == {"s"} or {cell.data_type for cell in row} == {
            "inlineStr"
        }
        assert {cell.number_format for cell in row} == {"@"}


def test_the_watermark_is_on_screen_on_paper_and_in_the_properties() -> None:
    book = load_workbook(io.BytesIO(b"".join(leaving_xlsx.stream(leaving([["a", "b"]])))))
    sheet = book.worksheets[0]
    assert "张三（zhangsan）" in str(sheet["A1"].value)
    assert "张三（zhangsan）" in str(sheet.oddHeader.center.text)
    assert "张三（zhangsan）" in str(sheet.oddFooter.center.text)
    assert "张三（zhangsan）" in str(book.properties.description)
    assert book.properties.creator == "张三 K7Q2-9MXA"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"


def test_a_cell_beyond_what_a_spreadsheet_holds_is_cut_and_says_so() -> None:
    for text in ("x" * 40_000, "𠮷" * 20_000):
        cut = plain_text(text)
        assert len(cut.encode("utf-16-le")) <= 2 * LONGEST_CELL
        assert cut.endswith(CUT)
    assert plain_text("x" * LONGEST_CELL) == "x" * LONGEST_CELL


def test_a_full_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving_xlsx, "ROWS_A_SHEET", 1000)
    rows = [[str(number), "x"] for number in range(2500)]
    book = load_workbook(io.BytesIO(b"".join(leaving_xlsx.stream(leaving(rows)))))
    assert book.sheetnames == ["住户", "住户 2", "住户 3"]
    assert [sheet.max_row for sheet in book] == [1002, 1002, 503]
    assert book.worksheets[2]["B503"].value == "共 2500 行"


def test_an_empty_list_is_a_file_too() -> None:
    assert csv_rows(b"".join(leaving_csv.stream(leaving([]))))[-1] == ["完", "共 0 行"]
    assert by_openpyxl(b"".join(leaving_xlsx.stream(leaving([]))))[-1][:2] == ["完", "共 0 行"]


@pytest.mark.parametrize(
    "title", ["", "a/b:c*?[x]\\y'z", "很" * 60, '<&>"'], ids=["none", "illegal", "long", "markup"]
)
def test_any_title_names_a_sheet(title: str) -> None:
    content = b"".join(leaving_xlsx.stream(leaving([["a", "b"]], title)))
    assert len(load_workbook(io.BytesIO(content)).sheetnames[0]) <= 31


@pytest.mark.parametrize("stream", [leaving_csv.stream, leaving_xlsx.stream])
def test_the_first_piece_comes_before_the_first_row_is_asked_for(stream: object) -> None:
    def never() -> Iterator[list[str]]:
        raise AssertionError("asked for")
        yield []

    assert next(stream(leaving(never())))  # type: ignore[operator]


def test_a_broken_off_file_is_known_by_its_end() -> None:
    rows = [[str(number), "x"] for number in range(3000)]
    pieces = list(leaving_xlsx.stream(leaving(rows)))
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(pieces[:-1])))
    pieces = list(leaving_csv.stream(leaving(rows)))
    assert csv_rows(b"".join(pieces[:-1]))[-1][0] != "完"


@pytest.mark.parametrize("stream", [leaving_csv.stream, leaving_xlsx.stream])
def test_rows_are_handed_on_as_they_come(stream: object) -> None:
    asked = 0

    def rows() -> Iterator[list[str]]:
        nonlocal asked
        for number in range(20_000):
            asked += 1
            yield [str(number), "x" * 50]

    ahead = 0
    sent = 0
    for _ in stream(leaving(rows())):  # type: ignore[operator]
        ahead = max(ahead, asked - sent)
        sent = asked
    assert ahead <= 1001
