"""Who joins and leaves; coverage follows from it alone."""

from datetime import timedelta

import pytest

from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import HouseholdState
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.notices.models import GroupMember, OtherReach
from gridward.work.notices.problems import (
    DayAhead,
    GroupEnded,
    MemberLeft,
    MemberOutside,
    MemberUnfit,
    MemberUnnamed,
    TooManyMembers,
)
from gridward.work.notices.queries.coverage import coverage, unreached
from gridward.work.notices.queries.groups import group_of, members
from gridward.work.notices.services.groups import end_group
from gridward.work.notices.services.members import join, leave
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.terms import MemberSaid, Reached, ReachWay, Subject, SubjectKind
from tests.work.notices.acts import SINCE, group, home, joins, shop
from tests.world import World

pytestmark = pytest.mark.django_db


def reached(actor: Actor, world: World, grid: str = "a1") -> Reached:
    return next(one.households for one in coverage(actor) if one.grid.pk == world.grids[grid].pk)


def test_many_join_at_once_and_those_inside_stay(world: World, worker: Actor) -> None:
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三", "李四")
    assert len(joins(worker, row, house, "张三").ids) == 1
    both = joins(worker, row, house)
    assert (len(both.ids), both.already) == (1, 1)
    assert {one.resident.name for one in members(worker, row.pk) if one.resident} == {
        "张三",
        "李四",
    }
    told = group_of(worker, row.pk)
    assert (told.member_count, told.household_count, told.organisation_count) == (2, 1, 0)


def test_the_same_person_twice_in_one_sending_is_once(world: World, worker: Actor) -> None:
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    subject = Subject(SubjectKind.HOUSEHOLD, house.pk)
    said = [MemberSaid(subject, name="老张"), MemberSaid(subject, name=" 老张 ")]
    assert len(join(worker, group_id=row.pk, said=said).ids) == 1


def test_a_unit_is_in_by_an_employee_or_a_name(world: World, worker: Actor) -> None:
    row, unit = group(world, worker), shop(world, worker)
    subject = Subject(SubjectKind.ORGANISATION, unit.pk)
    join(worker, group_id=row.pk, said=[MemberSaid(subject, name="赵店长")])
    [told] = coverage(worker)
    assert told.organisations == Reached(1, 1, 0)
    assert told.households == Reached()


def test_who_is_nobody_of_the_household_does_not_join_for_it(world: World, worker: Actor) -> None:
    row = group(world, worker)
    house, other = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-1-102", "李四")
    subject = Subject(SubjectKind.HOUSEHOLD, house.pk)
    with pytest.raises(MemberUnnamed):
        join(worker, group_id=row.pk, said=[MemberSaid(subject)])
    for person in (other.residents.get().pk, new_id()):
        with pytest.raises(MemberUnfit):
            join(worker, group_id=row.pk, said=[MemberSaid(subject, person)])
    assert not GroupMember.objects.exists()


def test_a_group_is_for_its_own_grid_and_a_communitys_for_all_of_it(
    world: World, leader: Actor
) -> None:
    own, all_ = group(world, leader), group(world, leader, "a0", name="社区大群")
    next_door = home(world, world.actor("worker_a2"), "a2-1-101", "王五")
    with pytest.raises(MemberOutside):
        joins(leader, own, next_door)
    assert len(joins(leader, all_, next_door).ids) == 1
    assert reached(leader, world, "a2").in_group == 1


def test_households_beyond_ones_sight_are_not_there(world: World, worker: Actor) -> None:
    row = group(world, worker)
    foreign = home(world, world.actor("worker_a2"), "a2-1-101", "王五")
    with pytest.raises(NotFound):
        joins(worker, row, foreign)
    with pytest.raises(NotFound):
        joins(world.actor("worker_a2"), row, foreign)
    with pytest.raises(NotAllowed):
        joins(world.actor("police_a"), row, foreign)


def test_a_group_that_ended_takes_nobody_and_days_are_not_ahead(
    world: World, worker: Actor
) -> None:
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    said = [MemberSaid(Subject(SubjectKind.HOUSEHOLD, house.pk), name="老张")]
    with pytest.raises(DayAhead):
        join(worker, group_id=row.pk, said=said, on=clock.today() + timedelta(days=1))
    with pytest.raises(TooManyMembers):
        join(worker, group_id=row.pk, said=said * 501)
    end_group(worker, group_id=row.pk, version=1)
    with pytest.raises(GroupEnded):
        join(worker, group_id=row.pk, said=said)


def test_who_left_is_in_it_no_more_and_may_join_again(world: World, worker: Actor) -> None:
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    [first] = joins(worker, row, house).ids
    assert leave(worker, member_id=first).left_on == clock.today()
    assert reached(worker, world).in_group == 0
    with pytest.raises(MemberLeft):
        leave(worker, member_id=first)
    assert joins(worker, row, house).already == 0
    assert reached(worker, world).in_group == 1


@pytest.mark.parametrize("name", ["worker_a2", "chief_f"])
def test_nobody_elsewhere_makes_them_leave(world: World, worker: Actor, name: str) -> None:
    [member] = joins(worker, group(world, worker), home(world, worker, "a1-1-101", "张三")).ids
    with pytest.raises(NotFound):
        leave(world.actor(name), member_id=member)


def test_coverage_counts_households_that_are_lived_in(world: World, worker: Actor) -> None:
    row = group(world, worker)
    homes = [home(world, worker, f"a1-1-{door}", "张三") for door in (101, 102, 201, 202)]
    joins(worker, row, homes[0])
    say_reach(worker, subject=Subject(SubjectKind.HOUSEHOLD, homes[1].pk), way=ReachWay.TELEPHONE)
    homes[3].state = HouseholdState.EMPTY
    homes[3].save()
    assert reached(worker, world) == Reached(3, 1, 1)
    assert reached(worker, world).missing == 1
    kind = SubjectKind.HOUSEHOLD
    assert [one.pk for one in unreached(worker, kind, said=False)] == [homes[2].pk]
    [by_phone] = unreached(worker, kind, said=True)
    assert (by_phone.pk, by_phone.way) == (homes[1].pk, "telephone")


def test_who_left_the_register_reaches_nobody(world: World, worker: Actor) -> None:
    row, house = group(world, worker), home(world, worker, "a1-1-101", "张三")
    joins(worker, row, house)
    Resident.objects.update(left_on=SINCE, left_why="moved")
    assert reached(worker, world).in_group == 0
    assert not members(worker, row.pk).exists()


def test_how_somebody_is_reached_is_said_once_and_sealed(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-1-101", "张三")
    subject = Subject(SubjectKind.HOUSEHOLD, house.pk)
    say_reach(worker, subject=subject, way=ReachWay.DOOR)
    say_reach(worker, subject=subject, way=ReachWay.FAMILY, note="找女儿，晚上七点后")
    row = OtherReach.objects.get()
    assert (row.way, row.version, row.open_sealed("note")) == ("family", 2, "找女儿，晚上七点后")
    assert "女儿".encode() not in bytes(row.note or b"")
    with pytest.raises(NotFound):
        say_reach(world.actor("worker_a2"), subject=subject, way=ReachWay.DOOR)
    with pytest.raises(NotAllowed):
        say_reach(world.actor("health_a"), subject=subject, way=ReachWay.DOOR)
