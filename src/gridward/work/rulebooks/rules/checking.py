"""Figures that somebody compared with the paper, and what a street's own book must be."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import Enum

from gridward.work.rulebooks.problems import BookCodeUnfit, BookElsewhere
from gridward.work.rulebooks.terms import Book, Entry, FigureChecked, PersonCategory, Slot

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")
Key = tuple[str, PersonCategory, Slot, str, str]


def confirmed(books: Iterable[Book], checks: Iterable[FigureChecked]) -> tuple[Book, ...]:
    """The books, with fewer figures unconfirmed; a check of another value than the book has does not count."""
    held = {(one.book, one.category, one.slot, one.figure, one.value) for one in checks}
    return tuple(_confirmed(one, held) for one in books)


def figure_value(entry: Entry, figure: str) -> str:
    """A figure as it is written: what a check covers."""
    value = getattr(entry.said, figure)
    return ",".join(map(_plain, value)) if isinstance(value, tuple) else _plain(value)


def check_street_book(book: Book, street_code: str, country: Collection[str]) -> None:
    """Whether a street may keep this book: a code of its own, an area that it lies in.

    Raises BookCodeUnfit, BookElsewhere.
    """
    if not _CODE.fullmatch(book.code) or book.code in country:
        raise BookCodeUnfit(book=book.code[:40])
    if not street_code.startswith(book.area):
        raise BookElsewhere(area=book.area, street=street_code)


def _confirmed(book: Book, held: Collection[Key]) -> Book:
    if not any(key[0] == book.code for key in held):
        return book
    entries = {
        category: {slot: _entry(book, category, slot, one, held) for slot, one in slots.items()}
        for category, slots in book.entries.items()
    }
    return replace(book, entries=entries)


def _entry(
    book: Book, category: PersonCategory, slot: Slot, entry: Entry, held: Collection[Key]
) -> Entry:
    left = frozenset(
        figure
        for figure in entry.unconfirmed
        if (book.code, category, slot, figure, figure_value(entry, figure)) not in held
    )
    return replace(entry, unconfirmed=left)


def _plain(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)
