"""The rule of a grid on a day. Here alone it is decided where books come from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.territory.models import Grid
from gridward.kernel.texts import LANGUAGES
from gridward.work.measures.rules.moving import days_told
from gridward.work.rulebooks.queries.books import books_for
from gridward.work.rulebooks.rules.counting import phases_of, planned
from gridward.work.rulebooks.rules.explaining import explained, planned_words
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.terms import (
    Book,
    Counting,
    PersonCategory,
    Planned,
    Release,
    Rule,
    Slot,
)


def books_at(grid: Grid, day: date) -> Sequence[Book]:
    """The books that may speak at a grid on a day."""
    return books_for(grid.street_id, day)


def planned_at(grid: Grid, category: PersonCategory, day: date, counted_from: date) -> Planned:
    """What follows at a grid for somebody determined on a day, whose days are counted from another."""
    rule = rule_on(books_at(grid, day), category, day, grid.code)
    return planned(rule, counted_from)


class RulesOn:
    """The rules of a day for many people: the books of a street are asked for once."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._books: dict[UUID, Sequence[Book]] = {}

    def planned(self, grid: Grid, category: PersonCategory, counted_from: date) -> Planned:
        """As `planned_at` on this day."""
        if grid.street_id not in self._books:
            self._books[grid.street_id] = books_at(grid, self._day)
        rule = rule_on(self._books[grid.street_id], category, self._day, grid.code)
        return planned(rule, counted_from)


def rule_told(grid: Grid, made: Planned, counted_from: date) -> Mapping[str, Any]:
    """The rule as it is stored beside a measure and shown: plain values, in every language of the house."""
    rule = made.rule
    books = books_at(grid, rule.day)
    speaking = {one.book for one in rule.entries.values()} | ({rule.ended_by} - {""})
    counting, release = _counting(rule), _release(rule)
    return {
        "day": rule.day.isoformat(),
        "books": [_book(one) for one in books if one.code in speaking],
        "words": {one: explained(rule, books, one) for one in LANGUAGES},
        "days": {one: planned_words(made, counted_from, one) for one in LANGUAGES},
        "lacks": [one.value for one in made.lacks],
        "course": days_told(made),
        "ended": bool(rule.ended_by),
        "since": counting.since.value if counting else "",
        "needs": list(release.needs) if release else [],
        "fails_to": release.fails_to.value if release and release.fails_to else "",
        "choices": [[one.value for one in phase.kinds] for _, phase, _ in phases_of(rule)],
        "readings": [phase.temperatures_a_day for _, phase, _ in phases_of(rule)],
    }


def _book(one: Book) -> Mapping[str, Any]:
    return {
        "code": one.code,
        "title": dict(one.title),
        "source": one.source,
        "status": one.status.value,
    }


def _counting(rule: Rule) -> Counting | None:
    entry = rule.entries.get(Slot.COUNTING)
    return entry.said if entry and isinstance(entry.said, Counting) else None


def _release(rule: Rule) -> Release | None:
    entry = rule.entries.get(Slot.RELEASE)
    return entry.said if entry and isinstance(entry.said, Release) else None
