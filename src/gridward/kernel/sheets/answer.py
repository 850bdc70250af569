"""The same workbook back, with a result and a reason beside each row.

A small xlsx is edited in place, so that formats, widths and pictures stay; anything else is written anew as
xlsx with its values and merges. Text is never written as a formula, and long numbers stay text.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as NewWorksheet

from gridward.kernel.sheets.cells import Cell
from gridward.kernel.sheets.workbook import Merge, Sheet, Workbook
from gridward.kernel.sheets.writing import NewBook, mark_pages

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Remarks = Mapping[tuple[int, int], tuple[str, str]]
Filled = Mapping[int, tuple[int | None, int | None]]
"""By sheet the columns (from 0) that the file itself keeps for result and reason; None: one is added."""
_Texts = Mapping[int, Sequence[tuple[int, str]]]
"""By row the texts to write with their columns."""

EDITABLE_ROWS: Final = 20_000
_EDITABLE_CELLS: Final = 400_000
_SHADE: Final = "FFF2CC"
_WIDTHS = (12, 48)
_ILLEGAL_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31


def annotate(
    content: bytes,
    workbook: Workbook,
    remarks: Remarks,
    headings: tuple[str, str] = ("结果", "说明"),
    editable_rows: int = EDITABLE_ROWS,
    mark: str = "",
    filled: Filled = MappingProxyType({}),
) -> bytes:
    """An xlsx with two columns added to each sheet that has remarks, or filled where the file has them already.

    `remarks` maps (sheet index, row number from 1) to result and reason. The headings stand in the row
    above the first remark of a sheet, or beside the first row where there is none above. `mark` stands behind the
    first of them, at the foot of every printed page and in the properties.
    """
    rows = sum(sheet.height for sheet in workbook.sheets)
    cells = sum(sheet.height * sheet.width for sheet in workbook.sheets)
    is_small = rows <= editable_rows and cells <= _EDITABLE_CELLS
    if is_small and workbook.kind == "xlsx":
        return _edited(content, workbook, _Remarked(remarks, headings, mark, filled))
    return _rewritten(workbook, _Remarked(remarks, headings, mark, filled))


@dataclass(frozen=True)
class _Remarked:
    """What is written into a workbook."""

    remarks: Remarks
    headings: tuple[str, str]
    mark: str
    filled: Filled

    def of_sheet(self, sheet: Sheet) -> dict[int, list[tuple[int, str]]]:
        """By row the texts with their columns; a heading stands over what is added alone."""
        own: dict[int, tuple[str, ...]] = {
            row: remark for (index, row), remark in self.remarks.items() if index == sheet.index
        }
        if not own:
            return {}
        places, first = self._places(sheet), max(1, min(own) - 1)
        added = first not in own
        own.setdefault(first, self.headings)
        if self.mark:
            own[first] = (*own[first], self.mark)
        found = {row: list(zip(places, texts, strict=False)) for row, texts in own.items()}
        if added:
            found[first] = [(place, text) for place, text in found[first] if place >= sheet.width]
        return found

    def _places(self, sheet: Sheet) -> tuple[int, ...]:
        """The columns of result, reason and mark."""
        free = count(sheet.width)
        kept = self.filled.get(sheet.index, (None, None))
        return (*(next(free) if place is None else place for place in kept), next(free))


def _edited(content: bytes, workbook: Workbook, said: _Remarked) -> bytes:
    from openpyxl import load_workbook  # with lxml some 10 MB, which few days need

    book, mark = load_workbook(io.BytesIO(content)), said.mark
    if mark:
        book.properties.description = mark
    pages = {page.title: page for page in book.worksheets}
    for sheet in workbook.sheets:
        if sheet.name in pages:
            page = pages[sheet.name]
            _add_columns(page, sheet, said.of_sheet(sheet))
            page.oddFooter.center.text = mark.replace("&", "&&") or page.oddFooter.center.text
    mark_pages(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _add_columns(page: "Worksheet", sheet: Sheet, texts: _Texts) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    shade = PatternFill("solid", start_color=_SHADE)
    for row, said in texts.items():
        for place, text in said:
            cell = page.cell(row, place + 1)
            if isinstance(cell, MergedCell):
                continue
            cell.value = text
            cell.data_type = "s"
            cell.fill = shade
    for place, width in zip(_added(sheet, texts), _WIDTHS, strict=False):
        page.column_dimensions[get_column_letter(place + 1)].width = width


def _added(sheet: Sheet, texts: _Texts) -> list[int]:
    """The columns that were added, from the left."""
    return sorted({place for said in texts.values() for place, _ in said if place >= sheet.width})


def _rewritten(workbook: Workbook, said: _Remarked) -> bytes:
    target, mark = io.BytesIO(), said.mark
    options = {
        "in_memory": True,
        "constant_memory": not any(sheet.merges for sheet in workbook.sheets),
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with NewBook(target, options) as book:
        book.set_properties({"comments": mark})
        formats = _Formats(
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "[h]:mm:ss"}),
            book.add_format({"bg_color": f"#{_SHADE}"}),
        )
        for sheet, name in zip(workbook.sheets, _sheet_names(workbook), strict=True):
            page = book.add_worksheet(name)
            _write_sheet(page, sheet, said.of_sheet(sheet), formats)
            if mark:
                page.set_footer("&C" + mark.replace("&", "&&")[:240])
    return target.getvalue()


class _Formats:
    def __init__(self, day: Format, span: Format, remark: Format) -> None:
        self.day = day
        self.span = span
        self.remark = remark


def _sheet_names(workbook: Workbook) -> Iterator[str]:
    """Names as xlsx allows them: no signs of paths, at most 31 characters, each once."""
    seen: set[str] = set()
    for sheet in workbook.sheets:
        plain = sheet.name.translate(_ILLEGAL_IN_NAMES).strip("' ")[:_LONGEST_NAME] or "Sheet"
        name, number = plain, 1
        while name.casefold() in seen:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        seen.add(name.casefold())
        yield name


def _write_sheet(page: NewWorksheet, sheet: Sheet, texts: _Texts, formats: _Formats) -> None:
    for place, width in zip(_added(sheet, texts), _WIDTHS, strict=False):
        page.set_column(place, place, width)
    for number, row in enumerate(sheet.rows(), 1):
        for place, cell in enumerate(row):
            if cell != "":
                _write_cell(page, number - 1, place, cell, formats)
        for place, text in texts.get(number, ()):
            page.write_string(number - 1, place, text, formats.remark)
    for merge in sheet.merges:
        _write_merge(page, merge)


def _write_cell(page: NewWorksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        page.write_number(row, column, cell)
    else:
        style = formats.span if isinstance(cell, timedelta) else formats.day
        page.write_datetime(row, column, cell, style)


def _write_merge(page: NewWorksheet, merge: Merge) -> None:
    """Only the merge is added; `merge_range` would also overwrite the cell at its corner."""
    page.merge.append([merge.top - 1, merge.left, merge.bottom - 1, merge.right])
