"""Teams of the four kinds: set up, changed, dissolved; who sees and calls their people (P5)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, Member, Team, TeamMember
from gridward.ground.staff.problems import (
    DaysNotInOrder,
    TeamMemberThere,
    TeamNameTaken,
    TeamOver,
    TeamPlaceWrong,
)
from gridward.ground.staff.queries.teams import TeamFilter, people_of, teams
from gridward.ground.staff.services.team_people import (
    add_member,
    change_person,
    leave_team,
    show_team_phone,
)
from gridward.ground.staff.services.teams import add_team, change_team, end_team
from gridward.ground.staff.terms import TeamKind, TeamRole
from gridward.kernel.problems import NotAllowed, Stale
from tests.ground.staff.people import newcomer
from tests.world import World

DAY = date(2026, 3, 1)
LATER = date(2026, 3, 20)
Sign = Callable[[Account], Client]


def team(world: World, grid: str | None = "a0", by: str = "chief", **more: Any) -> Team:
    given = {"kind": TeamKind.VOLUNTEER, "name": "志愿队", "valid_from": DAY, **more}
    return add_team(
        world.actor(by),
        street=world.streets["ours"],
        grid=world.grids[grid] if grid else None,
        **given,
    )


def outsider(row: Team, name: str = "王芳", role: TeamRole = TeamRole.MEMBER) -> TeamMember:
    person = TeamMember(team=row, name=name, sort_key=name, role=role, valid_from=DAY)
    person.set_sealed("phone", "+8613800138001")
    person.save()
    return person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "grid", "may"),
    [
        ("chief", None, True),
        ("chief", "b1", True),
        ("leader_a", "a0", True),
        ("leader_a", "a1", True),
        ("leader_a", "b1", False),
        ("leader_a", None, False),
        ("first_a", "a0", False),
        ("worker_a1", "a1", False),
        ("patron", "a0", False),
        ("admin", "a0", False),
    ],
)
def test_teams_are_kept_by_those_who_lead_where_they_work(
    world: World, by: str, grid: str | None, may: bool
) -> None:
    if may:
        assert team(world, grid, by).name == "志愿队"
        assert Line.objects.get().act == "staff.team_added"
    else:
        with pytest.raises(NotAllowed):
            team(world, grid, by)


@pytest.mark.django_db
def test_a_name_is_given_once_for_a_kind_at_a_unit(world: World) -> None:
    for grid in ("a0", None):
        team(world, grid)
        with pytest.raises(TeamNameTaken):
            team(world, grid)
    team(world, "a0", kind=TeamKind.PARTY)


@pytest.mark.django_db
def test_a_team_stands_at_a_grid_in_force(world: World) -> None:
    world.grids["a1"].valid_to = DAY
    world.grids["a1"].save()
    with pytest.raises(TeamPlaceWrong):
        team(world, "a1")


@pytest.mark.django_db
def test_changing_takes_the_version_that_was_read(world: World) -> None:
    row = team(world)
    change_team(world.actor("leader_a"), team=row, version=1, note="每周六集合")
    with pytest.raises(Stale):
        change_team(world.actor("leader_a"), team=row, version=1, note="周日")


@pytest.mark.django_db
def test_dissolving_a_team_lets_its_people_go_that_day_and_is_final(world: World) -> None:
    row = team(world)
    person = outsider(row)
    end_team(world.actor("chief"), team=row, on=LATER)
    person.refresh_from_db()
    assert person.valid_to == LATER
    with pytest.raises(TeamOver):
        end_team(world.actor("chief"), team=row, on=LATER)


@pytest.mark.django_db
def test_a_person_of_the_service_is_in_a_team_once_and_a_team_has_one_lead(world: World) -> None:
    row, chief = team(world), world.actor("chief")
    member = Member.objects.get(name="测试worker_a1")
    add_member(chief, team=row, member=member, role=TeamRole.LEAD, valid_from=DAY)
    for other, role in ((member, TeamRole.MEMBER), (newcomer(world), TeamRole.LEAD)):
        with pytest.raises(TeamMemberThere):
            add_member(chief, team=row, member=other, role=role, valid_from=DAY)


@pytest.mark.django_db
def test_the_lead_passes_on_from_one_day_to_the_next(world: World) -> None:
    row, chief = team(world), world.actor("chief")
    lead = outsider(row, role=TeamRole.LEAD)
    leave_team(chief, row=lead, on=LATER)
    add_member(chief, team=row, member=newcomer(world), role=TeamRole.LEAD, valid_from=LATER)
    with pytest.raises(DaysNotInOrder):
        leave_team(chief, row=outsider(row, "李娜"), on=DAY)


@pytest.mark.django_db
def test_name_and_phone_of_a_person_of_the_service_are_not_changed_here(world: World) -> None:
    row, chief = team(world), world.actor("chief")
    member = Member.objects.get(name="测试worker_a1")
    person = add_member(chief, team=row, member=member, role=TeamRole.MEMBER, valid_from=DAY)
    changed = change_person(chief, row=person, version=1, name="别名", role=TeamRole.DEPUTY)
    assert (changed.called, changed.name, changed.role) == ("测试worker_a1", "", "deputy")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("worker_a1", True),
        ("health_a", True),
        ("police_a", True),
        ("chief", True),
        ("worker_b1", False),
        ("leader_b", False),
        ("patron", False),
        ("discipline", False),
        ("admin", False),
        ("worker_f1", False),
    ],
)
def test_people_of_a_team_are_seen_by_those_who_work_where_it_does(
    world: World, name: str, sees: bool
) -> None:
    row = team(world, "a0")
    outsider(row)
    assert people_of(world.actor(name), row).exists() is sees


@pytest.mark.django_db
def test_the_list_tells_everybody_the_teams_but_strangers_to_it_a_masked_lead(
    world: World, client_of: Sign
) -> None:
    row = team(world, "a0")
    outsider(row, role=TeamRole.LEAD)
    for name, lead, near in (("worker_a1", "王芳", True), ("worker_b1", "王*", False)):
        (found,) = client_of(world.account(name)).get("/api/v1/staff/teams").json()["items"]
        assert (found["name"], found["size"], found["lead"], found["near"]) == (
            "志愿队",
            1,
            lead,
            near,
        )


@pytest.mark.django_db
def test_a_phone_is_masked_and_shown_in_full_for_a_reason_on_the_record(
    world: World, client_of: Sign
) -> None:
    row = team(world, "a0")
    person = outsider(row)
    client = client_of(world.account("worker_a1"))
    text = client.get(f"/api/v1/staff/teams/{row.pk}/people").content.decode()
    assert "138****8001" in text
    assert "13800138001" not in text
    url = f"/api/v1/staff/team-people/{person.pk}/phone"
    assert client.post(url, {"reason": ""}, content_type="application/json").status_code == 422
    shown = client.post(url, {"reason": "通知集合"}, content_type="application/json").json()
    assert shown == {"phone": "+8613800138001"}


@pytest.mark.django_db
def test_a_look_at_a_phone_leaves_a_line_without_the_number(world: World) -> None:
    person = outsider(team(world, "a0"))
    show_team_phone(world.actor("worker_a1"), row=person, reason="通知集合")
    line = Line.objects.get(act="staff.team_phone_shown")
    assert (line.reason, line.params["name"]) == ("通知集合", "王*")
    assert "13800138001" not in str(line.params)


@pytest.mark.django_db
def test_teams_are_found_by_kind_place_name_and_lead(world: World) -> None:
    party = team(world, "a0", kind=TeamKind.PARTY, name="突击队")
    outsider(party, "欧阳克", TeamRole.LEAD)
    below, street = team(world, "a1", name="楼栋队"), team(world, None, name="机关队")
    chief = world.actor("chief")

    def found(**wanted: Any) -> set[str]:
        return set(teams(chief, TeamFilter(**wanted)).values_list("name", flat=True))

    assert found() == {"突击队", "楼栋队", "机关队"}
    assert found(kind=TeamKind.PARTY) == {"突击队"}
    assert found(grid=world.grids["a0"].pk) == {"突击队", "楼栋队"}
    assert found(grid=world.grids["a1"].pk) == {"楼栋队"}
    assert found(q="欧阳") == {"突击队"}
    end_team(chief, team=below, on=LATER)
    end_team(chief, team=street, on=LATER)
    assert found() == {"突击队"}
    assert found(ended=True) == {"突击队", "楼栋队", "机关队"}


@pytest.mark.django_db
def test_the_list_of_teams_costs_the_same_however_many_there_are(
    world: World, client_of: Sign, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(world.account("chief"))
    counts = []
    for size in (2, 20):
        for number in range(size):
            outsider(team(world, "a0", name=f"{size}第{number}队"), role=TeamRole.LEAD)
        with django_assert_num_queries(11) as asked:
            client.get("/api/v1/staff/teams")
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
