"""Appointments: who holds which post at which unit from when to when (P1, P2); `begin`, `finish` serve hand-overs."""

from datetime import date

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.problems import (
    AppointmentOver,
    DaysNotInOrder,
    NotADeputy,
    PostTaken,
    WrongUnit,
)
from gridward.ground.staff.rules import unit_fits
from gridward.ground.staff.services.shortages import close_filled
from gridward.ground.staff.terms import Appointed, AppointmentEnded, Post, StaffAct
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.problems import NotAllowed


@transaction.atomic
def appoint(
    actor: Actor,
    *,
    member: Member,
    post: Post,
    grid: Grid | None,
    valid_from: date,
    valid_to: date | None = None,
    acting: bool = False,
) -> Appointment:
    """Give a member a post; `grid` is None for posts of the street, `acting` makes a deputy beside the holder.

    Raises WrongUnit, DaysNotInOrder, PostTaken (a single post has one holder and one deputy at a time), NotAllowed.
    """
    appointment = Appointment(
        member=member,
        post=post,
        street_id=member.street_id,
        grid=grid,
        valid_from=valid_from,
        valid_to=valid_to,
        acting=acting,
    )
    begin(actor, appointment)
    _note(actor, StaffAct.APPOINTED, appointment)
    return appointment


@transaction.atomic
def end_appointment(actor: Actor, *, appointment: Appointment, on: date) -> Appointment:
    """Let an appointment hold until the day before `on`; it stays on the record. Raises AppointmentOver."""
    appointment = finish(actor, appointment, on)
    _note(actor, StaffAct.APPOINTMENT_ENDED, appointment)
    return appointment


@transaction.atomic
def confirm_deputy(actor: Actor, *, appointment: Appointment, on: date) -> Appointment:
    """From a day on the acting deputy holds the post itself; answers the new appointment.

    Raises NotADeputy, AppointmentOver, PostTaken while the post has another holder, NotAllowed.
    """
    held = finish(actor, appointment, on)
    if not held.acting:
        raise NotADeputy
    confirmed = Appointment(
        member=held.member, post=held.post, street_id=held.street_id, grid=held.grid, valid_from=on
    )
    begin(actor, confirmed)
    _note(actor, StaffAct.DEPUTY_CONFIRMED, confirmed)
    return confirmed


def begin(actor: Actor, appointment: Appointment) -> None:
    """Store a new appointment, close the shortage that it fills, and announce it; the verb writes the record."""
    member, grid, end = appointment.member, appointment.grid, appointment.valid_to
    _require(actor, member, grid)
    if not unit_fits(Post(appointment.post), grid.kind if grid else None):
        raise WrongUnit(post=str(appointment.post))
    if end is not None and end <= appointment.valid_from:
        raise DaysNotInOrder
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError:
        raise PostTaken(post=str(appointment.post)) from None
    close_filled(actor, appointment)
    announce(Appointed(appointment.pk, appointment.grid_id))


def finish(actor: Actor, appointment: Appointment, on: date) -> Appointment:
    """Store the end of an appointment and announce it; the verb writes the record."""
    rows = Appointment.objects.select_for_update(of=("self",))
    held = rows.select_related("member", "grid", "street").get(pk=appointment.pk)
    _require(actor, held.member, held.grid)
    if held.valid_to is not None and held.valid_to <= on:
        raise AppointmentOver
    if on <= held.valid_from:
        raise DaysNotInOrder
    held.valid_to = on
    held.version += 1
    held.save()
    announce(AppointmentEnded(held.pk, held.grid_id))
    return held


def _require(actor: Actor, member: Member, grid: Grid | None) -> None:
    if not actor.serves(member.street_id):
        raise NotAllowed(permission=Permission.STAFF_CHANGE.value)
    if grid is not None and grid.street_id != member.street_id:
        raise WrongUnit(post="")
    actor.require(Permission.STAFF_CHANGE, grid.pk if grid else None)


def _note(actor: Actor, act: StaffAct, appointment: Appointment) -> None:
    record(
        actor,
        act,
        About("staff_appointment", appointment.pk, appointment.grid_id),
        name=appointment.member.name,
        post=f"word.staff.post.{appointment.post}",
        unit=appointment.grid.name if appointment.grid else appointment.street.name,
        day=str(appointment.valid_to or appointment.valid_from),
    )
