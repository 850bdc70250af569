"""Appointments: who holds which post at which unit from when to when (P1, P2)."""

from datetime import date

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.problems import AppointmentOver, DaysNotInOrder, PostTaken, WrongUnit
from gridward.ground.staff.rules import unit_fits
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
    _require(actor, member, grid)
    if not unit_fits(post, grid.kind if grid else None):
        raise WrongUnit(post=post.value)
    if valid_to is not None and valid_to <= valid_from:
        raise DaysNotInOrder
    appointment = Appointment(
        member=member,
        post=post,
        street_id=member.street_id,
        grid=grid,
        valid_from=valid_from,
        valid_to=valid_to,
        acting=acting,
    )
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError:
        raise PostTaken(post=post.value) from None
    _note(actor, StaffAct.APPOINTED, appointment)
    announce(Appointed(appointment.pk, appointment.grid_id))
    return appointment


@transaction.atomic
def end_appointment(actor: Actor, *, appointment: Appointment, on: date) -> Appointment:
    """Let an appointment hold until the day before `on`; it stays on the record. Raises AppointmentOver."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    _require(actor, appointment.member, appointment.grid)
    if appointment.valid_to is not None and appointment.valid_to <= on:
        raise AppointmentOver
    if on <= appointment.valid_from:
        raise DaysNotInOrder
    appointment.valid_to = on
    appointment.version += 1
    appointment.save()
    _note(actor, StaffAct.APPOINTMENT_ENDED, appointment)
    announce(AppointmentEnded(appointment.pk, appointment.grid_id))
    return appointment


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
