"""Workbooks that are text: csv in the encodings met in China, and HTML tables named .xls."""

import codecs
import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

from gridward.kernel.sheets.problems import TooManyColumns, UnknownEncoding, WrongType

Merge = tuple[int, int, int, int]

_DELIMITERS: Final = ",\t;|，"
_LONGEST_CELL: Final = 1 << 20
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030; raises UnknownEncoding."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode_as(content, encoding)
    if b"\0" in content[:4096]:
        return _decode_as(content, _guess_utf16(content))
    try:
        return _decode_as(content, "utf-8")
    except UnknownEncoding:
        return _decode_as(content, "gb18030")


def _guess_utf16(content: bytes) -> str:
    odd, even = content[1:4096:2].count(0), content[:4096:2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as unreadable:
        raise UnknownEncoding from unreadable
    if len(_CONTROL.findall(text, 0, 4096)) > 2:
        raise WrongType(found="binary")
    return text


def read_csv(content: bytes) -> list[list[str]]:
    """The rows of a csv as texts, all of one width; the delimiter is found by itself."""
    text = decode(content)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    except csv.Error as broken:
        raise WrongType(found="text") from broken
    return level(rows)


def delimiter_of(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, more than one."""
    lines = text[:65536].splitlines()[:40]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        if count * width > best_score:
            best, best_score = delimiter, count * width
    return best


def level(rows: list[list[str]]) -> list[list[str]]:
    """All rows as wide as the widest that ends in something."""
    width = max((_used(row) for row in rows), default=0)
    return [(row + [""] * (width - len(row)))[:width] for row in rows]


def _used(row: list[str]) -> int:
    return next((i + 1 for i in range(len(row) - 1, -1, -1) if row[i].strip()), 0)


# -- HTML -----------------------------------------------------------------------------------------


def read_html(content: bytes, columns: int) -> list[tuple[list[list[str]], list[Merge]]]:
    """The outermost tables of a page, each as rows and merges; raises WrongType where there is none."""
    declared = _CHARSET.search(content[:4096])
    gb = declared and declared[1].lower().startswith(b"gb")
    parser = _Tables(columns)
    parser.feed(_decode_as(content, "gb18030") if gb else decode(content))
    parser.close()
    if not parser.tables:
        raise WrongType(found="HTML")
    return parser.tables


class _Tables(HTMLParser):
    """Collects rows; a cell that spans others is placed like a merged one of a spreadsheet."""

    def __init__(self, columns: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[Merge]]] = []
        self._columns = columns
        self._depth = 0
        self._grid: dict[tuple[int, int], str] = {}
        self._merges: list[Merge] = []
        self._row, self._column = -1, 0
        self._span = (1, 1)
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in {"td", "th"}:
            self._finish_cell()
            self._text = []
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._finish_cell()

    def close(self) -> None:
        super().close()
        while self._depth:
            self._end_table()

    def _end_table(self) -> None:
        if self._depth == 1:
            self._finish_cell()
            self._finish_table()
        self._depth = max(0, self._depth - 1)

    def _finish_cell(self) -> None:
        if self._text is None:
            return
        row = max(self._row, 0)
        while (row, self._column) in self._grid:
            self._column += 1
        self._place(row, "".join(self._text).strip())
        self._text = None

    def _place(self, row: int, text: str) -> None:
        tall, wide = self._span
        if self._column + wide > self._columns:
            raise TooManyColumns(sheet="HTML", columns=self._column + wide, limit=self._columns)
        for r in range(row, row + tall):
            for c in range(self._column, self._column + wide):
                self._grid[r, c] = ""
        self._grid[row, self._column] = text
        if tall * wide > 1:
            self._merges.append((row, self._column, row + tall - 1, self._column + wide - 1))
        self._column += wide

    def _finish_table(self) -> None:
        if self._grid:
            height = max(r for r, _ in self._grid) + 1
            width = max(c for _, c in self._grid) + 1
            rows = [[self._grid.get((r, c), "") for c in range(width)] for r in range(height)]
            self.tables.append((rows, self._merges))
        self._grid, self._merges, self._row, self._column = {}, [], -1, 0


def _span(given: str | None) -> int:
    return min(int(given), 1000) if given and given.isdigit() and int(given) > 0 else 1
