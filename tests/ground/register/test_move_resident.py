"""Moving a person to another household, and taking one off the register."""

from datetime import date

import pytest
import time_machine

from gridward.ground.register.models import ResidentPhone, ResidentSituation, Vehicle
from gridward.ground.register.problems import ResidentGone, SameHousehold
from gridward.ground.register.services.residents import move_resident, remove_resident
from gridward.kernel.problems import NotFound
from tests.ground.register.people import household, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_all_that_belongs_to_a_person_moves_along(world: World) -> None:
    actor = world.actor("leader_a")
    person = resident(
        actor,
        household(world, actor),
        phones=["13800138000"],
        plates=["赣A12345"],
        situation={"tested": True},
    )
    home = household(world, actor, "a2-1-101")
    moved = move_resident(actor, resident_id=person.pk, version=1, household_id=home.pk)
    assert (moved.household, moved.grid, moved.version) == (home, world.grids["a2"], 2)
    for model in (ResidentPhone, Vehicle, ResidentSituation):
        assert model._default_manager.get(resident=person).grid_id == home.grid_id


def test_a_worker_moves_nobody_out_of_the_own_grid(world: World) -> None:
    chief, worker = world.actor("chief"), world.actor("worker_a1")
    person = resident(worker, household(world, worker))
    home = household(world, chief, "a2-1-101")
    with pytest.raises(NotFound):
        move_resident(worker, resident_id=person.pk, version=1, household_id=home.pk)


def test_a_move_goes_to_another_household(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home)
    with pytest.raises(SameHousehold):
        move_resident(actor, resident_id=person.pk, version=1, household_id=home.pk)


def test_who_leaves_keeps_the_row_with_the_day(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    with time_machine.travel("2022-04-05T17:00:00+00:00"):
        gone = remove_resident(actor, resident_id=person.pk, version=1)
    assert gone.left_on == date(2022, 4, 6)
    with pytest.raises(ResidentGone):
        remove_resident(actor, resident_id=person.pk, version=2)
