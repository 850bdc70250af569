"""Gates: set up, changed, closed; by those who lead at the grid where they stand (clause G1)."""

from typing import Any, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.rota.services.hosting import change_hosted, close_hosted, host_place
from gridward.ground.rota.terms import DutyPlaceKind
from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import (
    GateHoursHalf,
    GateMemberUnfit,
    GateNameMissing,
    GateNameTaken,
    GatePositionHalf,
    GateSidesWrong,
)
from gridward.work.checkpoints.queries.gates import gate_to_change, sides_in_force
from gridward.work.checkpoints.terms import GateAct, GateFields


@transaction.atomic
def add_gate(actor: Actor, *, grid_id: UUID, **given: Unpack[GateFields]) -> Checkpoint:
    """Set up a gate, with the place where its keepers will be on duty.

    Raises NotFound, NotAllowed, GridRetired, GateNameMissing, GateNameTaken, GatePositionHalf, GateHoursHalf,
    GateSidesWrong, GateMemberUnfit.
    """
    actor.require(Permission.GATE_LEAD, grid_id)
    grid = grid_in_force(actor, grid_id)
    row = Checkpoint(grid=grid, street_id=grid.street_id)
    _write(actor, row, given)
    note_gate(actor, GateAct.GATE_ADDED, row)
    return row


@transaction.atomic
def change_gate(
    actor: Actor, *, gate_id: UUID, version: int, **given: Unpack[GateFields]
) -> Checkpoint:
    """Change what is given. Raises GateClosed, Stale, DutyPlaceNameTaken and what setting one up raises."""
    row = gate_to_change(actor, gate_id, version)
    row.version += 1
    _write(actor, row, given)
    note_gate(actor, GateAct.GATE_CHANGED, row)
    return row


@transaction.atomic
def close_gate(actor: Actor, *, gate_id: UUID, version: int) -> Checkpoint:
    """From today on the gate guards nothing, and nobody is on duty there.

    Raises NotFound, NotAllowed, GateClosed, Stale.
    """
    row = gate_to_change(actor, gate_id, version)
    row.version += 1
    row.closed_on = clock.today()
    row.save()
    if row.duty_place is not None:
        close_hosted(actor, row.duty_place)
    note_gate(actor, GateAct.GATE_CLOSED, row)
    return row


def note_gate(actor: Actor, act: GateAct, row: Checkpoint, **words: Any) -> None:
    """One line of the record about a gate."""
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, gate=row.name, grid=row.grid.name, **words)


def _write(actor: Actor, row: Checkpoint, given: GateFields) -> None:
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.sides = list(dict.fromkeys(row.sides))
    _check(row)
    try:
        with transaction.atomic():
            _take_place(actor, row)
            row.save()
    except IntegrityError:
        raise GateNameTaken(name=row.name) from None


def _take_place(actor: Actor, row: Checkpoint) -> None:
    """Where keepers have their shifts: the place of the gate's name. One that was closed by hand is made anew."""
    if row.duty_place is None or row.duty_place.closed_on is not None:
        lanes = len(row.lanes)
        row.duty_place = host_place(
            actor, grid=row.grid, name=row.name, kind=DutyPlaceKind.GATE, lanes=lanes, at=row.point
        )
    else:
        change_hosted(actor, row.duty_place, name=row.name, at=row.point)


def _check(row: Checkpoint) -> None:
    if not row.name:
        raise GateNameMissing
    if (row.longitude is None) is not (row.latitude is None):
        raise GatePositionHalf
    if (row.opens_at is None) is not (row.closes_at is None):
        raise GateHoursHalf
    if row.opens_at is not None and row.opens_at == row.closes_at:
        raise GateHoursHalf
    if sides_in_force(row.street_id, row.sides, clock.today()) < len(row.sides):
        raise GateSidesWrong
    for member_id in (row.lead_id, row.police_id):
        if member_id is not None:
            _check_member(row.street_id, member_id)


def _check_member(street_id: UUID, member_id: UUID) -> None:
    member = Member.objects.filter(pk=member_id, street=street_id).first()
    if member is None or not member.active:
        raise GateMemberUnfit(name=member.name if member else "?")
