"""What an order asked for was done elsewhere and is on record there: it needs nobody's further look."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY, Actor
from gridward.kernel.ids import new_id
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import Around, around
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.services.writing import Beside, decide, store
from gridward.work.workorders.terms import (
    OVER,
    WITH_HANDLER,
    Done,
    OrderMove,
    OrderState,
)


def settle_order(actor: Actor, order_id: UUID) -> None:
    """As `settle_orders` of one."""
    settle_orders(actor, [order_id])


@transaction.atomic
def settle_orders(actor: Actor, ids: Collection[UUID]) -> None:
    """Handled by whoever did it, verified and closed by the record; orders that are over stay as they are.

    Another part calls it for orders that it opened itself, and asks before who may.
    """
    rows = _under_way(ids)
    _move(actor, rows, WITH_HANDLER, OrderMove.HANDLE)
    _move(SOMEBODY, rows, {OrderState.HANDLED}, OrderMove.VERIFY)
    _move(SOMEBODY, rows, {OrderState.VERIFIED}, OrderMove.CLOSE)


@transaction.atomic
def note_order(actor: Actor, order_id: UUID, text: str, move_id: UUID | None = None) -> None:
    """Something more to know of an order, told by the part that opened it; one that is over stays as it is.

    `move_id` is that of its sender, where it has one.
    """
    _note(actor, {order_id: Beside(move_id or new_id(), text)})


@transaction.atomic
def note_orders(actor: Actor, texts: Mapping[UUID, str]) -> None:
    """As `note_order`, a text for each of some orders; as many statements as for one."""
    _note(actor, {order_id: Beside(text=text) for order_id, text in texts.items()})


def _note(actor: Actor, told: Mapping[UUID, Beside]) -> None:
    rows = _under_way(told.keys())
    _carry_out(actor, [(row, OrderMove.NOTE, told[row.pk]) for row in rows])


def _under_way(ids: Collection[UUID]) -> list[Order]:
    """Those of some orders that are not over, locked in one order for everybody."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("grid")
    found = rows.defer("grid__boundary", "grid__bounds").filter(pk__among=ids).order_by("id")
    return [row for row in found if row.state not in OVER]


def _move(by: Actor, rows: Sequence[Order], states: Collection[str], move: OrderMove) -> None:
    _carry_out(by, [(row, move, Beside()) for row in rows if row.state in states])


def _carry_out(by: Actor, moves: Sequence[tuple[Order, OrderMove, Beside]]) -> None:
    """Moves of as many orders that are locked, each at its time."""
    places, now = dict[UUID, Around](), clock.now()
    ready = []
    for row, move, beside in moves:
        place = places.get(row.grid_id) or places.setdefault(row.grid_id, around(row.grid))
        member = by.member_id if move is not OrderMove.NOTE else None
        done = Done(move, max(now, row.moved_at), by=member)
        ready.append(decide(row, kind_of(row.kind_id), place, done, beside))
    if ready:
        store(by, ready)
