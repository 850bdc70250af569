"""Gates that an actor may keep."""

from uuid import UUID

from gridward.ground.territory.queries.rows import at_grids, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import GateClosed
from gridward.work.checkpoints.queries.gates import gate_of


def kept_gates(actor: Actor) -> list[Checkpoint]:
    """Open gates where the actor may stand, by grid and name."""
    rows = with_grid(at_grids(Checkpoint, actor.grids(Permission.GATE_KEEP)))
    return list(rows.filter(closed_on=None).order_by("grid__code", "name", "id"))


def gate_to_keep(actor: Actor, gate_id: UUID) -> Checkpoint:
    """An open gate where the actor may stand, with its lead and police; raises NotFound, NotAllowed, GateClosed."""
    row = gate_of(actor, gate_id)
    actor.require(Permission.GATE_KEEP, row.grid_id)
    if row.closed_on is not None:
        raise GateClosed(name=row.name)
    return row
