"""A corrected list takes the place of the one that it corrects: its rows are open in one list only."""

from uuid import UUID

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.bulk import update_rows
from gridward.work.screening.models import PushList, PushListRow, VerificationTask
from gridward.work.screening.problems import ScreeningCorrectsUnfit
from gridward.work.screening.services.desk import tend_desk
from gridward.work.screening.terms import OPEN_ROWS, ListRowState, ListState
from gridward.work.workorders.services.settling import settle_orders


def replace_rows(house: Actor, pushed: PushList) -> int:
    """What is open in the corrected list is superseded, that list is over; answers how many rows were.

    Who stands in both keeps the task; a task that no open row waits for any more is ended with its order. Raises
    ScreeningCorrectsUnfit where the list was closed meanwhile.
    """
    if pushed.corrects_id is None:
        return 0
    old = PushList.objects.select_for_update(of=("self",)).get(pk=pushed.corrects_id)
    if old.state != ListState.OPEN:
        raise ScreeningCorrectsUnfit
    rows = PushListRow.objects.filter(pushed=old, state__in=sorted(OPEN_ROWS))
    tasks = {one for one in rows.values_list("task_id", flat=True) if one is not None}
    now = clock.now()
    count = rows.update(state=ListRowState.SUPERSEDED, settled_at=now, settled_by=house.name)
    end_tasks(house, tasks)
    old.state, old.closed_at, old.closed_by = ListState.CORRECTED, now, pushed.account_name
    old.version += 1
    old.save()
    tend_desk(house, old)
    return count


def end_tasks(house: Actor, tasks: set[UUID]) -> None:
    """Tasks for which no open row waits are over without an outcome, and their orders with them."""
    waited = PushListRow.objects.filter(task_id__among=tasks, settled_at=None).values("task_id")
    left = VerificationTask.objects.filter(pk__among=tasks, settled_at=None).exclude(pk__in=waited)
    over = list(left.select_for_update(of=("self",)).order_by("id"))
    for task in over:
        task.settled_at, task.account_name = clock.now(), house.name
    update_rows(over, unchanged=("created_at", "said"))
    settle_orders(house, [task.order_id for task in over])
