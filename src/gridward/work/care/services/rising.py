"""By the clock: contacts that were not made in time become work orders, which rise to the first chief."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import with_grid
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.texts import say
from gridward.work.care.models import CarePlan
from gridward.work.care.queries.plans import HERE
from gridward.work.care.services.shared import note_counts
from gridward.work.care.terms import CareAct
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import OVER, OrderSaid

KIND = "care_contact"


@transaction.atomic
def raise_overdue(actor: Actor, day: date) -> int:
    """Open an order for each contact whose day has passed; answers how many. Done twice, the second finds nothing."""
    rows = list(_overdue(day))
    for row in rows:
        row.order = _open(actor, row)
        row.save(update_fields=["order", "updated_at"])
    note_counts(actor, CareAct.OVERDUE, rows)
    return len(rows)


def _overdue(day: date) -> QuerySet[CarePlan]:
    waits = Q(order=None) | Q(order__state__in=sorted(OVER))
    rows = CarePlan.objects.filter(HERE, waits, next_on__lt=day, ends_on__gte=day)
    return with_grid(rows).select_for_update(of=("self",)).order_by("id")


def _open(actor: Actor, row: CarePlan) -> Order:
    """It names the day and the grid alone: whom to contact stands in the plan, for whoever may see it."""
    said = OrderSaid(
        id=new_id(),
        kind=KIND,
        grid_id=row.grid_id,
        place=row.grid.name,
        text=say("care.order_text", day=row.next_on.isoformat()),
        answers={"due_on": row.next_on.isoformat()},
        post=Post(row.post),
    )
    return open_order(actor, said=said)
