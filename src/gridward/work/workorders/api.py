"""Doors of work orders."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import Page
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES
from gridward.work.workorders.queries.board import board
from gridward.work.workorders.queries.cases import case_of, moves_now
from gridward.work.workorders.queries.kinds import (
    kind_of,
    kind_versions,
    kinds_in_force,
    program_digests,
    program_texts,
    version_of,
)
from gridward.work.workorders.queries.lists import ListedOrder, order_page, to_do
from gridward.work.workorders.queries.orders import (
    OrderFilter,
    OrderList,
    candidates,
    may_open,
    orders,
    parts_of,
)
from gridward.work.workorders.queries.rows import order_of
from gridward.work.workorders.queries.standing import subjects_of
from gridward.work.workorders.queries.told import timeline
from gridward.work.workorders.queries.wall import wall_figures, wall_oldest, wall_plan
from gridward.work.workorders.schemas.board import OrderBoardOut
from gridward.work.workorders.schemas.given import OrderIn, OrderMoveIn, OrdersMoveIn
from gridward.work.workorders.schemas.kinds import (
    KindCheckedOut,
    KindIn,
    KindPlanOut,
    KindTextIn,
    KindVersionOut,
    KindVersionRow,
)
from gridward.work.workorders.schemas.orders import (
    OrderEndOut,
    OrderHandlersOut,
    OrderKindOut,
    OrderOut,
    OrderRow,
    OrderSurroundings,
)
from gridward.work.workorders.schemas.wall import WallFiguresOut, WallPlanOut
from gridward.work.workorders.services.kinds import check_kind, put_kind
from gridward.work.workorders.services.moving import move_order, move_together, see_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.photos import keep_order_photo, see_order_photo
from gridward.work.workorders.terms import OrderLink, OrderState

router = door("workorders")


class OrdersWanted(Schema):
    """Which orders; `list`: to do, opened by the caller, of the grids, late.

    `number` is any part of a number; `link` and `about` name what the orders are about; `under_way` leaves out of
    `grid` what is over.
    """

    list: OrderList = OrderList.TODO
    grid_id: UUID | None = None
    state: OrderState | None = None
    kind: str = ""
    late: bool = False
    risen: bool = False
    number: str = ""
    link: OrderLink | None = None
    about: UUID | None = None
    under_way: bool = False
    after: str | None = None

    def chosen(self) -> OrderFilter:
        """As the queries take it."""
        return OrderFilter(self.list, **self.model_dump(exclude={"list", "after"}))


class KindsWanted(Schema):
    """At which grid the caller would open an order; without one all kinds in force."""

    grid_id: UUID | None = None


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def _wall(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.BOARD_WALL)
    return actor


def _keeper(request: HttpRequest) -> None:
    actor_of(request).require(Permission.ORDER_KINDS)


@router.get("", response=answers(PageOut[OrderRow]))
def list_orders(request: HttpRequest, wanted: Query[OrdersWanted]) -> object:
    """A list of orders: what is late first, or what is new."""
    actor = _reader(request)
    one = to_do(actor) if wanted == OrdersWanted() else _page(actor, wanted)
    language = _language(request)
    return PageOut(items=[OrderRow.of(row, language) for row in one.rows], next=one.next)


@router.post("", response=answers(OrderOut, 201))
def post_order(request: HttpRequest, given: OrderIn) -> object:
    """Open an order; sent again with its id, the same order comes back."""
    actor = actor_of(request)
    made = open_order(actor, said=given.said())
    return Status(201, _whole(request, actor, made.pk))


@router.get("/board", response=answers(OrderBoardOut))
def get_board(request: HttpRequest) -> object:
    """How many orders are under way, late and risen, by grid, as of now."""
    return OrderBoardOut.of(board(_reader(request)), clock.now())


@router.get("/wall", response=answers(WallFiguresOut))
def get_wall(request: HttpRequest) -> object:
    """The figures of a screen on a wall: sums by grid, and which kinds are late for longest where."""
    actor = _wall(request)
    figures, oldest = wall_figures(actor), wall_oldest(actor)
    return WallFiguresOut.of(figures, oldest, clock.now(), _language(request))


@router.get("/wall/plan", response=answers(WallPlanOut))
def get_wall_plan(request: HttpRequest) -> object:
    """The places of a screen on a wall: communities, and grids with their boundaries."""
    return WallPlanOut.of(wall_plan(_wall(request)))


@router.get("/kinds", response=answers(list[OrderKindOut]))
def list_kinds(request: HttpRequest, wanted: Query[KindsWanted]) -> object:
    """Kinds in force, or those that the caller may open at a grid, by class."""
    actor = _reader(request)
    rows = kinds_in_force(clock.today())
    if wanted.grid_id:
        rows = may_open(actor, wanted.grid_id, rows)
    return [OrderKindOut.of(row, _language(request)) for row in rows]


@router.get("/plans", response=answers(list[KindPlanOut]))
def list_plans(request: HttpRequest) -> object:
    """How orders of each kind in force go, by class: who, by when, how they rise."""
    _reader(request)
    rows = kinds_in_force(clock.today())
    return [KindPlanOut.of(kind_of(row.pk), _language(request)) for row in rows]


@router.get("/kind-versions", response=answers(list[KindVersionRow]))
def list_kind_versions(request: HttpRequest) -> object:
    """Every version of every kind, by code, the last first; for who keeps kinds."""
    _keeper(request)
    language = _language(request)
    return KindVersionRow.all(kind_versions(), program_digests(), clock.today(), language)


@router.post("/kind-versions/checks", response=answers(KindCheckedOut))
def post_kind_check(request: HttpRequest, given: KindTextIn) -> object:
    """All that is wrong with a text of a kind; nothing is put in."""
    return KindCheckedOut.of(check_kind(actor_of(request), text=given.text), _language(request))


@router.get("/kind-versions/{version_id}", response=answers(KindVersionOut))
def get_kind_version(request: HttpRequest, version_id: UUID) -> object:
    """A version of a kind with its text, to read and to edit."""
    _keeper(request)
    return KindVersionOut.of(version_of(version_id), program_texts(), _language(request))


@router.post("/kind-versions", response=answers(KindVersionOut, 201))
def post_kind(request: HttpRequest, given: KindIn) -> object:
    """Put in a kind as a new version; orders that are open keep theirs."""
    row = put_kind(actor_of(request), text=given.text, seen=given.seen)
    return Status(201, KindVersionOut.of(row, program_texts(), _language(request)))


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


def _page(actor: Actor, wanted: OrdersWanted) -> Page[ListedOrder]:
    rows, keys = orders(actor, wanted.chosen())
    return order_page(rows, keys, wanted.after)


def _whole(request: HttpRequest, actor: Actor, order_id: UUID) -> OrderOut:
    case = case_of(actor, order_of(actor, order_id))
    moves = moves_now(actor, case)
    subjects = subjects_of(actor, case.row)
    around = OrderSurroundings(timeline(case.row), parts_of(actor, order_id), subjects)
    return OrderOut.whole(case, around, moves, _language(request))


def _language(request: HttpRequest) -> str:
    asked = language_of(request)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
