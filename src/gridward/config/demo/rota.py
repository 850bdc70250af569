"""Duty of the demo: the gates of the first community and its desk, what they demand, two weeks of shifts around today.

One shift to come is vacant, and the community's leader asks the worker to take one over. Some of those who stand there
have wishes, and some have said where they set out from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.rota.models import DutyDemand, DutyPlace, Shift, Wish
from gridward.ground.rota.queries.homes import street_middle
from gridward.ground.rota.rules.figures import figures_on
from gridward.ground.rota.rules.spans import DAY, span_of
from gridward.ground.rota.rules.watching import rests_enough
from gridward.ground.rota.services.homes import say_home
from gridward.ground.rota.services.places import add_place, set_demand
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.services.swapping import SwapSaid, propose_swap
from gridward.ground.rota.services.wishing import state_wish
from gridward.ground.rota.terms import (
    DemandHours,
    DutyPlaceKind,
    PlanRow,
    ShiftRole,
    Span,
    WishSaid,
    WishTime,
    WishWants,
)
from gridward.ground.staff.access import actor_named
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint

ALL_DAY = ((time(8), time(16)), (time(16), time(0)), (time(0), time(8)))
BY_DAY = ((time(6), time(14)), (time(14), time(22)))
DESK = ((time(9), time(17)),)
BEFORE, AFTER = 6, 7
"""Days before and after today."""
REST = timedelta(hours=11)
VACANT_AHEAD = 2
"""In so many days a shift is vacant."""


_WISHES = (
    (WishWants.FREE, WishTime.ANY, 2, 2, None, "孩子开家长会"),
    (WishWants.DUTY, WishTime.DAY, 3, 4, None, ""),
    (WishWants.FREE, WishTime.NIGHT, 2, 29, 5, "周五要去区里上夜校"),
)
"""What the first ones wish: what, when, from and until so many days ahead, on which weekday, and why."""
_HOMES = ((0.004, 0.003), (-0.006, 0.001), (0.002, -0.008), (0.05, 0.02))
"""Where some others set out from: degrees east and north of the middle of the street, the last outside of it."""


@dataclass(frozen=True)
class _Line:
    """A shift of each day at a place."""

    place: DutyPlace
    role: ShiftRole
    begins: time
    ends: time


@transaction.atomic
def put_some_on_duty() -> None:
    """As the demo's leader does it; once."""
    if DutyDemand.objects.exists():
        return
    leader, worker = actor_named("shequ"), actor_named("wangge")
    tell_database(leader)
    people = _people(leader, worker)
    there = _places(leader, len(people) // 4)
    lines = [line for place, spans in there for line in _lines(leader, place, spans)]
    now = clock.now()
    rows = _beside(_rows(lines, people, leader.member_id, clock.today()), now)
    _store_past([row for row in rows if row.ends_at <= now])
    plan_shifts(leader, rows=[row for row in rows if row.ends_at > now])
    _ask_for_a_swap(leader, worker)
    _wish(people)
    _say_homes(people[1:])


def _places(leader: Actor, most: int) -> Iterator[tuple[DutyPlace, tuple[tuple[time, time], ...]]]:
    """As many gates of the first grid that has any as there are people for, and a desk at the community's own."""
    gates = Checkpoint.objects.filter(grid__in=leader.writable()).select_related("grid")
    gates = gates.order_by("grid__code", "id")
    first = gates.first()
    for gate in gates.filter(grid=first.grid_id)[: max(1, most)] if first else ():
        spans = ALL_DAY if gate.opens_at is None else BY_DAY
        yield _place(leader, gate.grid_id, gate.name, DutyPlaceKind.GATE), spans
    own = Grid.objects.filter(pk__in=leader.writable(), code__endswith="000").first()
    if own is not None:
        yield _place(leader, own.pk, "社区值班室", DutyPlaceKind.DESK), DESK


def _place(leader: Actor, grid_id: UUID, name: str, kind: DutyPlaceKind) -> DutyPlace:
    """A gate has its duty place already."""
    there = DutyPlace.objects.filter(grid=grid_id, name=name, closed_on=None).first()
    return there or add_place(leader, grid_id=grid_id, name=name, kind=kind)


def _beside(rows: Iterable[PlanRow], now: datetime) -> list[PlanRow]:
    """What goes with the shifts that are there (those who hand a gate over), for nobody is on duty twice.

    Nobody hands the other gates over in a demo, and the end of a shift that nobody handed over is an order: so none
    ends there today.
    """
    gates = set(DutyPlace.objects.filter(kind=DutyPlaceKind.GATE).values_list("pk", flat=True))
    today = Span(now - DAY, clock.midnight(clock.local_date(now) + DAY))
    found, there = [], list(Shift.objects.all())
    for row in rows:
        met = [one for one in there if one.span.meets(row.span)]
        taken = row.span.meets(today) or any(one.place_id == row.place_id for one in met)
        if row.place_id in gates and taken:
            continue
        is_elsewhere = any(one.member_id == row.member_id for one in met)
        found.append(replace(row, member_id=None) if is_elsewhere else row)
    return found


def _lines(
    leader: Actor, place: DutyPlace, spans: tuple[tuple[time, time], ...]
) -> Iterator[_Line]:
    """The place demands one each hour of these; the demand holds for the days before as well."""
    role = ShiftRole.LEAD if place.kind == DutyPlaceKind.DESK else ShiftRole.KEEPER
    hours = [
        DemandHours(weekday, begins, ends, role, 1)
        for weekday in range(1, 8)
        for begins, ends in spans
    ]
    made = set_demand(leader, place_id=place.pk, since=clock.today(), hours=hours)
    made.since = clock.today() - BEFORE * DAY
    made.save()
    return (_Line(place, role, *span) for span in spans)


def _people(leader: Actor, worker: Actor) -> list[UUID]:
    """Managers and supervisors of the community, the demo's worker first."""
    held = Appointment.objects.filter(
        post__in=(Post.GRID_MANAGER, Post.GRID_SUPERVISOR),
        grid__in=leader.writable(),
        valid_to=None,
        member__active=True,
    )
    rows = held.order_by("grid__code", "post", "id").values_list("member_id", flat=True)
    told = [one for one in rows if one is not None and one != worker.member_id]
    return list(dict.fromkeys([*([worker.member_id] if worker.member_id else []), *told]))


def _rows(
    lines: list[_Line], people: list[UUID], leader: UUID | None, today: date
) -> Iterator[PlanRow]:
    """Whoever has rested longest is next; the desk is kept by who leads."""
    free = {one: datetime.min.replace(tzinfo=clock.LOCAL) for one in people}
    for number in range(-BEFORE, AFTER + 1):
        day = today + number * DAY
        yield from (_row(one, leader, day) for one in lines if one.role is ShiftRole.LEAD)
        kept = (one for one in lines if one.role is not ShiftRole.LEAD)
        for line in sorted(kept, key=lambda one: span_of(day, one.begins, one.ends).begins_at):
            row = _row(line, min(people, key=lambda one: free[one]), day)
            vacant = number == VACANT_AHEAD and line is lines[0]
            rested = row.member_id and free[row.member_id] + REST <= row.begins_at
            if vacant or not rested or row.member_id is None:
                yield _row(line, None, day)
            else:
                free[row.member_id] = row.ends_at
                yield row


def _row(line: _Line, member: UUID | None, day: date) -> PlanRow:
    span = span_of(day, line.begins, line.ends)
    return PlanRow(line.place.pk, line.role, member, span.begins_at, span.ends_at)


def _store_past(rows: list[PlanRow]) -> None:
    """What is over is not planned: a demo has no yesterday of its own."""
    places = DutyPlace.objects.select_related("grid").in_bulk({row.place_id for row in rows})
    Shift.objects.bulk_create(
        Shift(
            street_id=places[row.place_id].street_id,
            grid=places[row.place_id].grid,
            place=places[row.place_id],
            member_id=row.member_id,
            role=row.role,
            begins_at=row.begins_at,
            ends_at=row.ends_at,
        )
        for row in rows
    )


def _wish(people: list[UUID]) -> None:
    """Each states a wish; and of the last days there are some, so that there is something to count."""
    members = Member.objects.in_bulk(people)
    told = [members[one] for one in people][: len(_WISHES)]
    for member, (wants, kind, first, last, weekday, said) in zip(told, _WISHES, strict=False):
        actor = Actor(None, member.name, street_id=member.street_id, member_id=member.pk)
        days = clock.today() + first * DAY, clock.today() + last * DAY
        state_wish(actor, said=WishSaid(wants, kind, *days, weekday, said))
    past = {"first": clock.today() - 3 * DAY, "last": clock.today() - 2 * DAY}
    Wish.objects.bulk_create(Wish(member=one, wants="free", time="any", **past) for one in told)


def _say_homes(people: list[UUID]) -> None:
    """Not the demo's worker, so that whoever tries the page says it first."""
    members = Member.objects.in_bulk(people)
    for one, (east, north) in zip(people, _HOMES, strict=False):
        member = members[one]
        middle = street_middle(member.street_id)
        if middle is not None:
            actor = Actor(None, member.name, street_id=member.street_id, member_id=member.pk)
            say_home(actor, at=(middle[0] + east, middle[1] + north))


def _ask_for_a_swap(leader: Actor, worker: Actor) -> None:
    """The leader asks the worker to take the desk over on a day on which the worker is free."""
    to_come = Shift.objects.filter(begins_at__gt=clock.now() + DAY).order_by("begins_at")
    taken = [one.span for one in Shift.objects.filter(member=worker.member_id)]
    for one in to_come.filter(member=leader.member_id):
        if rests_enough(one.span, taken, figures_on(clock.local_date(one.begins_at))):
            said = SwapSaid(one.pk, taker_id=worker.member_id, said="当天到区里开会")
            propose_swap(leader, said=said)
            return
