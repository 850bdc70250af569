"""Commands about work orders: reported, moved, read on a phone; the moment of each is by its clock, set right."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from gridward.exchange.sync.problems import EarlierCommandRefused
from gridward.exchange.sync.services.earlier import Answer, answers_before
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.workorders.rules.machine import QUIET
from gridward.work.workorders.services.moving import move_order, see_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderSaid

Said = dict[str, Any]


def _open(actor: Actor, said: Said) -> Answer:
    said["photos"] = tuple(said.get("photos", ()))
    row = open_order(actor, said=OrderSaid(**said))
    return {**_answer(row.pk, row.version), "number": row.number}


def _move(actor: Actor, said: Said) -> Answer:
    """A move that others decide on names what was seen; one that is in nobody's way leaves what was seen as it was."""
    order_id, move = said.pop("id"), said.pop("move")
    named = {"order_id": order_id, "move": move, "move_id": said.pop("move_id")}
    seen = _seen(actor, order_id, said, quiet=move in QUIET)
    said["photos"] = tuple(said.get("photos", ()))
    row = move_order(actor, **named, version=seen, said=MoveSaid(**said))
    return _answer(order_id, seen if move in QUIET else row.version)


def _read(actor: Actor, said: Said) -> Answer:
    """That an order was read is nothing to refuse, should it be somebody else's by now."""
    seen = _seen(actor, said["id"], said, quiet=True)
    try:
        see_order(actor, said["id"], said["at"])
    except NotFound:
        return _answer(said["id"], seen)
    return _answer(said["id"], seen)


ORDERS: Mapping[str, Callable[[Actor, Said], Answer]] = {
    "order.open": _open,
    "order.move": _move,
    "order.read": _read,
}


def _seen(actor: Actor, order_id: UUID, said: Said, *, quiet: bool) -> int:
    """The version that the phone's owner had before them: after a command of their own, what that one made of it.

    A note stands by itself: that a move before it was refused takes nothing from it.
    """
    version: int = said.pop("version")
    try:
        earlier = next(answers_before(said.pop("after", None), actor, order_id), None)
    except EarlierCommandRefused:
        if not quiet:
            raise
        return version
    return earlier["version"] if earlier else version


def _answer(order_id: UUID, version: int) -> Answer:
    return {"id": str(order_id), "version": version, "wrote": [], "after": ""}
