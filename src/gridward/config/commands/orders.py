"""`gridward workorder open | move | list`: in somebody's name, or the command line's, which keeps the desk."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gridward.config.commands.people import COMMAND_LINE
from gridward.config.commands.problems import GridUnknown, SignInUnknown
from gridward.ground.staff.access import actor_of_account, operator
from gridward.ground.staff.models import Account
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import BadRequest, NotFound
from gridward.kernel.rows import acting
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.queries.orders import OrderFilter, OrderList, orders
from gridward.work.workorders.queries.rows import visible_to
from gridward.work.workorders.queries.told import sentence, timeline
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderSaid

LANGUAGE = "zh-Hans"
MOST = 200


def open_one(
    kind: str, grid: str, place: str, text: str, answers: list[str], by: str
) -> dict[str, Any]:
    """Open an order; answers it whole."""
    with acting_as(by) as actor:
        said = dict(_answer(one) for one in answers)
        order = open_order(
            actor, said=OrderSaid(new_id(), kind, grid_coded(grid), place, text, said)
        )
        return _told(order)


def move_one(number: str, move: str, text: str, post: str, by: str) -> dict[str, Any]:
    """Move an order as it stands now; answers it whole."""
    with acting_as(by) as actor:
        order = _order(actor, number)
        said = MoveSaid(text=text, post=word(Post, post) if post else None)
        what = word(OrderMove, move)
        return _told(
            move_order(actor, order_id=order.pk, move=what, version=order.version, said=said)
        )


def list_some(which: str, grid: str, by: str) -> dict[str, Any]:
    """The orders of a list."""
    with acting_as(by) as actor:
        wanted = OrderFilter(word(OrderList, which), grid_coded(grid) if grid else None)
        rows, keys = orders(actor, wanted)
        return {one.number: _line(one) for one in rows.order_by(*keys)[:MOST]}


@contextmanager
def acting_as(by: str) -> Iterator[Actor]:
    """Somebody by their sign-in, else the command line.

    Whose appointments are read is told to the database for one transaction, so all is done in one.
    """
    with transaction.atomic():
        actor = _actor(by)
        with acting(actor):
            yield actor


def _actor(by: str) -> Actor:
    if not by:
        return operator(COMMAND_LINE)
    account = Account.objects.filter(username=by).first()
    if account is None:
        raise SignInUnknown(name=by)
    return actor_of_account(account)


def _order(actor: Actor, number: str) -> Order:
    """By its number, or by its id where two streets have the same number."""
    rows = list(visible_to(actor).filter(_named(number))[:2])
    if len(rows) != 1:
        raise NotFound
    return rows[0]


def _named(number: str) -> Q:
    try:
        return Q(pk=UUID(number))
    except ValueError:
        return Q(number=number)


def grid_coded(code: str) -> UUID:
    """The id of a grid by its code; raises GridUnknown."""
    pk = Grid.objects.filter(code=code).values_list("pk", flat=True).first()
    if pk is None:
        raise GridUnknown(grid=code)
    return pk


def _answer(text: str) -> tuple[str, Any]:
    """FIELD=VALUE; a value that reads as JSON (true, 5) is that, any other a text."""
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def word(words: Any, text: str) -> Any:
    """One of the words of an enumeration; raises BadRequest, which tells them."""
    try:
        return words(text)
    except ValueError:
        raise BadRequest(fields=", ".join(words)) from None


def _line(order: Order) -> dict[str, Any]:
    return {
        "id": str(order.pk),
        "kind": kind_of(order.kind_id).title[LANGUAGE],
        "state": order.state,
        "place": order.place,
        "late_after": order.late_after,
    }


def _told(order: Order) -> dict[str, Any]:
    told = [f"{one.at:%Y-%m-%d %H:%M}Z {sentence(one, LANGUAGE)}" for one in timeline(order)]
    return {"number": order.number, **_line(order), "timeline": told}
