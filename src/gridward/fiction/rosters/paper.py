"""Sheets of paper: physical rows with their truth, written as xlsx or csv."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from gridward.fiction.rosters.terms import Cell, RowClass, Told
from gridward.fiction.terms import LABEL

Facts = Mapping[str, Any]
_BORN = datetime(2022, 4, 1)  # noqa: DTZ001  the day of the file itself, fixed so that equal seeds give equal bytes


@dataclass(slots=True)
class Page:
    """One sheet; rows are counted from 1 as people see them."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    truth: list[Facts] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(
        self,
        cells: Sequence[Cell],
        row_class: RowClass,
        people: Sequence[Told] = (),
        organisation: Facts | None = None,
    ) -> int:
        """Append a physical row and its truth; its number."""
        self.rows.append(list(cells))
        number = len(self.rows)
        truth: dict[str, Any] = {"sheet": self.name, "row": number, "class": row_class.value}
        if people:
            truth["people"] = [_person(one) for one in people]
        if organisation:
            truth["organisation"] = organisation
        self.truth.append(truth)
        return number

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a rectangle (rows from 1, columns from 0); its value is that of its first cell."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))

    def gap(self) -> None:
        """A blank row between two parts of a sheet."""
        if self.rows:
            self.add([None], RowClass.BLANK)

    def title(self, text: str, width: int) -> None:
        """A merged title row."""
        number = self.add([text], RowClass.TITLE)
        self.merge(number, 0, number, width - 1)


@dataclass(slots=True)
class Book:
    """A file to be."""

    pages: list[Page] = field(default_factory=list)

    def page(self, name: str) -> Page:
        """A new sheet at the end."""
        self.pages.append(Page(name))
        return self.pages[-1]


def _person(told: Told) -> Facts:
    person, door = told.entry.person, told.entry.home.door
    return {
        "name": person.name,
        "sex": person.sex,
        "birth": person.birth_date.isoformat(),
        "document_kind": person.document_kind,
        "document": person.document,
        "missing": person.document_missing,
        "phones": list(person.phones),
        "door": asdict(door),
        "told": list(told.facts),
        "expected": asdict(told.expected),
    }


def write_xlsx(book: Book, path: Path) -> None:
    """Write a workbook as people would have typed it: text stays text, numbers are numbers."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": LABEL, "comments": LABEL, "created": _BORN})
        formats = {
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "merged": workbook.add_format(
                {"align": "center", "valign": "vcenter", "text_wrap": True}
            ),
        }
        for page in book.pages:
            _write_page(workbook.add_worksheet(page.name), page, formats)


def _write_page(sheet: Any, page: Page, formats: Mapping[str, Any]) -> None:
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, formats["date"])
    for first_row, first_column, last_row, last_column in page.merges:
        value = page.rows[first_row - 1][first_column]
        area = (first_row - 1, first_column, last_row - 1, last_column)
        sheet.merge_range(*area, "" if value is None else value, formats["merged"])


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, date_format: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, date_format)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def write_csv(book: Book, path: Path, *, encoding: str, delimiter: str) -> None:
    """Write the only sheet of a book; rare characters that the encoding lacks must not occur."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(book.pages[0].rows)


def write_truth(book: Book, path: Path) -> None:
    """One line of JSON for each physical row."""
    path.write_text("".join(_lines(book)), encoding="utf-8")


def _lines(book: Book) -> Iterator[str]:
    for page in book.pages:
        for truth in page.truth:
            yield json.dumps(truth, ensure_ascii=False) + "\n"
