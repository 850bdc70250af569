"""Somebody at a gate says they live here: the register has them, or one order asks the grid's worker to add them."""

from datetime import timedelta

import pytest

from gridward.ground.register.services.residents import add_resident
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.watch.models import MissingResident
from gridward.work.watch.problems import MissingNotThereYet, MissingTimeAhead, MissingUnnamed
from gridward.work.watch.services.missing import (
    follow_order,
    read_missing,
    report_missing,
    settle_missing,
)
from gridward.work.watch.terms import MissingAnswer
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.queries.rows import visible_to
from gridward.work.workorders.terms import OrderEnded
from tests.ground.register.people import household, number, resident
from tests.work.checkpoints.acts import gate
from tests.work.watch.acts import somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def test_who_is_registered_anywhere_in_the_street_is_told_by_grid_with_the_door_hidden(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    other = world.actor("worker_b1")
    resident(other, household(world, other, "b1-1-101"), "赵新来", document=number(9))
    found = report_missing(worker, said=somebody(east))
    assert (found.answer, found.grid) == (MissingAnswer.REGISTERED, world.grids["b1"].name)
    assert found.where.endswith("***")
    assert not Order.objects.exists()


def test_a_telephone_tells_with_the_name_and_not_without(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    home = household(world, worker)
    resident(worker, home, "赵新来", phones=["13800138765"], document_missing="refused")
    same = report_missing(worker, said=somebody(east, document=""))
    other = report_missing(worker, said=somebody(east, document="", name="钱别人"))
    assert [same.answer, other.answer] == [MissingAnswer.REGISTERED, MissingAnswer.REPORTED]


def test_said_at_two_gates_it_is_one_order(world: World, worker: Actor, east: Checkpoint) -> None:
    west = gate(world, world.actor("leader_b"), "西门", "b1")
    said = somebody(east, dwelling_id=world.dwellings["a2-1-101"].pk)
    first = report_missing(worker, said=said)
    again = report_missing(worker, said=said)
    there = report_missing(world.actor("worker_b1"), said=somebody(west))
    by_phone = report_missing(worker, said=somebody(east, document=""))
    assert [one.answer.value for one in (first, again, there, by_phone)] == [
        *("reported", "reported", "reported_before", "reported_before"),
    ]
    assert {one.order_number for one in (first, again, there, by_phone)} == {first.order_number}
    assert Order.objects.get().grid == world.grids["a2"]


def test_the_order_goes_to_where_the_address_lies_else_behind_the_gate(
    world: World, leader: Actor, worker: Actor
) -> None:
    south = gate(world, leader, "南门", sides=[world.grids["a2"].pk])
    read = somebody(south, address="青松小区1栋1单元101室")
    unread = somebody(south, address="菜场后面", document=number(11), phone="")
    assert report_missing(worker, said=read).grid == world.grids["b1"].name
    assert report_missing(worker, said=unread).grid == world.grids["a2"].name


@pytest.mark.parametrize(
    ("name", "reads"),
    [("worker_a1", 1), ("leader_a", 1), ("first_a", 1), ("chief", 1)]
    + [("police_a", 0), ("health_a", 0), ("worker_a2", 0), ("discipline", 0)],
)
def test_who_reads_what_was_said(
    world: World, worker: Actor, east: Checkpoint, name: str, reads: int
) -> None:
    report_missing(worker, said=somebody(east))
    assert visible_to(world.actor(name)).count() == reads
    row = MissingResident.objects.get()
    assert "赵新来" not in str(MissingResident.objects.values().get())
    if not reads:
        with pytest.raises(NotFound):
            read_missing(world.actor(name), row.pk)


def test_added_the_order_is_done(world: World, worker: Actor, east: Checkpoint) -> None:
    report_missing(worker, said=somebody(east))
    row = MissingResident.objects.get()
    assert number(9) not in said_of(row.order)[0]
    with pytest.raises(MissingNotThereYet):
        settle_missing(worker, missing_id=row.pk)
    home = household(world, worker)
    add_resident(worker, household_id=home.pk, name="赵新来", document=number(9))
    assert settle_missing(worker, missing_id=row.pk).settled_at
    assert Order.objects.get().state == "closed"


def test_when_an_order_ended_by_hand_who_comes_again_is_reported_anew(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    report_missing(worker, said=somebody(east))
    row = MissingResident.objects.get()
    follow_order(OrderEnded(row.order_id, row.grid_id, "rejected"))
    report_missing(worker, said=somebody(east))
    assert Order.objects.count() == 2


def test_what_cannot_be_told_apart_or_read_is_refused(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    for given in ({"name": " "}, {"document": "", "phone": "", "address": " "}):
        with pytest.raises(MissingUnnamed):
            report_missing(worker, said=somebody(east, **given))
    with pytest.raises(MissingTimeAhead):
        report_missing(worker, said=somebody(east, at=clock.now() + timedelta(hours=1)))
    with pytest.raises(Problem):
        report_missing(worker, said=somebody(east, document="360199199003071230"))
    with pytest.raises(NotFound):
        report_missing(world.actor("worker_b1"), said=somebody(east))
    with pytest.raises(NotAllowed):
        report_missing(world.actor("discipline"), said=somebody(east))
    with pytest.raises(NotFound):
        report_missing(worker, said=somebody(east, dwelling_id=new_id()))
