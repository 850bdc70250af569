"""A workbook as people: every physical row is either the place of one or more people, or has a class as no data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gridward.ground.register.rules.roster.vocabulary import RESIDENTS
from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.cards import Card
from gridward.kernel.sheets.cells import Cell, is_blank
from gridward.kernel.sheets.columns import Column
from gridward.kernel.sheets.fingerprint import apply_mapping, layout_key
from gridward.kernel.sheets.reading import Reading, read_sheet
from gridward.kernel.sheets.tables import Table
from gridward.kernel.sheets.vocabulary import Vocabulary, normalise_header
from gridward.kernel.sheets.workbook import Workbook

Mapping_ = Mapping[str, Mapping[int, str | None]]
"""Corrected columns by layout key: place in the table to field, None for a column that is left out."""

PERSONAL: Final = frozenset(
    [
        "name",
        "document",
        "document_kind",
        "sex",
        "birth",
        "age",
        "phone",
        "relation",
        "employer",
        "plate",
        "note",
        "tested",
        "key_area",
        "away",
    ]
)
OF_ORGANISATIONS: Final = frozenset(
    map(normalise_header, ("法人姓名", "法人", "经营状况", "复工备案", "防控负责人", "法定代表人"))
)
"""Labels of Annex 4: who works there does not live there."""

TELLING: Final = PERSONAL - {"document_kind", "note", "tested", "key_area", "away"}
"""Fields of which at least one stands in the row of a person; boxes to tick stand in empty rows of a form too."""

_HAN_NUMBERS: Final = {sign: n for n, sign in enumerate("一二三四五六七八九十", 1)}
_HAN_NUMBER = re.compile(r"(?:成员|人员|家属|住户|人口)([一二三四五六七八九十])")


class FileRow(NamedTuple):
    """One person's cells: sheet from 0, physical row from 1, member within the row from 0; context parts in order."""

    sheet: int
    number: int
    member: int
    cells: dict[str, list[Cell]]
    context: tuple[str, ...]


@dataclass(slots=True)
class RosterTable:
    """A table of people, alone or in a card, with what stands around it."""

    sheet: int
    sheet_name: str
    table: Table
    key: str
    remembered: bool = False
    of_organisation: bool = False
    shared: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def has_names(self) -> bool:
        """Whether some column holds names of people who live here; without one there is nobody to read."""
        return not self.of_organisation and any(
            column.field in ("name", "head") for column in self.table.columns
        )


@dataclass(slots=True)
class RosterFile:
    """What was found in a workbook: tables, single-person cards, and the class of each row of each sheet."""

    workbook: Workbook
    readings: list[Reading]
    tables: list[RosterTable]
    lone_cards: list[tuple[int, Card]]

    @property
    def height(self) -> int:
        """All physical rows of all sheets."""
        return sum(sheet.height for sheet in self.workbook.sheets)

    def forget(self) -> None:
        """Let go of the cells, once everybody has been read: they are half of an import's memory."""
        self.workbook.sheets.clear()
        self.readings.clear()
        self.tables.clear()
        self.lone_cards.clear()

    def people(self) -> Iterator[FileRow]:
        """Everybody in the order of the file."""
        for table in self.tables:
            if table.has_names:
                yield from _people_of(table)
        for sheet, card in self.lone_cards:
            yield _person_of(sheet, self.workbook.sheets[sheet].name, card)


def read_roster(
    workbook: Workbook, mappings: Mapping_, vocabulary: Vocabulary = RESIDENTS
) -> RosterFile:
    """Find the people's tables of a workbook; layouts that somebody corrected get their columns as corrected.

    `vocabulary` is that of residents, or one that knows more columns beside theirs.
    """
    file = RosterFile(workbook, [], [], [])
    for sheet in workbook.sheets:
        reading = read_sheet(sheet, vocabulary)
        file.readings.append(reading)
        for found in reading.tables:
            file.tables.append(_roster_table(sheet.index, sheet.name, found, mappings))
        for card in reading.cards:
            if card.table is None:
                _take_lone(file, sheet.index, card)
            else:
                file.tables.append(
                    _roster_table(sheet.index, sheet.name, card.table, mappings, card)
                )
    file.tables.sort(key=lambda one: (one.sheet, one.table.first_row))
    forms = {one.sheet for one in file.tables if one.of_organisation}
    for table in file.tables:
        table.of_organisation = table.sheet in forms
    return file


def _take_lone(file: RosterFile, sheet: int, card: Card) -> None:
    if "name" in card.head and card.head["name"].text:
        file.lone_cards.append((sheet, card))


def _roster_table(
    sheet: int, name: str, table: Table, mappings: Mapping_, card: Card | None = None
) -> RosterTable:
    key = layout_key(table)
    corrected = mappings.get(key)
    if corrected is not None:
        apply_mapping(corrected, table)
    labels = [column.header for column in table.columns]
    head = card.head if card else {}
    if card:
        labels += card.other
    works = not OF_ORGANISATIONS.isdisjoint(map(normalise_header, labels))
    shared: dict[str, list[Cell]] = {
        said: [value.text] for said, value in head.items() if value.text
    }
    return RosterTable(sheet, name, table, key, corrected is not None, works, shared)


# -- the people of a table -------------------------------------------------------------------------

_Places = list[tuple[int, str]]


def member_places(columns: Iterable[Column]) -> list[_Places]:
    """The columns of each member of a row: a wide sheet has several, any other one; household columns are in all."""
    used = [(place, column) for place, column in enumerate(columns) if column.field]
    numbers = sorted({_number(c) for _, c in used if c.field == "name"})
    if len(numbers) < 2:
        lone = _head_is_the_name(used)
        return [[(place, lone.get(c.field or "", c.field or "")) for place, c in _best(used)]]
    household = [(place, c.field or "") for place, c in used if c.field not in PERSONAL | {"head"}]
    return [_of_member(used, number) + household for number in _members(used, numbers)]


def _members(used: list[tuple[int, Column]], numbers: list[int]) -> list[int]:
    has_head = any(column.field == "head" for _, column in used)
    return [0, *numbers] if has_head and 0 not in numbers else numbers


def _of_member(used: list[tuple[int, Column]], number: int) -> _Places:
    own = [(place, c) for place, c in used if c.field in PERSONAL and _number(c) == number]
    places = [(place, c.field or "") for place, c in _best(own)]
    if number == 0 and not any(name == "name" for _, name in places):
        places += [(place, "name") for place, c in used if c.field == "head"][:1]
    return places


def _number(column: Column) -> int:
    found = _HAN_NUMBER.search(column.header)
    return column.repeat or (_HAN_NUMBERS[found[1]] if found else 0)


def _head_is_the_name(used: list[tuple[int, Column]]) -> dict[str, str]:
    """A list of heads of households alone: the head is the person."""
    names = {column.field for _, column in used}
    return {"head": "name"} if "name" not in names and "head" in names else {}


def _best(used: list[tuple[int, Column]]) -> list[tuple[int, Column]]:
    """One column a field, the surest; phones, plates and notes may have several."""
    several = {"phone", "plate", "note"}
    chosen: dict[str, int] = {}
    for place, column in sorted(used, key=lambda one: (-one[1].score, one[0])):
        chosen.setdefault(column.field or "", place)
    return [(p, c) for p, c in used if c.field in several or chosen[c.field or ""] == p]


def _people_of(roster: RosterTable) -> Iterator[FileRow]:
    members = member_places(roster.table.columns)
    context = (*roster.table.titles, roster.sheet_name)
    sections = iter(roster.table.sections)
    following = next(sections, None)
    whole = context
    for number, row in roster.table.body():
        while following and following[0] < number:
            whole, following = (*context, following[1]), next(sections, None)
        for member, places in enumerate(members):
            cells = _cells(row, places, roster.shared)
            if member == 0 or "name" in cells or "document" in cells:
                yield FileRow(roster.sheet, number, member, cells, whole)


def _cells(
    row: list[Cell], places: _Places, shared: dict[str, list[Cell]]
) -> dict[str, list[Cell]]:
    cells = shared.copy()
    own: dict[str, list[Cell]] = {}
    for place, name in places:
        cell = row[place]
        if cell != "" and not is_blank(cell):
            own.setdefault(name, []).append(cell)
    cells.update(own)
    return cells


def _person_of(sheet: int, name: str, card: Card) -> FileRow:
    cells: dict[str, list[Cell]] = {field_: [v.text] for field_, v in card.head.items() if v.text}
    return FileRow(sheet, card.head["name"].row, 0, cells, (*card.titles, name))


def rows_of_no_one(file: RosterFile) -> Iterator[tuple[int, int, str]]:
    """Every physical row that holds no person as (sheet, row, reason code)."""
    lone = {(sheet, card.head["name"].row) for sheet, card in file.lone_cards}
    for reading in file.readings:
        sheet = reading.sheet.index
        nameless = _nameless_rows(file, sheet)
        for number, row_class in enumerate(reading.classes, 1):
            if row_class != RowClass.DATA and (sheet, number) not in lone:
                yield sheet, number, f"roster.{RowClass(row_class).name.lower()}"
            elif number in nameless:
                yield sheet, number, nameless[number]


def _nameless_rows(file: RosterFile, sheet: int) -> dict[int, str]:
    """Data rows of tables that hold no residents with the reason, unless people stand beside them."""
    tables = [one for one in file.tables if one.sheet == sheet]
    if all(one.has_names for one in tables):
        return {}
    with_names = {n for one in tables if one.has_names for n in _data_rows(one.table)}
    return {
        number: "roster.organisation_form" if one.of_organisation else "roster.no_name_column"
        for one in tables
        if not one.has_names
        for number in _data_rows(one.table)
        if number not in with_names
    }


def _data_rows(table: Table) -> Iterator[int]:
    return (n for n, code in enumerate(table.classes, table.first_row) if code == RowClass.DATA)
