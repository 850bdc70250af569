"""Forms stacked down a sheet: label and value pairs at the head, often with a small table of people below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from gridward.kernel.sheets.cells import Cell, cell_text
from gridward.kernel.sheets.headers import MergeMap
from gridward.kernel.sheets.tables import Table
from gridward.kernel.sheets.vocabulary import Vocabulary

_SPACED_LABEL = re.compile(r"([^\s:：;；,，。_□☑]{2,10})\s*[:：]")
_TICKED: Final = "☑√✓✔■☒●◉"
_EMPTY_BOX: Final = "□☐○◯"
_BOX = rf"[{_TICKED}{_EMPTY_BOX}]"
_BOX_AFTER = re.compile(rf"([^\s{_TICKED}{_EMPTY_BOX},，、;；/:：]+)\s*({_BOX}+)")
_BOX_BEFORE = re.compile(rf"({_BOX}+)\s*([^\s{_TICKED}{_EMPTY_BOX},，、;；/:：]+)")


@dataclass(frozen=True, slots=True)
class HeadValue:
    """One value at the head of a card: where it stands (row from 1, column from 0) and its text."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Card:
    """One form: its head values by field, other labelled values by label, and the table below, if any."""

    first_row: int
    last_row: int
    head: dict[str, HeadValue]
    other: dict[str, HeadValue] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    table: Table | None = None


def ticked(text: str) -> dict[str, bool]:
    """Which options carry a tick: "自住☑ 租住□ 借住□" gives 自住 True and the others False.

    A box may stand before or after its option, by which of the two opens the text.
    """
    pairs = _BOX_AFTER.findall(text)
    if re.match(rf"\s*{_BOX}", text):
        pairs = [(option, box) for box, option in _BOX_BEFORE.findall(text)]
    return {option: any(sign in _TICKED for sign in box) for option, box in pairs}


def is_unticked(text: str) -> bool:
    """Whether the text is nothing but options, none of them ticked: an empty line of a form."""
    options = ticked(text)
    return bool(options) and not any(options.values())


def labelled_values(row: Sequence[Cell], number: int, merges: MergeMap) -> dict[str, HeadValue]:
    """Every "label: value" of a row, written in one cell or with the value in the cell to the right.

    Empty where most of the row is something else, such as a header in which one cell ends in a colon.
    """
    found: dict[str, HeadValue] = {}
    places: set[int] = set()
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip():
            continue
        pairs = _pairs_in(cell)
        if len(pairs) == 1 and not pairs[0][1]:
            at = column + merges.width_at(number, column)
            text = cell_text(row[at]) if at < len(row) else ""
            found[pairs[0][0]] = HeadValue(number, at, text)
            places |= {column, at}
        elif pairs:
            found |= {label: HeadValue(number, column, text) for label, text in pairs}
            places.add(column)
    others = sum(1 for c, cell in enumerate(row) if c not in places and cell_text(cell))
    return found if others < max(2, len(found)) else {}


def _pairs_in(text: str) -> list[tuple[str, str]]:
    labels = list(_SPACED_LABEL.finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)][: len(labels)]
    return [
        (label[1], text[label.end() : end].strip()) for label, end in zip(labels, ends, strict=True)
    ]


def neighbouring_values(
    row: Sequence[Cell], number: int, merges: MergeMap, vocabulary: Vocabulary
) -> dict[str, HeadValue]:
    """Labels without a colon that the vocabulary knows, each with the value in the next cell.

    Empty where the row holds anything else or does not begin with a label, as rows of data do.
    """
    found: dict[str, HeadValue] = {}
    column = next((c for c, cell in enumerate(row) if cell_text(cell)), len(row))
    filled = sum(1 for cell in row if cell_text(cell))
    while column < len(row):
        text = cell_text(row[column])
        after = column + merges.width_at(number, column)
        if text and vocabulary.is_label(text) and after < len(row):
            value = cell_text(row[after])
            if not vocabulary.is_label(value):
                found[text] = HeadValue(number, after, value)
                after += merges.width_at(number, after)
            elif not found:
                break
        column = after
    return found if filled <= sum(2 if value.text else 1 for value in found.values()) else {}


def head_values(
    row: Sequence[Cell], number: int, merges: MergeMap, vocabulary: Vocabulary
) -> dict[str, HeadValue]:
    """The labelled values of a row that may head a card; empty where the row is no card head."""
    pairs = labelled_values(row, number, merges)
    if not pairs:
        pairs = neighbouring_values(row, number, merges, vocabulary)
    return pairs if any(map(vocabulary.heads_card, pairs)) else {}
