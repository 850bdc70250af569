"""What an order asked for was done elsewhere and is on record there: it needs nobody's further look."""

from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY, Actor
from gridward.kernel.ids import new_id
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import around
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.services.writing import Beside, carry_out
from gridward.work.workorders.terms import (
    OVER,
    WITH_HANDLER,
    Done,
    OrderMove,
    OrderState,
)


@transaction.atomic
def settle_order(actor: Actor, order_id: UUID) -> None:
    """Handled by whoever did it, verified and closed by the record; an order that is over stays as it is.

    Another part calls it for orders that it opened itself, and asks before who may.
    """
    rows = Order.objects.select_for_update(of=("self",)).select_related("grid")
    row = rows.filter(pk=order_id).first()
    if row is None or row.state in OVER:
        return
    if row.state in WITH_HANDLER:
        _move(actor, row, OrderMove.HANDLE, actor.member_id)
    if row.state == OrderState.HANDLED:
        _move(SOMEBODY, row, OrderMove.VERIFY, None)
    if row.state == OrderState.VERIFIED:
        _move(SOMEBODY, row, OrderMove.CLOSE, None)


def _move(by: Actor, row: Order, move: OrderMove, member: UUID | None) -> None:
    done = Done(move, max(clock.now(), row.moved_at), by=member)
    carry_out(by, row, kind_of(row.kind_id), around(row.grid), done, Beside())


@transaction.atomic
def note_order(actor: Actor, order_id: UUID, text: str, move_id: UUID | None = None) -> None:
    """Something more to know of an order, told by the part that opened it; one that is over stays as it is.

    `move_id` is that of its sender, where it has one.
    """
    rows = Order.objects.select_for_update(of=("self",)).select_related("grid")
    row = rows.filter(pk=order_id).first()
    if row is None or row.state in OVER:
        return
    done = Done(OrderMove.NOTE, max(clock.now(), row.moved_at))
    beside = Beside(move_id or new_id(), text)
    carry_out(actor, row, kind_of(row.kind_id), around(row.grid), done, beside)
