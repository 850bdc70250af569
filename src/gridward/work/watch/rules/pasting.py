"""Lines that were pasted: which part of each is the number, and what stands beside it is the name."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gridward.kernel.codes import identity_number, phone, plate
from gridward.kernel.problems import Problem
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.terms import PastedRow

_BETWEEN = re.compile(r"[\t,，;；|]+")
_SPACES = re.compile(r"\s{2,}|\s(?=\S*\d)|(?<=\d)\s(?=\D)")
_FIELDS = 8


def pasted(text: str) -> Iterator[PastedRow]:
    """The rows of a text, by their line from 1; empty lines are passed over.

    A row is told apart by tabs, commas or semicolons, else by its spaces.
    """
    for line, plain in enumerate(text.splitlines(), 1):
        if plain.strip():
            yield _row(line, plain)


def kind_of(value: str) -> EntryKind | None:
    """What a value can be read as."""
    for kind, read in _READ.items():
        try:
            read(value)
        except Problem:
            continue
        return kind
    return None


def _row(line: int, plain: str) -> PastedRow:
    split = _BETWEEN if _BETWEEN.search(plain) else _SPACES
    parts = [one.strip() for one in split.split(plain)[:_FIELDS] if one.strip()]
    for place, part in enumerate(parts):
        kind = kind_of(part)
        if kind is not None:
            rest = " ".join(one for at, one in enumerate(parts) if at != place)
            return PastedRow(line, kind, part, rest[:60])
    return PastedRow(line, None, plain.strip(), "")


_READ: Mapping[EntryKind, Callable[[str], object]] = {
    EntryKind.IDENTITY: lambda text: identity_number.parse(text, today=date.max),
    EntryKind.PHONE: phone.parse,
    EntryKind.PLATE: plate.parse,
}
