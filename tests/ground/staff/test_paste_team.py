"""Entering the people of a team by paste: every line accounted for, nobody twice, people of the service recognised."""

from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Team, TeamMember
from gridward.ground.staff.problems import DaysNotInOrder, TooManyLines
from gridward.ground.staff.rules.pasting import MOST_LINES, LineOutcome
from gridward.ground.staff.services.team_people import add_people
from gridward.ground.staff.terms import TeamRole
from gridward.kernel.problems import NotAllowed
from tests.ground.staff.people import newcomer
from tests.world import World

DAY = date(2026, 3, 1)
TEXT = "姓名\t电话\n张伟\t13800138001\t队长\n李娜\t13800138002\n13800138003\n王强\t123"


def volunteers(world: World) -> Team:
    return Team.objects.create(
        street=world.streets["ours"],
        grid=world.grids["a0"],
        kind="volunteer",
        name="志愿队",
        valid_from=DAY,
    )


def paste(world: World, team: Team, text: str = TEXT, dry_run: bool = False) -> list[LineOutcome]:
    lines = add_people(
        world.actor("leader_a"), team=team, text=text, valid_from=DAY, dry_run=dry_run
    )
    return [line.outcome for line in lines]


@pytest.mark.django_db
def test_good_lines_are_entered_and_bad_ones_said(world: World) -> None:
    team = volunteers(world)
    assert paste(world, team) == [
        LineOutcome.HEADER,
        LineOutcome.TAKEN,
        LineOutcome.TAKEN,
        LineOutcome.NO_NAME,
        LineOutcome.BAD_PHONE,
    ]
    rows = TeamMember.objects.filter(team=team).order_by("name")
    assert {(row.name, row.number(), row.role) for row in rows} == {
        ("张伟", "+8613800138001", TeamRole.LEAD),
        ("李娜", "+8613800138002", TeamRole.MEMBER),
    }
    line = Line.objects.get()
    assert (line.act, line.params["count"]) == ("staff.team_members_added", 2)


@pytest.mark.django_db
def test_a_dry_run_enters_nothing_and_says_the_same(world: World) -> None:
    team = volunteers(world)
    told = paste(world, team, dry_run=True)
    assert not TeamMember.objects.exists()
    assert not Line.objects.exists()
    assert paste(world, team) == told


@pytest.mark.django_db
def test_pasting_again_enters_nobody_twice(world: World) -> None:
    team = volunteers(world)
    paste(world, team)
    assert paste(world, team)[1:3] == [LineOutcome.ALREADY, LineOutcome.ALREADY]
    assert TeamMember.objects.count() == 2


@pytest.mark.django_db
def test_a_person_of_the_service_is_recognised_by_name_and_phone_together(world: World) -> None:
    member = newcomer(world, "张伟", phone="+8613800138001")
    team = volunteers(world)
    told = paste(world, team, "张伟 13800138001\n别人 13800138001")
    assert told == [LineOutcome.OF_SERVICE, LineOutcome.TAKEN]
    row = TeamMember.objects.get(member=member)
    assert (row.name, row.phone) == ("", None)
    assert paste(world, team, "张伟 13800138001") == [LineOutcome.ALREADY]


@pytest.mark.django_db
def test_a_second_lead_is_not_entered(world: World) -> None:
    team = volunteers(world)
    told = paste(world, team, "张伟 13800138001\t队长\n李娜 13800138002\t队长")
    assert told == [LineOutcome.TAKEN, LineOutcome.SECOND_LEAD]
    assert paste(world, team, "赵六\t队长") == [LineOutcome.SECOND_LEAD]


@pytest.mark.django_db
def test_identity_numbers_are_never_stored(world: World) -> None:
    team = volunteers(world)
    paste(world, team, "张伟\t360199190001010016\t13800138001")
    row = TeamMember.objects.get()
    assert (row.name, row.number()) == ("张伟", "+8613800138001")


@pytest.mark.django_db
def test_a_paste_is_one_team_not_a_town(world: World) -> None:
    team = volunteers(world)
    with pytest.raises(TooManyLines):
        paste(world, team, "\n".join(f"人{number}" for number in range(MOST_LINES + 1)))
    assert not TeamMember.objects.exists()


@pytest.mark.django_db
def test_nobody_is_in_a_team_before_it_is_there(world: World) -> None:
    with pytest.raises(DaysNotInOrder):
        add_people(
            world.actor("leader_a"),
            team=volunteers(world),
            text="张伟",
            valid_from=date(2026, 2, 1),
        )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "leader_b", "patron", "admin"])
def test_who_does_not_keep_the_team_pastes_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        add_people(world.actor(name), team=volunteers(world), text="张伟", valid_from=DAY)
