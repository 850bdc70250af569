"""The board: how many orders are under way, late and risen, by grid."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import keys_of
from gridward.work.workorders.terms import OVER


@dataclass(frozen=True)
class GridOrders:
    """Orders under way at a grid; late and risen ones are among them."""

    grid_id: UUID
    under_way: int
    late: int
    risen: int


def board(actor: Actor) -> list[GridOrders]:
    """The grids that have orders under way, as the actor may see them.

    Those open to all are counted in the index `workorders_order_on_board` alone; who reads a confined one stands in
    its row.
    """
    rows = at_grids(Order, actor.grids(Permission.WORK_READ)).exclude(state__in=sorted(OVER))
    counts: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0])
    for part in (
        rows.filter(confined=False),
        rows.filter(confined=True, readers__shares=keys_of(actor)),
    ):
        for grid, *counted in _counted(part):
            counts[grid] = [sum(pair) for pair in zip(counts[grid], counted, strict=True)]
    return [GridOrders(grid, *counted) for grid, counted in counts.items()]


def _counted(rows: QuerySet[Order]) -> QuerySet[Order, tuple[UUID, int, int, int]]:
    """By grid: all, the late and the risen."""
    counts = {
        "under_way": Count("grid_id"),
        "late": Count("grid_id", filter=Q(late_after__lt=clock.now())),
        "risen": Count("grid_id", filter=Q(rung__gt=0)),
    }
    return rows.order_by().values("grid_id").annotate(**counts).values_list("grid_id", *counts)
