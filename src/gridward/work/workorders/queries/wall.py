"""What a screen on a wall shows: figures and places, no order and nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from gridward.ground.territory.models import Division, Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.queries.board import GridOrders
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.terms import Kind

OLDEST = 6
"""Late orders that are told of."""


@dataclass(frozen=True)
class LateOrder:
    """A late order as a passer-by may know of it."""

    kind: Kind
    grid_id: UUID
    late_after: datetime


@dataclass(frozen=True)
class WallPlan:
    """The places of a wall: grids in force with their boundaries, by code."""

    street: Division
    grids: Sequence[Grid]


def wall_plan(actor: Actor) -> WallPlan | None:
    """The places of the actor's wall; None where there is no grid."""
    rows = Grid.objects.filter(pk__in=actor.grids(Permission.BOARD_WALL), valid_to=None)
    grids = list(rows.select_related("community", "street").order_by("code"))
    return WallPlan(grids[0].street, grids) if grids else None


def wall_figures(actor: Actor) -> list[GridOrders]:
    """Orders under way at the grids of the wall; confined ones are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM workorders_figures(%s, %s)", [_grids(actor), clock.now()])
        return [GridOrders(*row) for row in cursor.fetchall()]


def wall_oldest(actor: Actor) -> list[LateOrder]:
    """The orders that are late for longest; confined ones are left out."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM workorders_oldest(%s, %s, %s)", [_grids(actor), now, OLDEST])
        found = cursor.fetchall()
    return [LateOrder(kind_of(kind), grid, late) for grid, kind, late in found]


def _grids(actor: Actor) -> list[UUID]:
    return list(actor.grids(Permission.BOARD_WALL))
