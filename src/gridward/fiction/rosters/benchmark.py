"""One large, clean roster for measurements: 17 columns, written in constant memory."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, count, islice
from pathlib import Path

import xlsxwriter

from gridward.fiction.generate import grid_chunks, make_ground
from gridward.fiction.rosters import columns as c
from gridward.fiction.rosters.draw import homes_of
from gridward.fiction.rosters.terms import Entry, Home
from gridward.fiction.terms import LABEL, FictionalStreet

COLUMNS = (
    *(c.NUMBER, c.COMMUNITY, c.GRID, c.SITE, c.BUILDING, c.UNIT, c.ROOM, c.RELATION, c.NAME, c.SEX),
    *(c.IDENTITY, c.BIRTH, c.PHONE, c.EMPLOYER, c.TENURE, c.PLATE, c.NOTE),
)


def write_benchmark(
    path: Path, rows: int = 100_000, seed: int = 1, today: date = date(2022, 4, 1)
) -> None:
    """Write a header and so many persons of the street with that many residents, grid by grid."""
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": LABEL, "comments": LABEL})
        sheet = workbook.add_worksheet("花名册")
        sheet.write_row(0, 0, [column.header for column in COLUMNS])
        for row, entry in enumerate(islice(_everybody(rows, seed, today), rows), 1):
            for column, cell in enumerate(_cells(entry)):
                sheet.write(row, column, cell)


def _cells(entry: Entry) -> Iterator[str | int | float | None]:
    """Dates as text, as most rosters have them."""
    for column in COLUMNS:
        cell = column.write(entry)
        yield cell.isoformat() if isinstance(cell, date) else cell


def _everybody(persons: int, seed: int, today: date) -> Iterator[Entry]:
    numbers = count(1)
    for home in _homes(persons, seed, today):
        for person in home.people:
            yield Entry(next(numbers), home, person)


def _homes(persons: int, seed: int, today: date) -> Iterator[Home]:
    ground = make_ground(seed, today)
    for chunk in grid_chunks(ground, persons, seed, today):
        part = FictionalStreet(chunk.grid_code, sites=ground.sites)
        part.take(chunk)
        yield from chain.from_iterable(homes_of(part).values())
