"""Orders behind the wall of the database, as the application's own role; and lists of orders in Python."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.services.appointments import end_appointment
from gridward.kernel import clock
from gridward.kernel.rows import acting
from gridward.work.workorders.models import Move, Order
from gridward.work.workorders.queries.orders import OrderFilter, OrderList, orders
from gridward.work.workorders.services.sweeping import sweep
from tests.work.workorders.acts import conduct, moved, opened
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]


def numbers(world: World, name: str, which: OrderList) -> set[str]:
    rows, keys = orders(world.actor(name), OrderFilter(which))
    return {one.place for one in rows.order_by(*keys)}


def everywhere(world: World) -> None:
    for name, grid in (("worker_a1", "a1"), ("worker_a2", "a2"), ("worker_b1", "b1")):
        opened(world, name, "resident_need", grid, place=f"{grid}的事")


def test_a_worker_reads_orders_of_the_own_grid_alone(world: World, behind_wall: Wall) -> None:
    everywhere(world)
    behind_wall(world.account("worker_a1"))
    assert [one.place for one in Order.objects.all()] == ["a1的事"]
    assert Move.objects.count() == 1


def test_a_worker_writes_no_order_elsewhere(world: World, behind_wall: Wall) -> None:
    everywhere(world)
    other = Order.objects.get(place="b1的事")
    behind_wall(world.account("worker_a1"))
    assert Order.objects.filter(pk=other.pk).update(place="改") == 0
    other.pk, other.number = world.grids["a1"].pk, "x"
    with pytest.raises(ProgrammingError, match="row-level security"):
        other.save(force_insert=True)


def test_everything_is_done_as_the_application(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("supervisor_a1"))
    order = opened(world, "supervisor_a1", "violation")
    behind_wall(world.account("worker_a1"))
    moved(world, "worker_a1", order, "handle", text="已劝离")
    behind_wall(world.account("leader_a"))
    assert moved(world, "leader_a", order, "verify").state == "verified"


def test_the_application_changes_no_move(world: World, behind_wall: Wall) -> None:
    order = opened(world, "worker_a1", "resident_need")
    behind_wall(world.account("worker_a1"))
    with pytest.raises(Exception, match="what was recorded stays"), connection.cursor() as cursor:
        cursor.execute("UPDATE workorders_move SET serial = 9 WHERE order_id = %s", [order.pk])


def test_each_list_shows_what_it_says(world: World) -> None:
    everywhere(world)
    opened(world, "supervisor_a1", "violation", place="劝阻")
    assert numbers(world, "worker_a1", OrderList.TODO) == {"劝阻"}
    assert numbers(world, "worker_a1", OrderList.OPENED) == {"a1的事"}
    assert numbers(world, "worker_a1", OrderList.GRID) == {"a1的事", "劝阻"}
    assert numbers(world, "leader_a", OrderList.TODO) == {"a1的事", "a2的事"}
    assert numbers(world, "chief", OrderList.TODO) == set()
    assert numbers(world, "chief", OrderList.GRID) == {"a1的事", "a2的事", "b1的事", "劝阻"}
    assert numbers(world, "chief_f", OrderList.GRID) == set()
    assert numbers(world, "leader_a", OrderList.LATE) == set()


def test_a_confined_order_is_in_no_list_of_others(world: World) -> None:
    conduct(world)
    for name in ("first_a", "police_a", "supervisor_a1", "health_a"):
        assert numbers(world, name, OrderList.GRID) == set()
    for name in ("leader_a", "worker_a1", "command", "chief", "discipline"):
        seen = numbers(world, name, OrderList.GRID)
        assert seen == (set() if name == "chief" else {"东门"}), name


def test_the_clock_sweeps_as_the_application(
    world: World, behind_wall: Wall, morning: time_machine.Traveller
) -> None:
    here, there = opened(world, "worker_a1", "fever"), opened(world, "worker_f1", "violation", "f1")
    everywhere_at_once = operator("schedule")
    morning.shift(16 * 60)
    behind_wall(None)
    with acting(everywhere_at_once):
        assert sweep(everywhere_at_once, clock.now()) == 2
    with acting(everywhere_at_once):
        assert {one.rung for one in Order.objects.filter(pk__in=[here.pk, there.pk])} == {1, 0}


def test_a_chief_removes_a_worker_as_the_application(world: World, behind_wall: Wall) -> None:
    order = opened(world, "supervisor_a1", "violation")
    behind_wall(world.account("chief"))
    post = Appointment.objects.get(post="grid_manager", grid=world.grids["a1"])
    end_appointment(world.actor("chief"), appointment=post, on=clock.today())
    assert Order.objects.get(pk=order.pk).let_go


def test_what_is_to_do_is_found_behind_the_wall(world: World, behind_wall: Wall) -> None:
    opened(world, "supervisor_a1", "violation", place="劝阻")
    everywhere(world)
    behind_wall(world.account("worker_a1"))
    assert numbers(world, "worker_a1", OrderList.TODO) == {"劝阻"}
    behind_wall(world.account("leader_a"))
    assert numbers(world, "leader_a", OrderList.TODO) == {"a1的事", "a2的事"}
    behind_wall(world.account("worker_a2"))
    assert numbers(world, "leader_a", OrderList.TODO) == {"a2的事"}
