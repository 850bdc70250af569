"""Orders that somebody handled, as evidence of a recognition (P7)."""

from collections.abc import Iterator
from datetime import timedelta

from gridward.ground.staff.terms.recognitions import Evidence, RecognitionEvidence, Served
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OrderState

_DONE = (OrderState.VERIFIED, OrderState.CLOSED, OrderState.RATED)


def orders_handled(actor: Actor, served: Served) -> Iterator[Evidence]:
    """Orders of a member, handled and verified, at grids whose orders the actor reads; a confined one is left out."""
    if served.member is None:
        return
    grids = served.grids & actor.grids(Permission.WORK_READ)
    rows = Order.objects.filter(
        handled_by=served.member,
        grid_id__among=grids,
        confined=False,
        state__in=_DONE,
        handled_at__gte=clock.midnight(served.first),
        handled_at__lt=clock.midnight(served.last + timedelta(days=1)),
    )
    for pk, number, at in rows.values_list("pk", "number", "handled_at"):
        if at is not None:
            yield Evidence(RecognitionEvidence.ORDER, pk, clock.local_date(at), number)
