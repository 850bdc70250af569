"""Groups are opened, changed and ended by whoever keeps outreach at their grid."""

from datetime import timedelta

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.problems import GridRetired
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.notices.problems import (
    DayAhead,
    DaysTurned,
    GroupEnded,
    GroupNameMissing,
    GroupNameTaken,
    KeeperUnfit,
)
from gridward.work.notices.queries.groups import groups, members
from gridward.work.notices.services.groups import change_group, end_group
from tests.work.notices.acts import SINCE, group, home, joins
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["worker_a1", "supervisor_a1", "first_a", "leader_a", "chief"])
def test_who_works_or_leads_there_opens_groups(world: World, name: str) -> None:
    row = group(world, world.actor(name), name=" 翠竹群 ")
    assert (row.name, row.platform, row.since) == ("翠竹群", "wechat", SINCE)
    assert row.street_id == world.streets["ours"].pk


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("worker_a2", NotFound),
        ("chief_f", NotFound),
        ("health_a", NotAllowed),
        ("police_a", NotAllowed),
        ("discipline", NotAllowed),
        ("patron", NotAllowed),
    ],
)
def test_nobody_else_does(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        group(world, world.actor(name))


def test_whoever_keeps_a_group_holds_a_post_at_its_grid(world: World, worker: Actor) -> None:
    with pytest.raises(KeeperUnfit):
        group(world, worker, keeper_id=world.account("worker_a2").member_id)
    with pytest.raises(KeeperUnfit):
        group(world, worker, keeper_id=world.account("worker_f1").member_id)
    kept = group(world, worker, keeper_id=world.account("leader_a").member_id)
    assert kept.keeper_id == world.account("leader_a").member_id


def test_a_name_stands_once_a_grid_among_those_kept(world: World, worker: Actor) -> None:
    first = group(world, worker)
    with pytest.raises(GroupNameTaken):
        group(world, worker)
    end_group(worker, group_id=first.pk, version=1)
    assert group(world, worker).pk != first.pk
    with pytest.raises(GroupNameMissing):
        group(world, worker, name="  ")


def test_days_are_not_ahead_and_in_order(world: World, worker: Actor) -> None:
    with pytest.raises(DayAhead):
        group(world, worker, since=clock.today() + timedelta(days=1))
    row = group(world, worker)
    with pytest.raises(DaysTurned):
        end_group(worker, group_id=row.pk, version=1, on=SINCE - timedelta(days=1))


def test_what_is_left_out_stays(world: World, worker: Actor, leader: Actor) -> None:
    row = group(world, worker)
    changed = change_group(leader, group_id=row.pk, version=1, name="新名")
    assert (changed.name, changed.platform, changed.version) == ("新名", "wechat", 2)
    with pytest.raises(Stale):
        change_group(worker, group_id=row.pk, version=1, name="别的")


def test_a_group_that_ended_has_nobody_in_it_and_stays_as_it_is(
    world: World, worker: Actor
) -> None:
    row = group(world, worker)
    joins(worker, row, home(world, worker, "a1-1-101", "张三"))
    end_group(worker, group_id=row.pk, version=1)
    assert not members(worker, row.pk).exists()
    assert members(worker, row.pk, past=True).count() == 1
    assert list(groups(worker)) == []
    assert [one.pk for one in groups(worker, ended=True)] == [row.pk]
    with pytest.raises(GroupEnded):
        change_group(worker, group_id=row.pk, version=2, name="新名")


def test_no_group_is_opened_at_a_retired_grid(world: World) -> None:
    world.grids["a1"].valid_to = clock.today()
    world.grids["a1"].save()
    with pytest.raises(GridRetired):
        group(world, world.actor("chief"), keeper_id=world.account("chief").member_id)


def test_each_act_has_its_line(world: World, worker: Actor) -> None:
    row = group(world, worker, name="甲群")
    joins(worker, row, home(world, worker, "a1-1-101", "张三", "李四"))
    change_group(worker, group_id=row.pk, version=1, name="乙群")
    end_group(worker, group_id=row.pk, version=2)
    lines = Line.objects.filter(about_id=row.pk).order_by("seq")
    assert [sentence(one, "zh-Hans") for one in lines] == [
        "测试worker_a1 登记了朱紫巷社区第1网格的服务群“甲群”",
        "测试worker_a1 在朱紫巷社区第1网格的服务群“甲群”登记进群2人",
        "测试worker_a1 修改了朱紫巷社区第1网格的服务群“乙群”",
        "测试worker_a1 停用了朱紫巷社区第1网格的服务群“乙群”",
    ]
