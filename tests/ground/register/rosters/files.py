"""Small rosters for tests: rows in, bytes out; identity numbers in the area that nobody lives in."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter
from stdnum.iso7064 import mod_11_2

from gridward.kernel.sheets.cells import Cell

HEADER = ("姓名", "身份证号", "现住址", "联系电话", "与户主关系", "工作单位")
DOOR = "翠竹小区1栋1单元101"
OTHER_DOOR = "翠竹小区1栋1单元102"


def identity(serial: int, born: str = "19900101") -> str:
    """A valid number of an invented person; odd serials are men."""
    first = f"360199{born}{serial:03d}"
    return first + str(mod_11_2.calc_check_digit(first))


def person(name: str, number: str = "", door: str = DOOR, **more: str) -> tuple[str, ...]:
    """A row under HEADER; `phone`, `relation`, `employer` may be given."""
    return (name, number, door, *(more.get(one, "") for one in ("phone", "relation", "employer")))


def roster(*people: Sequence[Cell], header: Sequence[str] = HEADER) -> bytes:
    """A workbook of one sheet with a header."""
    return book({"名册": [header, *people]})


def book(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A workbook; texts are written as text, dates as dates."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, column, cell)
                    else:
                        sheet.write(number, column, cell)
    return target.getvalue()
