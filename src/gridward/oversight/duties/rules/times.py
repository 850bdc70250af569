"""When something is due, late or done."""

from datetime import date, timedelta

from gridward.oversight.duties.terms import DutyState, Rhythm


def by_day(until: date | None, today: date) -> DutyState:
    """Late from the day after the last one; without a day never."""
    return DutyState.LATE if until is not None and until < today else DutyState.DUE


def period_of(day: date, rhythm: Rhythm) -> tuple[date, date]:
    """The first and the last day of the day, the week (from Monday) or the month that a day lies in."""
    if rhythm is Rhythm.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if rhythm is Rhythm.MONTHLY:
        first = day.replace(day=1)
        return first, _next_month(first) - timedelta(days=1)
    return day, day


def recurring(
    last: date | None, today: date, rhythm: Rhythm, grace: int = 1
) -> tuple[DutyState, date | None]:
    """The state of what is done again each period, and until when it is in time.

    Late when `grace` whole periods before this one have passed without it. What was never done is due and not late:
    a rhythm is missed only by whoever had begun it.
    """
    begin, end = period_of(today, rhythm)
    if last is not None and last >= begin:
        return DutyState.DONE, None
    missed = last is not None and last < _back(begin, rhythm, grace)
    return (DutyState.LATE, begin - timedelta(days=1)) if missed else (DutyState.DUE, end)


def _back(begin: date, rhythm: Rhythm, periods: int) -> date:
    for _ in range(periods):
        begin, _ = period_of(begin - timedelta(days=1), rhythm)
    return begin


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
