"""Moving in and out, death, and bringing somebody back who was taken off by mistake."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.problems import (
    CorrectionReasonMissing,
    DayBeforeBirth,
    DayToCome,
    HouseholdMerged,
    LeftBeforeComing,
    LivesElsewhere,
    NobodyChosen,
    NotOfHousehold,
    ResidentGone,
    ResidentHere,
    SameHousehold,
)
from gridward.ground.register.queries.households import past_residents
from gridward.ground.register.queries.residents import ResidentFilter, residents
from gridward.ground.register.queries.search import search
from gridward.ground.register.services.departing import (
    bring_back,
    move_out,
    move_together,
    record_death,
)
from gridward.ground.register.services.regrouping import merge_households
from gridward.ground.register.services.residents import (
    add_resident,
    move_resident,
    remove_resident,
)
from gridward.ground.register.terms.people import CameFrom, HouseholdState, LeftWhy
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 5)


def test_who_moves_in_is_entered_with_day_and_from_where(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor, state=HouseholdState.EMPTY)
    person = resident(actor, home, came_on=DAY, came_from=CameFrom.PROVINCE)
    home.refresh_from_db()
    assert (person.came_on, person.came_from) == (DAY, "province")
    assert home.state == HouseholdState.LIVING


@pytest.mark.parametrize(
    ("came_on", "problem"),
    [(clock.today() + timedelta(days=2), DayToCome), (date(1989, 12, 31), DayBeforeBirth)],
)
def test_nobody_moves_in_tomorrow_or_before_birth(
    world: World, came_on: date, problem: type[Exception]
) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    with pytest.raises(problem):
        add_resident(
            actor, household_id=home.pk, name="张晓梅", document=number(2), came_on=came_on
        )


def test_who_comes_from_another_household_of_the_street_keeps_the_row(world: World) -> None:
    actor = world.actor("leader_a")
    old = household(world, actor)
    person = resident(actor, old)
    home = household(world, actor, "a2-1-101")
    moved = move_resident(actor, resident_id=person.pk, version=1, household_id=home.pk, on=DAY)
    old.refresh_from_db()
    assert (moved.household_id, moved.came_on, moved.came_from) == (home.pk, DAY, "same_street")
    assert old.state == HouseholdState.EMPTY


def test_a_whole_household_moves_out_and_frees_its_door(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    people = [resident(actor, home), resident(actor, home, "张小林")]
    gone = move_out(
        actor, household_id=home.pk, version=1, why=LeftWhy.CITY, on=DAY, to="九江市浔阳区"
    )
    assert (gone.state, gone.version) == (HouseholdState.MOVED_OUT, 2)
    for person in people:
        person.refresh_from_db()
        assert (person.left_on, person.left_why, person.left_to) == (DAY, "city", "九江市浔阳区")
    line = Line.objects.get(act="register.household_left")
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 登记了朱紫巷社区第1网格一户（翠竹小区1栋1单元***）整户迁出，共 2 人"
    )
    assert set(line.also_about) == {person.pk for person in people}


def test_some_persons_move_out_and_the_others_stay(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    stays, goes = resident(actor, home), resident(actor, home, "张小林")
    after = move_out(
        actor, household_id=home.pk, version=1, residents=[goes.pk], why=LeftWhy.DISTRICT
    )
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert after.state == HouseholdState.LIVING
    assert (stays.left_on, goes.left_on) == (None, clock.today())


def test_the_last_person_leaves_an_empty_door(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home)
    remove_resident(actor, resident_id=person.pk, version=1, why=LeftWhy.UNKNOWN)
    home.refresh_from_db()
    assert (home.state, home.version) == (HouseholdState.EMPTY, 2)


def test_who_is_chosen_must_live_there(world: World) -> None:
    actor = world.actor("worker_a1")
    home, other = household(world, actor), household(world, actor, "a1-1-102")
    stranger = resident(actor, other)
    with pytest.raises(NotOfHousehold):
        move_out(actor, household_id=home.pk, version=1, residents=[stranger.pk])
    with pytest.raises(NobodyChosen):
        move_out(actor, household_id=home.pk, version=1, residents=[])
    with pytest.raises(Stale):
        move_out(actor, household_id=home.pk, version=3)


def test_a_household_moves_together_into_another(world: World) -> None:
    actor = world.actor("leader_a")
    home, target = household(world, actor), household(world, actor, "a2-1-101")
    person = resident(actor, home, phones=["13800138000"])
    left = move_together(actor, household_id=home.pk, version=1, to_household_id=target.pk, on=DAY)
    person.refresh_from_db()
    assert left.state == HouseholdState.EMPTY
    assert (person.household_id, person.grid_id) == (target.pk, target.grid_id)
    with pytest.raises(SameHousehold):
        move_together(actor, household_id=home.pk, version=2, to_household_id=home.pk)


def test_nobody_leaves_before_coming_or_tomorrow(world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor), came_on=DAY)
    with pytest.raises(LeftBeforeComing):
        remove_resident(actor, resident_id=person.pk, version=1, on=DAY - timedelta(days=1))
    with pytest.raises(DayToCome):
        record_death(actor, resident_id=person.pk, version=1, on=clock.today() + timedelta(days=2))


def test_who_died_is_in_no_list_and_stays_in_history(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home, document=number(2))
    dead = record_death(actor, resident_id=person.pk, version=1, on=DAY)
    assert (dead.left_on, dead.left_why) == (DAY, LeftWhy.DECEASED)
    assert list(residents(actor, ResidentFilter())) == []
    assert [hit.kind for hit in search(actor, "张晓梅")] == []
    assert [one.pk for one in past_residents(actor, home.pk)] == [person.pk]
    line = Line.objects.get(about_id=person.pk, act="register.resident_closed")
    assert "注销登记" in sentence(line, "zh-Hans")


def test_who_may_not_change_does_not_read_who_died(world: World) -> None:
    home = household(world, world.actor("worker_a1"))
    with pytest.raises(NotAllowed):
        past_residents(world.actor("police_a"), home.pk)
    with pytest.raises(NotFound):
        past_residents(world.actor("worker_a2"), home.pk)


def test_a_mistaken_leaving_is_taken_back(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home, document=number(2))
    record_death(actor, resident_id=person.pk, version=1)
    with pytest.raises(CorrectionReasonMissing):
        bring_back(actor, resident_id=person.pk, version=2, reason=" 错 ")
    back = bring_back(actor, resident_id=person.pk, version=2, reason="同名误办")
    home.refresh_from_db()
    assert (back.left_on, back.left_why, home.state) == (None, "", HouseholdState.LIVING)
    with pytest.raises(ResidentHere):
        bring_back(actor, resident_id=person.pk, version=3, reason="同名误办")
    remove_resident(actor, resident_id=person.pk, version=3)
    with pytest.raises(ResidentGone):
        record_death(actor, resident_id=person.pk, version=4)


def test_nobody_comes_back_twice(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home, document=number(2))
    remove_resident(actor, resident_id=person.pk, version=1)
    resident(actor, home, document=number(2))
    with pytest.raises(LivesElsewhere):
        bring_back(actor, resident_id=person.pk, version=2, reason="误办迁出")


def test_who_comes_back_follows_a_merged_household(world: World) -> None:
    actor = world.actor("leader_a")
    home, other = household(world, actor, "a2-1-101"), household(world, actor)
    gone = resident(actor, other)
    resident(actor, other, "张小林")
    remove_resident(actor, resident_id=gone.pk, version=1)
    merge_households(actor, household_id=home.pk, version=1, other_id=other.pk, other_version=1)
    back = bring_back(actor, resident_id=gone.pk, version=2, reason="误办迁出")
    assert (back.household_id, back.grid_id) == (home.pk, home.grid_id)
    with pytest.raises(HouseholdMerged):
        add_resident(actor, household_id=other.pk, name="王五")


@pytest.mark.parametrize(
    "broken",
    [
        {"left_on": DAY},
        {"left_why": "city"},
        {"left_to": "九江"},
        {"left_on": DAY, "left_why": "city", "came_on": DAY + timedelta(days=1)},
    ],
)
def test_the_database_knows_that_leaving_has_a_day_and_a_reason(
    world: World, broken: dict[str, Any]
) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    with pytest.raises(IntegrityError), transaction.atomic():
        Resident.objects.filter(pk=person.pk).update(**broken)


def test_the_database_knows_that_a_merged_household_is_left(world: World) -> None:
    actor = world.actor("worker_a1")
    home, other = household(world, actor), household(world, actor, "a1-1-102")
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.filter(pk=home.pk).update(merged_into=other)
