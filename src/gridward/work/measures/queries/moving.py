"""Measures in force whose rule is another today: computed on each reading, so that none is forgotten."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridward.kernel.access import Actor, Permission
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.books import RulesOn
from gridward.work.measures.queries.measures import named, phases_of, visible_to
from gridward.work.measures.rules.moving import move
from gridward.work.measures.terms import AT_ONCE, MeasureState, Move, MoveOutcome
from gridward.work.rulebooks.terms import PersonCategory, Planned

MOST = 500
"""Measures that are listed and accepted at once."""


@dataclass(frozen=True)
class Moved:
    """A measure, what follows by the rule of today, and what accepting that changes."""

    row: Measure
    planned: Planned
    move: Move


def moved_measures(actor: Actor, grid_id: UUID | None, today: date) -> list[Moved]:
    """Measures in force that the rule of today treats otherwise, those that end first first; at most `MOST`."""
    rows = visible_to(actor, grid_id).filter(state=MeasureState.IN_FORCE)
    rows = rows.exclude(kind__in=[one.value for one in AT_ONCE])
    rules = RulesOn(today)
    found = (moved(row, rules, today) for row in named(rows).order_by("ends", "id"))
    return [one for one in found if one is not None][:MOST]


def right_for(made: Move) -> Permission:
    """What it takes to accept a move: what burdens somebody is accepted by whoever may confirm."""
    return Permission.MEASURE_CONFIRM if made.burdens else Permission.MEASURE_DECIDE


def took_part(actor: Actor, row: Measure) -> bool:
    """Whether somebody proposed or decided a measure: who did accepts nothing that burdens more."""
    return actor.account_id in {row.proposer, row.decider}


def may_accept(actor: Actor, one: Moved) -> bool:
    """Whether somebody may accept a move in a batch."""
    row, made = one.row, one.move
    if made.outcome is MoveOutcome.NO_END or (made.burdens and took_part(actor, row)):
        return False
    needed = {Permission.MEASURE_DECIDE, right_for(made)}
    return all(actor.may(right, row.grid_id) for right in needed)


def moved(row: Measure, rules: RulesOn, today: date) -> Moved | None:
    """What the rule of today makes of a measure that was read with its grid and phases; None where nothing changes."""
    now = rules.planned(row.grid, PersonCategory(row.category), row.counted_from)
    made = move(row.rule, phases_of(row), row.computed_ends, now, today)
    return Moved(row, now, made) if made is not None else None
