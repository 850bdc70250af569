"""Points of patrols are set by who walks there and who leads, changed, retired."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.problems import GridRetired
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.patrols.problems import (
    PointGone,
    PointNameMissing,
    PointNameTaken,
    PointPositionHalf,
)
from gridward.work.patrols.queries.points import points
from gridward.work.patrols.services.points import change_point, retire_point
from gridward.work.patrols.terms import PointCategory
from tests.work.patrols.acts import moment, patrol, point
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["worker_a1", "leader_a", "first_a", "police_a", "chief"])
def test_who_walks_there_or_leads_sets_points(world: World, name: str) -> None:
    row = point(
        world, world.actor(name), " 东门 ", place="翠竹小区东侧", category=PointCategory.GATE
    )
    assert (row.name, row.place, row.category) == ("东门", "翠竹小区东侧", "gate")
    assert row.street_id == world.streets["ours"].pk


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("worker_a2", NotFound),
        ("chief_f", NotFound),
        ("health_a", NotAllowed),
        ("discipline", NotAllowed),
    ],
)
def test_nobody_else_does(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        point(world, world.actor(name))


def test_a_name_stands_once_a_grid(world: World, worker: Actor) -> None:
    first = point(world, worker)
    with pytest.raises(PointNameTaken):
        point(world, worker)
    point(world, world.actor("worker_a2"), grid="a2")
    retire_point(worker, point_id=first.pk, version=1)
    assert point(world, worker).pk != first.pk
    with pytest.raises(PointNameMissing):
        point(world, worker, "  ")


def test_a_position_is_whole_or_none(world: World, worker: Actor) -> None:
    row = point(world, worker, longitude=115.881, latitude=28.681)
    with pytest.raises(PointPositionHalf):
        change_point(worker, point_id=row.pk, version=1, longitude=None)
    with pytest.raises(PointPositionHalf):
        point(world, worker, "西门", latitude=28.681)


def test_what_is_left_out_stays(world: World, worker: Actor, leader: Actor) -> None:
    row = point(world, worker, place="东侧", category=PointCategory.GATE)
    changed = change_point(leader, point_id=row.pk, version=1, name="东大门")
    assert (changed.name, changed.place, changed.category) == ("东大门", "东侧", "gate")
    assert changed.version == 2
    with pytest.raises(Stale):
        change_point(worker, point_id=row.pk, version=1, name="别的")


def test_a_retired_point_is_left_out_and_kept_by_old_patrols(world: World, worker: Actor) -> None:
    row, other = point(world, worker), point(world, worker, "西门")
    walked = patrol(world, worker, stops=[{"point_id": row.pk, "at": moment(9, 5)}])
    retire_point(worker, point_id=row.pk, version=1)
    assert list(points(worker)) == [other]
    assert list(points(worker, retired=True)) == [row]
    assert walked.stops.get().name == "东门"
    with pytest.raises(PointGone):
        change_point(worker, point_id=row.pk, version=2, name="东大门")


def test_no_point_is_set_at_a_retired_grid(world: World) -> None:
    world.grids["a1"].valid_to = clock.today()
    world.grids["a1"].save()
    with pytest.raises(GridRetired):
        point(world, world.actor("chief"))


def test_each_act_has_its_line(world: World, worker: Actor) -> None:
    row = point(world, worker)
    change_point(worker, point_id=row.pk, version=1, place="门岗旁")
    retire_point(worker, point_id=row.pk, version=2)
    lines = Line.objects.filter(about_id=row.pk).order_by("seq")
    assert [sentence(one, "zh-Hans") for one in lines] == [
        "测试worker_a1 在朱紫巷社区第1网格设置了巡查点位“东门”",
        "测试worker_a1 修改了朱紫巷社区第1网格的巡查点位“东门”",
        "测试worker_a1 停用了朱紫巷社区第1网格的巡查点位“东门”",
    ]
