"""A contact that is not made in time becomes a confined order and rises to the first chief."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.care.models import CarePlan
from gridward.work.care.services.ending import end_plan
from gridward.work.care.services.following import forget_over
from gridward.work.care.services.rising import raise_overdue
from gridward.work.care.terms import CareEnd, ContactOutcome
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.rows import visible_to
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.services.sweeping import sweep
from gridward.work.workorders.terms import OrderState
from tests.work.care.acts import contact, home, plan, somebody
from tests.world import World

pytestmark = pytest.mark.django_db
EVERYWHERE = "schedule"


def rise() -> int:
    return raise_overdue(operator(EVERYWHERE), clock.today())


@pytest.fixture
def late(world: World, worker: Actor, morning: time_machine.Traveller) -> CarePlan:
    """Due on Monday the 9th; it is Tuesday morning."""
    row = plan(worker, home(world, worker))
    morning.shift(timedelta(days=8))
    return row


def test_on_its_day_nothing_is_overdue(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    plan(worker, home(world, worker))
    morning.shift(timedelta(days=7))
    assert rise() == 0


def test_the_day_after_it_is_an_order_of_whoever_makes_the_contact(
    world: World, late: CarePlan
) -> None:
    assert (rise(), rise()) == (1, 0)
    order = Order.objects.get()
    assert (order.kind.code, order.confined, order.post) == (
        *("care_contact", True, Post.GRID_MANAGER),
    )
    late.refresh_from_db()
    assert late.order == order
    told = f"{order.place} {order.open_sealed('said')}"
    assert "张三" not in told
    assert order.household_id is None
    assert order.resident_id is None


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("worker_a1", True),
        ("first_a", False),
        ("supervisor_a1", False),
        ("police_a", False),
        ("chief", False),
        ("worker_a2", False),
    ],
)
def test_it_is_in_nobody_elses_list(world: World, late: CarePlan, name: str, sees: bool) -> None:
    rise()
    assert visible_to(world.actor(name)).exists() is sees


def test_silence_takes_it_to_the_first_chief(
    world: World, late: CarePlan, morning: time_machine.Traveller
) -> None:
    rise()
    morning.shift(timedelta(days=1))
    sweep(operator(EVERYWHERE), clock.now())
    order = Order.objects.get()
    assert order.rung == 1
    assert visible_to(world.actor("first_a")).get() == order
    assert not visible_to(world.actor("chief")).exists()


def test_with_a_vacant_post_it_is_the_first_chiefs_at_once(world: World, late: CarePlan) -> None:
    Appointment.objects.filter(post=Post.GRID_MANAGER).update(valid_to=clock.today())
    rise()
    assert Order.objects.get().post == Post.FIRST_GRID_LEADER


def test_recording_the_contact_settles_it(world: World, worker: Actor, late: CarePlan) -> None:
    rise()
    contact(worker, late)
    order = Order.objects.get()
    assert order.state == OrderState.CLOSED
    assert order.handled_by_id == worker.member_id
    assert replayed(order) == order.facts()
    late.refresh_from_db()
    assert late.order is None
    assert rise() == 0


def test_not_reaching_somebody_does_not(world: World, worker: Actor, late: CarePlan) -> None:
    rise()
    contact(worker, late, ContactOutcome.NOT_REACHED)
    assert Order.objects.get().state == OrderState.DISPATCHED


@pytest.mark.parametrize("later", [True, False], ids=["after-a-newer-one", "as-the-first"])
def test_a_contact_of_before_that_is_recorded_late_does_not(
    world: World, worker: Actor, morning: time_machine.Traveller, later: bool
) -> None:
    row, old = plan(worker, home(world, worker)), clock.now()
    if later:
        morning.shift(timedelta(days=1))
        contact(worker, row)
    morning.shift(timedelta(days=8))
    rise()
    contact(worker, row, at=old)
    assert Order.objects.get().state == OrderState.DISPATCHED
    row.refresh_from_db()
    assert row.order == Order.objects.get()


@pytest.mark.parametrize("reason", [CareEnd.WITHDRAWN, CareEnd.NO_NEED])
def test_the_end_of_the_plan_settles_it(
    world: World, leader: Actor, late: CarePlan, reason: CareEnd
) -> None:
    rise()
    end_plan(leader, plan_id=late.pk, reason=reason)
    assert Order.objects.get().state == OrderState.CLOSED


def test_an_order_that_was_closed_by_hand_is_opened_anew_while_the_contact_lacks(
    world: World, late: CarePlan
) -> None:
    rise()
    Order.objects.update(
        state=OrderState.CLOSED, next_due=None, late_after=None, desks=[], let_go=False
    )
    assert rise() == 1


def test_whoever_moved_is_contacted_by_the_new_grid(
    world: World, leader: Actor, late: CarePlan
) -> None:
    rise()
    other = home(world, leader, "a2-1-101", "王五")
    resident = somebody(late.household)
    resident.household, resident.grid = other, other.grid
    resident.save()
    forget_over(operator(EVERYWHERE), clock.today())
    assert rise() == 1
    assert {(one.grid.code[-1], one.state) for one in Order.objects.all()} == {
        ("1", "closed"),
        ("2", "dispatched"),
    }
