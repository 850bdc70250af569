"""The leading group of the street: seats given and ended (§3; P1)."""

from datetime import date

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import GroupSeat, Member
from gridward.ground.staff.problems import DaysNotInOrder, SeatOver, SeatTaken
from gridward.ground.staff.services.scope import require_street
from gridward.ground.staff.terms import GroupTitle, StaffAct
from gridward.kernel.access import Actor


@transaction.atomic
def seat(
    actor: Actor,
    *,
    member: Member,
    title: GroupTitle,
    valid_from: date,
    valid_to: date | None = None,
) -> GroupSeat:
    """Seat a member in the leading group; raises SeatTaken, NotAllowed.

    There is one first head and one head at a time, and one seat a person.
    """
    require_street(actor, member.street_id)
    if valid_to is not None and valid_to <= valid_from:
        raise DaysNotInOrder
    row = GroupSeat(
        street_id=member.street_id,
        member=member,
        title=title,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SeatTaken from None
    _note(actor, StaffAct.SEATED, row, valid_from)
    return row


@transaction.atomic
def end_seat(actor: Actor, *, row: GroupSeat, on: date) -> GroupSeat:
    """Let a seat hold until the day before `on`; it stays on the record. Raises SeatOver, DaysNotInOrder."""
    row = GroupSeat.objects.select_for_update(of=("self",)).select_related("member").get(pk=row.pk)
    require_street(actor, row.street_id)
    if row.valid_to is not None and row.valid_to <= on:
        raise SeatOver
    if on <= row.valid_from:
        raise DaysNotInOrder
    row.valid_to = on
    row.version += 1
    row.save()
    _note(actor, StaffAct.SEAT_ENDED, row, on)
    return row


def _note(actor: Actor, act: StaffAct, row: GroupSeat, day: date) -> None:
    record(
        actor,
        act,
        About("staff_groupseat", row.pk),
        name=row.member.name,
        title=f"word.staff.group.{row.title}",
        day=str(day),
    )
