"""Days of tests by the course of a measure, which sample answers which, and what a release lacks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from gridward.work.measures.terms import (
    GivenPhase,
    NeedState,
    Sampled,
    SampleDue,
    SampleMethod,
    SampleResult,
    SampleState,
)
from gridward.work.rulebooks.terms import ReleaseNeed

APART = timedelta(hours=24)
"""Two samples a day apart (间隔至少24小时: 诊疗方案第九版, 防控方案第八版)."""
CT = 35.0
"""The cycle threshold of both genes from which a result counts as negative (诊疗方案第九版: Ct≥35)."""
_BY_RESULT = {
    SampleResult.NEGATIVE: SampleState.NEGATIVE,
    SampleResult.POSITIVE: SampleState.POSITIVE,
    SampleResult.INVALID: SampleState.AGAIN,
    None: SampleState.SAMPLED,
}
_OPEN = frozenset({SampleState.AHEAD, SampleState.DUE, SampleState.MISSED, SampleState.AGAIN})


def samples_due(
    phases: Iterable[GivenPhase], taken: Sequence[Sampled], today: date
) -> list[SampleDue]:
    """Each day of a test with its state, the first first."""
    return sorted(
        (
            SampleDue(
                day, (day - one.begins).days + 1, one.kind, one.book, _state(day, taken, today)
            )
            for one in phases
            for day in one.tests
        ),
        key=lambda one: one.day,
    )


def day_for(phases: Iterable[GivenPhase], taken: Sequence[Sampled], on: date) -> date:
    """Which day of the rule a sample of a day answers: that day, else the first that was missed, else none of them."""
    due = samples_due(phases, taken, on)
    if any(one.day == on for one in due):
        return on
    late = (SampleState.MISSED, SampleState.AGAIN)
    return next((one.day for one in due if one.day < on and one.state in late), on)


def unsampled(due: Iterable[SampleDue], until: date) -> list[date]:
    """Days of tests up to a day that nobody took a sample for, or whose sample was invalid."""
    return [one.day for one in due if one.day <= until and one.state in _OPEN]


def without_negative(due: Iterable[SampleDue]) -> list[date]:
    """Days of tests that no negative result answers."""
    return [one.day for one in due if one.state is not SampleState.NEGATIVE]


def needs_judged(
    needs: Iterable[str], due: Sequence[SampleDue], taken: Sequence[Sampled]
) -> Mapping[str, NeedState]:
    """What the results say of each condition; what they cannot say a person shows."""
    return {one: _judged(one, due, taken) for one in needs}


def _state(day: date, taken: Sequence[Sampled], today: date) -> SampleState:
    here = [one for one in taken if one.day == day]
    for result in (SampleResult.POSITIVE, SampleResult.NEGATIVE, None, SampleResult.INVALID):
        if any(one.result is result for one in here):
            return _BY_RESULT[result]
    if day == today:
        return SampleState.DUE
    return SampleState.AHEAD if day > today else SampleState.MISSED


def _judged(need: str, due: Sequence[SampleDue], taken: Sequence[Sampled]) -> NeedState:
    met = {
        ReleaseNeed.OWN_NEGATIVE: lambda: bool(due) and not without_negative(due),
        ReleaseNeed.LAST_NEGATIVE: lambda: bool(due) and not without_negative(due[-1:]),
        ReleaseNeed.TWO_NEGATIVES: lambda: _are_apart(_negative(taken)),
        ReleaseNeed.TWO_CT_APART: lambda: _are_apart(_low(taken)),
        ReleaseNeed.TWO_CT: lambda: len(_low(taken)) > 1,
        ReleaseNeed.DOUBLE: lambda: _is_double(due, taken),
    }.get(ReleaseNeed(need))
    if met is None:
        return NeedState.ASKED
    return NeedState.MET if met() else NeedState.LACKING


def _nucleic(taken: Iterable[Sampled]) -> list[Sampled]:
    """Results of nucleic acid alone count for a release, those after the last positive one."""
    rows = sorted(
        (one for one in taken if one.method is SampleMethod.NUCLEIC_ACID), key=lambda one: one.at
    )
    last = max(
        (
            at
            for at, one in enumerate(rows)
            if one.result is SampleResult.POSITIVE and not _is_low(one)
        ),
        default=-1,
    )
    return rows[last + 1 :]


def _negative(taken: Iterable[Sampled]) -> list[Sampled]:
    return [one for one in _nucleic(taken) if one.result is SampleResult.NEGATIVE]


def _low(taken: Iterable[Sampled]) -> list[Sampled]:
    return [
        one
        for one in _nucleic(taken)
        if one.result is SampleResult.NEGATIVE or (one.result is not None and _is_low(one))
    ]


def _is_low(one: Sampled) -> bool:
    return one.ct is not None and one.ct >= CT


def _are_apart(rows: Sequence[Sampled]) -> bool:
    return len(rows) > 1 and rows[-1].at - rows[0].at >= APART


def _is_double(due: Sequence[SampleDue], taken: Sequence[Sampled]) -> bool:
    """Two samples of the last day of tests, by two laboratories, both negative (双采双检)."""
    if not due:
        return False
    here = [one for one in _negative(taken) if one.day == due[-1].day]
    return len({one.laboratory.strip() for one in here} - {""}) > 1
