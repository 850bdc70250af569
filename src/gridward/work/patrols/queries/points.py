"""Points of patrols."""

from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.patrols.models import PatrolPoint
from gridward.work.patrols.problems import PointGone
from gridward.work.patrols.queries.rows import visible_to

KEEPERS = (Permission.LOG_WRITE, Permission.LOG_COUNTERSIGN)
"""Who sets points: whoever walks there, and whoever leads."""


def points(
    actor: Actor, grid_id: UUID | None = None, retired: bool = False
) -> QuerySet[PatrolPoint]:
    """Points in force, or those that were retired, by name."""
    rows = visible_to(actor, PatrolPoint, grid_id).filter(retired_on__isnull=not retired)
    return rows.order_by("grid__code", "name", "id")


def point_of(actor: Actor, point_id: UUID) -> PatrolPoint:
    """One point; raises NotFound."""
    return found(visible_to(actor, PatrolPoint), point_id)


def require_keeper(actor: Actor, grid_id: UUID) -> None:
    """Raises NotFound, NotAllowed unless the actor sets points at the grid."""
    if any(actor.may(one, grid_id) for one in KEEPERS):
        return
    if grid_id not in actor.readable():
        raise NotFound
    raise NotAllowed(permission=Permission.LOG_WRITE.value)


def point_to_change(actor: Actor, point_id: UUID, version: int) -> PatrolPoint:
    """One point, locked; raises NotFound, NotAllowed, PointGone, Stale."""
    row = found(visible_to(actor, PatrolPoint).select_for_update(), point_id)
    require_keeper(actor, row.grid_id)
    if row.retired_on is not None:
        raise PointGone(name=row.name)
    if row.version != version:
        raise Stale
    return row
