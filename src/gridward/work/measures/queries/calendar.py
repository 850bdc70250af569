"""The calendar: day by day who is tested, due, missed or at the last day; by grid, and by information officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gridward.ground.staff.access import reach_of
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor, Grids, Permission
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.beside import missed_of
from gridward.work.measures.queries.following import is_due, tests_missed
from gridward.work.measures.queries.measures import named, phases_of, visible_to
from gridward.work.measures.terms import MeasureState


@dataclass(frozen=True)
class FollowDay:
    """A day: of how many people, and whom each thing is about."""

    day: date
    running: int
    begins: Sequence[Measure]
    tests: Sequence[Measure]
    due: Sequence[Measure]
    missed: Sequence[Measure]
    ends: Sequence[Measure]


@dataclass(frozen=True)
class Officer:
    """A health liaison (信息员) of today, and the grids of the reader at which they serve."""

    member: UUID
    name: str
    grids: Grids


def officers(actor: Actor, day: date) -> list[Officer]:
    """Information officers at the grids where the actor sees measures, by name."""
    held = actor.grids(Permission.MEASURE_SEE)
    rows = Appointment.objects.filter(post=Post.HEALTH_LIAISON).select_related("grid", "member")
    found: dict[UUID, Officer] = {}
    for row in in_force(rows.defer("grid__boundary", "grid__bounds"), day):
        here = reach_of(row)[0] & held
        known = found.get(row.member_id)
        if here:
            grids = here | (known.grids if known else frozenset())
            found[row.member_id] = Officer(row.member_id, row.member.name, grids)
    return sorted(found.values(), key=lambda one: (one.name, one.member))


def running_between(
    actor: Actor, grid_id: UUID | None, member_id: UUID | None, first: date, last: date
) -> Sequence[Measure]:
    """Measures in force that have a day between two days, at a grid and of an officer where these are named."""
    rows = visible_to(actor, grid_id).filter(state=MeasureState.IN_FORCE)
    rows = rows.filter(begins__lte=last, ends__gte=first)
    if member_id is not None:
        theirs = (one.grids for one in officers(actor, clock.today()) if one.member == member_id)
        rows = rows.filter(grid_id__among=next(theirs, frozenset()))
    rows = named(rows).prefetch_related("samples", "readings")
    return list(rows.order_by("ends", "id"))


def calendar_of(rows: Sequence[Measure], first: date, days: int, today: date) -> list[FollowDay]:
    """So many days from the first on."""
    due = {row.pk for row in rows if is_due(row, today)}
    missed = {row.pk: _missed(row, today) for row in rows}
    return [_day(first + timedelta(days=one), rows, due, missed, today) for one in range(days)]


def _missed(row: Measure, today: date) -> frozenset[date]:
    return frozenset((*(one.day for one in missed_of(row, today)), *tests_missed(row, today)))


def _day(
    day: date,
    rows: Sequence[Measure],
    due: set[UUID],
    missed: dict[UUID, frozenset[date]],
    today: date,
) -> FollowDay:
    here = [row for row in rows if row.begins <= day <= row.ends]
    return FollowDay(
        day=day,
        running=len(here),
        begins=[row for row in here if row.begins == day],
        tests=[row for row in here if any(day in one.tests for one in phases_of(row))],
        due=[row for row in here if day == today and row.pk in due],
        missed=[row for row in here if day in missed[row.pk]],
        ends=[row for row in here if row.ends == day],
    )
