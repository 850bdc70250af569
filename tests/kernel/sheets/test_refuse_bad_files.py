import io
import zipfile

import pytest
import xlsxwriter

from gridward.kernel.problems import Problem
from gridward.kernel.sheets.containers import Limits
from gridward.kernel.sheets.problems import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    UnknownEncoding,
    WrongType,
    ZipBomb,
)
from gridward.kernel.sheets.workbook import open_workbook
from tests.kernel.sheets.samples import HEADER, person, xlsx_bytes
from tests.shared_data import shared

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def ole_with(stream: str) -> bytes:
    return OLE + b"\0" * 504 + (stream + "\0").encode("utf-16-le").ljust(512, b"\0")


def xls() -> bytes:
    return (shared("excel_easyexcel_tests") / "compatibility_t01.xls").read_bytes()


def with_stray_cell(row: int, column: int) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write(row - 1, column - 1, "x")
    return target.getvalue()


def test_zero_bytes() -> None:
    with pytest.raises(EmptyFile):
        open_workbook(b"", "a.xlsx")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"Rar!....", "RAR"),
        (zipped({"word/document.xml": b"<w/>"}), "Word (docx)"),
        (zipped({"a.txt": b"hello"}), "ZIP"),
        (ole_with("WordDocument"), "Word (doc)"),
        (b"<html><body>no table at all</body></html>", "HTML"),
        (b"\x01\x02\x03\x04\x05 binary", "binary"),
    ],
)
def test_other_types_are_named(content: bytes, found: str) -> None:
    with pytest.raises(WrongType) as refused:
        open_workbook(content, "名册.xlsx")
    assert refused.value.details["found"] == found


def test_an_encrypted_xlsx_asks_to_remove_the_password() -> None:
    with pytest.raises(EncryptedFile):
        open_workbook(ole_with("EncryptedPackage"), "a.xlsx")


def test_an_encrypted_xls_is_told_by_its_filepass_record() -> None:
    content = bytearray(xls())
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    content[start + 20 : start + 22] = b"\x2f\x00"
    with pytest.raises(EncryptedFile):
        open_workbook(bytes(content), "a.xls")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_xlsx_is_refused(share: float) -> None:
    content = xlsx_bytes([HEADER, *(person(i) for i in range(300))])
    with pytest.raises(CorruptFile):
        open_workbook(content[: int(len(content) * share)], "a.xlsx")


@pytest.mark.parametrize("size", [9, 600, 3000, 9000, 22952])
def test_a_truncated_xls_is_refused(size: int) -> None:
    with pytest.raises(CorruptFile):
        open_workbook(xls()[:size], "a.xls")


def test_a_damaged_part_is_refused() -> None:
    content = bytearray(xlsx_bytes([HEADER, *(person(i) for i in range(300))]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    content[at : at + 40] = b"\xff" * 40
    with pytest.raises(CorruptFile):
        open_workbook(bytes(content), "a.xlsx")


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    parts = {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"0" * (80 << 20)}
    with pytest.raises(ZipBomb):
        open_workbook(zipped(parts), "a.xlsx")


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    content = bytearray(zipped({"xl/workbook.xml": b"<w/>" * 5000}))
    size = (20_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (40).to_bytes(4, "little")
    with pytest.raises(CorruptFile):
        open_workbook(bytes(content), "a.xlsx")


def test_too_many_parts_are_refused() -> None:
    parts = {f"xl/workbook.{i}": b"" for i in range(12)}
    with pytest.raises(ZipBomb):
        open_workbook(zipped(parts), "a.xlsx", Limits(entries=10))


def test_16384_filled_columns_are_refused_and_not_laid_out() -> None:
    with pytest.raises(TooManyColumns) as refused:
        open_workbook(xlsx_bytes([[f"{i}" for i in range(16_384)]]), "a.xlsx")
    assert refused.value.details["columns"] == 16_384


def test_a_stray_cell_in_the_last_corner_is_refused_and_not_laid_out() -> None:
    with pytest.raises(TooManyCells):
        open_workbook(with_stray_cell(1_048_576, 16_384), "a.xlsx")


def test_a_tall_sheet_with_a_stray_cell_in_column_zz_is_refused() -> None:
    with pytest.raises(TooManyCells):
        open_workbook(with_stray_cell(1_000_000, 700), "a.xlsx")


def test_a_stray_cell_nearby_does_no_harm() -> None:
    assert open_workbook(with_stray_cell(50, 60), "a.xlsx").sheets[0].width == 60


def test_limits_on_rows_columns_and_size() -> None:
    content = xlsx_bytes([HEADER, *(person(i) for i in range(30))])
    with pytest.raises(TooManyRows):
        open_workbook(content, "a.xlsx", Limits(rows=30))
    with pytest.raises(TooManyColumns):
        open_workbook(content, "a.xlsx", Limits(columns=5))
    with pytest.raises(TooManyRows):
        open_workbook(b"a,b\n" * 31, "a.csv", Limits(rows=30))
    with pytest.raises(FileTooLarge):
        open_workbook(content, "a.xlsx", Limits(size=1000))


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnknownEncoding):
        open_workbook("姓名,住址\n赵一,一栋".encode() + b"\xff\xff", "a.csv")


@pytest.mark.parametrize(
    "problem",
    [
        EmptyFile(),
        WrongType(found="PDF"),
        EncryptedFile(),
        CorruptFile(),
        UnknownEncoding(),
        ZipBomb(unpacked=1),
        FileTooLarge(size=2, limit=1),
        TooManyColumns(sheet="a", columns=2, limit=1),
        TooManyRows(sheet="a", rows=2, limit=1),
        TooManyCells(sheet="a", cells=2, limit=1),
    ],
)
def test_each_problem_says_what_to_do_in_both_languages(problem: Problem) -> None:
    assert problem.sentence("zh-Hans") != problem.sentence("en")
