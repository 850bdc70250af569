"""What people do with work orders on phones."""

from typing import Any
from uuid import UUID, uuid4

from gridward.work.workorders.models import Order
from tests.exchange.sync.phones import Phone
from tests.work.workorders.acts import ANSWERS
from tests.world import World

Row = dict[str, Any]


def phone_of(world: World, name: str, *grids: str) -> Phone:
    """A phone of somebody of the world that keeps some grids."""
    phone = Phone(world.account(name))
    for grid in grids:
        phone.keep(world.grids[grid].pk)
    return phone


def reported(phone: Phone, kind: str = "facility_broken", **said: Any) -> Row:
    """A report as it is written on a phone, at the first of its grids."""
    content = {
        "id": str(uuid4()),
        "kind": kind,
        "version": 1,
        "grid_id": str(next(iter(phone.cursors))),
        "place": "东门",
        "text": "请尽快处理",
        "answers": ANSWERS[kind],
    }
    return phone.give("order.open", {**content, **said})


def step(phone: Phone, order: Order, move: str, version: int = 0, **said: Any) -> Row:
    """A move as it is made on a phone, of the order as the phone has it."""
    seen = version or phone.orders().get(order.pk, {"version": order.version})["version"]
    content = {"id": str(order.pk), "move_id": str(uuid4()), "move": move, "version": seen}
    return phone.give("order.move", {**content, **said})


def opened_by(command: Row) -> Order:
    """The order that a report became."""
    return Order.objects.get(pk=UUID(command["content"]["id"]))


def codes(phone: Phone) -> list[str]:
    """Why commands of a phone need their owner."""
    return [one["code"] for one in phone.needs_you.values()]


def may(phone: Phone, order: Order) -> set[str]:
    """What the phone offers its owner to do."""
    return {one["move"] for one in phone.orders()[order.pk]["moves"]}


def moves_of(order: Order) -> list[str]:
    """The moves of an order, the first first."""
    return list(order.moves.order_by("serial").values_list("move", flat=True))
