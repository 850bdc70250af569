"""Who stands at a gate: by a shift at its duty place, or by a post whose holders keep gates there (clause G2)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS, with_names
from gridward.ground.rota.terms import ShiftRole
from gridward.ground.territory.queries.rows import found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.checkpoints.models import Checkpoint

NEAR = timedelta(hours=12)
"""So long before its beginning and after its end a shift lets somebody keep its gate: who comes early, who stays on."""
KEEPING = (ShiftRole.KEEPER.value, ShiftRole.LEAD.value)
"""Duties of those who keep a gate and hand it over; medic, police and reserve are there for other things."""


def shifts_at(gate: Checkpoint) -> QuerySet[Shift]:
    """Shifts at a gate that hold and that somebody has, with member, place and grid."""
    return with_names(Shift.objects.filter(HOLDS, place=gate.duty_place_id, member__isnull=False))


def keepers_at(gate: Checkpoint, instant: datetime) -> list[Shift]:
    """The shifts of those who keep a gate at an instant, the longest there first; empty where nobody is on duty."""
    rows = shifts_at(gate).filter(role__in=KEEPING, begins_at__lte=instant, ends_at__gt=instant)
    return list(rows.order_by("begins_at", "id"))


def may_keep(actor: Actor, gate: Checkpoint, instant: datetime) -> bool:
    """Whether somebody may keep a gate: `gate.keep` at its grid, or a shift there within 12 hours before or after."""
    if actor.may(Permission.GATE_KEEP, gate.grid_id):
        return True
    return (
        gate.duty_place_id is not None
        and _near(actor, instant).filter(place=gate.duty_place_id).exists()
    )


def gates_to_keep(actor: Actor, instant: datetime) -> QuerySet[Checkpoint]:
    """Open gates that somebody may keep at an instant, with grid, lead and police officer."""
    rows = Checkpoint.objects.filter(closed_on=None).filter(kept_by(actor, instant))
    return with_grid(rows, "lead", "police")


def gate_to_keep(actor: Actor, gate_id: UUID, instant: datetime) -> Checkpoint:
    """One gate; raises NotFound, and NotAllowed where it is seen and not kept."""
    here = Q(grid_id__among=actor.readable()) | kept_by(actor, instant)
    gate = found(with_grid(Checkpoint.objects.filter(here), "lead", "police"), gate_id)
    if not may_keep(actor, gate, instant):
        raise NotAllowed(permission=Permission.GATE_KEEP.value)
    return gate


def kept_by(actor: Actor, instant: datetime) -> Q:
    """What makes a gate one that somebody may keep at an instant."""
    return kept_from(list(actor.grids(Permission.GATE_KEEP)), actor.member_id, *around(instant))


def kept_from(grids: list[UUID], member: UUID | None, latest: datetime, earliest: datetime) -> Q:
    """The same, of somebody who keeps all gates of these grids, within what `around` answers."""
    return Q(grid_id__among=grids) | Q(
        duty_place__in=_shifts(member, latest, earliest).values("place")
    )


def around(instant: datetime) -> tuple[datetime, datetime]:
    """When a shift begins at the latest, and ends at the earliest, that lets somebody keep its gate at an instant."""
    return instant + NEAR, instant - NEAR


def _near(actor: Actor, instant: datetime) -> QuerySet[Shift]:
    return _shifts(actor.member_id, *around(instant))


def _shifts(member: UUID | None, latest: datetime, earliest: datetime) -> QuerySet[Shift]:
    """None where there is no member: nothing equals nothing in the database."""
    if member is None:
        return Shift.objects.none()
    return Shift.objects.filter(
        HOLDS, begins_at__lte=latest, ends_at__gte=earliest, member_id=member
    )
