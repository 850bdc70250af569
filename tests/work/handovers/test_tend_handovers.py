"""What is lacking becomes a work order at once, and is settled when somebody hands over."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.rota.services.changing import cancel_shift
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gates import change_gate, close_gate
from gridward.work.handovers.models import HandoverLack
from gridward.work.handovers.services.sweeping import tend_handovers
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OrderState
from tests.work.handovers.acts import give, hour, shift, take
from tests.world import World

pytestmark = pytest.mark.django_db


def sweep() -> tuple[int, int]:
    return tend_handovers(operator("schedule"), clock.now())


@pytest.fixture
def changed(world: World, east: Checkpoint, morning: time_machine.Traveller) -> Checkpoint:
    """The gate where one shift ended at two and the next began; it is a quarter past."""
    shift(world, east, "worker_a1", 6.5, 14)
    shift(world, east, "supervisor_a1", 14, 22)
    morning.move_to(hour(14.25))
    return east


def test_order_is_opened_once_for_the_lead(world: World, changed: Checkpoint) -> None:
    assert (sweep(), sweep()) == ((1, 0), (0, 0))
    order = Order.objects.select_related("kind").get()
    lead = world.account("worker_a1").member_id
    assert (order.kind.code, order.place, order.handler_id) == ("handover_missing", "东门", lead)
    assert order.open_sealed("said") == (
        '{"text": "卡口“东门”03-06 14:00的班次已结束，没有交接班。请立即核实在岗情况并补办交接。",'
        ' "answers": {"what": "missing", "at": "03-06 14:00"}}'
    )


def test_order_is_settled_by_the_handover(changed: Checkpoint, giver: Actor, taker: Actor) -> None:
    sweep()
    give(giver, changed)
    assert sweep() == (0, 0)
    take(taker, changed)
    assert (sweep(), sweep()) == ((0, 1), (0, 0))
    assert Order.objects.get().state == OrderState.CLOSED


def test_handover_in_time_opens_nothing(
    changed: Checkpoint, giver: Actor, taker: Actor, morning: time_machine.Traveller
) -> None:
    morning.move_to(hour(14))
    give(giver, changed)
    take(taker, changed)
    morning.move_to(hour(14.25))
    assert sweep() == (0, 0)


def test_gate_without_a_lead_goes_to_who_the_kind_names(world: World, changed: Checkpoint) -> None:
    change_gate(world.actor("leader_a"), gate_id=changed.pk, version=1, lead_id=None)
    sweep()
    assert Order.objects.get().post == "grid_manager"


def test_lead_with_another_post_is_asked(world: World, changed: Checkpoint) -> None:
    first = world.account("first_a").member_id
    change_gate(world.actor("leader_a"), gate_id=changed.pk, version=1, lead_id=first)
    sweep()
    assert Order.objects.get().handler_id == first


def test_gap_is_told_before_it_begins(
    world: World, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    shift(world, east, "worker_a1", 6.5, 14)
    morning.move_to(hour(13.5))
    assert sweep() == (1, 0)
    assert HandoverLack.objects.get().kind == "gap"
    shift(world, east, "supervisor_a1", 14, 22)
    assert sweep() == (0, 1)


def test_gap_that_comes_back_is_told_again(
    world: World, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    shift(world, east, "worker_a1", 6.5, 14)
    morning.move_to(hour(13.5))
    sweep()
    filled = shift(world, east, "supervisor_a1", 14, 22)
    sweep()
    leader = world.actor("leader_a")
    cancel_shift(leader, shift_id=filled.pk, version=filled.version, reason="临时调整")
    assert sweep() == (1, 0)
    assert (HandoverLack.objects.count(), Order.objects.count()) == (1, 2)


def test_closed_gate_lacks_nothing(
    world: World, changed: Checkpoint, morning: time_machine.Traveller
) -> None:
    sweep()
    close_gate(world.actor("leader_a"), gate_id=changed.pk, version=1)
    assert sweep() == (0, 1)


def test_what_was_long_ago_is_left_to_people(
    changed: Checkpoint, morning: time_machine.Traveller
) -> None:
    morning.shift(timedelta(hours=13))
    assert HandoverLack.objects.count() == 0
    sweep()
    assert [one.at for one in HandoverLack.objects.all()] == [hour(22)]
