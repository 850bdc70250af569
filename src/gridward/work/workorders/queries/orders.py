"""Lists of orders, and one whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import KindVersion, Order
from gridward.work.workorders.queries.holders import around, keys_of, posts_at
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.queries.rows import order_of, visible_to
from gridward.work.workorders.rules.ladder import handling
from gridward.work.workorders.terms import OVER, OrderLink, OrderState


class OrderList(StrEnum):
    """待办, 我上报的, 网格内, 超时."""

    TODO = "todo"
    OPENED = "opened"
    GRID = "grid"
    LATE = "late"


@dataclass(frozen=True)
class OrderFilter:
    """Which orders: of a list, a grid, a state, a kind; late or risen ones; by number; about something.

    `number` is any part of it. `under_way` leaves out what is over.
    """

    which: OrderList = OrderList.TODO
    grid_id: UUID | None = None
    state: OrderState | None = None
    kind: str = ""
    late: bool = False
    risen: bool = False
    number: str = ""
    link: OrderLink | None = None
    about: UUID | None = None
    under_way: bool = False


BY_TIME, BY_NEWEST = ("late_after", "id"), ("-opened_at", "-id")


def orders(actor: Actor, wanted: OrderFilter) -> tuple[QuerySet[Order], Sequence[str]]:
    """The orders of a list, and the keys by which they are sorted: what is late first, or what is new."""
    keys = keys_of(actor)
    rows = _filtered(visible_to(actor, wanted.grid_id, keys), wanted)
    under_way = rows.exclude(state__in=sorted(OVER))
    match wanted.which:
        case OrderList.TODO:
            return under_way.filter(id__on_desks=keys), BY_TIME
        case OrderList.LATE:
            return under_way.filter(late_after__lt=clock.now()), BY_TIME
        case OrderList.OPENED:
            return rows.filter(opener=actor.member_id, opener__isnull=False), BY_NEWEST
    return (under_way if wanted.under_way else rows), BY_NEWEST


def _filtered(rows: QuerySet[Order], wanted: OrderFilter) -> QuerySet[Order]:
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind__code=wanted.kind)
    if wanted.number:
        rows = rows.filter(number__contains=wanted.number)
    if wanted.late:
        rows = rows.filter(late_after__lt=clock.now())
    if wanted.risen:
        rows = rows.filter(rung__gt=0)
    if wanted.link and wanted.about:
        rows = rows.filter(**{column_of(wanted.link): wanted.about})
    return rows


def column_of(link: OrderLink) -> str:
    """The column in which an order names what it is about."""
    return "concerned_id" if link is OrderLink.MEMBER else f"{link}_id"


def said_of(order: Order) -> tuple[str, Mapping[str, Any]]:
    """The text and the answers of an order; raises SealBroken."""
    plain = json.loads(order.open_sealed("said") or "{}")
    return plain.get("text", ""), plain.get("answers", {})


def parts_of(actor: Actor, order_id: UUID) -> list[Order]:
    """The parts into which an order was split, by number."""
    return list(visible_to(actor).filter(parent=order_id).order_by("number"))


def candidates(actor: Actor, order_id: UUID) -> list[tuple[Post, list[Member]]]:
    """Who an order may be given to: posts of its kind that somebody holds around its grid. Raises NotFound."""
    row = order_of(actor, order_id)
    place, kind = around(row.grid), kind_of(row.kind_id)
    posts = [post for post in Post if post in handling(kind) and post in place.held]
    members = Member.objects.in_bulk({one for post in posts for one in place.held[post]})
    return [(post, [members[one] for one in place.held[post]]) for post in posts]


def may_open(actor: Actor, grid_id: UUID, rows: Sequence[KindVersion]) -> list[KindVersion]:
    """The kinds that the actor's posts may open at a grid. Raises NotFound."""
    grid = grid_of(actor, grid_id)
    if not actor.may(Permission.ORDER_OPEN, grid_id):
        return []
    held = posts_at(actor.member_id, grid) if actor.member_id else frozenset()
    return [one for one in rows if kind_of(one.pk).opens & held]
