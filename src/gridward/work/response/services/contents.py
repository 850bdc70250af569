"""What a decision holds: the units, the basis, and what the switch turns on and off. Plain values, without names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from gridward.work.response.queries.levels import LevelsHeld, levels_held
from gridward.work.response.queries.plan import plan_at
from gridward.work.response.rules.levels import highest
from gridward.work.response.rules.plans import differences
from gridward.work.response.services.drafting import Effect
from gridward.work.response.terms import (
    DecisionSaid,
    LegalBasis,
    PlanChange,
    ResponseLevel,
    ResponseStep,
)

Content = dict[str, Any]
Moved = tuple[UUID, ResponseLevel, ResponseLevel]
"""A grid with its level before and after."""


def content_of(
    said: DecisionSaid,
    effects: Sequence[Effect],
    bases: Sequence[tuple[LegalBasis, str]],
    reason: str,
) -> Content:
    """As it is shown before it is signed, and as it is signed."""
    return {
        "step": said.step.value,
        "level": effects[0].level.value,
        "units": [_unit(said.step, one) for one in effects],
        "bases": [
            {"code": one.code, "source": one.source, "document": document}
            for one, document in bases
        ],
        "reason": reason,
        "changes": [] if said.step is ResponseStep.PROLONG else _changes(effects),
    }


def _unit(step: ResponseStep, effect: Effect) -> Content:
    standing, times = effect.standing, effect.times
    until = effect.ends_on if step is ResponseStep.END else times.until
    return {
        "grid": str(effect.unit.grid_id or ""),
        "code": effect.unit.code,
        "name": effect.unit.name,
        "before": standing.level if standing else ResponseLevel.ORDINARY.value,
        "after": effect.level.value,
        "since": (
            standing.since if step is ResponseStep.END and standing else effect.day
        ).isoformat(),
        "until": _day(until),
        "review_on": _day(times.review_on),
        "before_until": _day(standing.until if standing else None),
        "before_review_on": _day(standing.review_on if standing else None),
    }


def _changes(effects: Sequence[Effect]) -> list[Content]:
    """From which level to which the grids come in fact, others that overlap counted in, and what that changes.

    A grid within two units that change counts once where it comes from the same level to the same one.
    """
    pairs = Counter((before, after) for _, before, after in dict.fromkeys(_moved(effects)))
    day = effects[0].day
    return [
        {
            "before": before.value,
            "after": after.value,
            "grids": count,
            "lines": [_line(one) for one in differences(plan_at(before, day), plan_at(after, day))],
        }
        for (before, after), count in pairs.items()
    ]


def _moved(effects: Sequence[Effect]) -> Iterator[Moved]:
    grids = frozenset[UUID]().union(*(one.unit.grids for one in effects))
    for day in dict.fromkeys(one.day for one in effects):
        held = levels_held(grids, day)
        done = [one for one in effects if one.day <= day]
        gone = {one.standing.pk for one in done if one.standing}
        left = replace(held, spans=tuple(one for one in held.spans if one.id not in gone))
        for effect in effects:
            if effect.day == day:
                yield from _levels(effect, held, left, done)


def _levels(
    effect: Effect, held: LevelsHeld, left: LevelsHeld, done: Sequence[Effect]
) -> Iterator[Moved]:
    """Of each grid of the unit the level on the first day of the change: as it would be, and as it will be.

    What the decision does to other units by that day, `done`, is counted in.
    """
    own = effect.standing
    old = ResponseLevel(own.level) if own else ResponseLevel.ORDINARY
    for grid in effect.unit.grids:
        new = (one.level for one in done if grid in one.unit.grids)
        yield grid, highest((held.at(grid).level, old)), highest((left.at(grid).level, *new))


def _line(one: PlanChange) -> Content:
    return {
        "kind": one.kind.value,
        "code": one.code,
        "title": dict(one.title),
        "before": dict(one.before) if one.before else None,
        "after": dict(one.after) if one.after else None,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
