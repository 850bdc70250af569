"""What orders hand over with a post: those that lie with it, one by one (H: 交接)."""

from collections.abc import Iterator

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms.handovers import Handed, Matter
from gridward.kernel.access import Actor, Grids, Permission
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import member_key
from gridward.work.workorders.queries.kinds import kind_of

MOST = 100
"""Orders named one by one; the count tells of the rest."""


def hand_over_orders(actor: Actor, held: Appointment, grids: Grids) -> Iterator[Handed]:
    """Orders on the post's desk or the holder's own; nothing where the actor does not read all of its grids.

    A confined one is counted and not named.
    """
    if not grids or not grids <= actor.grids(Permission.WORK_READ):
        return
    keys = [held.unit_key, member_key(held.member_id)]
    rows = Order.objects.filter(grid_id__in=grids, desks__overlap=keys)
    named = rows.filter(confined=False).select_related("grid").order_by("late_after", "id")
    matters = tuple(
        Matter(
            "handover.matter.order",
            {
                "number": one.number,
                "kind": kind_of(one.kind_id).title["zh-Hans"],
                "grid": one.grid.name,
            },
        )
        for one in named[:MOST]
    )
    yield Handed("orders", rows.count(), matters)
