"""Which instant is asked for: a day stands for its last instant, today and nothing given for now."""

import re
from datetime import date, datetime, timedelta, tzinfo

from gridward.oversight.reports.problems import MomentAhead, NotAMoment

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_moment(text: str, now: datetime, local: tzinfo) -> datetime | None:
    """The past instant that a text means, None for now.

    `text` is a day (YYYY-MM-DD) or an instant of ISO 8601, by local time where it names no zone. Raises NotAMoment,
    MomentAhead.
    """
    text = text.strip()
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return _end_of(date.fromisoformat(text), now, local)
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=local)
        if found > now + timedelta(minutes=1):
            raise MomentAhead(moment=text)
    except (ValueError, OverflowError):
        raise NotAMoment(text=text[:40]) from None
    return found if found < now else None


def _end_of(day: date, now: datetime, local: tzinfo) -> datetime | None:
    today = now.astimezone(local).date()
    if day > today:
        raise MomentAhead(moment=day.isoformat())
    if day == today:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=local) + timedelta(days=1, microseconds=-1)
