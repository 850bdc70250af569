"""Changing a household, and bringing it to another door."""

import pytest

from gridward.ground.register.models import ResidentPhone
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.kernel.problems import NotFound
from tests.ground.register.people import household, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_only_what_is_given_changes(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    changed = change_household(actor, household_id=home.pk, version=1, state=HouseholdState.EMPTY)
    assert (changed.state, changed.tenure) == (HouseholdState.EMPTY, Tenure.OWNER)
    assert (changed.dwelling, changed.version) == (home.dwelling, 2)


def test_a_door_of_another_grid_takes_everybody_along(world: World) -> None:
    actor = world.actor("leader_a")
    home = household(world, actor)
    person = resident(actor, home, phones=["13800138000"])
    door = world.dwellings["a2-1-101"]
    changed = change_household(actor, household_id=home.pk, version=1, dwelling_id=door.pk)
    person.refresh_from_db()
    assert changed.grid == person.grid == world.grids["a2"]
    assert ResidentPhone.objects.get().grid == world.grids["a2"]
    assert changed.address_text == "红梅小区1栋1单元101室"


def test_a_corrected_address_keeps_grid_and_door(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    changed = change_household(actor, household_id=home.pk, version=1, address_text="1栋101后门")
    assert (changed.grid, changed.dwelling) == (home.grid, home.dwelling)


def test_a_waiting_household_finds_its_door(world: World) -> None:
    actor = world.actor("leader_a")
    waiting = add_household(actor, address_text="翠竹某处", grid_id=world.grids["a0"].pk).household
    door = world.dwellings["a1-2-201"]
    changed = change_household(actor, household_id=waiting.pk, version=1, dwelling_id=door.pk)
    assert (changed.dwelling, changed.grid) == (door, world.grids["a1"])


def test_a_worker_brings_nobody_to_another_grid(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    with pytest.raises(NotFound):
        change_household(
            actor,
            household_id=home.pk,
            version=1,
            dwelling_id=world.dwellings["a2-1-101"].pk,
        )
