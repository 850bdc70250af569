"""Doors of work orders."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES
from gridward.work.workorders.queries.cases import case_of, moves_now
from gridward.work.workorders.queries.kinds import kinds_in_force
from gridward.work.workorders.queries.orders import (
    OrderFilter,
    OrderList,
    candidates,
    may_open,
    orders,
    parts_of,
)
from gridward.work.workorders.queries.rows import order_of
from gridward.work.workorders.queries.told import timeline
from gridward.work.workorders.schemas import (
    OrderEndOut,
    OrderHandlersOut,
    OrderIn,
    OrderKindOut,
    OrderMoveIn,
    OrderOut,
    OrderRow,
    OrdersMoveIn,
)
from gridward.work.workorders.services.moving import move_order, move_together, see_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.photos import keep_order_photo, see_order_photo
from gridward.work.workorders.terms import OrderState

router = door("workorders")


class OrdersWanted(Schema):
    """Which orders; `list`: to do, opened by the caller, of the grids, late."""

    list: OrderList = OrderList.TODO
    grid_id: UUID | None = None
    state: OrderState | None = None
    kind: str = ""
    after: str | None = None


class KindsWanted(Schema):
    """At which grid the caller would open an order; without one all kinds in force."""

    grid_id: UUID | None = None


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


@router.get("", response=answers(PageOut[OrderRow]))
def list_orders(request: HttpRequest, wanted: Query[OrdersWanted]) -> object:
    """A list of orders: what is late first, or what is new."""
    actor = _reader(request)
    chosen = OrderFilter(wanted.list, wanted.grid_id, wanted.state, wanted.kind)
    rows, keys = orders(actor, chosen)
    one: Any = page(rows, keys, wanted.after)
    language = _language(request)
    return PageOut(items=[OrderRow.of(row, language) for row in one.rows], next=one.next)


@router.post("", response=answers(OrderOut, 201))
def post_order(request: HttpRequest, given: OrderIn) -> object:
    """Open an order; sent again with its id, the same order comes back."""
    actor = actor_of(request)
    made = open_order(actor, said=given.said())
    return Status(201, _whole(request, actor, made.pk))


@router.get("/kinds", response=answers(list[OrderKindOut]))
def list_kinds(request: HttpRequest, wanted: Query[KindsWanted]) -> object:
    """Kinds in force, or those that the caller may open at a grid, by class."""
    actor = _reader(request)
    rows = kinds_in_force(clock.today())
    if wanted.grid_id:
        rows = may_open(actor, wanted.grid_id, rows)
    return [OrderKindOut.of(row, _language(request)) for row in rows]


@router.post("/photos", response=answers(None, 204))
def post_photo(request: HttpRequest, photo: UUID) -> object:
    """Take in a photograph (JPEG, PNG or WebP) that an order or a move will name by the id `photo`.

    Sent again, nothing changes.
    """
    keep_order_photo(actor_of(request), photo_id=photo, content=request.body)
    return Status(204, None)


@router.get("/photos/{photo_id}", response=answers(None))
def get_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A photograph (JPEG); the look is recorded."""
    content = see_order_photo(_reader(request), photo_id=photo_id)
    return HttpResponse(content, content_type="image/jpeg")


@router.post("/moves", response=answers(list[OrderEndOut]))
def post_moves(request: HttpRequest, given: OrdersMoveIn) -> object:
    """Make one move of many orders, such as dispatching what came in at night; each is taken or refused on its own."""
    actor, language = actor_of(request), _language(request)
    actor.require(Permission.ORDER_WORK)
    seen = {one.id: one.version for one in given.orders}
    ends = move_together(actor, orders=seen, move=given.move, said=given.said())
    return [OrderEndOut.of(one, ends[one], language) for one in seen]


@router.get("/{order_id}", response=answers(OrderOut))
def get_order(request: HttpRequest, order_id: UUID) -> object:
    """An order with its timeline and the caller's moves; its handler has read it from now on."""
    actor = _reader(request)
    see_order(actor, order_id)
    return _whole(request, actor, order_id)


@router.get("/{order_id}/handlers", response=answers(list[OrderHandlersOut]))
def list_handlers(request: HttpRequest, order_id: UUID) -> object:
    """Who an order may be given to: posts of its kind, and who holds them there."""
    found = candidates(_reader(request), order_id)
    return [OrderHandlersOut.of(post, members, _language(request)) for post, members in found]


@router.post("/{order_id}/moves", response=answers(OrderOut))
def post_move(request: HttpRequest, order_id: UUID, given: OrderMoveIn) -> object:
    """Make a move; of two who act at once one is first, and the other is told what was done."""
    actor = actor_of(request)
    move_order(
        actor,
        order_id=order_id,
        move=given.move,
        version=given.version,
        said=given.said(),
        move_id=given.id,
    )
    return _whole(request, actor, order_id)


def _whole(request: HttpRequest, actor: Actor, order_id: UUID) -> OrderOut:
    case = case_of(actor, order_of(actor, order_id))
    moves = moves_now(actor, case)
    parts = parts_of(actor, order_id)
    return OrderOut.whole(case, timeline(case.row), parts, moves, _language(request))


def _language(request: HttpRequest) -> str:
    asked = language_of(request)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
