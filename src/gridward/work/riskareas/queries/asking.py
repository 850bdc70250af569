"""What stays propose on a day: categories, the rule of each, and the areas that are the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gridward.ground.territory.queries.visible import street_of
from gridward.kernel.access import Actor
from gridward.work.riskareas.problems import RiskStayUnfit
from gridward.work.riskareas.queries.areas import areas, dated
from gridward.work.riskareas.rules.staying import categories, met
from gridward.work.riskareas.terms import Met, Stay
from gridward.work.rulebooks.queries.books import shelf_of
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.terms import Book, Lookback, PersonCategory, Rule, Slot

_CATEGORIES = (
    PersonCategory.STAYED_HIGH,
    PersonCategory.STAYED_MEDIUM,
    PersonCategory.STAYED_COUNTY,
)


@dataclass(frozen=True)
class Asked:
    """Areas that stays met, the rules of the categories that follow, the strictest first, and the street's books."""

    met: Sequence[Met]
    rules: Sequence[Rule]
    books: Sequence[Book]


def asked(actor: Actor, stays: Sequence[Stay], day: date) -> Asked:
    """Propose categories for stays, as of a day; nobody is put into one by this. Raises RiskStayUnfit."""
    for one in stays:
        if not one.region.strip() or not one.begins <= one.ends <= day:
            raise RiskStayUnfit
    shelf = shelf_of(street_of(actor).pk)
    rules = {one: rule_on(shelf.books, one, day, shelf.division) for one in _CATEGORIES}
    first = min((one.begins for one in stays), default=day)
    rows = areas(actor).filter(Q(until=None) | Q(until__gte=first), since__lte=day)
    found = met(stays, dated(rows))
    given = categories(found, {name: _lookback(rule) for name, rule in rules.items()}, day)
    return Asked(found, [rules[one] for one in given], shelf.books)


def _lookback(rule: Rule) -> int | None:
    entry = rule.entries.get(Slot.LOOKBACK)
    return entry.said.days if entry and isinstance(entry.said, Lookback) else None
