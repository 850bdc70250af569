"""A workbook as sheets of rows, from the bytes of an xlsx, xls, et, csv or an HTML table named .xls.

Large sheets are not turned into Python cells at once: calamine's own store is kept and rows are made while one
reads (`Sheet.rows`), so that a sheet of 100,000 rows costs about 60 bytes a cell less than a list of lists.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Literal, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gridward.kernel.sheets.cells import Cell
from gridward.kernel.sheets.containers import Limits, check_ole, check_zip, container_of
from gridward.kernel.sheets.plain import read_csv, read_html
from gridward.kernel.sheets.problems import (
    CorruptFile,
    EncryptedFile,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)

Kind = Literal["xlsx", "xls", "et", "csv", "html"]

DEFAULT_LIMITS = Limits()
_WIDE = 256


class Merge(NamedTuple):
    """A merged range: its first and last row (from 1) and first and last column (from 0), all included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet: `height` rows of `width` cells each, the first row being row 1."""

    name: str
    index: int
    height: int
    width: int
    merges: list[Merge]
    hidden: bool = False
    knows_merges: bool = True
    _is_cut: bool = False
    _cells: CalamineSheet | list[list[str]] = field(default_factory=list, repr=False)
    _cursor: tuple[int, Iterator[list[Cell]]] | None = field(default=None, repr=False)

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[list[Cell]]:
        """The rows `first` to `last` (from 1, both included), each a list of `width` cells.

        Reading on from where the last reader stopped costs nothing extra; going back reads from the start.
        """
        stop = self.height if last is None else min(last, self.height)
        at, source = self._take_cursor(first)
        if at < first:
            next(islice(source, first - at, first - at), None)
        yield from islice(source, max(0, stop - first + 1))
        self._cursor = (max(first, stop + 1), source)

    def _take_cursor(self, first: int) -> tuple[int, Iterator[list[Cell]]]:
        cursor, self._cursor = self._cursor, None
        return cursor if cursor and cursor[0] <= first else (1, self._all_rows())

    def _all_rows(self) -> Iterator[list[Cell]]:
        if isinstance(self._cells, list):
            return iter(self._cells)  # type: ignore[arg-type]
        rows: Iterator[list[Cell]] = self._cells.iter_rows()
        # calamine leaves out the empty columns on the left, but not the empty rows above.
        if left := (self._cells.start or (0, 0))[1]:
            rows = ([""] * left + row for row in rows)
        if self._is_cut:
            rows = (row[: self.width] for row in rows)
        return rows


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in their order, hidden ones included, and what kind of file they came from."""

    sheets: list[Sheet]
    kind: Kind
    name: str


def open_workbook(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read a workbook; the content decides what it is, the name only tells .et from .xls.

    Raises the problems of `gridward.kernel.sheets.problems`; never crashes on damaged input.
    """
    container = container_of(content, limits)
    title = PurePath(name).stem
    if container == "text":
        return Workbook([_text_sheet(title, 0, read_csv(content), [], limits)], "csv", name)
    if container == "html":
        tables = read_html(content, limits.columns)
        sheets = [
            _text_sheet(f"{title} {i + 1}", i, *tables[i], limits) for i in range(len(tables))
        ]
        return Workbook(sheets, "html", name)
    if container == "ole":
        check_ole(content)
    if container == "zip":
        check_zip(content, limits)
    is_et = PurePath(name).suffix.lower() == ".et"
    kind: Kind = "et" if is_et else "xlsx" if container == "zip" else "xls"
    return Workbook(_calamine_sheets(content, limits), kind, name)


def _text_sheet(
    name: str,
    index: int,
    rows: list[list[str]],
    ranges: list[tuple[int, int, int, int]],
    limits: Limits,
) -> Sheet:
    merges = [Merge(top + 1, left, bottom + 1, right) for top, left, bottom, right in ranges]
    width = len(rows[0]) if rows else 0
    _check_size(name, len(rows), width, limits)
    return Sheet(name, index, len(rows), width, merges, knows_merges=bool(merges), _cells=rows)


def _calamine_sheets(content: bytes, limits: Limits) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metas = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
        return [
            _calamine_sheet(book.get_sheet_by_name(meta.name), i, meta.visible, limits)
            for i, meta in enumerate(metas)
        ]
    except PasswordError as locked:
        raise EncryptedFile from locked
    except CalamineError as damage:
        raise CorruptFile from damage
    except BaseException as damage:
        # A Rust panic on damaged bytes arrives as a BaseException of a class that cannot be imported.
        if type(damage).__name__ != "PanicException":
            raise
        raise CorruptFile from damage


def _calamine_sheet(
    cells: CalamineSheet, index: int, visible: SheetVisibleEnum, limits: Limits
) -> Sheet:
    bottom, right = cells.end or (-1, -1)
    height, width = bottom + 1, right + 1
    if is_cut := width > _WIDE:
        width = _used_width(cells)
    _check_size(cells.name, height, width, limits)
    ranges = cells.merged_cell_ranges or []
    merges = [Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]
    hidden = visible is not SheetVisibleEnum.Visible
    return Sheet(cells.name, index, height, width, merges, hidden, _is_cut=is_cut, _cells=cells)


def _used_width(cells: CalamineSheet) -> int:
    """The last column that holds more than empty text; formulas that give "" widen many sheets."""
    left, used = (cells.start or (0, 0))[1], 0
    for row in cells.iter_rows():
        while used < len(row) and any(cell != "" for cell in row[used:]):
            used += 1
    return left + used


def _check_size(sheet: str, rows: int, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise TooManyColumns(sheet=sheet, columns=columns, limit=limits.columns)
    if rows > limits.rows:
        raise TooManyRows(sheet=sheet, rows=rows, limit=limits.rows)
    if rows * columns > limits.cells:
        raise TooManyCells(sheet=sheet, cells=rows * columns, limit=limits.cells)
