"""Groups follow their grids; who is in them follows the household, and leaves a former grid's group with a move."""

from datetime import date

import pytest

from gridward.ground.register.services.households import change_household
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel.access import Actor
from gridward.work.notices.models import GroupMember, OtherReach, ServiceGroup
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.terms import ReachWay, Subject, SubjectKind
from tests.work.notices.acts import group, home, joins
from tests.world import World

pytestmark = pytest.mark.django_db


def test_merged_grids_bring_their_groups_and_members(
    world: World, worker: Actor, leader: Actor
) -> None:
    first, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    joins(worker, first, house)
    group(world, world.actor("worker_a2"), "a2")
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=date(2026, 3, 4))
    names = set(ServiceGroup.objects.filter(grid=new).values_list("name", flat=True))
    assert names == {"翠竹一网格服务群", "翠竹一网格服务群（002002）"}
    member = GroupMember.objects.get()
    assert (member.grid_id, member.left_on) == (new.pk, None)


def test_a_household_that_moves_leaves_the_groups_of_its_former_grid(
    world: World, worker: Actor, leader: Actor
) -> None:
    own, all_ = group(world, worker), group(world, leader, "a0", name="社区大群")
    house = home(world, worker, "a1-1-101", "张三")
    joins(worker, own, house)
    joins(leader, all_, house)
    subject = Subject(SubjectKind.HOUSEHOLD, house.pk)
    say_reach(worker, subject=subject, way=ReachWay.DOOR)
    there = world.dwellings["a2-1-101"].pk
    change_household(leader, household_id=house.pk, version=house.version, dwelling_id=there)
    a2 = world.grids["a2"].pk
    rows = dict(GroupMember.objects.values_list("group__name", "left_on"))
    assert rows["社区大群"] is None
    assert rows["翠竹一网格服务群"] is not None
    assert set(GroupMember.objects.values_list("grid_id", flat=True)) == {a2}
    assert OtherReach.objects.get().grid_id == a2
