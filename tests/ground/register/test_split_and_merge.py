"""One household becomes two, two become one."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Conflict, Household, ResidentPhone
from gridward.ground.register.problems import (
    HouseholdMerged,
    NobodyChosen,
    NobodyStays,
    SameHousehold,
)
from gridward.ground.register.queries.households import HouseholdFilter, households
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.regrouping import merge_households, split_household
from gridward.ground.register.services.residents import add_resident
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.kernel.problems import NotFound, Stale
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def test_chosen_persons_become_a_household_behind_the_same_door(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    stays, goes = resident(actor, home), resident(actor, home, "张小林")
    new = split_household(actor, household_id=home.pk, version=1, residents=[goes.pk])
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert (new.dwelling_id, new.tenure) == (home.dwelling_id, Tenure.OWNER)
    assert (stays.household_id, goes.household_id) == (home.pk, new.pk)
    line = Line.objects.get(act="register.household_split")
    assert (line.about_id, set(line.also_about)) == (new.pk, {home.pk, goes.pk})


def test_a_part_moves_to_another_door_and_grid(world: World) -> None:
    actor = world.actor("leader_a")
    home = household(world, actor)
    resident(actor, home)
    goes = resident(actor, home, "张小林", phones=["13800138000"])
    door = world.dwellings["a2-1-101"]
    new = split_household(
        actor,
        household_id=home.pk,
        version=1,
        residents=[goes.pk],
        dwelling_id=door.pk,
        tenure=Tenure.RENTED,
    )
    assert (new.grid_id, new.tenure) == (door.grid_id, Tenure.RENTED)
    assert ResidentPhone.objects.get(resident=goes).grid_id == door.grid_id


def test_somebody_stays_and_somebody_goes(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home)
    with pytest.raises(NobodyStays):
        split_household(actor, household_id=home.pk, version=1, residents=[person.pk])
    with pytest.raises(NobodyChosen):
        split_household(actor, household_id=home.pk, version=1, residents=[])


def test_a_worker_splits_nobody_off_into_the_next_grid(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    resident(actor, home)
    goes = resident(actor, home, "张小林")
    with pytest.raises(NotFound):
        split_household(
            actor,
            household_id=home.pk,
            version=1,
            residents=[goes.pk],
            dwelling_id=world.dwellings["a2-1-101"].pk,
        )
    assert Household.objects.count() == 1


def test_two_households_become_one(world: World) -> None:
    actor = world.actor("leader_a")
    home, other = household(world, actor), household(world, actor, "a2-1-101")
    resident(actor, home)
    joins = resident(actor, other, "张小林")
    kept = merge_households(
        actor, household_id=home.pk, version=1, other_id=other.pk, other_version=1
    )
    other.refresh_from_db()
    joins.refresh_from_db()
    assert (joins.household_id, joins.grid_id) == (kept.pk, kept.grid_id)
    assert (other.merged_into_id, other.state) == (kept.pk, HouseholdState.MOVED_OUT)
    assert [row.pk for row in households(actor, HouseholdFilter())] == [kept.pk]
    with pytest.raises(HouseholdMerged):
        change_household(actor, household_id=other.pk, version=2, note="又来")


def test_a_question_about_the_other_household_comes_along(world: World) -> None:
    actor = world.actor("leader_a")
    home, other = household(world, actor), household(world, actor, "a2-1-101")
    resident(actor, other, "张小林")
    resident(actor, home, document=number(2))
    asked = add_resident(actor, household_id=other.pk, name="张晓梅", document=number(2)).conflict
    merge_households(actor, household_id=home.pk, version=1, other_id=other.pk, other_version=1)
    one = Conflict.objects.get(pk=str(asked))
    assert (one.household_id, one.grid_id) == (home.pk, home.grid_id)


def test_what_cannot_be_merged(world: World) -> None:
    actor = world.actor("worker_a1")
    home, other = household(world, actor), household(world, actor, "a1-1-102")
    with pytest.raises(SameHousehold):
        merge_households(actor, household_id=home.pk, version=1, other_id=home.pk, other_version=1)
    with pytest.raises(NobodyChosen):
        merge_households(actor, household_id=home.pk, version=1, other_id=other.pk, other_version=1)
    with pytest.raises(Stale):
        merge_households(actor, household_id=home.pk, version=1, other_id=other.pk, other_version=2)


def test_both_grids_are_asked(world: World) -> None:
    chief, worker = world.actor("chief"), world.actor("worker_a1")
    home, other = household(world, worker), household(world, chief, "a2-1-101")
    resident(chief, other)
    with pytest.raises(NotFound):
        merge_households(
            worker, household_id=home.pk, version=1, other_id=other.pk, other_version=1
        )
