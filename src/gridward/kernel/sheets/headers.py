"""Is there a header here? Judged by the vocabulary, by merged cells and by how the rows below differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gridward.kernel.sheets.cells import Cell, cell_text, squeeze
from gridward.kernel.sheets.marks import is_note, is_sentence, is_total
from gridward.kernel.sheets.vocabulary import Vocabulary
from gridward.kernel.sheets.workbook import Merge, Sheet

LEVELS: Final = 4
LOOK_AHEAD: Final = 40
_LONGEST_LABEL = 24
_VALUE = re.compile(
    r"^[-+￥¥$(（]?[\d.,%:/\-年月日.]*\d[\d.,%:/\-年月日)）]*$|\d{5,}|^[-—/]+$|^[√×✓☑□■]"
)
_YEAR = re.compile(r"^(19|20)\d\d年?[度末初]?(\d{1,2}月)?$")
_LABELLED = re.compile(r"[:：]\s*\S|[:：]$")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows `first` to `last` (from 1), the text of each column, and the cells that make it."""

    first: int
    last: int
    texts: dict[int, str]
    cells: dict[tuple[int, int], str]
    score: float

    @property
    def words(self) -> frozenset[str]:
        """The header cells as they stand in the sheet."""
        return frozenset(self.cells.values())


class MergeMap:
    """The merges of a sheet, cut to its width, by the row in which they begin."""

    def __init__(self, sheet: Sheet) -> None:
        self._by_top: dict[int, list[Merge]] = {}
        for merge in sheet.merges:
            if merge.left < sheet.width:
                inside = merge._replace(right=min(merge.right, sheet.width - 1))
                self._by_top.setdefault(merge.top, []).append(inside)

    def starting_in(self, row: int) -> list[Merge]:
        """The merges whose first row this is."""
        return self._by_top.get(row, [])

    def width_at(self, row: int, column: int) -> int:
        """How many columns the cell spans; 1 where it is not merged."""
        spans = (m.right - m.left + 1 for m in self.starting_in(row) if m.left == column)
        return max(spans, default=1)


def find_header(
    window: Sequence[list[Cell]],
    first: int,
    merges: MergeMap,
    vocabulary: Vocabulary,
    *,
    structural: bool,
) -> Header | None:
    """The header that begins in the first row of the window (row number `first`), if there is one.

    With `structural` the look of the rows may be enough; without, the vocabulary must know its words.
    """
    if not _may_be_header(window[0]) or _is_title(window, first, merges):
        return None
    last = _last_level(window, first, merges, vocabulary)
    header = _header(window, first, last, merges)
    known = sum(vocabulary.is_label(text) for text in header.texts.values())
    leaves = sum(vocabulary.is_label(text.rpartition("/")[2]) for text in header.texts.values())
    known = max(known, leaves)
    total = len(header.texts)
    if known >= 3 or (known >= 2 and known >= total / 2):
        return _scored(header, 0.6 + 0.4 * known / total)
    if structural and _looks_like_header(window, header, first, merges):
        return _scored(header, 0.4)
    return None


def _scored(header: Header, score: float) -> Header:
    return Header(header.first, header.last, header.texts, header.cells, round(score, 3))


def _may_be_header(row: list[Cell]) -> bool:
    """Text only (numbers may stand for years), no running text, not all of it "label: value"."""
    texts = _texts(row)
    if not texts:
        return False
    labels = [t for t in texts if isinstance(t, str) and not is_sentence(t) and not _is_value(t)]
    labelled = sum(1 for text in labels if _LABELLED.search(text))
    return len(labels) >= 0.75 * len(texts) and labelled <= len(labels) / 3


def _is_value(text: str) -> bool:
    """Shaped like a number, a code or a tick; a year may well stand over a column."""
    plain = squeeze(text)
    return _VALUE.search(plain) is not None and not _YEAR.match(plain)


def _is_title(window: Sequence[list[Cell]], first: int, merges: MergeMap) -> bool:
    """A single text above rows of several cells, merged over them or not."""
    return len(_texts(window[0])) == 1 and any(len(_texts(row)) > 1 for row in window[1:])


def _texts(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if not isinstance(cell, str) or cell.strip()]


def _last_level(
    window: Sequence[list[Cell]], first: int, merges: MergeMap, vocabulary: Vocabulary
) -> int:
    last = first
    while last - first + 1 < min(LEVELS, len(window)):
        below = window[last - first + 1]
        bottom = max(
            (m.bottom for r in range(first, last + 1) for m in merges.starting_in(r)), default=0
        )
        if not _is_level(below) or not (
            bottom > last or _opens_level(window, last - first, first, merges, vocabulary)
        ):
            break
        last += 1
    return last


def _is_level(row: list[Cell]) -> bool:
    texts = _texts(row)
    return all(isinstance(t, str) and len(t) <= _LONGEST_LABEL and not _is_value(t) for t in texts)


def _opens_level(
    window: Sequence[list[Cell]], at: int, first: int, merges: MergeMap, vocabulary: Vocabulary
) -> bool:
    """Whether the row at `at` is an upper level: spans columns, or leaves gaps that the next row fills."""
    row, below = window[at], window[at + 1]
    spans = [m for m in merges.starting_in(first + at) if m.right > m.left]
    if any(all(cell_text(below[c]) for c in range(m.left, m.right + 1)) for m in spans):
        return True
    left = next((c for c, cell in enumerate(row) if cell_text(cell)), len(row))
    gaps = [c for c in range(left, len(row)) if not cell_text(row[c]) and cell_text(below[c])]
    labels = sum(
        vocabulary.is_label(cell_text(below[c])) for c in range(len(row)) if cell_text(below[c])
    )
    filled = sum(1 for cell in below if cell_text(cell))
    return bool(gaps) and labels >= 1 and labels >= filled / 3


def _header(window: Sequence[list[Cell]], first: int, last: int, merges: MergeMap) -> Header:
    """The text of each column over all levels, joined by "/"; merged cells speak for all they cover."""
    cells = {
        (row, column): cell_text(cell)
        for row in range(first, last + 1)
        for column, cell in enumerate(window[row - first])
        if cell_text(cell)
    }
    spread = dict(cells)
    for row in range(first, last + 1):
        for merge in merges.starting_in(row):
            _spread_merge(spread, merge, last)
    for row in range(first, last):
        _spread_gaps(spread, row, len(window[0]))
    texts = {}
    for column in range(len(window[0])):
        levels = [spread.get((row, column), "") for row in range(first, last + 1)]
        if joined := "/".join(dict.fromkeys(level for level in levels if level)):
            texts[column] = joined
    return Header(first, last, texts, cells, 0.0)


def _spread_merge(spread: dict[tuple[int, int], str], merge: Merge, last: int) -> None:
    text = spread.get((merge.top, merge.left), "")
    for row in range(merge.top, min(merge.bottom, last) + 1):
        for column in range(merge.left, merge.right + 1):
            spread.setdefault((row, column), text)


def _spread_gaps(spread: dict[tuple[int, int], str], row: int, width: int) -> None:
    """Where merges are unknown, an upper level stands over the columns to its right that have a lower one."""
    above = ""
    for column in range(width):
        below = spread.get((row + 1, column))
        if text := spread.get((row, column)):
            above = text if below and below != text else ""
        elif above and below:
            spread[row, column] = above
        else:
            above = ""


def _looks_like_header(
    window: Sequence[list[Cell]], header: Header, first: int, merges: MergeMap
) -> bool:
    body = _block_below(window, header.last - first + 1)
    used = {c for row in body for c, cell in enumerate(row) if cell_text(cell)} | set(header.texts)
    texts = list(header.cells.values())
    if len(used) == 1:
        return bool(body) and not any(is_sentence(text) or is_note(text) for text in texts)
    widest = max(merges.width_at(first, c) for c in header.texts)
    if len(texts) < 2 or widest > max(2, 0.8 * len(used)) or is_total(texts[0]):
        return False
    return len(header.texts) >= 0.6 * len(used) and all(len(t) <= _LONGEST_LABEL * 2 for t in texts)


def _block_below(window: Sequence[list[Cell]], start: int) -> list[list[Cell]]:
    """The rows below up to the first blank one."""
    block: list[list[Cell]] = []
    for row in window[start:]:
        if not _texts(row):
            break
        block.append(row)
    return block
