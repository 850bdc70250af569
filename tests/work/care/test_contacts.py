"""Contacts: the plan goes on, an order is opened, or the plan is over."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from gridward.kernel.access import Actor
from gridward.kernel.clock import LOCAL
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound
from gridward.work.care.models import CareContact, CarePlan
from gridward.work.care.problems import CareIdTaken, CareNeedUnsaid, CareTimeAhead
from gridward.work.care.queries.plans import contacts_of
from gridward.work.care.services.contacting import record_contact
from gridward.work.care.terms import CareWay, ContactOutcome, ContactSaid
from gridward.work.workorders.models import Order
from tests.work.care.acts import contact, home, plan, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def test_after_a_contact_the_next_is_due_by_the_cadence(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    row = plan(worker, home(world, worker))
    morning.shift(timedelta(days=2))
    made = contact(worker, row, note="血压正常")
    assert made.next_on == date(2026, 3, 11)
    row.refresh_from_db()
    assert (row.last_on, row.next_on) == (date(2026, 3, 4), date(2026, 3, 11))
    [told] = contacts_of(row)
    assert told.open_sealed("said") == "血压正常"
    assert told.account_name == worker.name


def test_who_was_not_reached_is_tried_tomorrow(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    assert contact(worker, row, ContactOutcome.NOT_REACHED).next_on == date(2026, 3, 3)
    row.refresh_from_db()
    assert row.last_on is None


def test_sent_again_it_is_one_contact(world: World, worker: Actor) -> None:
    row, one = plan(worker, home(world, worker)), new_id()
    first = contact(worker, row, id=one)
    assert contact(worker, row, id=one) == first
    assert CareContact.objects.count() == 1
    with pytest.raises(CareIdTaken):
        contact(worker, row, ContactOutcome.NOT_REACHED, id=one)


def test_a_contact_recorded_late_moves_nothing_back(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    row = plan(worker, home(world, worker))
    morning.shift(timedelta(days=4))
    contact(worker, row)
    contact(worker, row, at=datetime(2026, 3, 3, 9, 0, tzinfo=LOCAL))
    row.refresh_from_db()
    assert (row.last_on, row.next_on) == (date(2026, 3, 6), date(2026, 3, 13))


def test_a_contact_is_neither_ahead_nor_before_the_plan(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    for day in (1, 3):
        with pytest.raises(CareTimeAhead):
            contact(worker, row, at=datetime(2026, 3, day, 12, 0, tzinfo=LOCAL))


def test_what_is_needed_becomes_a_work_order(world: World, worker: Actor) -> None:
    household = home(world, worker)
    row = plan(worker, household)
    with pytest.raises(CareNeedUnsaid):
        contact(worker, row, ContactOutcome.NEEDS, note=" ")
    made = contact(
        worker, row, ContactOutcome.NEEDS, note="药快用完了，要配药", by_when=date(2026, 3, 4)
    )
    order = Order.objects.get(pk=made.order_id)
    assert (order.kind.code, order.number) == ("medical_need", made.order_number)
    assert (order.household_id, order.resident_id) == (household.pk, somebody(household).pk)
    assert "药快用完了" in (order.open_sealed("said") or "")
    assert "降压药" not in (order.open_sealed("said") or "")
    assert made.next_on == date(2026, 3, 9)
    [told] = contacts_of(row)
    assert told.order == order


def test_needs_of_daily_life_are_orders_of_their_kind(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker), kind="infant_food")
    made = contact(worker, row, ContactOutcome.NEEDS, note="奶粉两罐")
    assert Order.objects.get(pk=made.order_id).kind.code == "resident_need"


@pytest.mark.parametrize("outcome", [ContactOutcome.MOVED, ContactOutcome.DECLINED])
def test_moved_and_declined_end_the_plan(
    world: World, worker: Actor, outcome: ContactOutcome
) -> None:
    row = plan(worker, home(world, worker))
    contact(worker, row)
    assert contact(worker, row, outcome).next_on is None
    assert not CarePlan.objects.exists()
    assert not CareContact.objects.exists()
    with pytest.raises(NotFound):
        contact(worker, row)


def test_others_do_not_record_it(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    said = ContactSaid(new_id(), ContactOutcome.FINE, CareWay.VISIT)
    for name in ("worker_a2", "supervisor_a1", "police_a", "chief"):
        with pytest.raises(NotFound):
            record_contact(world.actor(name), plan_id=row.pk, said=said)
    health = world.actor("health_a")
    assert record_contact(health, plan_id=row.pk, said=said).next_on == date(2026, 3, 9)
