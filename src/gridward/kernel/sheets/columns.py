"""Which column is which field: the header's words, weighed with what the column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from gridward.kernel.sheets.cells import Cell, cell_text, is_blank, squeeze
from gridward.kernel.sheets.vocabulary import ACCEPTED, Match, Vocabulary, normalise_header

Filling = Literal["no", "merges", "blanks"]

_SEQUENCE: Final = frozenset({"序号", "编号", "序", "号", "no", "id", "index", "行号", "项次"})
_TRAILING_NUMBER = re.compile(r"\d+")
_CONVINCING = 0.8
_SELF_EVIDENT = 0.9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `index` from 0 in the sheet, `header` with its levels joined by "/".

    `field` is None where no field was found; `score` says how sure the choice is (0..1). `repeat` is the
    number in a repeated header ("电话2" is 2). `fills` says where blanks take the value from above.
    """

    index: int
    header: str
    field: str | None = None
    score: float = 0.0
    alternatives: tuple[Match, ...] = ()
    repeat: int = 0
    is_sequence: bool = False
    fills: Filling = "no"


def map_columns(
    headers: Sequence[tuple[int, str]], sample: Sequence[Sequence[Cell]], vocabulary: Vocabulary
) -> list[Column]:
    """The columns with their fields; `headers` are (index, text), `sample` rows of the whole sheet."""
    columns = [
        _column(index, header, [row[index] for row in sample], vocabulary)
        for index, header in headers
    ]
    return _assigned(columns, vocabulary)


def _column(index: int, header: str, values: list[Cell], vocabulary: Vocabulary) -> Column:
    number = _TRAILING_NUMBER.search(squeeze(header))
    return Column(
        index,
        header,
        alternatives=_candidates(header, values, vocabulary),
        repeat=int(number[0]) if number else 0,
        is_sequence=_is_sequence(header, values),
    )


def _candidates(header: str, values: list[Cell], vocabulary: Vocabulary) -> tuple[Match, ...]:
    found = [
        Match(match.field, _weighed(match.score, vocabulary.likeness(match.field, values)))
        for match in vocabulary.matches(header)
    ]
    if not header:
        found = _by_values_alone(values, vocabulary)
    return tuple(sorted((m for m in found if m.score >= 0.3), key=lambda match: -match.score))


def _weighed(by_header: float, by_values: float | None) -> float:
    """An exact header stands even over odd values; a vague one needs values that convince."""
    if by_values is None:
        return by_header
    if by_header < ACCEPTED:
        return by_header + 0.35 * by_values if by_values >= _CONVINCING else 0.0
    return round(0.6 * by_header + 0.4 * by_values, 3)


def _by_values_alone(values: list[Cell], vocabulary: Vocabulary) -> list[Match]:
    likeness = {name: vocabulary.likeness(name, values) or 0.0 for name in vocabulary.fields}
    return [Match(name, 0.6 * v) for name, v in likeness.items() if v >= _SELF_EVIDENT]


def _is_sequence(header: str, values: list[Cell]) -> bool:
    if normalise_header(header.rpartition("/")[2]) not in _SEQUENCE:
        return False
    texts = [cell_text(value) for value in values if not is_blank(value)]
    return all(len(text) <= 8 for text in texts)


def _assigned(columns: list[Column], vocabulary: Vocabulary) -> list[Column]:
    """Each field goes to the column that says it best, the surest first; a repeating one to all."""
    offers = [
        (-match.score, place, match)
        for place, column in enumerate(columns)
        for match in column.alternatives
        if match.score >= ACCEPTED
    ]
    taken: set[str] = set()
    for _, place, match in sorted(offers, key=lambda offer: offer[:2]):
        free = match.field not in taken or vocabulary.fields[match.field].repeats
        if free and columns[place].field is None and not columns[place].is_sequence:
            taken.add(match.field)
            columns[place] = replace(columns[place], field=match.field, score=match.score)
    return [
        replace(c, alternatives=tuple(m for m in c.alternatives if m.field != c.field))
        for c in columns
    ]
