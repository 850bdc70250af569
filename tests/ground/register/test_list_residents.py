"""The list of residents and its filters."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.queries.residents import ResidentFilter, residents, told_residents
from gridward.ground.register.schemas.life import resident_rows
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.register.terms.people import Away, Sex, Tenure
from gridward.kernel.access import Actor
from gridward.kernel.paging import page
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def names(actor: Actor, **wanted: Any) -> list[str]:
    tell_database(actor)
    return [row.name for row in residents(actor, ResidentFilter(**wanted)).order_by("name")]


@pytest.fixture
def people(world: World) -> Actor:
    """Three people of a1, one of a2, one who left."""
    leader = world.actor("leader_a")
    home, rented = household(world, leader), household(world, leader, "a2-1-101")
    resident(leader, home, "张一", document=number(1, "19500301"), situation={"tested": True})
    resident(leader, home, "李二", document=number(2, "20100301"), situation={"tested": False})
    resident(leader, home, "王三", sex=Sex.MALE, situation={"away": Away.CITY})
    resident(leader, rented, "赵四", sex=Sex.FEMALE)
    rented.tenure = Tenure.RENTED
    rented.save()
    gone = resident(leader, home, "钱五")
    remove_resident(leader, resident_id=gone.pk, version=1)
    return leader


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"张一", "李二", "王三", "赵四"}),
        ({"text": "zhangyi"}, {"张一"}),
        ({"text": "李"}, {"李二"}),
        ({"sex": Sex.MALE}, {"张一", "王三"}),
        ({"age_from": 60}, {"张一"}),
        ({"age_to": 17}, {"李二"}),
        ({"tenure": Tenure.RENTED}, {"赵四"}),
        ({"tested": "yes"}, {"张一"}),
        ({"tested": "unsaid"}, {"王三", "赵四"}),
        ({"away": Away.CITY}, {"王三"}),
        ({"away": Away.NONE}, {"张一", "李二", "赵四"}),
    ],
)
def test_each_filter_finds(people: Actor, wanted: dict[str, Any], found: set[str]) -> None:
    assert set(names(people, **wanted)) == found


def test_ages_are_whole_years_on_the_birthday(people: Actor) -> None:
    with time_machine.travel("2022-02-28T00:00:00+08:00"):
        assert names(people, age_from=72) == []
    with time_machine.travel("2022-03-01T00:00:00+08:00"):
        assert names(people, age_from=72, age_to=72) == ["张一"]


def test_a_leap_day_counts_too(people: Actor) -> None:
    with time_machine.travel("2024-02-29T00:00:00+08:00"):
        assert names(people, age_from=1) == ["张一", "李二"]


def test_a_grid_and_ones_own_grids(world: World, people: Actor) -> None:
    assert names(people, grid_id=world.grids["a2"].pk) == ["赵四"]
    assert names(world.actor("worker_a2")) == ["赵四"]
    assert names(world.actor("worker_b1")) == []


def test_a_situation_is_asked_only_by_who_may_read_it(world: World, people: Actor) -> None:
    assert names(world.actor("police_a"), tested="yes") == []
    assert len(names(world.actor("police_a"))) == 4


def test_a_page_costs_the_same_for_few_and_many(
    people: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wanted = ResidentFilter(age_from=10, tenure=Tenure.OWNER)
    with django_assert_num_queries(2):
        rows = page(
            told_residents(residents(people, wanted)), ["grid_id", "sort_key", "id"], None
        ).rows
        shown = resident_rows(rows, people)
    assert [one.document.count("*") > 6 for one in shown] == [True, True]


def test_over_the_wire_by_pages(world: World, people: Actor, client_of: Any) -> None:
    client: Client = client_of(world.account("leader_a"))
    answer = client.get("/api/v1/register/residents", {"q": "zhangyi", "tested": "yes"}).json()
    assert [(row["name"], row["age"] is None) for row in answer["items"]] == [("张一", False)]
    assert answer["next"] is None
