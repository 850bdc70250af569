"""Points and plans follow when grids change; what was recorded stays, and the heirs read it."""

from datetime import date, timedelta

import pytest

from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.successions import Piece, merge_grids, split_grid
from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel.access import Actor
from gridward.work.patrols.models import DrawPlan, PatrolPoint
from gridward.work.patrols.queries.logs import log_of
from gridward.work.patrols.queries.patrols import patrol_of
from gridward.work.patrols.services.draws import DrawSaid, bind_draw
from gridward.work.patrols.services.following import follow_grids, follow_land
from gridward.work.patrols.terms import Window
from tests.work.patrols.acts import EVENING, patrol, point, signed
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = EVENING.date()


def told(old: Grid, *new: Grid) -> GridSucceeded:
    return GridSucceeded(old.pk, ",".join(str(one.pk) for one in new), DAY)


def plan(world: World, leader: Actor, grid: str, at: PatrolPoint) -> DrawPlan:
    start = DAY + timedelta(days=3)
    windows = (Window((1, 2), 9, 12),)
    return bind_draw(
        leader,
        said=DrawSaid(world.grids[grid].pk, "", start, date(2026, 4, 1), windows, (at.pk,), 1, 7),
    )


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


def test_merged_grids_bring_their_points_and_plans(
    world: World, worker: Actor, leader: Actor
) -> None:
    first, second = point(world, worker), point(world, world.actor("worker_a2"), grid="a2")
    bound = plan(world, leader, "a1", first)
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=DAY)
    names = set(PatrolPoint.objects.filter(grid=new).values_list("name", flat=True))
    assert names == {"东门", "东门（002002）"}
    assert {first.pk, second.pk} == set(
        PatrolPoint.objects.filter(grid=new).values_list("pk", flat=True)
    )
    followed = DrawPlan.objects.get()
    assert (followed.grid_id, followed.commitment) == (new.pk, bound.commitment)
    assert followed.lots() == bound.lots()


def test_of_a_split_grid_a_position_decides_and_the_rest_waits_at_the_communitys(
    world: World, worker: Actor, leader: Actor
) -> None:
    point(world, worker, "西", longitude=115.885, latitude=28.681)
    point(world, worker, "东", longitude=115.887, latitude=28.681)
    nowhere = point(world, worker, "无坐标")
    bound = plan(world, leader, "a1", nowhere)
    west, east = split(world)
    where = dict(PatrolPoint.objects.values_list("name", "grid_id"))
    assert where == {"西": west.pk, "东": east.pk, "无坐标": world.grids["a0"].pk}
    bound.refresh_from_db()
    assert bound.grid_id == world.grids["a0"].pk


def test_ceded_land_takes_its_points_along(world: World, worker: Actor) -> None:
    point(world, worker, "界上", longitude=115.889, latitude=28.681)
    point(world, worker, "界内", longitude=115.885, latitude=28.681)
    point(world, worker, "无坐标")
    a1, a2 = world.grids["a1"], world.grids["a2"]
    assert follow_land(LandCeded(a1.pk, a2.pk)) == 1
    where = dict(PatrolPoint.objects.values_list("name", "grid_id"))
    assert where == {"界上": a2.pk, "界内": a1.pk, "无坐标": a1.pk}


def test_what_was_recorded_stays_and_the_heirs_read_it(
    world: World, worker: Actor, leader: Actor
) -> None:
    walked, log = patrol(world, worker), signed(world, worker)
    olds = [world.grids["a1"], world.grids["a2"]]
    merge_grids(leader, grids=olds, name="合并网格", on=DAY)
    neighbour = world.actor("worker_a2")  # serves the merged grid now
    assert patrol_of(neighbour, walked.pk).grid_id == olds[0].pk
    assert log_of(neighbour, log.pk).grid_id == olds[0].pk


def test_a_grid_without_heirs_keeps_its_points(world: World, worker: Actor) -> None:
    point(world, worker)
    assert follow_grids(told(world.grids["a1"])) == 0
    assert PatrolPoint.objects.get().grid_id == world.grids["a1"].pk
