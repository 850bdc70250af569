"""What a gate calls for becomes a confined order, once, by the house, with no word of why."""

import pytest

from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Reason
from gridward.work.watch.models import WatchCall
from gridward.work.watch.queries.entries import WatchFilter, calls_of, entries
from gridward.work.watch.services.calling import open_calls
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.queries.rows import visible_to
from tests.ground.register.people import household, number, resident
from tests.work.checkpoints.acts import resident_pass
from tests.work.watch.acts import WHY, entry, hashed, passage, took
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_hit_is_one_order_that_says_where_and_not_why(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    entry(world, leader)
    row = passage(east, Reason.WATCHED, person=hashed())
    assert took(east, row) == 1
    assert took(east, row) == 0, "the same passage calls once"
    order = Order.objects.select_related("kind", "handler").get()
    text, _ = said_of(order)
    assert (order.kind.code, order.confined, order.place) == ("gate_watch", True, "东门")
    assert "已请对方在旁等候" in text
    assert WHY not in text
    assert "王小明" not in text
    assert order.handler == world.account("health_a").member


@pytest.mark.parametrize(
    ("name", "reads"),
    [("health_a", 1), ("police_a", 1), ("leader_a", 1), ("chief", 1), ("command", 1)]
    + [("worker_a1", 0), ("supervisor_a1", 0), ("discipline", 0), ("leader_b", 0)],
)
def test_who_reads_the_order(
    world: World, leader: Actor, east: Checkpoint, name: str, reads: int
) -> None:
    entry(world, leader)
    took(east, passage(east, Reason.WATCHED, person=hashed()))
    assert visible_to(world.actor(name)).count() == reads


def test_who_keeps_the_list_finds_the_entry_from_the_order_also_of_another_community(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    chief = world.actor("chief")
    row = entry(world, chief, grid="b1")
    took(east, passage(east, Reason.WATCHED, person=hashed()))
    wanted = WatchFilter(order_id=Order.objects.get().pk)
    assert [one.pk for one in entries(leader, wanted, clock.now())] == [row.pk]
    assert not entries(world.actor("leader_b"), wanted, clock.now())
    assert [one.gate_id for one in calls_of(leader, row)] == [east.pk]


def test_a_resident_with_a_pass_is_met_by_the_pass(
    world: World, leader: Actor, worker: Actor, east: Checkpoint
) -> None:
    person = resident(worker, household(world, worker), document=number(5))
    held = resident_pass(world, worker, person)
    row = entry(world, leader, number(5))
    took(east, passage(east, Reason.WATCHED, pass_id=held.pk))
    assert WatchCall.objects.get().entries == [row.pk]


def test_somebody_who_was_let_pass_is_told_of_too_and_one_whose_entry_is_over(
    world: World, east: Checkpoint
) -> None:
    took(east, passage(east, Reason.WATCHED, decision=Decision.PASSED, person=hashed()))
    assert WatchCall.objects.get().entries == []
    assert "已放行" in said_of(Order.objects.get())[0]


def test_fever_and_a_bad_code_call_for_their_own_where_somebody_is_held(
    east: Checkpoint,
) -> None:
    held = passage(east, Reason.CODE_BAD, Reason.FEVER)
    passed = passage(east, Reason.FEVER, decision=Decision.PASSED)
    emergency = passage(east, Reason.WATCHED, Reason.FEVER, decision=Decision.EMERGENCY)
    assert took(east, held, passed, emergency) == 2
    kinds = Order.objects.values_list("kind__code", flat=True)
    assert sorted(kinds) == ["fever", "gate_code"]


def test_an_order_that_could_not_be_opened_waits_for_the_next_minute(
    east: Checkpoint,
) -> None:
    took(east, passage(east, Reason.FEVER))
    order = Order.objects.get()
    WatchCall.objects.update(order=None)
    assert open_calls(operator("schedule")) == 1
    assert WatchCall.objects.get().order_id == order.pk, "and is no second one"
