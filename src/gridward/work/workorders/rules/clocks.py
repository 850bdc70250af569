"""When a limit is over: minutes that count are counted, from the instant at which the clock began."""

from datetime import date, datetime, time, timedelta

from gridward.kernel.calendar import Calendar, Spans
from gridward.work.workorders.terms import Limit, Pace

FARTHEST = 3660
"""Days within which every limit must be over: a calendar that never opens is found out."""


def due(calendar: Calendar, start: datetime, limit: Limit, *, urgent: bool = False) -> datetime:
    """The first instant by which the limit's minutes have counted, in the zone of `start`.

    Urgent running minutes count day and night. Raises ValueError for a limit that is never over.
    """
    if urgent and limit.pace is Pace.RUNNING:
        return start + timedelta(minutes=limit.minutes)
    local = start.astimezone(calendar.zone)
    left = timedelta(minutes=limit.minutes)
    day, since = local.date(), local - _midnight(calendar, local.date())
    for _ in range(FARTHEST):
        for begins, ends in _counted(calendar, day, limit.pace):
            begin, end = max(timedelta(minutes=begins), since), timedelta(minutes=ends)
            if end - begin >= left:
                return (_midnight(calendar, day) + begin + left).astimezone(start.tzinfo)
            left -= max(end - begin, timedelta())
        day, since = day + timedelta(days=1), timedelta()
    raise ValueError(f"{limit} is never over")


def _counted(calendar: Calendar, day: date, pace: Pace) -> Spans:
    return calendar.working(day) if pace is Pace.WORKING else calendar.waking(day)


def _midnight(calendar: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
