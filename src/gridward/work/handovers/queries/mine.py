"""What the phone of a keeper has to know beforehand: the gates, the own shifts there, who is before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS, with_names
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.keepers import KEEPING, gates_to_keep
from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.handovers import WAITING, named
from gridward.work.handovers.terms import HandoverState
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.rows import visible_to as orders_visible_to
from gridward.work.workorders.terms import OVER

MOST_GATES, MOST_ORDERS = 60, 200
BEFORE, AHEAD = timedelta(hours=13), timedelta(hours=37)
"""So far a phone that will be without a signal looks back and ahead."""


@dataclass
class KeptGate:
    """A gate with what its keepers have to know."""

    gate: Checkpoint
    shifts: list[Shift] = field(default_factory=list)
    waiting: list[Handover] = field(default_factory=list)
    last: Handover | None = None
    orders: list[Order] = field(default_factory=list)


def kept_gates(actor: Actor, now: datetime) -> list[KeptGate]:
    """The gates that somebody may keep now, by grid and name; those where they are on duty first."""
    gates = list(gates_to_keep(actor, now).order_by("grid__code", "name", "id"))
    shifts = _shifts(gates, now)
    gates.sort(key=lambda gate: not _is_mine(actor, shifts[gate.duty_place_id]))
    gates = gates[:MOST_GATES]
    handed, orders = _handed(gates, now), _orders(actor, gates)
    return [
        KeptGate(
            gate,
            shifts[gate.duty_place_id],
            [one for one in handed[gate.pk] if _waits(actor, one)],
            next((one for one in handed[gate.pk] if one.state not in WAITING), None),
            [one for one in orders if one.grid_id == gate.grid_id and gate.name in one.place],
        )
        for gate in gates
    ]


def _waits(actor: Actor, row: Handover) -> bool:
    """Given by somebody else, and nobody took it yet."""
    return row.state == HandoverState.SIGNED and row.given_by_id != actor.member_id


def _is_mine(actor: Actor, shifts: Iterable[Shift]) -> bool:
    return any(one.member_id == actor.member_id for one in shifts)


def _shifts(gates: Sequence[Checkpoint], now: datetime) -> Mapping[UUID | None, list[Shift]]:
    rows = Shift.objects.filter(
        HOLDS,
        place__in=[one.duty_place_id for one in gates],
        member__isnull=False,
        role__in=KEEPING,
        ends_at__gt=now - BEFORE,
        begins_at__lt=now + AHEAD,
    )
    found: dict[UUID | None, list[Shift]] = defaultdict(list)
    for one in with_names(rows).order_by("begins_at", "id"):
        found[one.place_id].append(one)
    return found


def _handed(gates: Sequence[Checkpoint], now: datetime) -> Mapping[UUID, list[Handover]]:
    rows = Handover.objects.filter(
        checkpoint__in=[one.pk for one in gates], at__gte=now - BEFORE
    ).order_by("-at", "-id")
    found: dict[UUID, list[Handover]] = defaultdict(list)
    for one in named(rows):
        found[one.checkpoint_id].append(one)
    return found


def _orders(actor: Actor, gates: Sequence[Checkpoint]) -> list[Order]:
    """Open orders of the gates' grids, the latest first; those of a gate name it as their place."""
    rows = orders_visible_to(actor).exclude(state__in=sorted(OVER))
    here = rows.filter(grid__in={one.grid_id for one in gates}, confined=False).exclude(place="")
    return list(here.order_by("-opened_at", "-id")[:MOST_ORDERS])
