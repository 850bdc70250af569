"""What stands in a cell, and how its text is read."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

Cell = str | int | float | bool | datetime | date | time | timedelta
EMPTY: Final = ""

_EXACT_IN_FLOAT: Final = 10**15


def cell_text(cell: Cell) -> str:
    """The text a person would read, trimmed; 12.0 is "12", a number beyond 15 digits stays scientific.

    A spreadsheet keeps 15 digits of a number: what lies beyond is lost, and must not look as if it were not.
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    return str(cell)


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < _EXACT_IN_FLOAT:
        return str(int(number))
    return f"{number:.14e}" if abs(number) >= _EXACT_IN_FLOAT else repr(number)


def is_blank(cell: Cell) -> bool:
    """Nothing, or nothing but spaces of any width."""
    return isinstance(cell, str) and not cell.strip()


def squeeze(text: str) -> str:
    """Without any white space, full-width forms made half-width."""
    return "".join(unicodedata.normalize("NFKC", text).split())
