"""Layouts in two dimensions: merged addresses, ditto marks, many sheets, many tables."""

from collections.abc import Callable, Sequence
from itertools import groupby

from gridward.fiction.rosters import columns as c
from gridward.fiction.rosters import hands
from gridward.fiction.rosters.columns import Column, add_header, add_row, add_table, entries
from gridward.fiction.rosters.draw import Draw
from gridward.fiction.rosters.paper import Book, Page
from gridward.fiction.rosters.terms import Cell, Entry, Home, RowClass

_SHEET_NAME = 31  # characters that a spreadsheet allows


def merged_address(draw: Draw) -> Book:
    """户号, 住址 and 居住类型 are merged over the people of the household."""
    columns = (
        *(_first(Column("户号", lambda entry: entry.number)), _first(c.ADDRESS.called("家庭住址"))),
        *(c.NAME, c.RELATION, c.SEX, c.IDENTITY, c.PHONE, _first(c.TENURE)),
    )
    book = Book()
    page = book.page("住户底册")
    page.title(f"{draw.community}住户底册", len(columns))
    add_header(page, columns)
    for number, home in enumerate(draw.homes, 1):
        _merged_home(page, columns, number, home)
    return book


def _first(column: Column) -> Column:
    """Written for the head of the household only."""
    write = column.write
    return column.writing(lambda entry: write(entry) if _is_head(entry) else None)


def _is_head(entry: Entry) -> bool:
    return entry.person is entry.home.people[0]


def _merged_home(page: Page, columns: Sequence[Column], number: int, home: Home) -> None:
    rows = [add_row(page, columns, Entry(number, home, person)) for person in home.people]
    for column in (0, 1, len(columns) - 1):
        page.merge(rows[0], column, rows[-1], column)


def ditto(draw: Draw) -> Book:
    """同上, 〃 and empty cells under the first of a household."""
    mark = draw.rng.choice
    address = c.ADDRESS.called("住址").writing(
        _or_mark(
            lambda entry: hands.any_address(entry.home.door, draw.rng), lambda: mark(("同上", "〃"))
        )
    )
    tenure = c.TENURE.writing(_or_mark(c.TENURE.write, lambda: mark(("同上", "”", "〃"))))
    columns = (c.NUMBER, c.NAME, c.SEX, c.IDENTITY, address, tenure, c.PHONE, c.NOTE)
    book = Book()
    add_table(book.page("Sheet1"), columns, entries(draw.homes))
    return book


def _or_mark(write: Callable[[Entry], Cell], mark: Callable[[], str]) -> Callable[[Entry], Cell]:
    return lambda entry: write(entry) if _is_head(entry) else mark()


def sheet_per_building(draw: Draw) -> Book:
    """The sheet's name and its title say which building; the rows only unit and room."""
    columns = (c.NUMBER, c.UNIT, c.ROOM, c.NAME, c.SEX, c.IDENTITY, c.PHONE, c.RELATION)
    book = Book()
    for place, homes in groupby(draw.homes, lambda home: home.door.site + home.door.building):
        page = book.page(place[:_SHEET_NAME])
        page.title(f"{place}居民花名册", len(columns))
        add_table(page, columns, entries(homes))
    return book


def stacked_tables(draw: Draw) -> Book:
    """One sheet: for each grid a title, a header, people, a total; notes between and at the end."""
    columns = (
        c.NUMBER,
        c.NAME,
        c.SEX,
        c.IDENTITY,
        c.ADDRESS.called("详细地址"),
        c.PHONE,
        c.EMPLOYER,
    )
    book = Book()
    page = book.page("汇总")
    for grid, group in groupby(draw.homes, lambda home: home.door.grid_code):
        homes = list(group)
        page.gap()
        page.title(f"{draw.community}第{int(grid[-3:])}网格", len(columns))
        add_table(page, columns, entries(homes))
        _total(page, homes)
    page.gap()
    page.add(["注：本表为虚构数据，仅供演示。"], RowClass.NOTE)
    page.add(["填表人：", None, None, "审核人："], RowClass.NOTE)
    return book


def _total(page: Page, homes: Sequence[Home]) -> None:
    people = sum(len(home.people) for home in homes)
    page.add(["合计", f"{people}人", None, f"{len(homes)}户"], RowClass.TOTAL)


_ROWS_OF_A_PAGE = 25


def printed_pages(draw: Draw) -> Book:
    """Made for printing: an empty first row and column, each page with header and number."""
    columns = (c.NUMBER, c.NAME, c.SEX, c.BIRTH, c.IDENTITY, c.ADDRESS, c.PHONE, c.EMPLOYER, c.NOTE)
    margin = Column("", lambda entry: None)
    book = Book()
    page = book.page("打印")
    page.add([None], RowClass.BLANK)
    page.add([None, f"{draw.community}常住人口登记表"], RowClass.TITLE)
    everybody = entries(draw.homes)
    for first in range(0, len(everybody), _ROWS_OF_A_PAGE):
        add_table(page, (margin, *columns), everybody[first : first + _ROWS_OF_A_PAGE])
        page.add([None, None, f"第{first // _ROWS_OF_A_PAGE + 1}页"], RowClass.NOTE)
    return book
