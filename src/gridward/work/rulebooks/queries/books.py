"""Which books hold in a street: those of the country, with what was checked there, and the street's own."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from gridward.ground.territory.models import Division
from gridward.kernel.compiled import Compiled
from gridward.work.rulebooks.models import FigureCheck, RuleShelf, StreetBook
from gridward.work.rulebooks.rules.checking import confirmed
from gridward.work.rulebooks.rules.layering import in_force, rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country, read_book
from gridward.work.rulebooks.terms import (
    KEPT,
    Book,
    Contradiction,
    FigureChecked,
    PersonCategory,
    Rule,
    Slot,
)

MOST_SHELVES = 64
"""How many streets' books a process keeps in memory."""
_TOKEN = Compiled(
    lambda street: RuleShelf.objects.filter(street_id=street).values_list("token"), UUID
)


@dataclass(frozen=True)
class Shelf:
    """All books of a street, of whatever day, and the code of its division."""

    division: str
    books: tuple[Book, ...]


def shelf_of(street_id: UUID) -> Shelf:
    """The books of a street as they are stored now.

    They are read once a process and change: each change gives the street another token, which is asked for each time
    and never comes twice, also when a transaction that wrote one is taken back.
    """
    found = _TOKEN.ask(street_id)
    return _read(street_id, found[0][0] if found else None)


def books_for(street_id: UUID, day: date) -> tuple[Book, ...]:
    """The books that hold in a street on a day of determination, the weightiest last.

    Ask rules of them by `rule_on(books, category, day, code of the street's division)`, or by `rule_for`.
    """
    shelf = shelf_of(street_id)
    return tuple(in_force(shelf.books, day, shelf.division))


def rule_for(street_id: UUID, category: PersonCategory, day: date) -> Rule:
    """What holds in a street for a category determined on a day."""
    shelf = shelf_of(street_id)
    return rule_on(shelf.books, category, day, shelf.division)


def contradictions(street_id: UUID, day: date) -> tuple[Contradiction, ...]:
    """Where books of one authority and one day differ: nothing is worked out there until a person says which holds."""
    rules = (rule_for(street_id, one, day) for one in PersonCategory)
    return tuple(one for rule in rules for one in rule.contradictions)


def own_book(row: StreetBook) -> Book:
    """A version as a book, until it was withdrawn."""
    book = _written(row.text, f"{row.code}-{row.number}")
    return ended_by(book, row.ended_on) if row.ended_on else book


def ended_by(book: Book, day: date) -> Book:
    """A book that holds no longer from a day on; what it said of its own end stays when that is earlier."""
    return replace(book, until=min(book.until or day, day))


def own_rows(street_id: UUID) -> list[StreetBook]:
    """The versions that count, withdrawn ones too, by code."""
    return list(StreetBook.objects.filter(street_id=street_id, state__in=KEPT).order_by("code"))


def on_shelf(rows: list[StreetBook], checks: list[FigureChecked]) -> tuple[Book, ...]:
    """The country's books and these versions, with what was checked; one withdrawn from its first day never held."""
    own = (own_book(one) for one in rows)
    lasting = (one for one in own if one.until is None or one.since < one.until)
    return confirmed((*books_of_the_country(), *lasting), checks)


def checks_of(street_id: UUID) -> dict[FigureChecked, FigureCheck]:
    """What is checked in a street, with who did it; words that were taken back are left out."""
    found: dict[FigureChecked, FigureCheck] = {}
    for one in FigureCheck.objects.filter(street_id=street_id).order_by("at", "id"):
        key = FigureChecked(
            one.book, PersonCategory(one.category), Slot(one.slot), one.figure, one.value
        )
        if one.holds:
            found[key] = one
        else:
            found.pop(key, None)
    return found


def all_books(street_id: UUID) -> tuple[Book, ...]:
    """The street's shelf without what was checked: each figure that was ever unconfirmed is."""
    return on_shelf(own_rows(street_id), [])


@lru_cache(MOST_SHELVES)
def _read(street_id: UUID, token: UUID | None) -> Shelf:
    division = Division.objects.filter(pk=street_id).values_list("code", flat=True).first() or ""
    return Shelf(division, on_shelf(own_rows(street_id), list(checks_of(street_id))))


@lru_cache(256)
def _written(text: str, name: str) -> Book:
    return read_book(text, name)
