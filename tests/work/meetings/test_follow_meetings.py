"""Meetings that were called go on after a change of boundaries; those that are over stay as they were."""

import pytest

from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.successions import merge_grids, succeed
from gridward.kernel.access import Actor
from gridward.work.meetings.models import Meeting
from gridward.work.meetings.services.calling import cancel_meeting
from gridward.work.meetings.terms import MeetingState
from tests.work.meetings.acts import DAY, TOMORROW, begun, called
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")


def heir(world: World) -> Grid:
    """The community grid next door, as when communities are merged."""
    return world.grids["b0"]


def take_over(world: World, actor: Actor, new: Grid) -> None:
    """The community grid a0 is retired in its favour."""
    old = world.grids["a0"]
    old.valid_to = DAY
    old.save()
    succeed(actor, [old], [new], {new.pk: 1.0})


def test_whoever_serves_the_merged_grid_takes_part(
    world: World, leader: Actor, first: Actor
) -> None:
    tomorrow, over = called(world, first, day=TOMORROW), called(world, first)
    cancel_meeting(first, meeting_id=over.pk, version=1, reason="停电")
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=DAY)
    tomorrow.refresh_from_db()
    assert set(tomorrow.grids) == {world.grids["a0"].pk, new.pk}
    over.refresh_from_db()
    assert set(over.grids) == {world.grids[one].pk for one in ("a0", "a1", "a2")}


def test_a_meeting_of_a_retired_community_grid_is_its_heirs(
    world: World, leader: Actor, first: Actor
) -> None:
    row = called(world, first, day=TOMORROW)
    new = heir(world)
    take_over(world, leader, new)
    row.refresh_from_db()
    assert (row.grid_id, row.name, row.state) == (new.pk, new.name, MeetingState.PLANNED)
    assert set(row.grids) == {new.pk, world.grids["b1"].pk}


def test_where_the_heir_meets_already_the_other_meeting_is_not_held(
    world: World, leader: Actor, first: Actor
) -> None:
    row = called(world, first, day=TOMORROW)
    new = heir(world)
    theirs = Meeting.objects.create(
        street_id=new.street_id,
        grid=new,
        grids=[new.pk],
        name=new.name,
        day=TOMORROW,
        planned_at=row.planned_at,
        called_by="测试",
    )
    take_over(world, leader, new)
    row.refresh_from_db()
    assert row.state == MeetingState.CANCELLED
    assert "网格调整" in row.reason
    assert Meeting.objects.get(grid=new).pk == theirs.pk


def test_a_meeting_under_way_is_left_alone(world: World, leader: Actor, first: Actor) -> None:
    row = begun(world, first)
    take_over(world, leader, heir(world))
    row.refresh_from_db()
    assert (row.grid_id, row.state) == (world.grids["a0"].pk, MeetingState.UNDER_WAY)
