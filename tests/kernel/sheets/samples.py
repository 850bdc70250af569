"""Invented sheets for the tests: a small vocabulary, and workbooks made on the spot."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from gridward.kernel.sheets.cells import Cell, cell_text
from gridward.kernel.sheets.reading import Reading, read_sheet
from gridward.kernel.sheets.vocabulary import Field, Vocabulary
from gridward.kernel.sheets.workbook import Sheet, open_workbook

HEADER = ["序号", "姓名", "性别", "身份证号", "联系电话", "现住址"]


def shaped(pattern: str) -> Callable[[Cell], float]:
    """A value check: 1.0 where the text has the shape."""
    shape = re.compile(pattern)
    return lambda cell: 1.0 if shape.fullmatch(cell_text(cell)) else 0.0


PEOPLE = Vocabulary(
    [
        Field("name", ("姓名", "居民姓名"), looks_like=shaped(r"[一-鿿·]{2,5}")),
        Field("head", ("户主", "户主姓名"), looks_like=shaped(r"[一-鿿·]{2,5}")),
        Field("sex", ("性别",), looks_like=shaped("男|女")),
        Field("identity", ("身份证号", "身份证号码", "身份证"), looks_like=shaped(r"\d{17}[\dX]")),
        Field(
            "phone",
            ("联系电话", "电话号码", "手机", "电话"),
            looks_like=shaped(r"1\d{10}"),
            repeats=True,
        ),
        Field("address", ("现住址", "家庭住址", "住址"), decoys=("户籍地址",), fills_down=True),
        Field("relation", ("与户主关系", "关系")),
        Field("tenure", ("居住类型",)),
        Field("employer", ("工作单位",)),
    ],
    decoys=("紧急联系人电话",),
)


def person(i: int, address: str = "") -> list[str]:
    """A row under HEADER; the identity number lies in the unassigned area 360199."""
    name = "赵钱孙李周吴郑王"[i % 8] + "一二三四五六七八九十"[i // 8 % 10]
    identity = f"3601991990{i % 12 + 1:02d}{i % 28 + 1:02d}{i % 1000:03d}X"
    return [str(i), name, "男女"[i % 2], identity, f"1380000{i:04d}", address or f"{i}栋101"]


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as csv in UTF-8; cells must not need quotes."""
    return "\n".join(",".join(row) for row in rows).encode()


def xlsx_bytes(
    rows: Sequence[Sequence[Any]], merges: Sequence[tuple[int, int, int, int, str]] = ()
) -> bytes:
    """The rows as xlsx; a merge is first row, first column, last row, last column (from 0), text."""
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet("名册")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for *area, text in merges:
            page.merge_range(*area, text)
    return target.getvalue()


def sheet_of(content: bytes, name: str = "名册.csv") -> Sheet:
    return open_workbook(content, name).sheets[0]


def read(rows: Sequence[Sequence[str]], vocabulary: Vocabulary = PEOPLE) -> Reading:
    """The reading of a csv with these rows."""
    return read_sheet(sheet_of(csv_bytes(rows)), vocabulary)


def read_merged(
    rows: Sequence[Sequence[Any]], merges: Sequence[tuple[int, int, int, int, str]]
) -> Reading:
    """The reading of an xlsx with these rows and merges."""
    return read_sheet(sheet_of(xlsx_bytes(rows, merges)), PEOPLE)
