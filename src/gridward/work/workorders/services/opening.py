"""Orders are opened: by whoever found something, or as parts of one that is split."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeAlias
from uuid import UUID

from django.db import connection, transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.territory.models import Grid, Site
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.bulk import insert_rows
from gridward.kernel.calendar import calendar
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.work.workorders.models import KindVersion, Order
from gridward.work.workorders.problems import (
    OrderDeadlinePast,
    OrderHandlerUnfit,
    OrderIdTaken,
    OrderLinkMissing,
    OrderLinkUnfit,
    OrderNotYoursToOpen,
    OrderTimeAhead,
)
from gridward.work.workorders.queries.holders import Around, around, posts_at
from gridward.work.workorders.queries.kinds import kind_of, version_seen
from gridward.work.workorders.rules.answers import check_answers
from gridward.work.workorders.rules.ladder import given_to, handling, with_dues
from gridward.work.workorders.rules.machine import opened
from gridward.work.workorders.services.photos import claim
from gridward.work.workorders.services.writing import (
    Beside,
    about,
    first_move,
    keep,
    put,
    sealed,
)
from gridward.work.workorders.terms import (
    Done,
    Facts,
    Kind,
    OrderAct,
    OrderClock,
    OrderLink,
    OrderMove,
    OrderSaid,
    OrderState,
)

TOLERANCE = timedelta(minutes=5)
"""By which a phone's clock may be ahead of the server's."""
_MODELS = {
    OrderLink.HOUSEHOLD: Household,
    OrderLink.RESIDENT: Resident,
    OrderLink.ORGANISATION: Organisation,
    OrderLink.SITE: Site,
}
OpenSome: TypeAlias = Callable[[Sequence[OrderSaid]], list[Order]]
_Targets: TypeAlias = Collection[tuple[OrderLink, UUID, UUID]]
"""Rows that orders may be about: which link, which row, at which grid."""


@transaction.atomic
def open_order(actor: Actor, *, said: OrderSaid) -> Order:
    """Open an order with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, OrderKindUnknown, OrderNotYoursToOpen, OrderFieldMissing, OrderFieldUnfit,
    OrderLinkMissing, OrderLinkUnfit, OrderTimeAhead, OrderPhotoMissing, OrderIdTaken; with a post or a deadline also
    OrderHandlerUnfit, OrderDeadlinePast.
    """
    actor.require(Permission.ORDER_OPEN, said.grid_id)
    one_at_a_time("workorders.id", said.id)
    known = Order.objects.filter(pk=said.id).first()
    if known is not None:
        return _opened_before(actor, known, said)
    known_by, now = _Known(actor), clock.now()
    check_time(said.at, now)
    place = known_by.around(said.grid_id)
    row, kind, to = _said(known_by, said, _targets([said]), now)
    begin(actor, row, kind, place, Beside(photos=said.photos, at=said.at), now, to)
    record(
        actor,
        OrderAct.OPENED,
        about(row),
        street=row.street_id,
        number=row.number,
        kind=kind.title[DEFAULT_LANGUAGE],
    )
    return row


@contextmanager
def opening_together(actor: Actor) -> Iterator[OpenSome]:
    """Open orders of the house for another part, batch by batch, however many, with ids that were never used.

    What is given opens a batch in a few statements, without photographs and without an id that comes again; it raises
    as `open_order`. At the end one line of the record tells of all of them.
    """
    known, opened = _Known(actor), list[tuple[UUID, UUID]]()

    def open_some(said: Sequence[OrderSaid]) -> list[Order]:
        rows = _opened_some(known, said)
        opened.extend((row.pk, row.street_id) for row in rows)
        return rows

    with transaction.atomic():
        yield open_some
        if opened:
            record(
                actor,
                OrderAct.MOVED_TOGETHER,
                street=opened[0][1],
                also=[pk for pk, _ in opened],
                count=len(opened),
                move=f"word.order.move.{OrderMove.OPEN}",
            )


class _Known:
    """What new orders of somebody are looked up by: what is around a grid, versions of kinds; each asked for once."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.around = cache(lambda grid_id: around(grid_of(actor, grid_id)))
        self.version = cache(lambda kind, number: version_seen(kind, number, clock.today()))


def _opened_some(known: _Known, said: Sequence[OrderSaid]) -> list[Order]:
    """Orders with their first moves, stored."""
    rows, moves, targets, now = [], [], _targets(said), clock.now()
    for one in said:
        known.actor.require(Permission.ORDER_OPEN, one.grid_id)
        row, kind, to = _said(known, one, targets, now)
        first, beside = _begun(row, kind, known.around(one.grid_id), Beside(at=one.at), now, to)
        rows.append(row)
        moves.append(first_move(known.actor, row, first, beside))
    _number(rows)
    insert_rows(rows)
    insert_rows(moves)
    return rows


def _said(
    known: _Known, said: OrderSaid, targets: _Targets, now: datetime
) -> tuple[Order, Kind, Done | None]:
    """An order as it was said, its kind, and whose it is at once; nothing is stored. Raises as `open_order`."""
    place, version = known.around(said.grid_id), known.version(said.kind, said.version)
    kind = kind_of(version.pk)
    _check_opener(known.actor, kind, place.grid)
    check_answers(kind, said.answers)
    row = _row(known.actor, said, place.grid, version, now)
    _link(row, kind, said.links, targets)
    row.set_sealed("said", sealed(said.text.strip(), said.answers))
    return row, kind, _dispatched(known.actor, row, kind, place, said, now)


def _number(rows: Sequence[Order]) -> None:
    """Numbers of the day, street by street in the order of the rows."""
    days = [(row.street_id, clock.local_date(row.opened_at)) for row in rows]
    last = {one: _last_number(*one, count) for one, count in Counter(days).items()}
    left = Counter(days)
    for row, one in zip(rows, days, strict=True):
        left[one] -= 1
        row.number = _numbered(one[1], last[one] - left[one])


def begin(
    actor: Actor,
    row: Order,
    kind: Kind,
    place: Around,
    beside: Beside,
    now: datetime,
    to: Done | None = None,
) -> None:
    """Store an order and its first move; `to` says whose it is at once (and until when), else the kind does."""
    first, beside = _begun(row, kind, place, beside, now, to)
    row.number = next_number(row.street_id, clock.local_date(now))
    row.save(force_insert=True)
    keep(actor, row, first, beside)
    claim(row, beside.photos, actor.account_id)


def _begun(
    row: Order, kind: Kind, place: Around, beside: Beside, now: datetime, to: Done | None
) -> tuple[Done, Beside]:
    """The first move of an order, which is written into the row; neither is stored."""
    route = _route(row, kind)
    first = Done(OrderMove.OPEN, now, by=row.opener_id, route=route)
    blank = Facts(OrderState.DISPATCHED, now, route)
    if to is None and kind.at_once:
        rung, post, handler = given_to(kind, blank, place.held, kind.route(route).handler)
        first = replace(first, rung=rung, post=post, handler=handler)
    elif to is not None:
        first = replace(first, rung=to.rung, post=to.post, handler=to.handler)
    first = with_dues(kind, calendar(), None, first, opened(first))
    first = replace(first, dues={**first.dues, **(to.dues if to else {})})
    put(row, kind, place, opened(first))
    told = {"to": place.name(first.handler), **beside.told}
    return first, replace(beside, told=told)


def _dispatched(
    actor: Actor, row: Order, kind: Kind, place: Around, said: OrderSaid, now: datetime
) -> Done | None:
    """Whose an order is at once, where whoever opens it dispatches it too."""
    if said.post is None and said.handle_by is None:
        return None
    actor.require(Permission.ORDER_DISPATCH, row.grid_id)
    route = kind.route(_route(row, kind))
    wanted = said.post or route.handler
    if wanted not in handling(kind):
        raise OrderHandlerUnfit
    if said.handle_by is not None and said.handle_by <= now:
        raise OrderDeadlinePast
    blank = Facts(OrderState.DISPATCHED, now, route.code)
    rung, post, handler = given_to(kind, blank, place.held, wanted)
    dues = {OrderClock.HANDLE: said.handle_by} if said.handle_by else {}
    return Done(OrderMove.OPEN, now, rung=rung, post=post, handler=handler, dues=dues)


def next_number(street_id: UUID, day: date) -> str:
    """The next number of a street's day: 20260302-0001."""
    return _numbered(day, _last_number(street_id, day, 1))


def _last_number(street_id: UUID, day: date, count: int) -> int:
    """Take so many numbers of a street's day; answers the last of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workorders_orderserial AS s (street_id, day, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (street_id, day) DO UPDATE SET last = s.last + excluded.last"
            " RETURNING s.last",
            [street_id, day, count],
        )
        return int(cursor.fetchone()[0])


def _numbered(day: date, number: int) -> str:
    return f"{day:%Y%m%d}-{number:04d}"


def check_time(at: datetime | None, now: datetime) -> None:
    """Raises OrderTimeAhead where the sender's time has not come yet."""
    if at is not None and at > now + TOLERANCE:
        raise OrderTimeAhead


def _opened_before(actor: Actor, known: Order, said: OrderSaid) -> Order:
    first = known.moves.filter(serial=1, account_id=actor.account_id).exists()
    if not first or known.kind.code != said.kind or known.opener_id != actor.member_id:
        raise OrderIdTaken
    return known


def _check_opener(actor: Actor, kind: Kind, grid: Grid) -> None:
    """Who is no member acts for the house: the command line, or another part by the clock."""
    if actor.member_id is None and actor.account_id is None:
        return
    held = posts_at(actor.member_id, grid) if actor.member_id else frozenset()
    if not held & kind.opens:
        raise OrderNotYoursToOpen(kind=kind.title)


def _row(actor: Actor, said: OrderSaid, grid: Grid, version: KindVersion, now: datetime) -> Order:
    return Order(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        kind=version,
        confined=kind_of(version.pk).confined,
        place=said.place.strip(),
        opener_id=actor.member_id,
        opened_by=actor.name,
        opened_at=now,
        seen_at=said.at or now,
    )


def _link(row: Order, kind: Kind, links: Mapping[OrderLink, UUID], targets: _Targets) -> None:
    """What the order is about, at its own grid: somebody's conduct where one of their posts reaches it."""
    for link, must in kind.links.items():
        if must and link not in links:
            raise OrderLinkMissing(link=f"word.order.link.{link}")
    for link, target in links.items():
        if link not in kind.links or not _is_there(row.grid, link, target, targets):
            raise OrderLinkUnfit(link=f"word.order.link.{link}")
        setattr(row, "concerned_id" if link is OrderLink.MEMBER else f"{link}_id", target)


def _is_there(grid: Grid, link: OrderLink, target: UUID, targets: _Targets) -> bool:
    if link is OrderLink.MEMBER:
        return bool(posts_at(target, grid))
    return (link, target, grid.pk) in targets


def _targets(said: Sequence[OrderSaid]) -> _Targets:
    """Where the rows are that orders are to be about; a query for each link."""
    wanted: dict[OrderLink, list[UUID]] = defaultdict(list)
    for link, target in (pair for one in said for pair in one.links.items()):
        wanted[link].append(target)
    return {
        (link, target, grid)
        for link, ids in wanted.items()
        if link in _MODELS
        for target, grid in _MODELS[link]
        ._default_manager.filter(pk__among=ids)
        .values_list("pk", "grid_id")
    }


def _route(row: Order, kind: Kind) -> str:
    """The route for whoever employs the person that the order is about."""
    employer = row.concerned.employer if row.concerned else None
    return next(one.code for one in kind.routes if not one.employers or employer in one.employers)
