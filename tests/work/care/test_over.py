"""What is over is deleted at once or by the next morning; an unnamed count stays."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.departing import move_out
from gridward.ground.register.services.residents import move_resident, remove_resident
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.care.models import CareContact, CarePlan, CareTally
from gridward.work.care.queries.plans import tallies, visible_to
from gridward.work.care.services.ending import end_plan
from gridward.work.care.services.following import follow_street, forget_over
from gridward.work.care.terms import CareEnd, ContactOutcome
from tests.work.care.acts import contact, home, plan, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def told() -> list[tuple[object, ...]]:
    columns = ("year", "kind", "reason", "plans", "contacts")
    return list(CareTally.objects.order_by("kind", "reason").values_list(*columns))


def night() -> int:
    return forget_over(operator("schedule"), clock.today())


def test_who_withdraws_is_gone_at_once(world: World, worker: Actor) -> None:
    row = plan(worker, home(world, worker))
    contact(worker, row, note="一切都好")
    contact(worker, row, ContactOutcome.NOT_REACHED)
    end_plan(worker, plan_id=row.pk, reason=CareEnd.WITHDRAWN)
    assert (CarePlan.objects.count(), CareContact.objects.count()) == (0, 0)
    assert told() == [(2026, "medicine", "withdrawn", 1, 2)]
    plan(worker, Household.objects.get())
    assert CarePlan.objects.count() == 1


def test_no_history_keeps_what_is_gone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.tables"
            " WHERE table_name LIKE 'care\\_%' AND table_name LIKE '%history'"
        )
        assert cursor.fetchone() == (0,)


def test_counts_are_added_up_and_name_nobody(world: World, worker: Actor) -> None:
    household = home(world, worker, "a1-1-101", "张三", "李四")
    for name in ("张三", "李四"):
        row = plan(worker, household, name)
        end_plan(worker, plan_id=row.pk, reason=CareEnd.NO_NEED)
    assert told() == [(2026, "medicine", "no_need", 2, 0)]
    names = {field.name for field in CareTally._meta.get_fields()}
    assert names == {"id", "street", "year", "kind", "reason", "plans", "contacts"}
    assert [one.plans for one in tallies(worker, 2026)] == [2]
    assert not tallies(world.actor("worker_f1"), 2026).exists()


def test_at_its_end_it_is_forgotten(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    row = plan(worker, home(world, worker))
    morning.move_to(clock.midnight(row.ends_on))
    assert night() == 0
    morning.shift(timedelta(days=1))
    assert not visible_to(worker).exists()
    assert night() == 1
    assert told() == [(2026, "medicine", "expired", 1, 0)]


def test_who_leaves_is_seen_no_more_and_forgotten_by_the_morning(
    world: World, worker: Actor
) -> None:
    household = home(world, worker, "a1-1-101", "张三", "李四")
    plan(worker, household)
    stays = plan(worker, household, "李四")
    gone = somebody(household)
    remove_resident(worker, resident_id=gone.pk, version=gone.version)
    assert list(visible_to(worker)) == [stays]
    assert night() == 1
    assert list(CarePlan.objects.all()) == [stays]
    assert told() == [(2026, "medicine", "gone", 1, 0)]


def test_a_household_that_moves_out_takes_its_own_along(world: World, worker: Actor) -> None:
    household = home(world, worker)
    plan(worker, household, None, kind="living_hard")
    move_out(worker, household_id=household.pk, version=household.version, why="out_of_city")
    assert not visible_to(worker).exists()
    assert night() == 1


def test_rows_of_the_register_take_their_plans_along(world: World, worker: Actor) -> None:
    household = home(world, worker)
    contact(worker, plan(worker, household))
    plan(worker, household, None)
    Resident.objects.filter(household=household).delete()
    Household.objects.filter(pk=household.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert (CarePlan.objects.count(), CareContact.objects.count()) == (0, 0)


def test_who_moves_within_the_community_takes_the_plan_along(
    world: World, leader: Actor, worker: Actor
) -> None:
    household = home(world, worker)
    other = home(world, leader, "a2-1-101", "王五")
    row = plan(worker, household)
    contact(worker, row)
    resident = somebody(household)
    supervisor = world.actor("leader_a")
    move_resident(
        supervisor, resident_id=resident.pk, version=resident.version, household_id=other.pk
    )
    assert not visible_to(worker).exists()
    [moved] = visible_to(world.actor("worker_a2"))
    assert (moved.pk, moved.household_id) == (row.pk, other.pk)
    assert CareContact.objects.get().grid == world.grids["a2"]


def test_counts_of_a_street_are_its_heirs(world: World, worker: Actor) -> None:
    ours, theirs = world.streets["ours"].pk, world.streets["foreign"].pk
    for street in (ours, theirs):
        CareTally.objects.create(
            street_id=street, year=2026, kind="medicine", reason="gone", plans=2, contacts=5
        )
    follow_street(ours, theirs)
    assert told() == [(2026, "medicine", "gone", 4, 10)]
