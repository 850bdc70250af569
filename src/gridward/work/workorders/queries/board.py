"""The board: how many orders are under way, late and risen, by grid."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.workorders.queries.rows import visible_to
from gridward.work.workorders.terms import OVER


@dataclass(frozen=True)
class GridOrders:
    """Orders under way at a grid; late and risen ones are among them."""

    grid_id: UUID
    under_way: int
    late: int
    risen: int


def board(actor: Actor) -> list[GridOrders]:
    """The grids that have orders under way, as the actor may see them."""
    rows = visible_to(actor).exclude(state__in=sorted(OVER)).order_by()
    counted = rows.values("grid_id").annotate(
        under_way=Count("id"),
        late=Count("id", filter=Q(late_after__lt=clock.now())),
        risen=Count("id", filter=Q(rung__gt=0)),
    )
    return [GridOrders(**one) for one in counted]
