"""When something was: in order, over, and of one day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from gridward.work.patrols.problems import (
    DayDiffers,
    StopOutside,
    TimesAhead,
    TimesTooLong,
    TimesTurned,
)

LONGEST = timedelta(hours=24)
TOLERANCE = timedelta(minutes=5)
"""By which a phone's clock may be ahead of the server's: what was walked is not refused for it."""


def check_span(start: datetime, end: datetime, now: datetime) -> None:
    """A span of aware instants; raises TimesTurned, TimesTooLong, TimesAhead."""
    if end <= start:
        raise TimesTurned
    if end - start > LONGEST:
        raise TimesTooLong(hours=int(LONGEST.total_seconds() // 3600))
    if end > now + TOLERANCE:
        raise TimesAhead


def check_stops(start: datetime, end: datetime, stops: Iterable[datetime]) -> None:
    """Each stop lies within the span; raises StopOutside."""
    for at in stops:
        if not start <= at <= end:
            raise StopOutside


def check_day(day: date, begins_on: date) -> None:
    """A log is of the local date on which its time begins; raises DayDiffers."""
    if day != begins_on:
        raise DayDiffers(day=begins_on.isoformat())
