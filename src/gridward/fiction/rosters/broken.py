"""Layouts that went wrong: ruined numbers, exports as text, slips, people told twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from gridward.fiction.rosters import columns as c
from gridward.fiction.rosters import hands
from gridward.fiction.rosters.columns import Column, add_header, add_row, add_table, entries, told
from gridward.fiction.rosters.draw import Draw
from gridward.fiction.rosters.paper import Book, Page
from gridward.fiction.rosters.terms import PLAIN, Cell, Entry, Expected, Home, RowClass

LOST = Expected("rejected", "identity_number.lost_digits")
WRONG_CHECK = Expected("rejected", "identity_number.check_digit")
SHORT = Expected("rejected", "identity_number.length")
DOUBTFUL = Expected(door="doubtful")

Ruin = Callable[[str, Random], tuple[Cell, Expected]]


def ruined_numbers(draw: Draw) -> Book:
    """Numbers with fifteen digits kept, as 3.6E+17, or whole behind odd characters."""
    phone = c.PHONE.writing(lambda entry: _phone(entry, draw.rng))
    columns = (c.NUMBER, c.NAME, c.SEX, c.IDENTITY, phone, c.ADDRESS, c.RELATION)
    book = Book()
    page = book.page("Sheet1")
    page.title(f"{draw.community}人员信息（虚构数据，仅供演示）", len(columns))
    add_header(page, columns)
    for entry in entries(draw.homes):
        _add_ruined(page, columns, entry, _ruin_in_workbook, draw.rng)
    return book


def _add_ruined(
    page: Page, columns: tuple[Column, ...], entry: Entry, ruin: Ruin, rng: Random
) -> None:
    typed, expected = ruin(c.identity_text(entry), rng)
    cells = [typed if one is c.IDENTITY else one.write(entry) for one in columns]
    page.add(cells, RowClass.DATA, [told(columns, entry, expected)])


def _ruin_in_workbook(text: str, rng: Random) -> tuple[Cell, Expected]:
    if len(text) != 18 or rng.random() < 0.2:
        return text, PLAIN
    if text.isdigit() and rng.random() < 0.3:
        lost = hands.as_number(text) if rng.random() < 0.7 else hands.scientific(text)
        return lost, LOST
    return hands.disguised(text, rng), PLAIN


def _phone(entry: Entry, rng: Random) -> Cell:
    phones = entry.person.phones
    return (
        hands.as_number(phones[0]) if len(phones) == 1 and rng.random() < 0.5 else "/".join(phones)
    )


_EXPORT = (
    c.NUMBER,
    c.NAME,
    c.SEX,
    c.IDENTITY,
    c.BIRTH,
    c.PHONE,
    c.ADDRESS.called("居住地址"),
    c.EMPLOYER,
)


def csv_of_old_program(draw: Draw) -> Book:
    """A csv that passed through a spreadsheet: some numbers are 3.60199E+17."""
    book = Book()
    page = book.page("csv")
    add_header(page, _EXPORT)
    for entry in entries(draw.homes):
        _add_ruined(page, _EXPORT, entry, _ruin_in_text, draw.rng)
    return book


def _ruin_in_text(text: str, rng: Random) -> tuple[Cell, Expected]:
    if len(text) == 18 and text.isdigit() and rng.random() < 0.1:
        return hands.scientific(text), LOST
    return (f"\t{text}" if text and rng.random() < 0.3 else text), PLAIN


def csv_of_web_platform(draw: Draw) -> Book:
    """A clean csv with its own headers; the writer puts a byte order mark and semicolons."""
    headers = ("ID", "XM姓名", "性别", "证件号码", "出生日期", "手机", "地址", "单位")
    columns = [one.called(header) for one, header in zip(_EXPORT, headers, strict=True)]
    book = Book()
    add_table(book.page("csv"), columns, entries(draw.homes))
    return book


_SUSPECT = (c.NUMBER, c.NAME, c.SEX, c.IDENTITY, c.ADDRESS, c.PHONE, c.NOTE)


def slips(draw: Draw) -> Book:
    """Wrong check digits, lost characters, misspelt compounds, people told twice."""
    book = Book()
    page = book.page("待核对")
    add_header(page, _SUSPECT)
    for entry in entries(draw.homes):
        columns, expected = _slip(draw.rng, entry)
        row = add_row(page, columns, entry, expected)
        if expected is PLAIN and entry.person.document:
            _perhaps_again(page, entry, row, draw)
    return book


def _slip(rng: Random, entry: Entry) -> tuple[tuple[Column, ...], Expected]:
    """The columns as this row was typed, and what should become of it."""
    lot = rng.random()
    number = entry.person.document
    if lot < 0.08 and number:
        return _with(c.IDENTITY.writing(lambda _: hands.wrong_check(number, rng))), WRONG_CHECK
    if lot < 0.12 and number:
        return _with(c.IDENTITY.writing(lambda _: number[:16] + number[17])), SHORT
    if lot < 0.24:
        site = hands.slip(entry.home.door.site, rng)
        misspelt = replace(entry.home.door, site=site)
        columns = _with(c.ADDRESS.writing(lambda _: hands.plain_address(misspelt)))
        return columns, PLAIN if misspelt == entry.home.door else DOUBTFUL
    return _SUSPECT, PLAIN


def _with(column: Column) -> tuple[Column, ...]:
    return tuple(column if one.header == column.header else one for one in _SUSPECT)


def _perhaps_again(page: Page, entry: Entry, row: int, draw: Draw) -> None:
    lot = draw.rng.random()
    if lot < 0.08:
        cells = [column.write(entry) for column in _SUSPECT]
        same = Expected("same", same_as=row)
        page.add(cells, RowClass.DUPLICATE, [told(_SUSPECT, entry, same)])
    elif lot < 0.14:
        other = next(_other_homes(draw, entry.home))
        conflict = Expected("conflict", "two_households", same_as=row)
        add_row(page, _SUSPECT, replace(entry, home=other), conflict)


def _other_homes(draw: Draw, home: Home) -> Iterator[Home]:
    while True:
        other = draw.rng.choice(draw.homes)
        if other is not home:
            yield other
