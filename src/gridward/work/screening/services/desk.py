"""The desk of a list: while rows wait to be decided there, one order says so, with the list's clock and its ladder."""

from datetime import timedelta

from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.texts import say
from gridward.work.screening.models import PushList, PushListRow
from gridward.work.screening.services.shared import name_of
from gridward.work.screening.terms import AT_DESK, DESK_KIND
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.settling import settle_order
from gridward.work.workorders.terms import OrderSaid


def tend_desk(house: Actor, pushed: PushList, by: Actor | None = None) -> None:
    """Open the order of a list whose rows wait at the desk, settle that of one where none does any more."""
    waiting = PushListRow.objects.filter(pushed=pushed, state__in=sorted(AT_DESK)).count()
    if not waiting and pushed.desk_order_id is not None:
        settle_order(by or house, pushed.desk_order_id)
        _set(pushed, None)
    if waiting and pushed.desk_order_id is None:
        _set(pushed, _opened(house, pushed, waiting))


def _set(pushed: PushList, order_id: object) -> None:
    PushList.objects.filter(pk=pushed.pk).update(desk_order=order_id)
    pushed.desk_order_id = order_id  # type: ignore[assignment]


def _opened(house: Actor, pushed: PushList, waiting: int) -> object:
    grid, street = _where(pushed)
    now = clock.now()
    said = OrderSaid(
        id=new_id(),
        kind=DESK_KIND,
        grid_id=grid.pk,
        place=pushed.sender,
        text=say("screening.desk_order", list=name_of(pushed), count=waiting),
        post=Post.STREET_COMMAND if street else None,
        handle_by=pushed.deadline if pushed.deadline > now + timedelta(minutes=1) else None,
    )
    return open_order(house, said=said).pk


def _where(pushed: PushList) -> tuple[Grid, bool]:
    """The list's grid; for the street's own the first community's, and the order is the street's."""
    if pushed.grid is not None:
        return pushed.grid, False
    rows = Grid.objects.filter(street_id=pushed.street_id, valid_to=None)
    communities = rows.filter(kind=GridKind.COMMUNITY).order_by("code")
    return communities.first() or rows.order_by("code")[0], True
