"""What people of the world do with orders."""

from typing import Any

from gridward.ground.register.models import Organisation
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.chinese import search_grams
from gridward.kernel.ids import new_id
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.sweeping import sweep
from gridward.work.workorders.terms import MoveSaid, OrderLink, OrderMove, OrderSaid
from tests.world import World

ANSWERS: dict[str, dict[str, Any]] = {
    "violation": {"what": "聚餐", "dissuaded": "ignored"},
    "resident_need": {"need": "food"},
    "gate_emergency": {"what": "crowd"},
    "facility_broken": {"facility": "围挡"},
    "organisation_duty": {"duty": "测温", "notice": "三日内配齐测温仪"},
    "staff_conduct": {"order": "值守卡口", "conduct": "未到岗"},
    "fever": {"place_found": "home"},
    "medical_need": {"need": "medicine"},
    "weakness": {"finding": "交接班记录不全"},
}


def opened(world: World, name: str, what: str, grid: str = "a1", **words: Any) -> Order:
    """An order as a person of the world opens it."""
    said: dict[str, Any] = {
        "id": new_id(),
        "kind": what,
        "grid_id": world.grids[grid].pk,
        "place": "东门",
        "text": "请尽快处理",
        "answers": ANSWERS.get(what, {}),
    }
    return open_order(world.actor(name), said=OrderSaid(**{**said, **words}))


def moved(world: World, name: str, order: Order, move: str, **words: Any) -> Order:
    """A move of an order as it is now, by a person of the world."""
    now = Order.objects.get(pk=order.pk)
    said = MoveSaid(**words)
    return move_order(
        world.actor(name),
        order_id=order.pk,
        move=OrderMove(move),
        version=now.version,
        said=said,
    )


def swept() -> int:
    """How many orders the sweep looks at now."""
    return sweep(operator("schedule"), clock.now())


def shop(world: World, grid: str = "a1") -> Organisation:
    """An organisation at a grid."""
    where = world.grids[grid]
    made = Organisation(
        name="五金店",
        kind="street_shop",
        grams=search_grams("五金店"),
        street_id=where.street_id,
        grid=where,
    )
    made.save()
    return made


def conduct(world: World) -> Order:
    """The community's chief reports that the worker of a1 did not come to the gate."""
    member = world.account("worker_a1").member_id
    return opened(world, "leader_a", "staff_conduct", links={OrderLink.MEMBER: member})
