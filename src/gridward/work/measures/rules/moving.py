"""What the rule of today makes of a measure that was begun by another rule. It is shown; a person accepts (H2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gridward.work.measures.rules.courses import by_the_rule, cut
from gridward.work.measures.rules.kinds import is_stricter
from gridward.work.measures.terms import GivenPhase, Move, MoveOutcome
from gridward.work.rulebooks.rules.changing import replanned
from gridward.work.rulebooks.terms import (
    PHASES,
    Lack,
    MeasureKind,
    Planned,
    PlannedPhase,
    ReplanOutcome,
    Rule,
)


def days_told(made: Planned) -> list[Mapping[str, Any]]:
    """The days that a rule gives, as plain values: what a measure keeps of its rule beside the words."""
    return [
        {
            "kinds": [kind.value for kind in one.kinds],
            "begins": one.begins.isoformat(),
            "ends": one.ends.isoformat(),
            "tests": [day.isoformat() for day in one.tests],
        }
        for one in made.phases
    ]


def move(
    kept: Mapping[str, Any],
    phases: Sequence[GivenPhase],
    computed_ends: date | None,
    now: Planned,
    today: date,
) -> Move | None:
    """What accepting `now` changes; None where it gives the same days as the rule that the measure keeps.

    What a person chose milder than the rule stays milder, and an earlier last day stays earlier.
    """
    outcome = replanned(_kept_days(kept, now), now)
    if outcome is ReplanOutcome.SAME:
        return None
    if outcome is ReplanOutcome.RELEASED:
        return Move(MoveOutcome.RELEASED)
    if now.ends is None:
        return Move(MoveOutcome.NO_END)
    fresh = _as_mild(by_the_rule(now), phases)
    if computed_ends is not None and phases[-1].ends < computed_ends:
        fresh = cut(fresh, phases[-1].ends)
    if not fresh or fresh[-1].ends < today:
        return Move(MoveOutcome.RELEASED)
    return Move(_outcome(fresh[-1].ends, phases[-1].ends), fresh, _is_stricter(fresh, phases))


def _kept_days(kept: Mapping[str, Any], now: Planned) -> Planned:
    """What followed from the rule that the measure keeps; the rule itself is told in words alone."""
    phases = tuple(
        PlannedPhase(
            slot=slot,
            kinds=tuple(MeasureKind(kind) for kind in one["kinds"]),
            begins=date.fromisoformat(one["begins"]),
            ends=date.fromisoformat(one["ends"]),
            tests=tuple(date.fromisoformat(day) for day in one["tests"]),
            book="",
        )
        for slot, one in zip(PHASES, kept.get("course", []), strict=False)
    )
    lacks = tuple(Lack(one) for one in kept.get("lacks", []))
    return Planned(Rule(now.rule.category, now.rule.day, {}), phases, lacks)


def _as_mild(fresh: Sequence[GivenPhase], phases: Sequence[GivenPhase]) -> tuple[GivenPhase, ...]:
    """What a person chose has no book; where it is milder than what the rule says now, it stays."""
    chosen = {at: one.kind for at, one in enumerate(phases) if not one.book}
    return tuple(
        replace(one, kind=chosen[at], book="")
        if at in chosen and is_stricter(one.kind, chosen[at])
        else one
        for at, one in enumerate(fresh)
    )


def _outcome(new: date, old: date) -> MoveOutcome:
    if new == old:
        return MoveOutcome.OTHERWISE
    return MoveOutcome.SHORTER if new < old else MoveOutcome.LONGER


def _is_stricter(fresh: Sequence[GivenPhase], phases: Sequence[GivenPhase]) -> bool:
    """Whether some day is under a stricter kind than before, or under one at all that was free."""
    return any(
        is_stricter(new.kind, old.kind)
        for new in fresh
        for old in phases
        if new.begins <= old.ends and old.begins <= new.ends
    )
