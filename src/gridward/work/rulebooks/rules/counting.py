"""Days that follow from a rule. They are days of the local calendar; whoever has instants asks the clock first."""

from datetime import date, timedelta

from gridward.work.rulebooks.terms import (
    PHASES,
    Counting,
    DayOne,
    Lack,
    Phase,
    Planned,
    PlannedPhase,
    Rule,
    Slot,
)

_DAY = timedelta(days=1)
_WITHOUT_DAYS = {*PHASES, Slot.ACTS, Slot.ARRIVAL}
"""Slots by which a rule says what to do, or that nothing is to be done, without days to count."""


def planned(rule: Rule, counted_from: date) -> Planned:
    """The phases of somebody whose days are counted from a day; what lacks stops the count and is told."""
    if rule.ended_by:
        return Planned(rule, (), (Lack.ENDED,))
    if not rule.entries:
        return Planned(rule, (), (Lack.NO_RULE,))
    if {one.slot for one in rule.contradictions} & {*PHASES, Slot.COUNTING}:
        return Planned(rule, (), (Lack.CONTRADICTION,))
    asked = phases_of(rule)
    if not asked:
        return Planned(rule, (), () if rule.entries.keys() & _WITHOUT_DAYS else (Lack.NO_MEASURE,))
    day_one = _day_one(rule, counted_from)
    return Planned(rule, (), (Lack.NO_COUNTING,)) if day_one is None else _counted(rule, day_one)


def phases_of(rule: Rule) -> list[tuple[Slot, Phase, str]]:
    """The phases that a rule asks for, each with its book."""
    found = [(slot, rule.entries[slot]) for slot in PHASES if slot in rule.entries]
    return [(slot, one.said, one.book) for slot, one in found if isinstance(one.said, Phase)]


def _day_one(rule: Rule, counted_from: date) -> date | None:
    entry = rule.entries.get(Slot.COUNTING)
    if entry is None or not isinstance(entry.said, Counting):
        return None
    return counted_from + (_DAY if entry.said.day_one is DayOne.NEXT else timedelta(0))


def _counted(rule: Rule, day_one: date) -> Planned:
    found: list[PlannedPhase] = []
    for slot, phase, book in phases_of(rule):
        if phase.days is None:
            return Planned(rule, tuple(found), (Lack.NO_DAYS,))
        last = day_one + (phase.days - 1) * _DAY
        tests = tuple(day_one + (number - 1) * _DAY for number in phase.tests)
        found.append(PlannedPhase(slot, phase.kinds, day_one, last, tests, book))
        day_one = last + _DAY
    return Planned(rule, tuple(found))
