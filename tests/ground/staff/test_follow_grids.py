"""Posts and teams follow when grids are split and merged; the past stays as it was."""

from datetime import date

import pytest

from gridward.ground.staff.models import Appointment, Team
from gridward.ground.staff.services.appointments import appoint
from gridward.ground.staff.terms import Post, TeamKind
from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.successions import Piece, merge_grids, split_grid
from tests.world import World, square

DAY = date(2022, 5, 1)


def merged(world: World) -> Grid:
    grids = [world.grids["a1"], world.grids["a2"]]
    return merge_grids(world.actor("leader_a"), grids=grids, name="合并网格", on=DAY)


def split(world: World) -> list[Grid]:
    west, south, half = 115.884, 28.68, 0.002
    ring = [[west, south], [west + half, south], [west + half, south + 0.004]]
    west_half = [*ring, [west, south + 0.004], ring[0]]
    east_half = [[x + half, y] for x, y in west_half]
    pieces = [
        Piece(name, {"type": "Polygon", "coordinates": [one]})
        for name, one in (("西", west_half), ("东", east_half))
    ]
    return split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=pieces, on=DAY)


def team(world: World, grid: str) -> Team:
    return Team.objects.create(
        street=world.streets["ours"],
        grid=world.grids[grid],
        kind=next(iter(TeamKind)),
        name="应急小分队",
        valid_from=date(2022, 4, 1),
    )


@pytest.mark.django_db
def test_workers_of_both_grids_serve_the_merged_one_from_that_day(world: World) -> None:
    new = merged(world)
    held = Appointment.objects.filter(grid=new, valid_to=None)
    assert {one.valid_from for one in held} == {DAY}
    assert {(one.member.name, one.post) for one in held} == {
        ("测试worker_a1", Post.GRID_MANAGER),
        ("测试supervisor_a1", Post.GRID_SUPERVISOR),
        ("测试worker_a2", Post.GRID_MANAGER),
    }
    past = Appointment.objects.filter(grid__in=[world.grids["a1"], world.grids["a2"]])
    assert {one.valid_to for one in past} == {DAY}


@pytest.mark.django_db
def test_who_served_both_grids_serves_the_merged_one_once(world: World) -> None:
    member = Appointment.objects.get(member__name="测试worker_a1").member
    appoint(
        world.actor("chief"),
        member=member,
        post=Post.GRID_MANAGER,
        grid=world.grids["a2"],
        valid_from=date(2022, 4, 5),
    )
    new = merged(world)
    assert Appointment.objects.filter(grid=new, member=member).count() == 1


@pytest.mark.django_db
def test_an_end_that_was_set_before_stays(world: World) -> None:
    held = Appointment.objects.get(member__name="测试worker_a1")
    Appointment.objects.filter(pk=held.pk).update(valid_to=date(2022, 9, 1))
    new = merged(world)
    assert Appointment.objects.get(grid=new, member=held.member).valid_to == date(2022, 9, 1)


@pytest.mark.django_db
def test_a_post_that_would_only_begin_later_begins_at_the_new_grid(world: World) -> None:
    member = Appointment.objects.get(member__name="测试worker_b1").member
    begin = date(2022, 6, 1)
    appoint(
        world.actor("chief"),
        member=member,
        post=Post.GRID_SUPERVISOR,
        grid=world.grids["a2"],
        valid_from=begin,
    )
    new = merged(world)
    rows = Appointment.objects.filter(member=member, post=Post.GRID_SUPERVISOR)
    assert [(one.grid_id, one.valid_from) for one in rows] == [(new.pk, begin)]


@pytest.mark.django_db
def test_rights_change_the_same_moment_and_the_past_is_still_read(world: World) -> None:
    new = merged(world)
    actor = world.actor("worker_a2")
    assert actor.writable() == {new.pk}
    assert actor.readable() == {new.pk, world.grids["a1"].pk, world.grids["a2"].pk}
    assert world.actor("worker_b1").readable() == {world.grids["b1"].pk}


@pytest.mark.django_db
def test_the_past_is_read_over_several_changes(world: World) -> None:
    west, _ = split(world)
    a2 = world.grids["a2"]
    Grid.objects.filter(pk=a2.pk).update(boundary=square(115.88, 28.68))
    a2.refresh_from_db()
    whole = merge_grids(world.actor("leader_a"), grids=[west, a2], name="再合并")
    held = world.actor("worker_a1").readable()
    assert {whole.pk, west.pk, a2.pk, world.grids["a1"].pk} <= held


@pytest.mark.django_db
def test_teams_go_to_the_merged_grid_and_keep_their_names_apart(world: World) -> None:
    first, second = team(world, "a1"), team(world, "a2")
    new = merged(world)
    for one in (first, second):
        one.refresh_from_db()
    assert {first.grid_id, second.grid_id} == {new.pk}
    assert {first.name, second.name} == {"应急小分队", "应急小分队（朱紫巷社区第2网格）"}


@pytest.mark.django_db
def test_a_team_is_not_divided_it_waits_at_the_community(world: World) -> None:
    one = team(world, "a1")
    split(world)
    one.refresh_from_db()
    assert one.grid_id == world.grids["a0"].pk
