"""Which rows of a plan can be: times, who may have them, and nobody twice at once."""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from gridward.ground.rota.problems import (
    DutyPlaceClosed,
    ShiftBehind,
    ShiftClash,
    ShiftMemberUnknown,
    ShiftTimesUnfit,
)
from gridward.ground.rota.terms import LONGEST_HOURS, PlanRow, RowRefused, Span
from gridward.kernel.problems import Problem

Busy = Mapping[UUID, Sequence[Span]]
"""By member, the shifts that they have."""


def refused_rows(
    rows: Sequence[PlanRow],
    *,
    now: datetime,
    closed: Collection[UUID],
    members: Collection[UUID],
    busy: Busy,
) -> list[RowRefused]:
    """Every row that cannot be, with the first reason of each; `closed` are places, `members` who may have shifts."""
    problems = {
        number: problem
        for number, row in enumerate(rows)
        if (problem := _problem(row, now, closed, members)) is not None
    }
    sound = [number for number in range(len(rows)) if number not in problems]
    problems |= {number: ShiftClash() for number in _clashing(rows, sound, busy)}
    return [_told(number, problems[number]) for number in sorted(problems)]


def times_problem(span: Span, now: datetime) -> Problem | None:
    """Why a shift cannot be at this time, if so."""
    whole = all(not (one.second or one.microsecond) for one in (span.begins_at, span.ends_at))
    length = span.ends_at - span.begins_at
    if not whole or not timedelta() < length <= timedelta(hours=LONGEST_HOURS):
        return ShiftTimesUnfit(hours=LONGEST_HOURS)
    return ShiftBehind() if span.ends_at <= now else None


def _problem(
    row: PlanRow, now: datetime, closed: Collection[UUID], members: Collection[UUID]
) -> Problem | None:
    unfit = times_problem(row.span, now)
    if unfit is not None:
        return unfit
    if row.place_id in closed:
        return DutyPlaceClosed()
    if row.member_id is not None and row.member_id not in members:
        return ShiftMemberUnknown()
    return None


def _clashing(rows: Sequence[PlanRow], numbers: Iterable[int], busy: Busy) -> Iterator[int]:
    """Positions of rows whose member has another shift then: stored, or further up the plan and not refused."""
    taken: dict[UUID, list[Span]] = {}
    for number in numbers:
        row = rows[number]
        if row.member_id is None:
            continue
        if row.member_id not in taken:
            taken[row.member_id] = sorted(busy.get(row.member_id, ()), key=_beginning)
        mine = taken[row.member_id]
        place = bisect(mine, row.begins_at, key=_beginning)
        if any(row.span.meets(one) for one in mine[max(place - 1, 0) : place + 1]):
            yield number
        else:
            mine.insert(place, row.span)


def _beginning(span: Span) -> datetime:
    return span.begins_at


def _told(number: int, problem: Problem) -> RowRefused:
    details = {name: str(value) for name, value in problem.details.items()}
    return RowRefused(number, problem.code, details)
