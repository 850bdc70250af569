"""The clock: instants are UTC, days are counted by the local date of the street (Asia/Shanghai).

Code asks this module and never the system, so that a test moves time in one place (time-machine).
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The local date by which days are counted."""
    return now().astimezone(LOCAL).date()


def local_date(instant: datetime) -> date:
    """The local date of an aware instant."""
    return instant.astimezone(LOCAL).date()


def whole_minute(instant: datetime) -> datetime:
    """The minute that an instant is in."""
    return instant.replace(second=0, microsecond=0)


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, time(), LOCAL)
