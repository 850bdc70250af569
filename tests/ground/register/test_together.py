"""One change for many households or residents."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Household, Resident, ResidentSituation
from gridward.ground.register.problems import (
    ChosenChanged,
    NothingChosen,
    NothingToSet,
)
from gridward.ground.register.queries.history import household_history
from gridward.ground.register.queries.households import HouseholdFilter
from gridward.ground.register.queries.residents import ResidentFilter
from gridward.ground.register.rules.together import PassedOver
from gridward.ground.register.services.departing import record_death
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.together import (
    Chosen,
    change_households,
    change_residents,
)
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, resident
from tests.world import World

pytestmark = pytest.mark.django_db
TOGETHER = "/api/v1/register/together/households"


def homes(world: World, actor: Any, count: int = 3) -> list[Household]:
    doors = ("a1-1-101", "a1-1-102", "a1-1-201", "a1-1-202", "a1-2-101", "a1-2-102")
    return [household(world, actor, door) for door in doors[:count]]


def test_a_trial_tells_how_many_change_and_why_the_others_stay(world: World) -> None:
    actor = world.actor("worker_a1")
    rented, owned, other = homes(world, actor)
    change_household(actor, household_id=rented.pk, version=1, tenure=Tenure.RENTED)
    outcome = change_households(
        actor,
        chosen=Chosen([rented.pk, owned.pk, other.pk, new_id()]),
        wanted={"tenure": Tenure.RENTED},
        trial=True,
    )
    assert (outcome.changed, outcome.missing) == (2, 1)
    assert [(row.id, why) for row, why in outcome.passed] == [(rented.pk, PassedOver.SAME)]
    assert set(Household.objects.values_list("tenure", flat=True)) == {"owner", "rented"}
    assert not Line.objects.filter(act="register.households_changed").exists()


def test_it_changes_all_with_one_line_and_their_history(world: World) -> None:
    actor = world.actor("worker_a1")
    tell_database(actor)
    rows = homes(world, actor)
    change_households(
        actor,
        chosen=Chosen([row.pk for row in rows]),
        wanted={"tenure": Tenure.RENTED, "note": "统一核对"},
    )
    assert list(Household.objects.values_list("tenure", "note", "version").distinct()) == [
        ("rented", "统一核对", 2)
    ]
    line = Line.objects.get(act="register.households_changed")
    assert sentence(line, "zh-Hans") == "测试worker_a1 批量修改了 3 户的居住类型、备注"
    assert set(line.also_about) == {row.pk for row in rows}
    newest = household_history(actor, rows[0].pk, "zh-Hans")[0]
    assert (newest.act, newest.by) == ("register.households_changed", "测试worker_a1")


def test_all_that_a_filter_finds(world: World) -> None:
    actor = world.actor("leader_a")
    homes(world, actor)
    household(world, actor, "a2-1-101")
    found = HouseholdFilter(grid_id=world.grids["a1"].pk)
    outcome = change_households(actor, chosen=Chosen(found=found), wanted={"tenure": Tenure.LENT})
    assert outcome.changed == 3
    assert Household.objects.filter(tenure=Tenure.LENT).count() == 3


def test_who_is_registered_speaks_against_an_empty_door(world: World) -> None:
    actor = world.actor("worker_a1")
    lived, empty, _ = homes(world, actor)
    resident(actor, lived)
    chosen = Chosen([lived.pk, empty.pk])
    outcome = change_households(actor, chosen=chosen, wanted={"state": HouseholdState.EMPTY})
    assert [(row.id, why) for row, why in outcome.passed] == [(lived.pk, PassedOver.LIVED_IN)]
    back = change_households(actor, chosen=chosen, wanted={"state": HouseholdState.LIVING})
    assert {why for _, why in back.passed} == {PassedOver.SAME, PassedOver.NOBODY}


def test_to_another_grid_goes_who_has_no_door(world: World) -> None:
    actor = world.actor("leader_a")
    fixed = household(world, actor)
    waiting = add_household(actor, address_text="某处", grid_id=world.grids["a0"].pk).household
    person = resident(actor, waiting, phones=["13800138000"])
    target = world.grids["a2"].pk
    outcome = change_households(
        actor, chosen=Chosen([fixed.pk, waiting.pk]), wanted={"grid_id": target}
    )
    person.refresh_from_db()
    assert [(row.id, why) for row, why in outcome.passed] == [(fixed.pk, PassedOver.HAS_DOOR)]
    assert {person.grid_id, person.household.grid_id, person.phones.get().grid_id} == {target}


def test_nothing_goes_to_a_grid_beyond(world: World) -> None:
    actor = world.actor("worker_a1")
    row = household(world, actor)
    with pytest.raises(NotFound):
        change_households(actor, chosen=Chosen([row.pk]), wanted={"grid_id": world.grids["a2"].pk})


def test_residents_take_employer_and_situation(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    said = resident(actor, home, situation={"tested": False})
    unsaid = resident(actor, home, "张小林")
    dead = resident(actor, home, "张大林")
    record_death(actor, resident_id=dead.pk, version=1)
    outcome = change_residents(
        actor,
        chosen=Chosen([said.pk, unsaid.pk, dead.pk]),
        wanted={"employer": "新厂", "tested": True},
    )
    assert outcome.changed == 2
    assert [why for _, why in outcome.passed] == [PassedOver.GONE]
    assert set(ResidentSituation.objects.values_list("resident", "tested", "grid")) == {
        (said.pk, True, home.grid_id),
        (unsaid.pk, True, home.grid_id),
    }
    assert Resident.objects.filter(employer="新厂", version=2).count() == 2


def test_rows_where_one_may_only_read_are_passed_over(world: World) -> None:
    worker = world.actor("worker_a1")
    person = resident(worker, household(world, worker))
    outcome = change_residents(
        world.actor("health_a"), chosen=Chosen([person.pk]), wanted={"employer": "新厂"}
    )
    assert [why for _, why in outcome.passed] == [PassedOver.BEYOND]


def test_what_changed_since_the_trial_is_tried_again(world: World) -> None:
    actor = world.actor("worker_a1")
    row, *_ = homes(world, actor)
    chosen: Chosen[HouseholdFilter] = Chosen([row.pk])
    wanted = {"tenure": Tenure.LENT}
    seen = change_households(actor, chosen=chosen, wanted=wanted, trial=True).digest
    change_household(actor, household_id=row.pk, version=1, note="别人改过")
    with pytest.raises(ChosenChanged):
        change_households(actor, chosen=chosen, wanted=wanted, digest=seen)


def test_it_needs_rows_and_something_to_set(world: World) -> None:
    actor = world.actor("worker_a1")
    with pytest.raises(NothingChosen):
        change_households(actor, chosen=Chosen(), wanted={"note": "一"})
    with pytest.raises(NothingChosen):
        change_residents(actor, chosen=Chosen(found=ResidentFilter()), wanted={"note": "一"})
    with pytest.raises(NothingToSet):
        change_households(actor, chosen=Chosen([new_id()]), wanted={})


def test_many_rows_cost_as_many_statements_as_few(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    people = [resident(actor, home, f"张{number}") for number in "一二三四五六"]
    wanted = {"employer": "新厂", "tested": True}
    with CaptureQueriesContext(connection) as few:
        change_residents(actor, chosen=Chosen([people[0].pk]), wanted=wanted)
    with django_assert_num_queries(len(few)):
        change_residents(actor, chosen=Chosen([one.pk for one in people[1:]]), wanted=wanted)


def test_over_the_wire_it_is_tried_and_then_done_once(world: World, client_of: Any) -> None:
    rows = homes(world, world.actor("worker_a1"))
    client: Client = client_of(world.account("worker_a1"))
    body: dict[str, Any] = {"ids": [str(row.pk) for row in rows], "set": {"tenure": "lent"}}
    tried = client.post(TOGETHER, {**body, "trial": True}, content_type="application/json").json()
    assert tried["changed"] == 3
    key = {"Idempotency-Key": str(new_id())}
    body["digest"] = tried["digest"]
    first = client.post(TOGETHER, body, content_type="application/json", headers=key)
    again = client.post(TOGETHER, body, content_type="application/json", headers=key)
    assert first.json() == again.json() == tried
    assert set(Household.objects.values_list("tenure", "version")) == {("lent", 2)}
