"""Several values in one cell of a spreadsheet: two telephone numbers, three plates."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar
from unicodedata import normalize

from gridward.kernel.codes.text import tidy
from gridward.kernel.problems import Problem

Value = TypeVar("Value")
Refusal = TypeVar("Refusal", bound=Problem)

_SEPARATORS = re.compile(r"[/\\、,;|\n\r或和及]")
_NOTE = re.compile(r"\([^()\d]*\)")
_MOST_WORDS = 8  # of one value, as in "+86 0791 8612 3456 转 801"


def read_many(
    text: str | float, parse: Callable[[str], Value], refusal: type[Refusal]
) -> list[Value | Refusal]:
    """Every value of a cell in its order, or the problem in its place; none for an empty cell.

    Values are parted by / 、 , ; | 或 和 及 or a new line, and by spaces between whole values;
    notes in brackets are passed over. `parse` raises `refusal` where it finds none.
    """
    plain = _NOTE.sub(" ", normalize("NFKC", text)) if isinstance(text, str) else repr(text)
    return [
        answer
        for piece in _SEPARATORS.split(plain)
        for answer in _answers(list(filter(tidy, piece.split())), parse, refusal)
    ]


def _answers(
    words: list[str], parse: Callable[[str], Value], refusal: type[Refusal]
) -> Iterator[Value | Refusal]:
    """The values that runs of words make up; the words between two of them are one problem."""
    start = unread = 0
    while start < len(words):
        found, used = _longest(words[start : start + _MOST_WORDS], parse, refusal)
        if found is not None:
            yield from _remainder(words[unread:start], parse, refusal)
            yield found
            unread = start + used
        start += used
    yield from _remainder(words[unread:], parse, refusal)


def _longest(
    words: list[str], parse: Callable[[str], Value], refusal: type[Refusal]
) -> tuple[Value | None, int]:
    """The value that the most leading words make up, and how many words; None and 1 without."""
    for used in range(len(words), 0, -1):
        with suppress(refusal):
            return parse("".join(words[:used])), used
    return None, 1


def _remainder(
    words: list[str], parse: Callable[[str], Value], refusal: type[Refusal]
) -> Iterator[Value | Refusal]:
    """All the words together: mostly a problem, but a value where every sign stands apart."""
    if words:
        try:
            yield parse("".join(words))
        except refusal as problem:
            yield problem
