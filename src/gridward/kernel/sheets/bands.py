"""A band of a sheet while it is read: a header, the tables side by side under it, and their rows."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.cards import HeadValue
from gridward.kernel.sheets.cells import Cell, cell_text, is_blank
from gridward.kernel.sheets.headers import Header
from gridward.kernel.sheets.marks import is_note, is_sentence
from gridward.kernel.sheets.vocabulary import normalise_header

Values = dict[str, HeadValue]


class Ahead:
    """The rows of a sheet with a view of the next ones; `at` is the number of the row taken last."""

    def __init__(self, rows: Iterator[list[Cell]]) -> None:
        self._rows = rows
        self._seen: deque[list[Cell]] = deque()
        self.at = 0

    def view(self, size: int) -> list[list[Cell]]:
        """The next rows, at most `size`, without taking them."""
        while len(self._seen) < size and (row := next(self._rows, None)) is not None:
            self._seen.append(row)
        return [self._seen[i] for i in range(min(size, len(self._seen)))]

    def take(self) -> list[Cell] | None:
        row = self._seen.popleft() if self._seen else next(self._rows, None)
        self.at += row is not None
        return row

    def put_back(self, row: list[Cell]) -> None:
        self._seen.appendleft(row)
        self.at -= 1


@dataclass(frozen=True, slots=True)
class Lead:
    """A row above a table, with the labelled values it holds if it heads a card."""

    number: int
    row: list[Cell]
    values: Values

    @property
    def texts(self) -> list[str]:
        return [text for cell in self.row if (text := cell_text(cell))]

    @property
    def is_remark(self) -> bool:
        return is_note(self.texts[0]) or is_sentence(self.texts[0])


@dataclass(slots=True)
class Part:
    """One of the tables of a band: a stretch of columns with the class of each body row."""

    left: int
    right: int
    headers: list[tuple[int, str]]
    classes: bytearray = field(default_factory=bytearray)
    notes: list[str] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    has_ditto: bool = False


@dataclass(slots=True)
class Band:
    """Tables side by side under one header; `typical` is how many cells of a row are usually filled."""

    header: Header | None
    first_row: int
    parts: list[Part]
    watch: frozenset[str]
    typical: float
    sample: list[list[Cell]]
    titles: list[str]
    head: Values
    beside: list[int] = field(default_factory=list)


def count_filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if not is_blank(cell))


def usage(rows: Sequence[Sequence[Cell]], column: int) -> float:
    return sum(not is_blank(row[column]) for row in rows) / len(rows) if rows else 0.0


def data_rows(band: Band, part: Part) -> list[list[Cell]]:
    """The data rows of the band's first rows: what columns are judged by."""
    rows = zip(band.sample, part.classes, strict=False)
    return [row for row, row_class in rows if row_class == RowClass.DATA]


def repeats_header(header: Header | None, row: Sequence[Cell], filled: int) -> bool:
    """At least three in five of the filled cells say again what the header says in their column."""
    if header is None:
        return False
    same = sum(
        any(header.cells.get((level, c)) == text for level in range(header.first, header.last + 1))
        for c, cell in enumerate(row)
        if (text := cell_text(cell))
    )
    return same >= max(min(2, len(header.cells)), 0.6 * filled)


def column_groups(
    used: list[int], texts: dict[int, str], rows: list[list[Cell]]
) -> list[list[int]]:
    """Columns that belong together: tables side by side are parted by an empty column without header."""
    if not any(texts.values()):
        return [list(range(used[0], used[-1] + 1))] if used else [[0]]
    runs: list[list[int]] = [[used[0]]]
    for column in used[1:]:
        if column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    runs = [piece for run in runs for piece in _repetitions(run, texts)]
    groups = [runs[0]]
    for run in runs[1:]:
        if _stands_alone(groups[-1], run, texts, rows):
            groups.append(run)
        else:
            groups[-1] = list(range(groups[-1][0], run[-1] + 1))
    return [group for group in groups if any(texts.get(c) for c in group)]


def _repetitions(run: list[int], texts: dict[int, str]) -> list[list[int]]:
    """A run whose headers are the same sequence over and over is as many tables side by side."""
    headers = [normalise_header(texts.get(column, "")) for column in run]
    for period in range(2, len(run) // 2 + 1):
        if len(run) % period == 0 and headers == headers[:period] * (len(run) // period):
            return [run[start : start + period] for start in range(0, len(run), period)]
    return [run]


def _stands_alone(
    left: list[int], right: list[int], texts: dict[int, str], rows: list[list[Cell]]
) -> bool:
    """Two tables, not one with a gap: a header comes twice, or one side ends before the other."""
    headers = [Counter(normalise_header(texts.get(c, "")) for c in run) for run in (left, right)]
    shared = [word for word in headers[0].keys() & headers[1].keys() if word]
    if shared or not any(texts.get(c) for c in right):
        return True
    ends_apart = any(
        any(cell_text(row[c]) for c in left) != any(cell_text(row[c]) for c in right)
        for row in rows
    )
    return min(len(left), len(right)) >= 3 and ends_apart
