"""Orders that somebody handled are evidence of a recognition once they are verified (P7)."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries.recognitions import evidence_for
from gridward.ground.staff.services.recognitions import recognise
from gridward.ground.staff.terms.recognitions import RecognitionEvidence
from gridward.kernel import clock
from gridward.work.workorders.models import Order
from tests.work.workorders.acts import moved, opened
from tests.world import World

pytestmark = pytest.mark.django_db


def handled_by_the_worker(world: World) -> Order:
    order = opened(world, "supervisor_a1", "resident_need")
    moved(world, "leader_a", order, "accept")
    moved(world, "leader_a", order, "dispatch")
    moved(world, "worker_a1", order, "acknowledge")
    return moved(world, "worker_a1", order, "handle", text="已送达")


def offered(world: World, by: str = "leader_a", of: str = "worker_a1") -> list[str]:
    held = Appointment.objects.get(member=world.account(of).member_id)
    return [one.said for one in evidence_for(world.actor(by), held, clock.today())]


def test_an_order_is_evidence_for_its_handler_once_verified(world: World) -> None:
    order = handled_by_the_worker(world)
    assert offered(world) == []
    moved(world, "leader_a", order, "verify")
    assert offered(world) == [order.number]
    assert offered(world, of="supervisor_a1") == []
    held = Appointment.objects.get(member=world.account("worker_a1").member_id)
    row = recognise(
        world.actor("leader_a"),
        candidate=held,
        kind="written_thanks",
        day=clock.today(),
        reason="及时送达",
        evidence=[order.pk],
    )
    (told,) = row.evidence
    assert (told["kind"], told["said"]) == (RecognitionEvidence.ORDER, order.number)


def test_a_confined_order_and_one_of_long_ago_are_none(
    world: World, morning: time_machine.Traveller
) -> None:
    order = handled_by_the_worker(world)
    moved(world, "leader_a", order, "verify")
    Order.objects.filter(pk=order.pk).update(confined=True)
    assert offered(world) == []
    Order.objects.filter(pk=order.pk).update(confined=False)
    morning.shift(timedelta(days=91))
    assert offered(world) == []


def test_only_orders_of_grids_that_the_leader_leads(world: World) -> None:
    order = handled_by_the_worker(world)
    moved(world, "leader_a", order, "verify")
    Order.objects.filter(pk=order.pk).update(grid=world.grids["b1"])
    assert offered(world) == []
    assert offered(world, by="chief") == [order.number]
