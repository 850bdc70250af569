"""The sweep: silence rises one rung at a time, once; it costs by what is due."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Appointment
from gridward.kernel import clock
from gridward.kernel.models import EventRecord
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import replayed, sentence, timeline
from gridward.work.workorders.terms import OrderState
from tests.work.workorders.acts import moved, opened, swept
from tests.work.workorders.cases import START, minutes
from tests.world import World

pytestmark = pytest.mark.django_db


def test_silence_goes_to_the_chiefs_then_to_the_police_then_to_the_street(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    morning.shift(14 * 60)
    assert swept() == 0
    seen = []
    for _ in range(3):
        morning.shift(15 * 60)
        assert swept() == 1
        assert swept() == 0
        now = Order.objects.get(pk=order.pk)
        seen.append((now.rung, now.post))
    assert seen == [(1, "grid_manager"), (2, "grid_police"), (3, "grid_police")]
    assert now.next_due is None
    assert replayed(now) == now.facts()
    told = [sentence(one, "zh-Hans") for one in timeline(now)][1:]
    assert told == [
        "签收超时无人办理，上报社区网格长、第一网格长",
        "签收无人办理，转由网格警员 测试police_a办理（网格警员）",
        "签收超时无人办理，上报街道指挥部",
    ]
    assert EventRecord.objects.filter(name="OrderEscalated").count() == 3
    line = Line.objects.filter(act="workorders.risen").last()
    assert line is not None
    assert line.also_about == [order.pk]


def test_what_is_answered_in_time_does_not_rise(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    moved(world, "worker_a1", order, "arrive")
    morning.shift(100 * 60)
    assert swept() == 0
    moved(world, "worker_a1", order, "handle", text="已劝离")
    assert Order.objects.get(pk=order.pk).handled_at == START + minutes(100)


def test_a_report_that_the_desk_forgets_rises_too(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    morning.shift(4 * 3600)
    swept()
    now = Order.objects.get(pk=order.pk)
    assert (now.rung, now.state) == (1, OrderState.REPORTED)
    assert "受理超时" in sentence(timeline(now)[-1], "zh-Hans")


def test_both_clocks_stand_until_it_is_handled(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "fever")
    morning.shift(16 * 60)
    swept()
    now = Order.objects.get(pk=order.pk)
    assert now.post == "community_grid_leader"
    assert now.acknowledge_due == START + minutes(31)
    assert now.handle_due == START + minutes(256)


def test_where_nobody_stands_higher_it_is_looked_at_again_later(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    others = Appointment.objects.exclude(post__in=["grid_manager", "grid_supervisor"])
    others.update(valid_to=clock.today())
    morning.shift(15 * 60)
    assert (swept(), swept()) == (1, 0)
    assert order.moves.count() == 1
    others.update(valid_to=None)
    morning.shift(15 * 60)
    assert swept() == 1
    assert Order.objects.get(pk=order.pk).rung == 1


def test_it_costs_by_what_is_due(world: World, morning: time_machine.Traveller) -> None:
    opened(world, "supervisor_a1", "gate_emergency")
    few = cost(morning)
    for _ in range(20):
        opened(world, "supervisor_a1", "resident_need")
    assert cost(morning) == few


def cost(morning: time_machine.Traveller) -> int:
    morning.shift(15 * 60)
    with CaptureQueriesContext(connection) as asked:
        assert swept() == 1
    return len(asked)
