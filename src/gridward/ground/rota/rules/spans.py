"""Days and spans by the street's clock. The zone is one without daylight saving: a day has 24 hours."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from gridward.ground.rota.problems import RotaDaysUnfit
from gridward.ground.rota.terms import MOST_DAYS, PlanRow, ShiftPattern, Span
from gridward.kernel.clock import LOCAL, local_date, midnight

DAY = timedelta(days=1)


def day_span(first: date, last: date | None = None) -> Span:
    """From the first instant of a local day to that after another; raises RotaDaysUnfit."""
    last = last or first
    if not 0 <= (last - first).days < MOST_DAYS:
        raise RotaDaysUnfit(days=MOST_DAYS)
    return Span(midnight(first), midnight(last + DAY))


def at(day: date, hour: time) -> datetime:
    """An instant by the local clock."""
    return datetime.combine(day, hour, LOCAL)


def span_of(day: date, begins: time, ends: time) -> Span:
    """Between two local times of a day; past midnight where it ends no later than it begins."""
    start, end = at(day, begins), at(day, ends)
    return Span(start, end if end > start else end + DAY)


def days_between(first: date, last: date) -> Iterable[date]:
    """Each day from one to another, both of them too."""
    return (first + DAY * number for number in range((last - first).days + 1))


def repeated(pattern: ShiftPattern) -> Sequence[PlanRow]:
    """The shifts of a pattern, day by day."""
    rows = []
    for number, day in enumerate(days_between(pattern.first, pattern.last)):
        if number % pattern.every or not _is_on(pattern, day):
            continue
        span = span_of(day, pattern.begins, pattern.ends)
        rows.append(
            PlanRow(
                *(pattern.place_id, pattern.role, pattern.member_id),
                *(span.begins_at, span.ends_at),
            )
        )
    return rows


def night_minutes(span: Span, night_from: int, night_to: int) -> int:
    """Minutes of a span between two hours of the clock, the second on the next day."""
    total = 0
    first = local_date(span.begins_at) - DAY
    for day in days_between(first, local_date(span.ends_at)):
        night = span_of(day, time(night_from), time(night_to))
        if night.meets(span):
            start = max(night.begins_at, span.begins_at)
            total += Span(start, min(night.ends_at, span.ends_at)).minutes
    return total


def _is_on(pattern: ShiftPattern, day: date) -> bool:
    return not pattern.weekdays or day.isoweekday() in pattern.weekdays
