"""Shifts are planned, one or many at once: all of them or none (G1)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.rota.problems import PlanEmpty, PlanRefused, PlanTooLong
from gridward.ground.rota.queries.people import eligible, warnings_of
from gridward.ground.rota.queries.rows import HOLDS, busy, places, whole, with_names
from gridward.ground.rota.rules.planning import refused_rows
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.services.changing import cancel_all
from gridward.ground.rota.services.shared import note_shifts, store
from gridward.ground.rota.terms import MOST_ROWS, PlanRow, RotaAct, RowRefused, ShiftRole, Watched
from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import say


@dataclass(frozen=True)
class Planned:
    """Shifts that were stored, and what is warned of; of a plan that replaces one, how many stayed and went."""

    shifts: list[Shift]
    warnings: list[Watched]
    kept: int = 0
    cancelled: int = 0


@transaction.atomic
def plan_shifts(actor: Actor, *, rows: Sequence[PlanRow]) -> Planned:
    """Store shifts, all or none; each row that cannot be is told by its code.

    Raises NotFound, NotAllowed, PlanEmpty, PlanTooLong, PlanRefused, ShiftClash (somebody else planned meanwhile).
    """
    if not rows:
        raise PlanEmpty
    there = _places(actor, rows)
    made = _stored(actor, rows, there)
    note_shifts(actor, RotaAct.PLANNED, made)
    return Planned(made, _warnings(made))


@transaction.atomic
def take_plan(
    actor: Actor, *, rows: Sequence[PlanRow], replacing: tuple[date, date] | None = None
) -> Planned:
    """Store a plan that somebody computed, as `plan_shifts`.

    With `replacing`, from a local day to a day, it takes the place of what is planned at its places then and has not
    begun: shifts that are the same stay as they are, the others are cancelled. Raises as `plan_shifts`, RotaDaysUnfit.
    """
    if replacing is None or not rows:
        return plan_shifts(actor, rows=rows)
    there = _places(actor, rows)
    kept, gone = _compared(rows, _to_come(there, *replacing))
    cancel_all(actor, gone, say("rota.replaced"))
    new = [row for row in rows if not _taken(kept, row)]
    stayed = len(rows) - len(new)
    made = _stored(actor, new, there) if new else []
    note_shifts(actor, RotaAct.PLANNED, made)
    return Planned(made, _warnings(made), stayed, len(gone))


def _places(actor: Actor, rows: Collection[PlanRow]) -> Mapping[UUID, DutyPlace]:
    """The places of a plan, which the actor plans; in one order, so that two plans do not wait in a ring."""
    if len(rows) > MOST_ROWS:
        raise PlanTooLong(most=MOST_ROWS)
    wanted = {row.place_id for row in rows}
    found = places(actor).in_bulk(wanted)
    for place_id in wanted:
        if place_id not in found:
            raise NotFound
        actor.require(Permission.ROTA_PLAN, found[place_id].grid_id)
    each_at_a_time("rota.place", wanted)
    return found


def _stored(actor: Actor, rows: Sequence[PlanRow], there: Mapping[UUID, DutyPlace]) -> list[Shift]:
    members = {row.member_id for row in rows if row.member_id is not None}
    each_at_a_time("rota.member", members)
    refused = refused_rows(
        rows,
        now=clock.now(),
        closed={pk for pk, place in there.items() if place.closed_on is not None},
        members=eligible(actor, members),
        busy=busy(members, whole(row.span for row in rows)),
    )
    if refused:
        raise PlanRefused(count=len(refused), rows=[_told(one) for one in refused])
    named = Member.objects.in_bulk(members)
    made = [_shift(row, there[row.place_id], named) for row in rows]
    store(made)
    return made


def _shift(row: PlanRow, place: DutyPlace, named: Mapping[UUID, Member]) -> Shift:
    return Shift(
        street_id=place.street_id,
        grid=place.grid,
        place=place,
        member=named[row.member_id] if row.member_id else None,
        role=row.role,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
    )


def _warnings(made: Collection[Shift]) -> list[Watched]:
    return warnings_of(
        [(row.member_id, ShiftRole(row.role), row.span) for row in made if row.member_id]
    )


def _told(one: RowRefused) -> dict[str, object]:
    return {"row": one.row, "code": one.code, **one.details}


def _to_come(there: Collection[UUID], first: date, last: date) -> list[Shift]:
    span = day_span(first, last)
    rows = Shift.objects.filter(
        HOLDS,
        place__in=list(there),
        begins_at__gt=clock.now(),
        begins_at__gte=span.begins_at,
        begins_at__lt=span.ends_at,
    )
    return list(with_names(rows.select_for_update(of=("self",))).order_by("id"))


def _compared(
    rows: Sequence[PlanRow], stored: Sequence[Shift]
) -> tuple[Counter[PlanRow], list[Shift]]:
    """What of the plan is there already, so many times; and stored shifts that are not in it."""
    wanted, kept, gone = Counter(rows), Counter[PlanRow](), []
    for shift in stored:
        row = PlanRow(
            *(shift.place_id, ShiftRole(shift.role), shift.member_id),
            *(shift.begins_at, shift.ends_at),
        )
        if kept[row] < wanted[row]:
            kept[row] += 1
        else:
            gone.append(shift)
    return kept, gone


def _taken(kept: Counter[PlanRow], row: PlanRow) -> bool:
    if not kept[row]:
        return False
    kept[row] -= 1
    return True
