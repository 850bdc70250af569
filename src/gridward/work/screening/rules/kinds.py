"""Kinds of lists on a day, read from `dated/screening.toml`."""

from datetime import date, datetime, timedelta
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.screening.problems import ScreeningKindUnknown, ScreeningTimesUnfit
from gridward.work.screening.terms import ListKind

FILE = Path(__file__).resolve().parents[1] / "dated" / "screening.toml"


def kinds_on(day: date) -> dict[str, ListKind]:
    """The kinds in force on a day, by code in the order of the file."""
    named = ("code", "title", "minutes", "urgent", "source")
    return {
        one["code"]: ListKind(**{name: one[name] for name in named})
        for one in begun(entries_of(FILE)["kind"], day)
    }


def kept_for(day: date) -> timedelta:
    """How long a closed list is kept."""
    return timedelta(days=begun(entries_of(FILE)["keeping"], day)[-1]["kept_days"])


def kind_on(code: str, day: date) -> ListKind:
    """One kind; raises ScreeningKindUnknown."""
    kind = kinds_on(day).get(code)
    if kind is None:
        raise ScreeningKindUnknown
    return kind


def clock_of(
    kind: ListKind, received: datetime | None, deadline: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """When a list came and until when it is answered: by its paper, else by its kind.

    Raises ScreeningTimesUnfit for one that came later than now or ends before it came.
    """
    since = received or now
    until = deadline or since + timedelta(minutes=kind.minutes)
    if since > now + timedelta(minutes=5) or until <= since:
        raise ScreeningTimesUnfit
    return since, until
