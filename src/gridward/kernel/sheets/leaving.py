"""A list on its way out of the house: what stands on it, and how any text becomes a cell that does no harm.

A spreadsheet program that opens a file runs a cell beginning with = + - @ (a tab or a line break before it changes
nothing, and neither do full-width signs), and turns long numbers into 3.6E+17. A cell here is text and stays text.
Rows are handed on as they come: nothing grows with their number.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LONGEST_CELL: Final = 32_767
"""UTF-16 units that one cell of a spreadsheet holds; what is longer is cut, and says so."""
CUT: Final = "…[截断]"
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_RUN_AS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\n']")
_READ_AS_NUMBER = re.compile(r"\s*(?:0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+)\s*")


@dataclass(frozen=True)
class Leaving:
    """A list to write: `mark` stands in the last column of every row, `watermark` above, and on every printed page.

    `ending` says the last line from the number of rows: a file without it, or a workbook that does not open, broke off.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]
    watermark: str
    mark: str
    mark_heading: str
    ending: Callable[[int], Sequence[str]]


def plain_text(text: str) -> str:
    """The text without what no file may hold: line breaks become one kind, unprintable signs a replacement."""
    if text.isascii() and text.isprintable():
        return text if len(text) <= LONGEST_CELL else _short(text)
    return _short(_UNPRINTABLE.sub(REPLACEMENT, _LINE_BREAK.sub("\n", text)))


def harmless(text: str) -> str:
    """The text as a cell of a CSV: a `'` before whatever would be run as a formula or read as another number.

    A text that begins with `'` gets one more, so that `as_written` always gives the text back.
    """
    if text and (_RUN_AS_FORMULA.match(text) or _READ_AS_NUMBER.fullmatch(text)):
        return f"'{text}"
    return text


def as_written(cell: str) -> str:
    """The text of a CSV cell that `harmless` has made."""
    return cell.removeprefix("'")


def _short(text: str) -> str:
    if len(text) * 2 <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    kept = units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT
