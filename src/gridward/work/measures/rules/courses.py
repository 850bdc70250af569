"""What a measure comes to: the phases of the rule, milder ones, or what a person states where no rule gives it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from gridward.work.measures.problems import (
    MeasureEndMissing,
    MeasureEndReasonMissing,
    MeasureEndUnfit,
    MeasureOverAlready,
    MeasureStricter,
)
from gridward.work.measures.rules.kinds import is_stricter
from gridward.work.measures.terms import (
    AT_ONCE,
    ControlKind,
    Course,
    GivenPhase,
    MeasureRules,
    Wanted,
)
from gridward.work.rulebooks.terms import Planned, PlannedPhase

_DAY = timedelta(days=1)


def course_of(planned: Planned, wanted: Wanted, today: date, rules: MeasureRules) -> Course:
    """The phases of a measure. Nothing is guessed: what the books do not give, a person states with a reason.

    Raises MeasureEndMissing, MeasureEndReasonMissing, MeasureEndUnfit, MeasureStricter, MeasureOverAlready.
    """
    if wanted.kind in AT_ONCE:
        return _at_once(wanted, today, rules)
    if planned.ends is None:
        return _stated(planned, wanted, today, rules)
    if planned.ends < today:
        raise MeasureOverAlready(day=planned.ends.isoformat())
    phases = [_given(one) for one in planned.phases]
    return _ending(_milder(phases, planned.phases[0], wanted), wanted, today)


def by_the_rule(planned: Planned) -> tuple[GivenPhase, ...]:
    """The phases that the books give, as far as they give them."""
    return tuple(_given(one) for one in planned.phases)


def cut(phases: Sequence[GivenPhase], ends: date) -> tuple[GivenPhase, ...]:
    """The same phases up to a last day."""
    return tuple(
        replace(one, ends=min(one.ends, ends), tests=tuple(day for day in one.tests if day <= ends))
        for one in phases
        if one.begins <= ends
    )


def milder_from(
    phases: Sequence[GivenPhase], kind: ControlKind, day: date
) -> tuple[GivenPhase, ...]:
    """From a day on a milder kind; what is milder already stays. Raises MeasureStricter."""
    changed: list[GivenPhase] = []
    for one in phases:
        if one.ends < day or not is_stricter(one.kind, kind):
            changed.append(one)
            continue
        if one.begins < day:
            changed += cut([one], day - _DAY)
        since = max(one.begins, day)
        tests = tuple(test for test in one.tests if test >= since)
        changed.append(replace(one, kind=kind, begins=since, tests=tests, book=""))
    if changed == list(phases):
        raise MeasureStricter
    return tuple(changed)


def _given(one: PlannedPhase) -> GivenPhase:
    return GivenPhase(ControlKind(one.kinds[0].value), one.begins, one.ends, one.tests, one.book)


def _milder(
    phases: list[GivenPhase], first: PlannedPhase, wanted: Wanted
) -> tuple[GivenPhase, ...]:
    """The first phase of another kind: one that the rule leaves to choose, or a milder one with its reason."""
    kind = wanted.kind
    if kind is None or kind == phases[0].kind:
        return tuple(phases)
    if kind.value in first.kinds:
        return (replace(phases[0], kind=kind), *phases[1:])
    if is_stricter(kind, phases[0].kind):
        raise MeasureStricter
    if not wanted.reason.strip():
        raise MeasureEndReasonMissing
    return (replace(phases[0], kind=kind, book=""), *phases[1:])


def _ending(phases: tuple[GivenPhase, ...], wanted: Wanted, today: date) -> Course:
    """The rule's end, or an earlier one with its reason."""
    if wanted.ends is None or wanted.ends == phases[-1].ends:
        return Course(phases, computed=True)
    if wanted.ends > phases[-1].ends:
        raise MeasureStricter
    if not wanted.reason.strip():
        raise MeasureEndReasonMissing
    if wanted.ends < max(today, phases[0].begins):
        raise MeasureEndUnfit(first=today.isoformat(), last=phases[-1].ends.isoformat())
    return Course(cut(phases, wanted.ends), computed=False)


def _stated(planned: Planned, wanted: Wanted, today: date, rules: MeasureRules) -> Course:
    """What the books give stands; the rest is a person's."""
    known = by_the_rule(planned)
    begins = known[-1].ends + _DAY if known else today
    if wanted.kind is None or wanted.ends is None:
        raise MeasureEndMissing
    return Course((*known, _by_hand(wanted, begins, today, rules.longest_days)), computed=False)


def _at_once(wanted: Wanted, today: date, rules: MeasureRules) -> Course:
    if wanted.ends is None:
        wanted = replace(wanted, ends=today)
    return Course((_by_hand(wanted, today, today, rules.hold_days),), computed=False)


def _by_hand(wanted: Wanted, begins: date, today: date, longest: int) -> GivenPhase:
    kind, ends = wanted.kind, wanted.ends
    if not wanted.reason.strip():
        raise MeasureEndReasonMissing
    first, last = max(begins, today), max(begins, today) + longest * _DAY
    if kind is None or ends is None or not first <= ends <= last:
        raise MeasureEndUnfit(first=first.isoformat(), last=last.isoformat())
    tests = tuple(sorted(set(wanted.tests)))
    if any(not begins <= one <= ends for one in tests):
        raise MeasureEndUnfit(first=first.isoformat(), last=last.isoformat())
    return GivenPhase(kind, begins, ends, tests)
