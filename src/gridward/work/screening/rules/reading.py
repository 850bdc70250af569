"""A pushed list as rows: the reader of rosters with the columns in which the sender wants the answer.

A row is taken when somebody can be looked for by it: a name, and a document, a telephone or an address. A document
that cannot be one is left out and told, as long as the rest says who is meant: the number was typed wrong by somebody,
and the person is on the list all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from gridward.ground.register.rules.roster.addresses import place_texts
from gridward.ground.register.rules.roster.file_rows import (
    TELLING,
    FileRow,
    RosterFile,
    read_roster,
    rows_of_no_one,
)
from gridward.ground.register.rules.roster.person_row import RowReader
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.rules.roster.vocabulary import DECOYS, FIELDS
from gridward.ground.register.terms.people import Sex
from gridward.kernel.sheets.vocabulary import Field, Vocabulary, normalise_header
from gridward.kernel.sheets.workbook import Workbook
from gridward.work.screening.terms import ReadRow

ANSWER: Final = "answer"
ANSWER_NOTE: Final = "answer_note"
OF_THE_ANSWER: Final = (
    Field(
        ANSWER,
        (
            *("核查结果", "核实结果", "反馈结果", "处置结果", "排查结果", "核查结论", "是否属实"),
            *("落实情况", "核查反馈", "管控情况", "落地结果"),
        ),
    ),
    Field(
        ANSWER_NOTE,
        (
            *("核查情况", "核实情况", "反馈情况", "核查说明", "核查情况说明", "情况说明"),
            *("反馈说明", "处置情况", "核查备注", "反馈备注", "排查情况"),
        ),
    ),
)
_OWN: Final = {normalise_header(one) for field in OF_THE_ANSWER for one in field.synonyms}
LISTS: Final = Vocabulary(
    (*(replace(one, fills_down=False) for one in FIELDS), *OF_THE_ANSWER),
    [one for one in DECOYS if normalise_header(one) not in _OWN],
)
"""What columns of a pushed list may be. A blank says nothing: the row above is somebody else, not of the same door."""

_NAMELESS: Final = frozenset({"roster.no_name_column", "roster.organisation_form"})

Mappings = Mapping[str, Mapping[int, str | None]]


def read_list(workbook: Workbook, mappings: Mappings) -> RosterFile:
    """The tables of a list, mapped as its sender's lists were before."""
    return read_roster(workbook, mappings, LISTS)


def rows_of_list(file: RosterFile, today: date) -> Iterator[ReadRow]:
    """Every row of the file that stands for somebody, readable or not, in the order of the file."""
    reader = RowReader(today)
    for row in file.people():
        if not TELLING.isdisjoint(row.cells):
            yield _read(reader, row)
    for sheet, number, code in rows_of_no_one(file):
        if code in _NAMELESS:
            yield ReadRow(sheet, number, readable=False, reasons=(Reason(code),))


def answer_columns(file: RosterFile) -> dict[int, tuple[int | None, int | None]]:
    """By sheet the columns in which the sender wants result and remark, where the file has them."""
    found: dict[int, tuple[int | None, int | None]] = {}
    for roster in file.tables:
        places = tuple(
            column.index if (column := roster.table.column_of(name)) else None
            for name in (ANSWER, ANSWER_NOTE)
        )
        if any(place is not None for place in places):
            found.setdefault(roster.sheet, (places[0], places[1]))
    return found


def _read(reader: RowReader, row: FileRow) -> ReadRow:
    person = reader.read(row.cells)
    found = ReadRow(
        sheet=row.sheet,
        number=row.number,
        member=row.member,
        name=person.name,
        document=person.document,
        phones=_numbers(person.phones),
        address=next(iter(place_texts(row.cells)), ""),
        birth=person.birth,
        sex="" if person.sex is Sex.UNKNOWN else person.sex.value,
        note=person.note,
        reasons=(*person.problems, *person.warnings),
    )
    why = _unreadable(found, vacant=person.vacant)
    return replace(found, readable=False, reasons=(*found.reasons, *why)) if why else found


def _unreadable(row: ReadRow, *, vacant: bool) -> tuple[Reason, ...]:
    """Why nobody can be looked for by a row; empty where somebody can."""
    if vacant or not row.name:
        return (Reason("roster.name_missing"),)
    if not (row.document or row.phones or row.address):
        return (Reason("screening.name_alone"),)
    return ()


def _numbers(read: Sequence[str]) -> tuple[str, ...]:
    """Telephones as the register compares them: without an extension."""
    return tuple(dict.fromkeys(one.partition("转")[0] for one in read))
