"""What is to do is read by a query of its own, which finds what the general one finds."""

import pytest

from gridward.kernel.paging import DEFAULT_SIZE
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.lists import order_page, to_do
from gridward.work.workorders.queries.orders import OrderFilter, orders
from tests.work.workorders.acts import conduct, opened
from tests.world import World

pytestmark = pytest.mark.django_db
PEOPLE = (
    "worker_a1",
    "supervisor_a1",
    "leader_a",
    "first_a",
    "police_a",
    "command",
    "chief",
    "patron",
)


def copies(row: Order, count: int) -> None:
    """More orders like this one, at the same desks."""
    for number in range(count):
        row.pk = None
        row._state.adding = True
        row.number = f"{number:04}"
        row.save()


def test_the_first_page_is_that_of_the_general_query(world: World) -> None:
    conduct(world)
    opened(world, "supervisor_a1", "violation", place="劝阻")
    opened(world, "worker_a1", "resident_need")
    for name in PEOPLE:
        actor = world.actor(name)
        assert to_do(actor) == order_page(*orders(actor, OrderFilter()), None), name


def test_its_cursor_goes_on_where_it_ended(world: World) -> None:
    row = opened(world, "supervisor_a1", "violation")
    copies(row, DEFAULT_SIZE + 2)
    actor = world.actor("worker_a1")
    first = to_do(actor)
    assert first == order_page(*orders(actor, OrderFilter()), None)
    rest = order_page(*orders(actor, OrderFilter()), first.next)
    found = [one.id for one in (*first.rows, *rest.rows)]
    assert len(found) == len(set(found)) == DEFAULT_SIZE + 3
    assert rest.next is None
