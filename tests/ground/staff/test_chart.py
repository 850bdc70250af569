"""The organisation chart as of any day, and who held a post (P1, P2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.queries.chart import chart_on
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.services.group import seat
from gridward.ground.staff.terms import GroupTitle, Post
from tests.ground.staff.people import newcomer
from tests.world import World

DAY = date(2026, 3, 1)
Sign = Callable[[Account], Client]


def names(answer: Any, community: int, post: str) -> list[str]:
    desks = answer["communities"][community]["posts"]
    return [one["member_name"] for desk in desks if desk["post"] == post for one in desk["holders"]]


@pytest.mark.django_db
def test_the_chart_tells_the_past_the_present_and_what_is_agreed(
    world: World, client_of: Sign
) -> None:
    chief, post = world.actor("chief"), Post.COMMUNITY_GRID_LEADER
    held = Appointment.objects.get(post=post, grid=world.grids["a0"])
    end_appointment(chief, appointment=held, on=DAY)
    follower = newcomer(world, "接任者")
    appoint(chief, member=follower, post=post, grid=world.grids["a0"], valid_from=DAY)
    client = client_of(world.account("worker_a1"))
    for day, expected in (
        ("2026-02-28", "测试leader_a"),
        ("2026-03-01", "接任者"),
        ("2030-01-01", "接任者"),
    ):
        answer = client.get(f"/api/v1/staff/chart?day={day}").json()
        assert names(answer, 0, post.value) == [expected]
    assert client.get("/api/v1/staff/chart?day=2021-01-01").json()["communities"] == []


@pytest.mark.django_db
def test_the_chart_shows_the_leading_group_heads_first_and_deputies_marked(world: World) -> None:
    chief = world.actor("chief")
    for name, title in (
        ("成员", GroupTitle.MEMBER),
        ("组长", GroupTitle.HEAD),
        ("书记", GroupTitle.FIRST_HEAD),
    ):
        seat(chief, member=newcomer(world, name), title=title, valid_from=DAY)
    appoint(
        chief,
        member=newcomer(world, "代理民警"),
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=DAY,
        acting=True,
    )
    chart = chart_on(world.streets["ours"], DAY)
    assert [one.member.name for one in chart.seats] == ["书记", "组长", "成员"]
    b = next(one for one in chart.communities if one.grid.pk == world.grids["b0"].pk)
    police = next(one for one in b.desks if one.post is Post.GRID_POLICE)
    assert [(row.member.name, row.acting) for row in police.holders] == [("代理民警", True)]
    assert chart_on(world.streets["ours"], date(2026, 2, 28)).seats == ()


@pytest.mark.django_db
def test_grids_stand_under_their_own_community(world: World) -> None:
    chart = chart_on(world.streets["ours"], DAY)
    below = {one.grid.name: [two.grid.name for two in one.grids] for one in chart.communities}
    assert below == {
        "朱紫巷社区网格": ["朱紫巷社区第1网格", "朱紫巷社区第2网格"],
        "算子桥社区网格": ["算子桥社区第1网格"],
    }


@pytest.mark.django_db
def test_the_chart_costs_the_same_however_many_serve(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        appoint(
            world.actor("chief"),
            member=newcomer(world, f"人{number}"),
            post=Post.GRID_SUPERVISOR,
            grid=world.grids["a2"],
            valid_from=DAY,
        )
    with django_assert_num_queries(3):
        chart_on(world.streets["ours"], DAY)


@pytest.mark.django_db
def test_everybody_who_held_a_post_is_listed_the_latest_first(
    world: World, client_of: Sign
) -> None:
    chief, grid = world.actor("chief"), world.grids["a1"]
    held = Appointment.objects.get(post=Post.GRID_MANAGER, grid=grid)
    end_appointment(chief, appointment=held, on=DAY)
    appoint(
        chief, member=newcomer(world, "接任者"), post=Post.GRID_MANAGER, grid=grid, valid_from=DAY
    )
    client = client_of(world.account("patron"))
    rows = client.get(f"/api/v1/staff/posts/holders?post=grid_manager&grid={grid.pk}").json()
    assert [(one["member_name"], one["valid_to"]) for one in rows] == [
        ("接任者", None),
        ("测试worker_a1", "2026-03-01"),
    ]


@pytest.mark.django_db
def test_phones_on_the_chart_are_masked(world: World, client_of: Sign) -> None:
    member = Appointment.objects.get(post=Post.STREET_PATRON, street=world.streets["ours"]).member
    member.set_sealed("phone", "+8613800138000")
    member.save()
    text = client_of(world.account("worker_a1")).get("/api/v1/staff/chart").content.decode()
    assert "138****8000" in text
    assert "13800138000" not in text
