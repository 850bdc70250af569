"""A table that was found in a sheet: its columns, and its people row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count, pairwise

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.cells import EMPTY, Cell, is_blank
from gridward.kernel.sheets.columns import Column, Filling
from gridward.kernel.sheets.marks import DITTO, DITTO_LEFT
from gridward.kernel.sheets.workbook import Sheet

_IS_DATA = bytes(byte == RowClass.DATA for byte in range(256))

Row = tuple[int, list[Cell]]


@dataclass(slots=True)
class Table:
    """Columns beside each other, a header over them (an empty range where there is none) and a body.

    `first_row` is the number of the first body row and `classes` the class of each body row. `sections`
    are lines within the body that stand for the rows below them (row number, text), such as a building.
    `score` says how sure it is that this is a table with this header (0..1).
    """

    sheet: Sheet
    header_rows: range
    columns: list[Column]
    first_row: int
    classes: bytes
    score: float
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    has_ditto: bool = False

    @property
    def rows(self) -> int:
        """How many data rows the body has."""
        return self.classes.count(RowClass.DATA)

    @property
    def last_row(self) -> int:
        """The number of the last body row."""
        return self.first_row + len(self.classes) - 1

    def column_of(self, name: str) -> Column | None:
        """The first column that holds the field."""
        return next((column for column in self.columns if column.field == name), None)

    def body(self) -> Iterator[Row]:
        """The data rows as (row number, cells aligned to `columns`), merged and repeated values filled.

        Each list is the caller's own. Reading is lazy; the whole sheet is never held in memory.
        """
        rows = compress(
            zip(count(self.first_row), self.sheet.rows(self.first_row, self.last_row)),
            self.classes.translate(_IS_DATA),
        )
        left, right = self.columns[0].index, self.columns[-1].index + 1
        cut = ((number, row[left:right]) for number, row in rows)
        needs_filling = self.has_ditto or any(c.fills != "no" for c in self.columns)
        return _Filler(self, left, right).fill(cut) if needs_filling else cut


class _Filler:
    """Carries values down: merged cells, blanks that mean the value above, and ditto marks."""

    def __init__(self, table: Table, left: int, right: int) -> None:
        self._merged = _vertical_merges(table, left, right)
        self._blanks = [i for i, column in enumerate(table.columns) if column.fills == "blanks"]
        self._breaks = [row for row, _ in table.sections]
        self._above: list[Cell] = [EMPTY] * (right - left)

    def fill(self, rows: Iterator[Row]) -> Iterator[Row]:
        active: dict[int, tuple[int, Cell]] = {}
        for number, row in rows:
            self._start_section(number)
            self._fill_merges(number, row, active)
            if not DITTO.isdisjoint(row):
                self._resolve_ditto(row)
            for place in self._blanks:
                if is_blank(row[place]):
                    row[place] = self._above[place]
            self._above = row.copy()
            yield number, row

    def _start_section(self, number: int) -> None:
        """A section line ends what its predecessors said: nothing is carried across it."""
        while self._breaks and self._breaks[0] < number:
            self._breaks.pop(0)
            self._above = [EMPTY] * len(self._above)

    def _fill_merges(
        self, number: int, row: list[Cell], active: dict[int, tuple[int, Cell]]
    ) -> None:
        while self._merged and self._merged[-1][0] <= number:
            top, place, bottom = self._merged.pop()
            if top == number:
                active[place] = (bottom, row[place])
        for place in [place for place, (bottom, _) in active.items() if bottom < number]:
            del active[place]
        for place, (_, value) in active.items():
            row[place] = value

    def _resolve_ditto(self, row: list[Cell]) -> None:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell in DITTO:
                row[place] = row[place - 1] if cell in DITTO_LEFT and place else self._above[place]


def _vertical_merges(table: Table, left: int, right: int) -> list[tuple[int, int, int]]:
    """The merges over several body rows as (top, place, bottom), the last first."""
    first, last = table.first_row, table.last_row
    return sorted(
        (
            (merge.top, merge.left - left, merge.bottom)
            for merge in table.sheet.merges
            if merge.bottom > merge.top >= first
            and merge.top <= last
            and left <= merge.left < right
        ),
        reverse=True,
    )


def filling_of(
    table: Table, place: int, may_fill: bool, sample: Sequence[Sequence[Cell]]
) -> Filling:
    """How blanks of a column are filled: by merges where it has some, else by evidence, where allowed.

    The evidence that blanks mean "as above": the column has values and blanks, and no two neighbouring
    rows show the same value, for in such sheets the second of two equal values is the one left out.
    """
    left = table.columns[0].index
    if any(merge.left == place + left for merge in table.sheet.merges):
        merged = _vertical_merges(table, place + left, place + left + 1)
        return "merges" if merged else "no"
    values = [row[place] for row in sample]
    blank = sum(map(is_blank, values))
    equal = sum(a == b and not is_blank(a) for a, b in pairwise(values))
    is_sparse = 0.1 * len(values) <= blank < len(values)
    return "blanks" if may_fill and is_sparse and equal == 0 and not is_blank(values[0]) else "no"
