"""How long the people of a team served: for several at once, within a day, taken back on the record (P5)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, Team, TeamService
from gridward.ground.staff.problems import (
    ServiceDayWrong,
    ServiceIncomplete,
    ServiceThere,
    ServiceTooLong,
    TeamOver,
)
from gridward.ground.staff.queries.teams import people_of, services_of
from gridward.ground.staff.services.service_decided import confirm_services
from gridward.ground.staff.services.team_people import leave_team
from gridward.ground.staff.services.team_service import note_service, take_back_service
from gridward.ground.staff.services.teams import end_team
from gridward.kernel.problems import NotAllowed, Problem
from tests.ground.staff.test_keep_teams import DAY, outsider, team
from tests.world import World

pytestmark = pytest.mark.django_db
Sign = Callable[[Account], Client]
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _on_a_tuesday(world: World) -> object:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


def note(world: World, row: Team, by: str = "leader_a", **more: Any) -> int:
    given = {"day": TODAY, "minutes": 120, "what": "楼栋值守", **more}
    given.setdefault("people", [one.pk for one in row.people.all()])
    return note_service(world.actor(by), team=row, **given)


def decide(world: World, row: Team, by: str = "chief") -> int:
    ids = [one.pk for one in TeamService.objects.filter(person__team=row, state="waiting")]
    return confirm_services(world.actor(by), team=row, services=ids)


def test_several_are_noted_at_once_and_summed(world: World) -> None:
    row = team(world)
    first, second = outsider(row, "王芳"), outsider(row, "李平")
    assert note(world, row) == 2
    assert note(world, row, people=[first.pk], what="送菜", minutes=45) == 1
    served = {one.pk: one.minutes for one in people_of(world.actor("leader_a"), row)}  # type: ignore[attr-defined]
    assert served == {first.pk: 0, second.pk: 0}
    decide(world, row)
    served = {one.pk: one.minutes for one in people_of(world.actor("leader_a"), row)}  # type: ignore[attr-defined]
    assert served == {first.pk: 165, second.pk: 120}
    line = Line.objects.filter(act="staff.team_service_noted").latest("seq")
    assert (line.about_id, line.params["count"], line.params["what"]) == (row.pk, 1, "送菜")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"what": "  "}, ServiceIncomplete),
        ({"people": []}, ServiceIncomplete),
        ({"minutes": 0}, ServiceIncomplete),
        ({"minutes": 24 * 60 + 1}, ServiceIncomplete),
        ({"day": TODAY + timedelta(1)}, ServiceDayWrong),
        ({"day": DAY - timedelta(1)}, ServiceDayWrong),
        ({"what": "巡楼", "minutes": 23 * 60}, ServiceTooLong),
        ({}, ServiceThere),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_noted(
    world: World, more: dict[str, Any], problem: type[Problem]
) -> None:
    row = team(world)
    outsider(row, "王芳"), outsider(row, "李平")
    note(world, row)
    with pytest.raises(problem):
        note(world, row, **more)
    assert TeamService.objects.count() == 2


def test_nobody_is_noted_for_another_team_or_after_leaving(world: World) -> None:
    row, other = team(world), team(world, name="另一队")
    person, stranger = outsider(row), outsider(other)
    with pytest.raises(ServiceIncomplete):
        note(world, row, people=[person.pk, stranger.pk])
    leave_team(world.actor("leader_a"), row=person, on=date(2026, 3, 9))
    with pytest.raises(ServiceDayWrong) as refused:
        note(world, row, people=[person.pk])
    assert refused.value.details == {"names": "王*"}
    assert note(world, row, people=[person.pk], day=date(2026, 3, 8)) == 1


def test_who_does_not_keep_the_team_notes_nothing(world: World) -> None:
    row = team(world)
    outsider(row)
    for by in ("worker_a1", "leader_b", "patron"):
        with pytest.raises(NotAllowed):
            note(world, row, by=by)
    assert not services_of(world.actor("patron"), row).exists()
    end_team(world.actor("leader_a"), team=row, on=TODAY)
    with pytest.raises(TeamOver):
        note(world, row)


def test_over_the_wire_and_taken_back(world: World, client_of: Sign) -> None:
    row = team(world)
    person = outsider(row)
    client = client_of(world.account("leader_a"))
    path = f"/api/v1/staff/teams/{row.pk}"
    body = {"people": [str(person.pk)], "day": "2026-03-09", "minutes": 30, "what": "送药"}
    made = client.post(f"{path}/service", body, content_type="application/json")
    assert (made.status_code, made.json()) == (201, {"noted": 1})
    (seen,) = client.get(f"{path}/service").json()["items"]
    assert (seen["name"], seen["minutes"], seen["what"]) == ("王芳", 30, "送药")
    (told,) = client.get(f"{path}/people").json()["items"]
    assert (told["minutes"], told["waiting_minutes"]) == (0, 30)
    assert client.delete(f"/api/v1/staff/team-service/{seen['id']}").status_code == 204
    assert client.get(f"{path}/service").json()["items"] == []
    assert client.delete(f"/api/v1/staff/team-service/{seen['id']}").status_code == 404


def test_what_was_taken_back_stays_in_the_history(world: World) -> None:
    row = team(world)
    outsider(row)
    note(world, row)
    served = TeamService.objects.get()
    take_back_service(world.actor("leader_a"), row=served)
    kept = TeamService._meta.apps.get_model("staff", "TeamServiceHistory")
    assert [one.minutes for one in kept.objects.all()] == [120]  # type: ignore[attr-defined]
