"""The rules of a person as rows of a linear system over periods: low <= sum of coefficient x (on duty) <= high.

Two duties with too little rest between them are never named as a pair: at each moment at most one duty may be under way
or still be rested from. That says the same (intervals that meet two by two meet at the beginning of one of them) in far
fewer and far tighter rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gridward.planning.rosters.days import SATURDAY
from gridward.planning.rosters.terms import Before, Limits

NO_LIMIT = 10**9


@dataclass(frozen=True)
class Period:
    """A time of duty: minutes since the first midnight, the day of its beginning, its kind."""

    begin: int
    end: int
    day: int
    pattern: str
    night: bool
    weekend: bool
    holiday: bool

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.end - self.begin


@dataclass(frozen=True)
class Row:
    """One inequality; `code` names the rule as the judge does."""

    code: str
    terms: tuple[tuple[int, int], ...]
    low: int
    high: int

    @property
    def grows(self) -> bool:
        """Whether more duties only make it worse, so that it can be watched while duties are added."""
        return self.high < NO_LIMIT and all(factor > 0 for _, factor in self.terms)


Days = Sequence[Sequence[int]]


def rows_of(
    periods: Sequence[Period],
    days: int,
    first: date,
    limits: Limits,
    before: Before,
    fixed: frozenset[int],
) -> tuple[Row, ...]:
    """Every row of a keeper; rows that fixed duties alone break are raised to what these are."""
    found = [
        *_one_a_day(periods, days),
        *_resting(periods, limits.rest),
        *_running(periods, days, limits, before),
        *_hours(periods, first, limits, before),
        *_patterns(periods, days, limits),
        *_successions(periods, days, limits),
    ]
    return tuple(_raised(row, fixed) for row in found if row.terms)


def _raised(row: Row, fixed: frozenset[int]) -> Row:
    stands = sum(factor for period, factor in row.terms if period in fixed)
    if row.grows and stands > row.high:
        return Row(row.code, row.terms, row.low, stands)
    return row


def _by_day(periods: Sequence[Period], days: int, pattern: str | None = None) -> Days:
    found: list[list[int]] = [[] for _ in range(days)]
    for place, one in enumerate(periods):
        if 0 <= one.day < days and pattern in (None, one.pattern):
            found[one.day].append(place)
    return found


def _ones(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((place, 1) for place in places)


def _flat(days: Days) -> list[int]:
    return [place for day in days for place in day]


def _one_a_day(periods: Sequence[Period], days: int) -> Iterator[Row]:
    for places in _by_day(periods, days):
        yield Row("day", _ones(places), 0, 1)


def _resting(periods: Sequence[Period], rest: int) -> Iterator[Row]:
    seen: set[tuple[int, ...]] = set()
    for at in sorted({one.begin for one in periods}):
        under_way = tuple(
            place for place, one in enumerate(periods) if one.begin <= at < one.end + rest
        )
        if len(under_way) > 1 and under_way not in seen:
            seen.add(under_way)
            yield Row("rest", _ones(under_way), 0, 1)


def _running(periods: Sequence[Period], days: int, limits: Limits, before: Before) -> Iterator[Row]:
    all_days = _by_day(periods, days)
    nights = [[place for place in day if periods[place].night] for day in all_days]
    yield from _longest("run", all_days, limits.longest_run, before.run)
    yield from _longest("nights", nights, limits.nights_in_row, before.night_run)
    yield from _shortest("short_run", all_days, limits.shortest_run)
    yield from _shortest_break(all_days, limits.shortest_break)


def _longest(code: str, days: Days, longest: int | None, before: int) -> Iterator[Row]:
    """No window of one day more than the longest run is full; days before the roster count as they were.

    Windows that begin before the roster are there for everybody, so that keepers of equal limits have equal rows and
    differ in their highs alone.
    """
    if longest is None:
        return
    for start in range(-longest, len(days) - longest):
        window = days[max(0, start) : start + longest + 1]
        counted = start if -before <= start < 0 else 0
        yield Row(code, _ones(_flat(window)), 0, longest + counted)


def _shortest(code: str, days: Days, shortest: int) -> Iterator[Row]:
    """A run between two days off is never of fewer days."""
    for length in range(1, shortest):
        for start in range(1, len(days) - length):
            inside = _ones(_flat(days[start : start + length]))
            outside = [(place, -1) for place in (*days[start - 1], *days[start + length])]
            yield Row(code, (*inside, *outside), -NO_LIMIT, length - 1)


def _shortest_break(days: Days, shortest: int) -> Iterator[Row]:
    """Days off between two days on duty are never fewer."""
    for length in range(1, shortest):
        for start in range(1, len(days) - length):
            inside = [(place, -1) for place in _flat(days[start : start + length])]
            outside = _ones([*days[start - 1], *days[start + length]])
            yield Row("short_break", (*inside, *outside), -NO_LIMIT, 1)


def _hours(periods: Sequence[Period], first: date, limits: Limits, before: Before) -> Iterator[Row]:
    minutes = tuple((place, one.minutes) for place, one in enumerate(periods))
    if limits.week_minutes is not None:
        weeks: Mapping[int, list[tuple[int, int]]] = _weeks(periods, first)
        for week, terms in weeks.items():
            done = before.week_minutes if week == 0 else 0
            yield Row("week", tuple(terms), 0, max(0, limits.week_minutes - done))
    if limits.most_minutes is not None or limits.least_minutes:
        most = NO_LIMIT if limits.most_minutes is None else limits.most_minutes
        yield Row("total", minutes, limits.least_minutes, most)


def _weeks(periods: Sequence[Period], first: date) -> Mapping[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, one in enumerate(periods):
        found[(one.day + first.weekday()) // 7].append((place, one.minutes))
    return found


def _patterns(periods: Sequence[Period], days: int, limits: Limits) -> Iterator[Row]:
    for pattern in sorted({*limits.most_of, *limits.least_of}):
        places = _flat(_by_day(periods, days, pattern))
        most = limits.most_of.get(pattern, NO_LIMIT)
        yield Row("pattern", _ones(places), limits.least_of.get(pattern, 0), most)
    for pattern, (least, most) in sorted(limits.rows_of.items()):
        with_it = _by_day(periods, days, pattern)
        yield from _longest("pattern_run", with_it, most, 0)
        yield from _shortest("pattern_run", with_it, least)


def _successions(periods: Sequence[Period], days: int, limits: Limits) -> Iterator[Row]:
    after: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(limits.not_next_day):
        after[one].append(other)
    for one, others in after.items():
        firsts = _by_day(periods, days, one)
        nexts = [
            _flat([_by_day(periods, days, other)[day] for other in others]) for day in range(days)
        ]
        for day in range(days - 1):
            yield Row("succession", _ones([*firsts[day], *nexts[day + 1]]), 0, 1)


def weekends_of(periods: Sequence[Period], first: date) -> list[list[int]]:
    """The periods that begin on each Saturday with its Sunday."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(periods):
        weekday = (one.day + first.weekday()) % 7
        if weekday >= SATURDAY:
            found[one.day + first.weekday() - weekday].append(place)
    return [found[week] for week in sorted(found)]
