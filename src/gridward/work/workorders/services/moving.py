"""One order is moved by somebody who saw it at a version: of two at once, one is first and the other is told so."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotFound, Problem
from gridward.work.workorders.models import Move, Order
from gridward.work.workorders.problems import (
    OrderIdTaken,
    OrderMovedMeanwhile,
    OrderMoveNotNow,
    OrderPartsUnfit,
)
from gridward.work.workorders.queries.cases import OrderCase, Places, case_of, needed
from gridward.work.workorders.queries.rows import order_of, order_to_move, orders_to_move
from gridward.work.workorders.rules.duplicates import followed
from gridward.work.workorders.rules.machine import BY_OTHERS, QUIET, check, possible
from gridward.work.workorders.services.opening import begin, check_time
from gridward.work.workorders.services.photos import claim
from gridward.work.workorders.services.preparing import Prepared, given, prepare
from gridward.work.workorders.services.writing import (
    Beside,
    Ready,
    about,
    carry_out,
    decide,
    sealed,
    store,
)
from gridward.work.workorders.terms import (
    Done,
    MoveSaid,
    OrderAct,
    OrderMove,
    PartSaid,
)

LEAST_PARTS = 2
OF_SEVERAL = frozenset({OrderMove.DUPLICATE, OrderMove.SPLIT})
"""Moves that write other orders beside their own."""

Ends = dict[UUID, Order | Problem]


@transaction.atomic
def move_order(
    actor: Actor,
    *,
    order_id: UUID,
    move: OrderMove,
    version: int,
    said: MoveSaid | None = None,
    move_id: UUID | None = None,
) -> Order:
    """Make a move of an order as it was seen at a version; with an id of its sender's it is made once.

    Raises NotFound, NotAllowed, OrderMovedMeanwhile, OrderMoveNotNow, OrderMoveNotYours, OrderTimeAhead, OrderIdTaken,
    OrderPhotoMissing, and what `prepare` raises.
    """
    said = said or MoveSaid()
    if move_id is not None and _made_before(actor, move_id, order_id, move):
        return order_of(actor, order_id)
    row = _moved(actor, _case(actor, order_id, move), move, version, said, move_id)
    record(
        actor,
        OrderAct.MOVED,
        about(row),
        street=row.street_id,
        number=row.number,
        move=f"word.order.move.{move}",
    )
    return row


@transaction.atomic
def move_together(
    actor: Actor, *, orders: Mapping[UUID, int], move: OrderMove, said: MoveSaid
) -> Ends:
    """Make one move of many orders, each as it was seen at its version, each taken or refused on its own.

    Orders are locked in one order of all, so that two who move many wait for each other and never in a ring.
    """
    together = _each_alone if move in OF_SEVERAL or said.photos else _all_at_once
    ends = together(actor, orders, move, said)
    made = [one for one in ends.values() if isinstance(one, Order)]
    if made:
        record(
            actor,
            OrderAct.MOVED_TOGETHER,
            street=made[0].street_id,
            also=[one.pk for one in made],
            count=len(made),
            move=f"word.order.move.{move}",
        )
    return ends


def _each_alone(actor: Actor, orders: Mapping[UUID, int], move: OrderMove, said: MoveSaid) -> Ends:
    """Moves that write more than their order."""
    ends: Ends = {}
    for order_id in sorted(orders):
        try:
            with transaction.atomic():
                case = _case(actor, order_id, move)
                ends[order_id] = _moved(actor, case, move, orders[order_id], said, None)
        except Problem as problem:
            ends[order_id] = problem
    return ends


def _all_at_once(actor: Actor, orders: Mapping[UUID, int], move: OrderMove, said: MoveSaid) -> Ends:
    """Moves that are decided one by one and stored together."""
    rows = {row.pk: row for row in orders_to_move(actor, list(orders))}
    places: Places = {}
    ends: Ends = {}
    moves: list[Ready] = []
    for order_id, version in orders.items():
        try:
            if order_id not in rows:
                raise NotFound
            _check_by_somebody(rows[order_id], move)
            case = case_of(actor, rows[order_id], places)
            done, beside = _decided(actor, case, move, version, said, None)
            moves.append(decide(case.row, case.kind, case.around, done, beside))
            ends[order_id] = case.row
        except Problem as problem:
            ends[order_id] = problem
    store(actor, moves)
    return ends


def _moved(
    actor: Actor,
    case: OrderCase,
    move: OrderMove,
    version: int,
    said: MoveSaid,
    move_id: UUID | None,
) -> Order:
    done, beside = _decided(actor, case, move, version, said, move_id)
    _make(actor, case, done, said, beside)
    claim(case.row, said.photos, actor.account_id)
    return case.row


def _decided(
    actor: Actor,
    case: OrderCase,
    move: OrderMove,
    version: int,
    said: MoveSaid,
    move_id: UUID | None,
) -> tuple[Done, Beside]:
    """Whether the actor may make the move now, and what it becomes."""
    actor.require(needed(move), case.row.grid_id)
    _check_seen(case, move, version)
    check(case.facts, move, case.who)
    check_time(said.at, clock.now())
    ready = prepare(actor, case, move, said, clock.now())
    return ready.done, Beside(
        move_id or new_id(), said.text.strip(), said.photos, said.at, ready.told
    )


@transaction.atomic
def see_order(actor: Actor, order_id: UUID, at: datetime | None = None) -> Order:
    """An order to read. That its handler opens it for the first time is a move: it was read from now on (NotFound).

    Reading is not acknowledging: the clock for that runs on. `at` is when it was read, by the sender's clock.
    """
    row = order_of(actor, order_id)
    if row.read_at is not None or row.post == "" or not _would_read(actor, row):
        return row
    case = _case(actor, order_id, OrderMove.READ)
    if _may_read(case):
        done = Done(OrderMove.READ, max(clock.now(), case.facts.at), by=actor.member_id)
        carry_out(actor, case.row, case.kind, case.around, done, Beside(at=at))
    return order_of(actor, order_id)


def _would_read(actor: Actor, row: Order) -> bool:
    return actor.may(needed(OrderMove.READ), row.grid_id) and _may_read(case_of(actor, row))


def _may_read(case: OrderCase) -> bool:
    return OrderMove.READ in possible(case.facts, case.who)


def _case(actor: Actor, order_id: UUID, move: OrderMove) -> OrderCase:
    if move is OrderMove.DUPLICATE:
        one_at_a_time("workorders.duplicates")
    row = order_to_move(actor, order_id)
    _check_by_somebody(row, move)
    return case_of(actor, row)


def _check_by_somebody(row: Order, move: OrderMove) -> None:
    """Raises OrderMoveNotNow for a move that the clock makes, or that follows from another order's."""
    if move in BY_OTHERS:
        raise OrderMoveNotNow(move=f"word.order.move.{move}", state=f"word.order.state.{row.state}")


def _made_before(actor: Actor, move_id: UUID, order_id: UUID, move: OrderMove) -> bool:
    one_at_a_time("workorders.id", move_id)
    made = Move.objects.filter(pk=move_id).first()
    if made is None:
        return False
    if (made.order_id, made.move, made.account_id) != (order_id, move, actor.account_id):
        raise OrderIdTaken
    return True


def _check_seen(case: OrderCase, move: OrderMove, version: int) -> None:
    if move in QUIET or case.row.version == version:
        return
    last = case.row.moves.exclude(move__in=[one.value for one in QUIET]).order_by("-serial").first()
    at = last.at.astimezone(clock.LOCAL) if last else case.facts.at
    raise OrderMovedMeanwhile(
        who=last.account_name if last else "",
        move=f"word.order.move.{last.move}" if last else "",
        at=f"{at:%m-%d %H:%M}",
        version=case.row.version,
    )


def _make(actor: Actor, case: OrderCase, done: Done, said: MoveSaid, beside: Beside) -> None:
    if done.move is OrderMove.DUPLICATE and said.other_id is not None:
        _duplicate(actor, case, done, said.other_id, beside)
        return
    if done.move is OrderMove.SPLIT:
        beside = _split(actor, case, done, said, beside)
    carry_out(actor, case.row, case.kind, case.around, done, beside)


def _duplicate(actor: Actor, case: OrderCase, done: Done, other: UUID, beside: Beside) -> None:
    """The order ends as a duplicate of the one where the chain of the other ends; that one is told."""
    target = order_to_move(actor, followed(_pointing(actor, other), case.row.pk, other))
    whole = Done(done.move, done.at, by=done.by, other=target.pk)
    told = Beside(beside.id, beside.text, beside.photos, beside.at, {"number": target.number})
    carry_out(actor, case.row, case.kind, case.around, whole, told)
    theirs = case_of(actor, target)
    into = Done(OrderMove.TAKE_IN, max(done.at, theirs.facts.at), by=done.by, other=case.row.pk)
    beside_theirs = Beside(told={"number": case.row.number})
    carry_out(actor, target, theirs.kind, theirs.around, into, beside_theirs)


def _pointing(actor: Actor, other: UUID) -> dict[UUID, UUID]:
    """The chain of duplicates that begins with an order; raises NotFound."""
    pointing: dict[UUID, UUID] = {}
    at = order_of(actor, other)
    while at.duplicate_of_id is not None and at.pk not in pointing:
        pointing[at.pk] = at.duplicate_of_id
        at = order_of(actor, at.duplicate_of_id)
    return pointing


def _split(actor: Actor, case: OrderCase, done: Done, said: MoveSaid, beside: Beside) -> Beside:
    """Open the parts, each given to somebody at once; the order itself is over."""
    if len(said.parts) < LEAST_PARTS or not all(one.text.strip() for one in said.parts):
        raise OrderPartsUnfit(least=LEAST_PARTS)
    numbers = [_part(actor, case, done, one) for one in said.parts]
    told = {**beside.told, "number": ", ".join(numbers)}
    return Beside(beside.id, beside.text, beside.photos, beside.at, told)


def _part(actor: Actor, case: OrderCase, done: Done, part: PartSaid) -> str:
    whole = case.row
    if Order.objects.filter(pk=part.id).exists():
        raise OrderIdTaken
    same = ("street_id", "grid", "kind", "confined", "place", "seen_at")
    links = ("household_id", "resident_id", "organisation_id", "site_id", "concerned_id")
    row = Order(
        id=part.id,
        parent=whole,
        opener_id=whole.opener_id,
        opened_by=whole.opened_by,
        opened_at=done.at,
        **{name: getattr(whole, name) for name in (*same, *links)},
    )
    row.set_sealed("said", sealed(part.text.strip(), {}))
    to: Prepared = given(case, done, part.post, part.member_id)
    begin(actor, row, case.kind, case.around, Beside(told=to.told), done.at, to.done)
    return row.number
