"""What a list shows of orders: columns of three tables, put together here.

What is to do is asked for all day long, and so by a query that is written once.

Models with what hangs on them cost three times as much to read, for a list that is asked for all day long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled, Stored
from gridward.kernel.paging import DEFAULT_SIZE, Page, encode_cursor, page
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import keys_of
from gridward.work.workorders.queries.orders import BY_TIME
from gridward.work.workorders.terms import OrderClock, OrderState

_SHOWN = (
    *("id", "version", "number", "confined", "place", "rung", "opened_by", "opened_at", "seen_at"),
    *("read_at", "late_after", "kind_id", "post", "grid_id", "handler_id", "let_go", "on_scene_at"),
)
_DUES = tuple(f"{clock}_due" for clock in OrderClock)


@dataclass(frozen=True)
class ListedOrder:
    """An order with the names of its grid and handler, and nothing that is sealed."""

    id: UUID
    version: int
    number: str
    confined: bool
    place: str
    rung: int
    opened_by: str
    opened_at: datetime
    seen_at: datetime
    read_at: datetime | None
    late_after: datetime | None
    kind_id: UUID
    post: str
    grid_id: UUID
    handler_id: UUID | None
    let_go: bool
    on_scene_at: datetime | None
    state: OrderState
    grid__code: str
    grid__name: str
    handler__name: str | None
    dues: Mapping[OrderClock, datetime]

    @classmethod
    def of(cls, row: Order) -> "ListedOrder":
        """From a row that was read whole."""
        names = (row.grid.code, row.grid.name, row.handler.name if row.handler else None)
        shown = [getattr(row, name) for name in _SHOWN]
        return cls(*[*shown, OrderState(row.state), *names, row.facts().dues])


_TOLD = (*_SHOWN, "state", "grid__code", "grid__name", "handler__name", *_DUES)


def _to_do(grids: list[UUID], keys: list[str]) -> QuerySet[Order, Any]:
    """The first page of what is to do on some desks, and one more; the same as `orders` and `order_page` find."""
    first = Order.objects.filter(id__first_on_desks=(keys, grids, DEFAULT_SIZE + 1))
    return first.order_by(*BY_TIME).values_list(*_TOLD)


_LISTED = Compiled(lambda ids: Order.objects.filter(pk__among=ids).values_list(*_TOLD), list)
_TO_DO = Compiled(_to_do, list, list)


def to_do(actor: Actor) -> Page[ListedOrder]:
    """The first page of what waits for somebody, what is late first; one query."""
    grids = list(actor.grids(Permission.WORK_READ))
    found = [_listed(row) for row in _TO_DO.ask(grids, keys_of(actor))]
    if len(found) <= DEFAULT_SIZE:
        return Page(found, None)
    last = found[DEFAULT_SIZE - 1]
    return Page(found[:DEFAULT_SIZE], encode_cursor([str(last.late_after), str(last.id)]))


def order_page(rows: QuerySet[Order], keys: Sequence[str], after: str | None) -> Page[ListedOrder]:
    """The page of a list after a cursor; raises BadCursor. Two queries: which orders, and what is told of them.

    An order that goes to somebody else's grid between the two is left out.
    """
    columns = dict.fromkeys(["id", *(key.lstrip("-") for key in keys)])
    found: Any = page(rows.values_list(*columns, named=True), keys, after)
    told = {row[0]: _listed(row) for row in _LISTED.ask([one.id for one in found.rows])}
    return Page([told[one.id] for one in found.rows if one.id in told], found.next)


def _listed(row: Stored) -> ListedOrder:
    (state, *names), dues = row[len(_SHOWN) : -len(_DUES)], row[-len(_DUES) :]
    running = {clock: at for clock, at in zip(OrderClock, dues, strict=True) if at}
    return ListedOrder(*[*row[: len(_SHOWN)], OrderState(state), *names, running])
