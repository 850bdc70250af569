"""`gridward rules explain | books`: by the country's books, without a database. `street_rules` has a street's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gridward.kernel import clock
from gridward.work.rulebooks.problems import RuleCategoryUnknown, RuleDayUnreadable
from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.explaining import explained, planned_words
from gridward.work.rulebooks.rules.layering import in_force, rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import Book, PersonCategory, Planned, Rule


def explain(category: str, day: str, since: str, area: str, language: str) -> dict[str, Any]:
    """What holds, in sentences; raises RuleCategoryUnknown, RuleDayUnreadable, RuleBookUnreadable."""
    return explained_by(books_of_the_country(), category, day, since, area, language)


def books(day: str, area: str, language: str) -> dict[str, Any]:
    """The books in force; raises RuleDayUnreadable, RuleBookUnreadable."""
    return told_books(books_of_the_country(), day, area, language)


def explained_by(
    books: Sequence[Book], category: str, day: str, since: str, area: str, language: str
) -> dict[str, Any]:
    """What holds by these books, in sentences; raises RuleCategoryUnknown, RuleDayUnreadable."""
    rule = rule_on(books, _category(category), _day(day), area)
    made = planned(rule, _day(since)) if since else None
    return {
        "category": rule.category.value,
        "date": rule.day.isoformat(),
        "books": sorted({one.book for one in rule.entries.values()}),
        "ended_by": rule.ended_by,
        "sentences": explained(rule, books, language),
        "dates": planned_words(made, _day(since), language) if made else [],
        "phases": _phases(made) if made else [],
        "ends": made.ends.isoformat() if made and made.ends else None,
        "lacks": [one.value for one in made.lacks] if made else [],
        "unconfirmed": _unconfirmed(rule),
        "contradictions": [one.slot.value for one in rule.contradictions],
    }


def told_books(books: Sequence[Book], day: str, area: str, language: str) -> dict[str, Any]:
    """Which of these books are in force; raises RuleDayUnreadable."""
    return {"books": [_book(one, language) for one in in_force(books, _day(day), area)]}


def _book(one: Book, language: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title[language],
        "layer": one.layer.name.lower(),
        "area": one.area,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "status": one.status.value,
        "source": one.source,
    }


def _phases(made: Planned) -> list[dict[str, Any]]:
    return [
        {
            "phase": one.slot.value,
            "measures": [kind.value for kind in one.kinds],
            "begins": one.begins.isoformat(),
            "ends": one.ends.isoformat(),
            "tests": [day.isoformat() for day in one.tests],
            "book": one.book,
        }
        for one in made.phases
    ]


def _unconfirmed(rule: Rule) -> list[str]:
    return [
        f"{slot}.{figure}"
        for slot, entry in rule.entries.items()
        for figure in sorted(entry.unconfirmed)
    ]


def _category(given: str) -> PersonCategory:
    try:
        return PersonCategory(given)
    except ValueError as error:
        known = ", ".join(PersonCategory)
        raise RuleCategoryUnknown(category=given, known=known) from error


def _day(given: str) -> date:
    if not given:
        return clock.today()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise RuleDayUnreadable(day=given) from error
