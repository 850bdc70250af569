"""`gridward rules explain PERSON`: by which rule somebody is under measures, and what the rule of a day gives them."""

from collections.abc import Mapping
from typing import Any

from gridward.config.commands.orders import acting_as
from gridward.config.commands.rules import explained_by
from gridward.kernel.access import Actor
from gridward.kernel.ids import is_serial, parse_id
from gridward.kernel.problems import NotFound
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.measures import phases_of, visible_to
from gridward.work.measures.services.following import read_measure
from gridward.work.rulebooks.queries.books import shelf_of


def explain(person: str, day: str, by: str, language: str) -> dict[str, Any]:
    """Each measure of a person by its own rule, as it stood, and by that of a day; each look is on record.

    `person` is a measure's serial or a resident's id: no number of a document is typed here, where shells keep it.
    Raises NotFound, NotAnId, RuleDayUnreadable.
    """
    with acting_as(by) as actor:
        rows = [read_measure(actor, one.pk) for one in _found(actor, person)]
        if not rows:
            raise NotFound
        return {"measures": [_told(one, day, language) for one in rows]}


def _found(actor: Actor, person: str) -> list[Measure]:
    rows = visible_to(actor)
    if is_serial(person):
        return list(rows.filter(serial=person.upper()))
    return list(rows.filter(resident_id=parse_id(person)).order_by("begins", "serial"))


def _told(row: Measure, on: str, language: str) -> Mapping[str, Any]:
    shelf, since = shelf_of(row.grid.street_id), row.counted_from.isoformat()
    given = (row.category, on, since, shelf.division, language)
    return {
        "serial": row.serial,
        "state": row.state,
        "category": row.category,
        "determined_on": row.determined_on.isoformat(),
        "counted_from": since,
        "begins": row.begins.isoformat(),
        "ends": row.ends.isoformat(),
        "books": [one["code"] for one in row.rule["books"]],
        "sentences": row.rule["words"][language],
        "phases": [
            {
                "measure": one.kind.value,
                "begins": one.begins.isoformat(),
                "ends": one.ends.isoformat(),
                "tests": [day.isoformat() for day in one.tests],
                "book": one.book,
            }
            for one in phases_of(row)
        ],
        "on_that_day": explained_by(shelf.books, *given),
    }
