"""Somebody is out: their shifts become vacant, and who could take them over is asked for each. Why is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import MemberOut, Shift
from gridward.ground.rota.problems import OutEnded, OutTimesUnfit
from gridward.ground.rota.queries.people import require_planner_of
from gridward.ground.rota.queries.rows import HOLDS, outs, shifts
from gridward.ground.rota.services.shared import note_shifts, overtake, risen, store
from gridward.ground.rota.terms import RotaAct
from gridward.ground.staff.models import Member
from gridward.ground.staff.queries import visible_to as members_visible_to
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.problems import Stale


@dataclass(frozen=True)
class CalledOut:
    """Who is out, and the shifts that nobody has now."""

    row: MemberOut
    vacated: list[Shift]


@transaction.atomic
def call_out(actor: Actor, *, member_id: UUID, begins_at: datetime, ends_at: datetime) -> CalledOut:
    """A member has no duty from an instant until another: shifts where the actor plans become vacant.

    Of one that is under way, what is left. Shifts elsewhere are told as uncovered to those who plan there. It is noted
    where the member serves. Raises NotAllowed, NotFound, OutTimesUnfit.
    """
    actor.require(Permission.ROTA_PLAN)
    member = found(members_visible_to(actor), member_id)
    require_planner_of(actor, member.pk)
    begins_at, ends_at = clock.whole_minute(begins_at), clock.whole_minute(ends_at)
    if not begins_at < ends_at or ends_at <= clock.now():
        raise OutTimesUnfit
    row = MemberOut.objects.create(
        street_id=member.street_id,
        member=member,
        begins_at=begins_at,
        ends_at=ends_at,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    _note(actor, RotaAct.MEMBER_OUT, row)
    return CalledOut(row, _vacated(actor, row))


@transaction.atomic
def end_out(actor: Actor, *, out_id: UUID, version: int) -> MemberOut:
    """The member is back earlier; shifts that became vacant stay so. Raises NotAllowed, NotFound, Stale, OutEnded."""
    actor.require(Permission.ROTA_PLAN)
    require_planner_of(actor, found(outs(actor), out_id).member_id)
    row = MemberOut.objects.select_for_update(of=("self",)).select_related("member").get(pk=out_id)
    if row.version != version:
        raise Stale
    if row.ends_at <= clock.now():
        raise OutEnded
    row.ends_at = max(row.begins_at, clock.whole_minute(clock.now()))
    row.version += 1
    row.save()
    _note(actor, RotaAct.MEMBER_BACK, row)
    return row


def vacate(actor: Actor, rows: Sequence[Shift], member: Member) -> None:
    """Leave shifts without a member, and end the swaps about them."""
    if not rows:
        return
    for row in rows:
        row.member = None
        risen(row)
    store(rows, ["member"])
    overtake(actor, [row.pk for row in rows])
    note_shifts(actor, RotaAct.SHIFTS_VACATED, rows, member.name)


def _vacated(actor: Actor, out: MemberOut) -> list[Shift]:
    each_at_a_time("rota.member", [out.member_id])
    here = shifts(actor).filter(
        HOLDS,
        grid_id__among=actor.grids(Permission.ROTA_PLAN),
        member=out.member_id,
        begins_at__lt=out.ends_at,
        ends_at__gt=max(out.begins_at, clock.now()),
    )
    rows = list(here.select_for_update(of=("self",)).order_by("begins_at", "id"))
    whole = [row for row in rows if row.begins_at >= out.begins_at]
    rests = [_cut(row, out.begins_at) for row in rows if row.begins_at < out.begins_at]
    vacate(actor, whole, out.member)
    if rests:
        note_shifts(actor, RotaAct.SHIFTS_VACATED, rests, out.member.name)
    return [*rests, *whole]


def _cut(row: Shift, at: datetime) -> Shift:
    """The shift ends when the member leaves; what is left of it is a vacant one of its own."""
    rest = Shift(
        street_id=row.street_id,
        grid=row.grid,
        place=row.place,
        role=row.role,
        begins_at=at,
        ends_at=row.ends_at,
    )
    row.ends_at = at
    store([risen(row)], ["ends_at"])
    store([rest])
    return rest


def _note(actor: Actor, act: RotaAct, row: MemberOut) -> None:
    about = About(MemberOut._meta.db_table, row.pk)
    first, last = clock.local_date(row.begins_at), clock.local_date(row.ends_at)
    record(
        actor,
        act,
        about,
        street=row.street_id,
        name=row.member.name,
        first=str(first),
        last=str(last),
    )
