"""What a change of a street's books changes: before it is decided, and ever after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.territory.models import Division
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.queries.books import (
    checks_of,
    ended_by,
    on_shelf,
    own_book,
    own_rows,
    shelf_of,
)
from gridward.work.rulebooks.rules.changing import changed_spans, digest
from gridward.work.rulebooks.rules.reading import read_book
from gridward.work.rulebooks.terms import Book, ChangeSpan

Placed = dict[str, Any]
"""A version on the shelf in the record of a step: `id`, and `ended_on` where it was withdrawn."""


@dataclass(frozen=True)
class Effect:
    """The books before and after, and how rules differ, by days of determination."""

    before: tuple[Book, ...]
    after: tuple[Book, ...]
    spans: tuple[ChangeSpan, ...]

    @property
    def digest(self) -> str:
        """The mark of what changes."""
        return digest(self.spans)


def effect_of_text(street: Division, text: str, code: str) -> Effect:
    """What a text would change if it were accepted as the book of a code; raises RuleBookUnreadable."""
    rows = [one for one in own_rows(street.pk) if one.code != code]
    books = on_shelf(rows, list(checks_of(street.pk)))
    return _effect(street, (*books, read_book(text, code)))


def effect_of_version(street: Division, row: StreetBook) -> Effect:
    """What a version would change if it were accepted."""
    return effect_of_text(street, row.text, row.code)


def effect_of_end(street: Division, row: StreetBook, day: date) -> Effect:
    """What would change if an accepted version held no longer from a day on."""
    rows = [one for one in own_rows(street.pk) if one.pk != row.pk]
    books, own = on_shelf(rows, list(checks_of(street.pk))), ended_by(own_book(row), day)
    return _effect(street, (*books, own) if own.until and own.since < own.until else books)


def books_around(step_id: UUID) -> tuple[tuple[Book, ...], tuple[Book, ...]]:
    """The books before and after a step that changed them, for whoever hears `RulesChanged`.

    Both are of the whole shelf, of whatever day: rules are asked of them by `rule_on` with the code of the street.
    """
    step = BookStep.objects.select_related("book").get(pk=step_id)
    checks = list(checks_of(step.book.street_id))
    before, after = (on_shelf(_placed(step.content[one]), checks) for one in ("before", "after"))
    return before, after


def placed(rows: Sequence[StreetBook]) -> list[Placed]:
    """Versions on the shelf, as a step records them."""
    return [{"id": str(one.pk), "ended_on": _day(one.ended_on)} for one in rows]


def _placed(kept: Sequence[Placed]) -> list[StreetBook]:
    rows = {str(one.pk): one for one in StreetBook.objects.filter(pk__in=[o["id"] for o in kept])}
    for one in kept:
        rows[one["id"]].ended_on = date.fromisoformat(one["ended_on"]) if one["ended_on"] else None
    return [rows[one["id"]] for one in kept]


def _effect(street: Division, after: tuple[Book, ...]) -> Effect:
    before = shelf_of(street.pk).books
    return Effect(before, after, changed_spans(before, after, street.code))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
