"""Days of a measure: which of how many, the next test, readings that were missed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridward.work.measures.terms import GivenPhase

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOf:
    """Day `number` of `of`; before the first it is 0, after the last it stays at the last."""

    number: int
    of: int


def day_of(begins: date, ends: date, today: date) -> DayOf:
    """Which day of a measure it is."""
    of = (ends - begins).days + 1
    return DayOf(min(max((today - begins).days + 1, 0), of), of)


def phase_on(phases: Sequence[GivenPhase], day: date) -> GivenPhase | None:
    """The phase of a day; that which ended last where all are over, the first where none has begun."""
    for one in phases:
        if day <= one.ends:
            return one
    return phases[-1] if phases else None


def next_test(phases: Iterable[GivenPhase], today: date) -> date | None:
    """The next day on which a test is due, today among them."""
    return min((day for one in phases for day in one.tests if day >= today), default=None)


@dataclass(frozen=True)
class Missed:
    """A day on which fewer readings were taken than asked for."""

    day: date
    taken: int
    asked: int


def missed(
    begins: date, until: date, taken: Mapping[date, int], asked: int, latest: int = 30
) -> list[Missed]:
    """Days from `begins` to `until` with too few readings, the latest first and at most so many."""
    days = ((until - number * _DAY) for number in range((until - begins).days + 1))
    found = (Missed(day, taken.get(day, 0), asked) for day in days)
    return [one for one in found if one.taken < one.asked][:latest]
