"""Annex 5 in words: titles, values and notes as they stand on paper and in a workbook."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gridward.kernel.clock import LOCAL
from gridward.kernel.texts import say
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.terms import Column, PlaceKind, Row, Source, Table, Unit, Value

SIDES = ("east", "south", "west", "north")
NOTHING = "—"


def titled(title: Mapping[str, str], language: str) -> str:
    """A title in the reader's language, or the other where only that is there."""
    return title.get(language) or next((text for text in title.values() if text), "")


def column_title(column: Column, language: str) -> str:
    """The column's own title, or its figure's."""
    return column.title.get(language) or say(f"reports.figure.{column.figure}.title", language)


def text_of(figure: str, value: Value, language: str) -> str:
    """A value as people read it; — where nothing is recorded."""
    if value is None or value in ([], {}):
        return NOTHING
    if isinstance(value, dict):
        return "；".join(_side(side, value[side], language) for side in SIDES if value.get(side))
    if isinstance(value, list):
        return "、".join(_name(one, language) for one in value)
    if FIGURES[figure].unit is Unit.NAMES and isinstance(value, int):
        return say("reports.people", language, count=value)
    return str(value)


def _side(side: str, text: str, language: str) -> str:
    return say(f"reports.side.{side}", language, text=text)


def _name(one: Any, language: str) -> str:
    name, acting = one
    return say("reports.acting", language, name=name) if acting else str(name)


def row_name(row: Row, language: str) -> str:
    """What the row stands for, in words."""
    if row.kind is PlaceKind.GRID:
        return row.name
    return say(f"reports.place.{row.kind.value}", language, name=row.name)


def cell_of(row: Row, figure: str, language: str) -> Value:
    """A number as a number, all else in words."""
    if figure == "grid_name":
        return row_name(row, language)
    value = row.values.get(figure)
    if value is None and (figure == "seq" or FIGURES[figure].unit is Unit.WORDS):
        return ""
    number = isinstance(value, int | float) and FIGURES[figure].unit is not Unit.NAMES
    return value if number else text_of(figure, value, language)


def title_of(table: Table, language: str) -> str:
    """The heading of the document."""
    unit = table.street_name + table.community_name
    return f"{unit} {titled(table.layout.title, language)}".strip()


def made_at(table: Table, language: str) -> str:
    """As of when, which revision, who signed."""
    moment = local_time(table.as_of)
    if table.revision is None:
        key = "reports.as_of_now" if table.live else "reports.as_of_then"
        return say(key, language, moment=moment)
    signers = "、".join(table.signers)
    key = "reports.as_of_signed" if signers else "reports.as_of_frozen"
    return say(key, language, moment=moment, revision=table.revision, signers=signers)


def local_time(moment: datetime) -> str:
    """By the local clock, to the minute."""
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


def notes_of(table: Table, language: str) -> list[list[str]]:
    """For each figure that is shown: title, definition, unit, source, who answers for it."""
    columns = [
        (titled(group.title, language), column_title(one, language), one.figure)
        for group in table.layout.groups
        for one in group.columns
        if one.shown
    ]
    titles = [title for _, title, _ in columns]
    return [
        [title if titles.count(title) == 1 else f"{group}·{title}", *_note(key, language)]
        for group, title, key in columns
    ]


def _note(key: str, language: str) -> list[str]:
    one = FIGURES[key]
    definition = say(f"reports.figure.{key}.definition", language)
    if one.source is Source.NOT_YET:
        return [definition, NOTHING, say("reports.source.not_yet", language), NOTHING]
    return [
        definition,
        say(f"reports.unit.{one.unit.value}", language),
        say(f"reports.source.{one.source.value}", language),
        say(f"word.staff.post.{one.owner.value}", language),
    ]
