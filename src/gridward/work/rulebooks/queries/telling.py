"""What holds in a street on a day, for a page: books, rules with their figures, contradictions; all in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from gridward.work.rulebooks.models import FigureCheck
from gridward.work.rulebooks.queries.books import Shelf, all_books, checks_of, own_rows, shelf_of
from gridward.work.rulebooks.rules.checking import figure_value
from gridward.work.rulebooks.rules.layering import in_force, rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import (
    Book,
    Entry,
    FigureChecked,
    PersonCategory,
    Rule,
    Slot,
)


@dataclass(frozen=True)
class OnShelf:
    """A book of the street's shelf: `row` is the street's own version, None for books of the country.

    `open` counts the figures that nobody confirmed here.
    """

    book: Book
    row: UUID | None
    in_force: bool
    open: int


@dataclass(frozen=True)
class FigureTold:
    """A figure that was unconfirmed when its book came: by whom it is checked here, None while it is not."""

    name: str
    value: str
    check: FigureCheck | None


@dataclass(frozen=True)
class DayTold:
    """A street's rules on a day; `division` is its code. `figures` are by book, category and slot."""

    day: date
    division: str
    books: tuple[OnShelf, ...]
    rules: tuple[Rule, ...]
    titles: Mapping[str, Mapping[str, str]]
    figures: Mapping[tuple[str, PersonCategory, Slot], tuple[FigureTold, ...]]


def day_told(street_id: UUID | None, day: date) -> DayTold:
    """What holds on a day; for who keeps the installation and has no street, by the country's books."""
    if street_id is None:
        return _told_of(Shelf("", books_of_the_country()), books_of_the_country(), {}, {}, day)
    rows = {one.code: one.pk for one in own_rows(street_id)}
    return _told_of(shelf_of(street_id), all_books(street_id), rows, checks_of(street_id), day)


def _told_of(
    shelf: Shelf,
    unchecked: tuple[Book, ...],
    rows: Mapping[str, UUID],
    checks: Mapping[FigureChecked, FigureCheck],
    day: date,
) -> DayTold:
    now = {one.code for one in in_force(shelf.books, day, shelf.division)}
    return DayTold(
        day=day,
        division=shelf.division,
        books=tuple(
            OnShelf(one, rows.get(one.code), one.code in now, _open(one))
            for one in in_place(shelf.books, shelf.division)
        ),
        rules=tuple(rule_on(shelf.books, one, day, shelf.division) for one in PersonCategory),
        titles={one.code: one.title for one in shelf.books},
        figures={key: found for key, found in _figures(unchecked, checks) if found},
    )


def in_place(books: tuple[Book, ...], division: str) -> list[Book]:
    """Books that hold in a division on some day, by layer and first day."""
    here = (one for one in books if division.startswith(one.area))
    return sorted(here, key=lambda one: (one.layer, one.since, one.code))


def _figures(
    books: tuple[Book, ...], checks: Mapping[FigureChecked, FigureCheck]
) -> Iterator[tuple[tuple[str, PersonCategory, Slot], tuple[FigureTold, ...]]]:
    for book in books:
        for category, slots in book.entries.items():
            for slot, entry in slots.items():
                key = book.code, category, slot
                yield key, tuple(_told(entry, key, checks))


def _told(
    entry: Entry,
    key: tuple[str, PersonCategory, Slot],
    checks: Mapping[FigureChecked, FigureCheck],
) -> Iterator[FigureTold]:
    for one in fields(entry.said) if entry.said else ():
        if one.name in entry.unconfirmed:
            value = figure_value(entry, one.name)
            yield FigureTold(one.name, value, checks.get(FigureChecked(*key, one.name, value)))


def _open(book: Book) -> int:
    return sum(
        len(entry.unconfirmed) for slots in book.entries.values() for entry in slots.values()
    )
