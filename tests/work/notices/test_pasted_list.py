"""A pasted member list becomes proposals; nothing is stored."""

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.notices.models import GroupMember
from gridward.work.notices.problems import TooManyMembers
from gridward.work.notices.queries.doors import BuildingReached, buildings_of, doors_of_building
from gridward.work.notices.queries.proposals import Proposal, proposals
from tests.work.notices.acts import group, home, joins
from tests.world import World

pytestmark = pytest.mark.django_db


def read(world: World, actor: Actor, text: str) -> list[Proposal]:
    return proposals(actor, group(world, actor), text)


def test_a_nickname_names_door_and_person(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-2-101", "张三", "李四")
    [one] = read(world, worker, "1-2-101 张阿姨")
    assert [door.id for door in one.doors] == [house.pk]
    assert one.person == house.residents.get(name="张三").pk
    assert (one.called, one.sure) == ("张", True)
    assert not GroupMember.objects.exists()


def test_a_door_without_a_name_leaves_the_person_open(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-2-101", "张三", "李四")
    [one] = read(world, worker, "1栋2单元101")
    assert ([door.id for door in one.doors], one.person) == ([house.pk], None)


def test_who_is_inside_already_is_told(world: World, worker: Actor) -> None:
    row, house = group(world, worker), home(world, worker, "a1-2-101", "张三", "李四")
    joins(worker, row, house, "李四")
    [one] = proposals(worker, row, "1-2-101李")
    assert one.doors[0].inside == 1
    assert {p.name: p.inside for p in one.doors[0].people} == {"张三": False, "李四": True}


def test_what_names_no_door_is_shown_with_nothing(world: World, worker: Actor) -> None:
    home(world, worker, "a1-2-101", "张三")
    told = read(world, worker, "阳光总在风雨后\n9-9-999 王")
    assert [(one.line, one.doors, one.sure) for one in told] == [
        ("阳光总在风雨后", (), False),
        ("9-9-999 王", (), False),
    ]


def test_of_several_households_behind_a_door_the_name_decides(world: World, worker: Actor) -> None:
    home(world, worker, "a1-2-101", "张三")
    second = home(world, worker, "a1-2-101", "李四")
    [by_name] = read(world, worker, "1-2-101 李")
    assert (by_name.doors[0].id, by_name.sure) == (second.pk, True)
    [without] = proposals(worker, group(world, worker, name="二群"), "1-2-101")
    assert (len(without.doors), without.sure) == (2, False)


def test_a_site_says_where_doors_without_a_name_are(world: World, worker: Actor) -> None:
    house, row = home(world, worker, "a1-2-101", "张三"), group(world, worker)
    [one] = proposals(worker, row, "1-2-101", world.sites["a1"].pk)
    assert [door.id for door in one.doors] == [house.pk]
    for beyond in (world.sites["a2"].pk, row.pk):
        with pytest.raises(NotFound):
            proposals(worker, row, "1-2-101", beyond)


def test_households_of_other_grids_are_not_proposed(world: World, worker: Actor) -> None:
    home(world, world.actor("worker_a2"), "a2-2-101", "张三")
    [one] = read(world, worker, "红梅小区1-2-101 张")
    assert one.doors == ()


def test_too_long_a_list_and_who_reads_no_register_are_refused(world: World, worker: Actor) -> None:
    row = group(world, worker)
    with pytest.raises(TooManyMembers):
        proposals(worker, row, "\n".join(f"1-2-{n}" for n in range(501)))
    with pytest.raises(NotAllowed):
        proposals(world.actor("discipline"), row, "1-2-101")


def test_a_building_is_ticked_door_by_door(world: World, worker: Actor) -> None:
    row = group(world, worker)
    upper = home(world, worker, "a1-2-201", "李四")
    lower = home(world, worker, "a1-1-101", "张三")
    joins(worker, row, upper)
    building = world.dwellings["a1-1-101"].building_id
    told = doors_of_building(worker, row.pk, building)
    assert [(one.id, one.inside) for one in told] == [(lower.pk, 0), (upper.pk, 1)]
    assert buildings_of(worker, row) == [BuildingReached(building, "翠竹小区1栋", 2, 1)]
