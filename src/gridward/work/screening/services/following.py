"""Lists and tasks follow grids; an order that ended without an outcome gives its rows back to the desk."""

from uuid import UUID

from django.db import transaction

from gridward.ground.staff.access import operator
from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel import clock
from gridward.kernel.models import touched
from gridward.kernel.rows import beyond
from gridward.work.screening.models import (
    PushList,
    PushListRow,
    VerificationContact,
    VerificationTask,
)
from gridward.work.screening.services.desk import tend_desk
from gridward.work.screening.terms import HOUSE, ListRowState
from gridward.work.workorders.terms import OrderEnded


@transaction.atomic
def follow_order(event: OrderEnded) -> int:
    """The order of a task was ended by hand, without an outcome: nobody on a list is lost by that, the desk decides.

    Answers how many rows wait again.
    """
    house = operator(HOUSE)
    with beyond(house):
        task = VerificationTask.objects.filter(order=event.order, settled_at=None).first()
        if task is None:
            return 0
        now = clock.now()
        VerificationTask.objects.filter(pk=task.pk).update(settled_at=now, account_name=house.name)
        rows = PushListRow.objects.filter(task=task, state=ListRowState.ASSIGNED)
        lists = set(rows.values_list("pushed_id", flat=True))
        back = rows.update(
            state=ListRowState.DOUBTFUL, reasons=[["screening.order_ended", {}]], task=None
        )
        for pushed in PushList.objects.filter(pk__in=lists).select_related("grid").order_by("id"):
            tend_desk(house, pushed)
        return back


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Lists, tasks and contacts of a grid are its heir's; answers how many tasks moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    place: dict[str, UUID] = {"grid_id": heir.pk, "street_id": heir.street_id}
    VerificationContact.objects.filter(grid=event.old_grid).update(**place)
    PushList.objects.filter(grid=event.old_grid).update(**place, **touched())
    return VerificationTask.objects.filter(grid=event.old_grid).update(**place, **touched())


@transaction.atomic
def follow_orders(old_grid: UUID) -> int:
    """Tasks stand where their orders went, which followed residents and land; answers how many moved."""
    moved = 0
    for task in VerificationTask.objects.filter(grid=old_grid).select_related("order"):
        if task.order.grid_id != old_grid:
            place = {"grid_id": task.order.grid_id, "street_id": task.order.street_id}
            VerificationTask.objects.filter(pk=task.pk).update(**place, **touched())
            VerificationContact.objects.filter(task=task).update(**place)
            moved += 1
    return moved
