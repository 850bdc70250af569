"""What two do with an order at one moment, over two real connections."""

from collections.abc import Callable

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import acting
from gridward.work.workorders.models import Order
from gridward.work.workorders.problems import OrderDuplicateCircle, OrderMovedMeanwhile
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderSaid, OrderState
from tests.work.patrols.test_papers_at_once import at_once
from tests.work.workorders.acts import ANSWERS, opened, swept
from tests.world import World


@pytest.fixture
def world(committed: World) -> World:
    """The world, stored for good."""
    return committed


def need(world: World) -> Order:
    with acting(world.actor("supervisor_a1")):
        return opened(world, "supervisor_a1", "resident_need")


def move(actor: Actor, order: Order, what: OrderMove, **words: object) -> Callable[[], Order]:
    def make() -> Order:
        with acting(actor):
            return move_order(
                actor,
                order_id=order.pk,
                move=what,
                version=1,
                said=MoveSaid(**words),  # type: ignore[arg-type]
            )

    return make


def test_two_chiefs_accept_at_once(world: World) -> None:
    order = need(world)
    chiefs = [world.actor(name) for name in ("leader_a", "first_a")]
    ends = at_once(*(move(one, order, OrderMove.ACCEPT) for one in chiefs))
    assert sorted(type(one).__name__ for one in ends) == ["Order", OrderMovedMeanwhile.__name__]
    lost = next(one for one in ends if isinstance(one, OrderMovedMeanwhile))
    first = next(chief for chief, end in zip(chiefs, ends, strict=True) if isinstance(end, Order))
    assert lost.details["who"] == first.name
    kept = Order.objects.get(pk=order.pk)
    assert (kept.state, kept.moves.count()) == (OrderState.ACCEPTED, 2)
    assert replayed(kept) == kept.facts()


def test_two_orders_are_made_duplicates_of_each_other_at_once(world: World) -> None:
    first, second = need(world), need(world)
    leader, other = world.actor("leader_a"), world.actor("first_a")
    ends = at_once(
        move(leader, first, OrderMove.DUPLICATE, other_id=second.pk),
        move(other, second, OrderMove.DUPLICATE, other_id=first.pk),
    )
    assert sorted(type(one).__name__ for one in ends) == ["Order", OrderDuplicateCircle.__name__]
    assert Order.objects.filter(state=OrderState.DUPLICATE).count() == 1


def test_one_order_sent_twice_at_once_is_one(world: World) -> None:
    worker, grid = world.actor("worker_a1"), world.grids["a1"].pk
    name = new_id()
    said = OrderSaid(name, "resident_need", grid, answers=ANSWERS["resident_need"])

    def send() -> Order:
        with acting(worker):
            return open_order(worker, said=said)

    ends = at_once(send, send)
    assert {one.pk for one in ends if isinstance(one, Order)} == {name}
    assert Order.objects.get(pk=name).moves.count() == 1


def test_two_sweeps_at_once_send_an_order_one_rung_higher(world: World) -> None:
    order = need(world)
    Order.objects.filter(pk=order.pk).update(next_due=order.opened_at, accept_due=order.opened_at)
    ends = at_once(swept, swept)
    assert sorted(int(str(one)) for one in ends) == [0, 1]
    assert Order.objects.get(pk=order.pk).rung == 1
