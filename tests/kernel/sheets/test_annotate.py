import io
import zipfile

from openpyxl import load_workbook

from gridward.kernel.sheets.answer import annotate
from gridward.kernel.sheets.workbook import open_workbook
from tests.kernel.sheets.samples import HEADER, csv_bytes, person, xlsx_bytes
from tests.shared_data import shared

REMARKS = {(0, 3): ("新增", ""), (0, 4): ("拒绝", "=HYPERLINK(1)")}


def answered(content: bytes, name: str) -> bytes:
    return annotate(content, open_workbook(content, name), REMARKS)


def test_a_small_xlsx_comes_back_with_result_and_reason_beside_each_row() -> None:
    rows = [["名册"], HEADER, person(1), person(2)]
    page = load_workbook(io.BytesIO(answered(xlsx_bytes(rows), "名册.xlsx"))).active
    assert [cell.value for cell in page[2]][-2:] == ["结果", "说明"]
    assert [cell.value for cell in page[3]][:6] == person(1)
    assert page["G4"].value == "拒绝"
    assert page["H4"].data_type == "s"


def test_merges_and_formats_of_a_small_xlsx_stay() -> None:
    content = xlsx_bytes([[""] * 6, HEADER, person(1), person(2)], [(0, 0, 0, 5, "名册")])
    page = load_workbook(io.BytesIO(answered(content, "名册.xlsx"))).active
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:F1"]


def test_csv_comes_back_as_xlsx_with_long_numbers_as_text() -> None:
    content = csv_bytes([["名册"], HEADER, person(1), ["=1+1", *person(2)[1:]]])
    page = load_workbook(io.BytesIO(answered(content, "名册.csv"))).active
    assert page["D3"].value == person(1)[3]
    assert (page["A4"].value, page["A4"].data_type) == ("=1+1", "s")
    assert (page["H4"].value, page["H4"].data_type) == ("=HYPERLINK(1)", "s")


def test_xls_comes_back_with_its_merges() -> None:
    content = (shared("excel_easyexcel_tests") / "compatibility_t01.xls").read_bytes()
    page = load_workbook(io.BytesIO(answered(content, "产品.xls"))).active
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:R1"]
    assert page["S3"].value == "新增"


def test_a_large_xlsx_is_written_anew_without_formulas() -> None:
    rows = [HEADER, *(person(i) for i in range(30)), ["=1+1"]]
    original = xlsx_bytes(rows)
    content = annotate(original, open_workbook(original, "a.xlsx"), REMARKS, editable_rows=20)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = open_workbook(content, "a.xlsx").sheets[0]
    assert sheet.height == 32
    assert next(sheet.rows(3))[6] == "新增"


def test_sheets_without_remarks_keep_their_columns() -> None:
    content = xlsx_bytes([HEADER, person(1)])
    answer = annotate(content, open_workbook(content, "a.xlsx"), {})
    assert open_workbook(answer, "a.xlsx").sheets[0].width == len(HEADER)


def test_columns_that_the_file_keeps_for_the_answer_are_filled_and_none_is_added_for_them() -> None:
    rows = [[*HEADER, "核查结果"], [*person(1), ""], [*person(2), "旧"]]
    remarks = {(0, 2): ("属实", "已联系"), (0, 3): ("查否", "")}
    for content, name in ((xlsx_bytes(rows), "名单.xlsx"), (csv_bytes(rows), "名单.csv")):
        book = open_workbook(content, name)
        page = load_workbook(
            io.BytesIO(annotate(content, book, remarks, filled={0: (6, None)}, mark="水印"))
        ).active
        assert [cell.value for cell in page[1]][6:] == ["核查结果", "说明", "水印"]
        assert [cell.value for cell in page[2]][6:8] == ["属实", "已联系"]
        assert page["G3"].value == "查否"
