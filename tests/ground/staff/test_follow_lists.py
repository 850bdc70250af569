"""Shortages, hand-overs and the leading group when grids are merged and a street ends."""

from datetime import date

import pytest
import time_machine

from gridward.ground.staff.models import GroupSeat, PostHandover, Shortage
from gridward.ground.staff.services.appointments import appoint
from gridward.ground.staff.services.following_lists import follow_street
from gridward.ground.staff.services.group import seat
from gridward.ground.staff.services.handovers import hand_over
from gridward.ground.staff.services.shortages import Wanted, draft_list
from gridward.ground.staff.terms import GroupTitle, Post
from gridward.ground.territory.services.successions import merge_grids
from gridward.ground.territory.terms.places import StreetSucceeded
from tests.ground.staff.people import newcomer
from tests.world import World

TODAY, DAY, LATER = date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _on_a_tuesday(world: World) -> object:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


def short(world: World, post: Post, grid: str) -> Shortage:
    wanted = Wanted(post, world.grids[grid].pk)
    letter = draft_list(
        world.actor("chief"), street=world.streets["ours"], addressee="区里", wanted=[wanted]
    )
    return letter.shortages.get()


def merge(world: World) -> None:
    grids = [world.grids["a1"], world.grids["a2"]]
    merge_grids(world.actor("leader_a"), grids=grids, name="合并网格", on=DAY)


@pytest.mark.django_db
def test_a_shortage_at_a_retired_grid_is_withdrawn_and_others_stay(world: World) -> None:
    gone, stays = short(world, Post.GRID_SUPERVISOR, "a2"), short(world, Post.GRID_POLICE, "b0")
    merge(world)
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.state, stays.state) == ("withdrawn", "draft")
    assert [one.state for one in gone.steps.order_by("at", "id")] == ["draft", "withdrawn"]


@pytest.mark.django_db
def test_a_post_to_be_handed_over_later_is_taken_at_the_merged_grid(world: World) -> None:
    held = appoint(
        world.actor("chief"),
        member=newcomer(world, "前任"),
        post=Post.GRID_SUPERVISOR,
        grid=world.grids["a2"],
        valid_from=TODAY,
    )
    row = hand_over(
        world.actor("chief"), appointment=held, member=newcomer(world, "接任者"), on=LATER
    )
    merge(world)
    successor = PostHandover.objects.get(pk=row.pk).successor
    assert successor.grid is not None
    assert (successor.grid.name, successor.member.name) == ("合并网格", "接任者")
    assert successor.valid_from == LATER


@pytest.mark.django_db
def test_the_leading_group_of_a_street_that_ends_sits_no_more(world: World) -> None:
    chief = world.actor("chief")
    seat(chief, member=newcomer(world, "组长"), title=GroupTitle.HEAD, valid_from=TODAY)
    seat(chief, member=newcomer(world, "将来"), title=GroupTitle.MEMBER, valid_from=LATER)
    row = short(world, Post.GRID_POLICE, "b0")
    follow_street(StreetSucceeded(world.streets["ours"].pk, world.streets["foreign"].pk, DAY))
    assert [(one.member.name, one.valid_to) for one in GroupSeat.objects.all()] == [("组长", DAY)]
    row.refresh_from_db()
    assert row.state == "withdrawn"
