"""What two transactions do at one moment, over two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from gridward.ground.register.models import (
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentSituation,
)
from gridward.ground.register.terms.people import LeftWhy
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting
from gridward.oversight.reports.models import Snapshot
from gridward.oversight.reports.queries.counts import compact
from gridward.oversight.reports.services.snapshots import take_snapshot
from tests.oversight.reports.recount import live, recount
from tests.world import World

Act = Callable[[], object]


@pytest.fixture
def world(committed: World) -> World:
    """The world, stored for good."""
    return committed


def begin_anew(world: World) -> None:
    """Two persons, one of whom has answered, and a shop with one employee: nothing else."""
    for model in (ResidentSituation, Resident, EmployeeSituation, Employee):
        model._default_manager.all().delete()
    for model in (OrganisationSituation, Organisation, Household):
        model._default_manager.all().delete()
    place: dict[str, Any] = {"street_id": world.grids["a1"].street_id, "grid": world.grids["a1"]}
    home = Household.objects.create(address_text="一户", **place)
    person = Resident.objects.create(household=home, name="张三", **place)
    ResidentSituation.objects.create(resident=person, tested=False, **place)
    Resident.objects.create(household=home, name="李四", **place)
    shop = Organisation.objects.create(name="商店", kind="street_shop", **place)
    worker = Employee.objects.create(organisation=shop, name="王五", **place)
    EmployeeSituation.objects.create(employee=worker, fever=False, **place)


def where() -> dict[str, Any]:
    one = Household.objects.get()
    return {"street_id": one.street_id, "grid_id": one.grid_id}


def leave() -> None:
    Resident.objects.update(left_on="2026-01-01", left_why=LeftWhy.UNKNOWN)


def be_tested() -> None:
    ResidentSituation.objects.update(tested=True)


def first_answer() -> None:
    ResidentSituation.objects.create(
        resident=Resident.objects.get(name="李四"), tested=True, **where()
    )


def close() -> None:
    Organisation.objects.update(closed_on="2026-01-01")


def fall_ill() -> None:
    EmployeeSituation.objects.update(fever=True)


def quit_job() -> None:
    Employee.objects.update(left_on="2026-01-01")


def hire() -> None:
    shop = Organisation.objects.get()
    Employee.objects.create(organisation=shop, name="新人", **where())


def file_resumption() -> None:
    shop = Organisation.objects.get()
    OrganisationSituation.objects.create(organisation=shop, resumption_filed=True, **where())


PAIRS = [
    (leave, be_tested),
    (leave, first_answer),
    (close, fall_ill),
    (close, quit_job),
    (close, hire),
    (close, file_resumption),
    (quit_job, fall_ill),
]


def test_of_two_changes_that_hang_on_each_other_both_are_counted_right(world: World) -> None:
    for pair in PAIRS:
        for first, second in (pair, pair[::-1]):
            begin_anew(world)
            at_once(first, second)
            assert live() == recount(), (first.__name__, second.__name__)


def at_once(first: Act, second: Act) -> None:
    """The second begins while the first has changed its rows and not committed yet."""
    changed, done = Event(), Event()

    def begin() -> None:
        with transaction.atomic():
            first()
            changed.set()
            done.wait(0.2)
        connection.close()

    def follow() -> None:
        assert changed.wait(10)
        with transaction.atomic():
            second()
        done.set()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(begin), pool.submit(follow)]:
            one.result(20)


def test_writers_of_one_grid_and_the_joining_do_not_disturb_each_other(world: World) -> None:
    begin_anew(world)

    def work(number: int) -> None:
        for step in range(10):
            Household.objects.create(address_text=f"{number}-{step}", **where_of(world))
            if step % 3 == number:
                compact()
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    assert live() == recount()
    assert live()[world.grids["a1"].pk, "households"] == 31


def where_of(world: World) -> dict[str, Any]:
    grid = world.grids["a1"]
    return {"street_id": grid.street_id, "grid": grid}


def test_of_two_who_freeze_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    street, both = world.streets["ours"], Barrier(2)

    def take(name: str) -> str:
        actor = world.actor(name)
        try:
            both.wait(10)
            with acting(actor):
                take_snapshot(actor, street=street)
        except Problem as problem:
            return problem.code
        else:
            return "taken"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(take, ["chief", "command"]))
    assert found == ["reports.taken_meanwhile", "taken"]
    assert Snapshot.objects.count() == 1
