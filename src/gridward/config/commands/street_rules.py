"""`gridward rules explain | books --street CODE`: with the books that the street accepted, and its checks."""

from typing import Any

from gridward.config.commands.people import COMMAND_LINE
from gridward.config.commands.rules import explained_by, told_books
from gridward.ground.staff.access import operator
from gridward.ground.territory.queries.visible import street_named
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import acting
from gridward.work.rulebooks.queries.books import Shelf, shelf_of


def explain(category: str, day: str, since: str, street: str, language: str) -> dict[str, Any]:
    """What holds in a street; raises NotFound, RuleCategoryUnknown, RuleDayUnreadable."""
    shelf = _shelf(street)
    return explained_by(shelf.books, category, day, since, shelf.division, language)


def books(day: str, street: str, language: str) -> dict[str, Any]:
    """The books in force in a street; raises NotFound, RuleDayUnreadable."""
    shelf = _shelf(street)
    return told_books(shelf.books, day, shelf.division, language)


def _shelf(code: str) -> Shelf:
    with acting(operator(COMMAND_LINE)):
        street = street_named(code)
        if street is None:
            raise NotFound
        return shelf_of(street.pk)
