"""Findings for a reader: from the rows of the service, at the grids that the reader oversees (P3)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.staff.models import Account, Member
from gridward.ground.staff.queries.filling import findings
from gridward.ground.staff.services.appointments import appoint
from gridward.ground.staff.services.shortages import Wanted, draft_list
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from tests.ground.staff.people import newcomer
from tests.world import World

Sign = Callable[[Account], Client]
URL = "/api/v1/staff/findings"


def told(client: Client, rule: str = "") -> list[Any]:
    rows = client.get(URL).json()["findings"]
    return [one for one in rows if one["rule"] == rule or not rule]


@pytest.mark.django_db
def test_a_vacancy_says_what_where_since_when_and_what_to_do(world: World, client_of: Sign) -> None:
    rows = told(client_of(world.account("chief")), "vacant")
    found = next(one for one in rows if one["posts"] == ["grid_police"])
    assert found["sentence"] == "算子桥社区网格的网格警员空缺，缺 1 人"
    assert found["since"] == "2022-04-01"
    assert "区里统筹" in found["advice"]
    assert found["source"].startswith("西街字")


@pytest.mark.django_db
def test_a_community_leader_is_told_of_the_own_community_alone(
    world: World, client_of: Sign
) -> None:
    answer = client_of(world.account("leader_a")).get(URL).json()
    assert answer["whole_street"] is False
    units = {unit["code"][:12] for one in answer["findings"] for unit in one["units"]}
    assert units == {"360103005002"}
    assert all(one["units"] for one in answer["findings"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["patron", "discipline", "command"])
def test_who_oversees_the_street_is_told_of_all(world: World, client_of: Sign, name: str) -> None:
    newcomer(world, "没有岗位的人")
    client = client_of(world.account(name))
    assert client.get(URL).json()["whole_street"] is True
    assert any("没有岗位的人" in one["sentence"] for one in told(client, "no_post"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "health_a", "police_a", "privacy", "stranger"])
def test_others_are_refused(world: World, client_of: Sign, name: str) -> None:
    assert client_of(world.account(name)).get(URL).status_code == 403


@pytest.mark.django_db
def test_one_officer_for_two_communities_is_told_with_both(world: World, client_of: Sign) -> None:
    police = Member.objects.get(name="测试police_a")
    appoint(
        world.actor("chief"),
        member=police,
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=clock.today(),
    )
    (found,) = told(client_of(world.account("chief")), "one_at_two")
    assert {unit["name"] for unit in found["units"]} == {"朱紫巷社区网格", "算子桥社区网格"}
    assert found["people"] == [{"id": str(police.pk), "name": "测试police_a"}]


@pytest.mark.django_db
def test_who_employs_a_person_plays_no_part(world: World) -> None:
    actor, street = world.actor("chief"), world.streets["ours"]
    before = findings(actor, street, clock.today())
    Member.objects.filter(name="测试worker_a1").update(employer="district")
    assert findings(actor, street, clock.today()) == before


@pytest.mark.django_db
def test_what_is_reported_already_says_on_which_list(world: World, client_of: Sign) -> None:
    wanted = Wanted(Post.GRID_POLICE, world.grids["b0"].pk)
    letter = draft_list(
        world.actor("chief"), street=world.streets["ours"], addressee="区里", wanted=[wanted]
    )
    rows = told(client_of(world.account("chief")), "vacant")
    reported = {
        tuple(one["posts"]): one["shortage_list_id"] for one in rows if one["shortage_list_id"]
    }
    assert reported == {("grid_police",): str(letter.pk)}


@pytest.mark.django_db
def test_the_check_of_a_past_day_sees_that_day(world: World) -> None:
    actor, street = world.actor("chief"), world.streets["ours"]
    since = clock.today()
    appoint(
        actor,
        member=newcomer(world, "新警"),
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=since,
    )
    vacant = {
        day: [one for one in findings(actor, street, day) if one.posts == (Post.GRID_POLICE,)]
        for day in (since - timedelta(days=1), since)
    }
    assert [len(rows) for rows in vacant.values()] == [1, 0]


@pytest.mark.django_db
def test_the_check_costs_the_same_however_many_serve(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor, street = world.actor("chief"), world.streets["ours"]
    for number in range(12):
        newcomer(world, f"人{number}")
    with django_assert_num_queries(7):
        findings(actor, street, date(2026, 3, 1))
