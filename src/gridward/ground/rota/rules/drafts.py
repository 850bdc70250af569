"""What may be asked of a draft, and the shifts that become of one (G1). The search itself is in `drawing`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gridward.ground.rota.problems import (
    DraftDaysUnfit,
    DraftPatternsUnfit,
    DraftPlacesMissing,
    DraftPostsMissing,
)
from gridward.ground.rota.rules.covering import Versions, in_force
from gridward.ground.rota.rules.spans import DAY, at, span_of
from gridward.ground.rota.terms import (
    LONGEST_DRAFT,
    MOST_DRAFTED,
    DemandHours,
    Drafted,
    DraftPattern,
    DraftSaid,
    DraftWay,
    PlanRow,
    ShiftRole,
    Span,
)
from gridward.kernel.clock import LOCAL, local_date
from gridward.kernel.problems import Problem

SHORTEST_MINUTES, LONGEST_MINUTES = 60, 24 * 60
MOST_PATTERNS = 12
LONGEST_SHIFT = 8 * 60
"""Demands of more minutes are cut, as the day of eight hours has it (劳动法 第三十六条)."""
Patterns = Mapping[DraftPattern, frozenset[UUID]]
"""How shifts are cut, each with the places where it is."""


def unfit(said: DraftSaid, today: date) -> Problem | None:
    """Why this cannot be asked, if so."""
    if not 0 < len(said.places) <= MOST_DRAFTED:
        return DraftPlacesMissing(most=MOST_DRAFTED)
    earliest = today + DAY if said.way is DraftWay.ANEW else today
    if said.first < earliest or not 0 < said.days <= LONGEST_DRAFT:
        return DraftDaysUnfit(days=LONGEST_DRAFT)
    lengths = [one.minutes for one in said.patterns]
    if len(lengths) > MOST_PATTERNS or len(set(said.patterns)) < len(lengths):
        return DraftPatternsUnfit(most=MOST_PATTERNS)
    if not all(SHORTEST_MINUTES <= one <= LONGEST_MINUTES for one in lengths):
        return DraftPatternsUnfit(most=MOST_PATTERNS)
    return None if said.posts else DraftPostsMissing()


def own_patterns(versions: Mapping[UUID, Versions], said: DraftSaid) -> Patterns:
    """The hours that places demand in these days as their shifts; longer ones than `LONGEST_SHIFT` in equal parts.

    Where patterns were said, these for all places.
    """
    if said.patterns:
        return dict.fromkeys(said.patterns, frozenset(said.places))
    found: dict[DraftPattern, set[UUID]] = {}
    for place, dated in versions.items():
        for number in range(said.days):
            day = said.first + DAY * number
            for hours in in_force(dated, day):
                if hours.weekday == day.isoweekday():
                    for pattern in _parts(hours):
                        found.setdefault(pattern, set()).add(place)
    return {pattern: frozenset(there) for pattern, there in found.items()}


def _parts(hours: DemandHours) -> Iterator[DraftPattern]:
    span = span_of(date.min + DAY, hours.since, hours.until)
    count = -(-span.minutes // LONGEST_SHIFT)
    length = span.minutes // count
    for number in range(count):
        begins = wall_clock(span.begins_at) + timedelta(minutes=number * length)
        last = number == count - 1
        yield DraftPattern(begins.time(), span.minutes - number * length if last else length)


def window(said: DraftSaid, patterns: Iterable[DraftPattern], now: datetime) -> Span:
    """The time that a draft answers for: from the first hour at which a shift begins until that hour after the days.

    So a night that is cut at midnight by the days belongs to the day on which it begins, as on the wall. What is under
    way is not given to anybody: the time begins with the next shift.
    """
    starts = sorted({one.begins for one in patterns})
    begins = at(said.first, starts[0])
    if begins < now:
        begins = next(one for one in _starts(starts, local_date(now)) if one >= now)
    return Span(begins, at(said.first + DAY * said.days, starts[0]))


def _starts(starts: list[time], day: date) -> Iterator[datetime]:
    for number in range(2):
        for hour in starts:
            yield at(day + DAY * number, hour)


def read_patterns(stored: Iterable[Mapping[str, Any]]) -> tuple[DraftPattern, ...]:
    """Patterns as they are stored."""
    return tuple(DraftPattern(time.fromisoformat(one["begins"]), one["minutes"]) for one in stored)


def stored_pattern(one: DraftPattern) -> dict[str, object]:
    """A pattern as it is stored."""
    return {"begins": f"{one.begins:%H:%M}", "minutes": one.minutes}


def stored_row(row: PlanRow) -> dict[str, object]:
    """A shift of a draft as it is stored."""
    return {
        "place": str(row.place_id),
        "role": row.role.value,
        "member": str(row.member_id) if row.member_id else None,
        "begins_at": row.begins_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
    }


def read_row(stored: Mapping[str, Any]) -> PlanRow:
    """A shift of a draft."""
    return PlanRow(
        place_id=UUID(stored["place"]),
        role=ShiftRole(stored["role"]),
        member_id=UUID(stored["member"]) if stored["member"] else None,
        begins_at=datetime.fromisoformat(stored["begins_at"]),
        ends_at=datetime.fromisoformat(stored["ends_at"]),
    )


def drafted_rows(result: Mapping[str, Any]) -> list[Drafted]:
    """The shifts that a draft gives to somebody, by time."""
    found = [Drafted(read_row(one), one["stood"]) for one in result.get("rows", ())]
    return sorted(found, key=lambda one: (one.row.begins_at, str(one.row.place_id), one.row.role))


def vacant_rows(result: Mapping[str, Any]) -> list[PlanRow]:
    """What is missing as shifts that nobody has, cut where a shift of the draft would begin at the place."""
    found = []
    for one in result.get("missing", ()):
        starts = sorted({time.fromisoformat(at) for at in result["starts"][one["place"]]})
        gap = read_row({**one, "member": None})
        for span in _cut(gap.span, starts):
            row = PlanRow(gap.place_id, gap.role, None, span.begins_at, span.ends_at)
            found += [row] * one["count"]
    return found


def _cut(span: Span, starts: list[time]) -> Iterator[Span]:
    """At each of these hours within the span; no piece is longer than a day."""
    begins = span.begins_at
    while begins < span.ends_at:
        later = (one for one in _starts(starts, local_date(begins)) if one > begins)
        ends = min(next(later), span.ends_at)
        yield Span(begins, ends)
        begins = ends


def wall_clock(instant: datetime) -> datetime:
    """An instant by the street's clock, without its zone."""
    return instant.astimezone(LOCAL).replace(tzinfo=None)


def instant_of(moment: datetime) -> datetime:
    """What the street's clock shows, as an instant."""
    return moment.replace(tzinfo=LOCAL)


def wider(span: Span, hours: int) -> Span:
    """A span with so many hours of rest on both sides."""
    return Span(span.begins_at - timedelta(hours=hours), span.ends_at + timedelta(hours=hours))
