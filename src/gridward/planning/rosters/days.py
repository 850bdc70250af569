"""What kind of duty a span of time is: night, weekend, holiday; and how far a home is from a post."""

from datetime import date, datetime, time, timedelta

from gridward.planning.earth import great_circle
from gridward.planning.rosters.terms import Calendar, Keeper
from gridward.planning.routes.terms import Place

MINUTE = timedelta(minutes=1)
SATURDAY = 5


def is_night(calendar: Calendar, begin: datetime, end: datetime) -> bool:
    """Whether enough of it lies in a night."""
    return _minutes_at_night(calendar, begin, end) >= calendar.night_minutes


def _minutes_at_night(calendar: Calendar, begin: datetime, end: datetime) -> int:
    longest = 0
    day = begin.date() - timedelta(days=1)
    while day <= end.date():
        dusk, dawn = night_of(calendar, day)
        longest = max(longest, (min(end, dawn) - max(begin, dusk)) // MINUTE)
        day += timedelta(days=1)
    return longest


def night_of(calendar: Calendar, day: date) -> tuple[datetime, datetime]:
    """The night that begins on a day."""
    dusk = datetime.combine(day, calendar.night_begins)
    after = calendar.night_ends <= calendar.night_begins
    return dusk, datetime.combine(day + timedelta(days=after), calendar.night_ends)


def is_holiday(calendar: Calendar, day: date) -> bool:
    """Whether it is one of those named."""
    return day in calendar.holidays


def is_weekend(calendar: Calendar, day: date) -> bool:
    """Saturday and Sunday, unless a holiday or worked in exchange."""
    free = day not in calendar.holidays and day not in calendar.working_weekends
    return day.weekday() >= SATURDAY and free


def metres(one: Place | None, other: Place | None) -> int:
    """The straight way between two places of a street; none where one is not known."""
    if one is None or other is None:
        return 0
    return round(great_circle(one.longitude, one.latitude, other.longitude, other.latitude))


def counted_metres(keeper: Keeper, place: Place | None) -> int:
    """What of a keeper's way to a place costs something."""
    return max(0, metres(keeper.place, place) - keeper.spared)


def midnight(day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time())
