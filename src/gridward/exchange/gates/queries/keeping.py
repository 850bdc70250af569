"""Gates that an actor may keep, by a post or by a shift there, and where they are on duty now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import GateClosed
from gridward.work.checkpoints.queries.keepers import gate_to_keep, gates_to_keep


@dataclass(frozen=True)
class KeptGate:
    """A gate, and whether the actor has a shift there that runs now."""

    gate: Checkpoint
    on_duty: bool


def kept_gates(actor: Actor, now: datetime) -> list[KeptGate]:
    """Open gates where the actor may stand: those of a shift that runs first, then by grid and name."""
    rows = list(gates_to_keep(actor, now).order_by("grid__code", "name", "id"))
    places = _on_duty_at(actor, rows, now)
    found = [KeptGate(row, row.duty_place_id in places) for row in rows]
    return sorted(found, key=lambda one: not one.on_duty)


def open_gate_to_keep(actor: Actor, gate_id: UUID, now: datetime) -> Checkpoint:
    """An open gate where the actor may stand, with its lead and police; raises NotFound, NotAllowed, GateClosed."""
    row = gate_to_keep(actor, gate_id, now)
    if row.closed_on is not None:
        raise GateClosed(name=row.name)
    return row


def _on_duty_at(actor: Actor, rows: Sequence[Checkpoint], now: datetime) -> frozenset[UUID]:
    if actor.member_id is None:
        return frozenset()
    places = [row.duty_place_id for row in rows if row.duty_place_id is not None]
    shifts = Shift.objects.filter(HOLDS, member=actor.member_id, place_id__among=places)
    running = shifts.filter(begins_at__lte=now, ends_at__gt=now)
    return frozenset(running.values_list("place_id", flat=True))
