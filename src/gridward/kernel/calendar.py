"""The calendar by which clocks run: which spans of a day count. Read from `calendar.toml` beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gridward.kernel.dated import Entry, begun, entries_of

FILE = Path(__file__).resolve().with_suffix(".toml")
DAY = 24 * 60
Spans = tuple[tuple[int, int], ...]
"""Minutes of a local day, from–to, in order and apart."""


@dataclass(frozen=True)
class Calendar:
    """Working hours and quiet hours as they hold from day to day, days off and weekends that are worked."""

    zone: ZoneInfo
    hours: Sequence[Entry]
    quiet: Sequence[Entry]
    off: frozenset[date]
    worked: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether a day is worked: a holiday is not, a day worked instead is, else its weekday decides."""
        if day in self.worked:
            return True
        return day not in self.off and day.isoweekday() in begun(self.hours, day)[-1]["weekdays"]

    def working(self, day: date) -> Spans:
        """The working hours of a day that lie outside quiet hours."""
        if not self.works(day):
            return ()
        return without(_spans(begun(self.hours, day)[-1]), self._quiet_on(day))

    def waking(self, day: date) -> Spans:
        """The day without its quiet hours."""
        return without(((0, DAY),), self._quiet_on(day))

    def _quiet_on(self, day: date) -> Spans:
        """Quiet minutes of a day; hours over midnight belong to both days, by what holds on each."""
        spans: list[tuple[int, int]] = []
        for start, end in _spans(begun(self.quiet, day)[-1]):
            spans += [(start, end)] if start < end else [(0, end), (start, DAY)]
        return tuple(sorted(spans))


@cache
def calendar() -> Calendar:
    """The calendar of the program."""
    return calendar_from(entries_of(FILE))


def calendar_from(file: Mapping[str, Any]) -> Calendar:
    """A calendar from a file's content; raises KeyError where something is missing, ValueError where it never opens."""
    made = Calendar(
        ZoneInfo(file["zone"]),
        tuple(file["hours"]),
        tuple(file["quiet"]),
        frozenset(day for year in file["year"] for one in year["off"] for day in _days(*one)),
        frozenset(date.fromisoformat(day) for year in file["year"] for day in year["worked"]),
    )
    for entry in made.hours:
        if not entry["weekdays"] or not any(start < end for start, end in _spans(entry)):
            raise ValueError(f"working hours that never begin: {entry}")
    return made


def without(spans: Spans, taken: Spans) -> Spans:
    """The spans without what is taken out of them."""
    left = list(spans)
    for start, end in taken:
        left = [
            piece
            for one in left
            for piece in ((one[0], min(one[1], start)), (max(one[0], end), one[1]))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def _spans(entry: Entry) -> Spans:
    return tuple((_minute(start), _minute(end)) for start, end in entry["spans"])


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _days(first: str, last: str) -> Iterable[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=1)
