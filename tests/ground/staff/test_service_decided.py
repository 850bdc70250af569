"""Times of service count once somebody else confirmed them; returned and corrected with a reason (P5, P7)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, Team, TeamService
from gridward.ground.staff.problems import (
    ReasonMissing,
    ServiceDecided,
    ServiceNotConfirmed,
    ServiceOwn,
    ServiceTooLong,
)
from gridward.ground.staff.queries.teams import people_of, team_of
from gridward.ground.staff.services.service_decided import (
    confirm_services,
    correct_service,
    return_services,
)
from gridward.ground.staff.services.team_people import add_member
from gridward.ground.staff.services.team_service import note_service, take_back_service
from gridward.ground.staff.services.teams import end_team
from gridward.ground.staff.terms import TeamRole
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.staff.test_keep_teams import DAY, outsider, team
from tests.world import World

pytestmark = pytest.mark.django_db
Sign = Callable[[Account], Client]
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


def served(world: World, row: Team, by: str = "leader_a", **more: Any) -> TeamService:
    """A time of service of the first of a team, entered and waiting."""
    given = {"day": TODAY, "minutes": 120, "what": "楼栋值守", **more}
    people = [row.people.order_by("pk")[0].pk]
    note_service(world.actor(by), team=row, people=people, **given)
    return TeamService.objects.latest("created_at", "pk")


def sums(world: World, row: Team, **more: Any) -> tuple[int, int]:
    one: Any = people_of(world.actor("leader_a"), row, **more).order_by("pk")[0]
    return one.minutes, one.waiting_minutes


@pytest.fixture
def crew(world: World) -> Team:
    row = team(world)
    outsider(row)
    return row


def test_it_counts_when_somebody_else_confirmed_it(world: World, crew: Team) -> None:
    one = served(world, crew)
    assert sums(world, crew) == (0, 120)
    assert team_of(world.actor("chief"), crew.pk).waiting == 1  # type: ignore[attr-defined]
    assert confirm_services(world.actor("chief"), team=crew, services=[one.pk]) == 1
    assert sums(world, crew) == (120, 0)
    line = Line.objects.filter(act="staff.team_service_confirmed").latest("seq")
    assert (line.about_id, line.params["names"], line.params["minutes"]) == (crew.pk, "王*", 120)


def test_nobody_confirms_or_returns_what_they_entered(world: World, crew: Team) -> None:
    one = served(world, crew)
    with pytest.raises(ServiceOwn):
        confirm_services(world.actor("leader_a"), team=crew, services=[one.pk])
    with pytest.raises(ServiceOwn):
        return_services(world.actor("leader_a"), team=crew, services=[one.pk], reason="不对")
    assert sums(world, crew) == (0, 120)


def test_nobody_confirms_their_own_service(world: World) -> None:
    row = team(world)
    member = world.account("leader_a").member
    assert member
    add_member(world.actor("chief"), team=row, member=member, role=TeamRole.LEAD, valid_from=DAY)
    one = served(world, row, by="chief")
    with pytest.raises(ServiceOwn) as refused:
        confirm_services(world.actor("leader_a"), team=row, services=[one.pk])
    assert refused.value.details == {"names": member.name}
    assert confirm_services(world.actor("command"), team=row, services=[one.pk]) == 1


@pytest.mark.parametrize("by", ["worker_a1", "first_a", "leader_b", "patron", "chief_f"])
def test_who_does_not_keep_the_team_decides_nothing(world: World, crew: Team, by: str) -> None:
    one = served(world, crew)
    with pytest.raises(NotAllowed):
        confirm_services(world.actor(by), team=crew, services=[one.pk])
    with pytest.raises(NotAllowed):
        return_services(world.actor(by), team=crew, services=[one.pk], reason="不对")


def test_all_are_decided_or_none(world: World, crew: Team) -> None:
    first, second = served(world, crew), served(world, crew, what="送菜")
    confirm_services(world.actor("chief"), team=crew, services=[first.pk])
    with pytest.raises(ServiceDecided) as refused:
        confirm_services(world.actor("command"), team=crew, services=[second.pk, first.pk])
    assert refused.value.details["by"] == world.actor("chief").name
    assert sums(world, crew) == (120, 120)
    other = team(world, name="另一队")
    with pytest.raises(NotFound):
        confirm_services(world.actor("chief"), team=other, services=[second.pk])


def test_what_was_returned_counts_no_more_and_may_be_entered_anew(world: World, crew: Team) -> None:
    one = served(world, crew)
    with pytest.raises(ReasonMissing):
        return_services(world.actor("chief"), team=crew, services=[one.pk], reason=" ")
    return_services(world.actor("chief"), team=crew, services=[one.pk], reason="当天没有值守")
    one.refresh_from_db()
    assert (one.state, one.reason, sums(world, crew)) == ("returned", "当天没有值守", (0, 0))
    assert served(world, crew, minutes=60).state == "waiting"
    with pytest.raises(ServiceDecided):
        return_services(world.actor("command"), team=crew, services=[one.pk], reason="再退")


def test_what_was_confirmed_is_returned_too_but_not_taken_back(world: World, crew: Team) -> None:
    one = served(world, crew)
    confirm_services(world.actor("chief"), team=crew, services=[one.pk])
    with pytest.raises(ServiceDecided):
        take_back_service(world.actor("leader_a"), row=one)
    return_services(world.actor("command"), team=crew, services=[one.pk], reason="重复登记")
    assert sums(world, crew) == (0, 0)


def test_a_correction_takes_its_place_when_it_is_confirmed(world: World, crew: Team) -> None:
    one = served(world, crew)
    leader, chief = world.actor("leader_a"), world.actor("chief")
    with pytest.raises(ServiceNotConfirmed):
        correct_service(leader, row=one, minutes=90, what="楼栋值守", reason="提前离开")
    confirm_services(chief, team=crew, services=[one.pk])
    with pytest.raises(ReasonMissing):
        correct_service(leader, row=one, minutes=90, what="楼栋值守", reason="")
    made = correct_service(leader, row=one, minutes=90, what="楼栋值守", reason="提前离开")
    assert sums(world, crew) == (120, 0)
    with pytest.raises(ServiceOwn):
        confirm_services(leader, team=crew, services=[made.pk])
    confirm_services(chief, team=crew, services=[made.pk])
    one.refresh_from_db()
    assert (one.state, sums(world, crew)) == ("corrected", (90, 0))


def test_a_correction_stays_within_the_day(world: World, crew: Team) -> None:
    one = served(world, crew)
    served(world, crew, what="送菜", minutes=22 * 60)
    confirm_services(world.actor("chief"), team=crew, services=[one.pk])
    leader = world.actor("leader_a")
    with pytest.raises(ServiceTooLong):
        correct_service(leader, row=one, minutes=121, what="楼栋值守", reason="更长")
    assert correct_service(leader, row=one, minutes=120, what="巡楼", reason="内容不对").pk


def test_sums_of_a_period_leave_out_other_days(world: World, crew: Team) -> None:
    early = served(world, crew, day=date(2026, 3, 2), minutes=45)
    served(world, crew, day=date(2026, 3, 9), minutes=30)
    confirm_services(world.actor("chief"), team=crew, services=[early.pk])
    assert sums(world, crew, served=(date(2026, 3, 3), None)) == (0, 30)
    assert sums(world, crew, served=(None, date(2026, 3, 3))) == (45, 0)
    assert sums(world, crew, served=(date(2026, 3, 2), date(2026, 3, 9))) == (45, 30)


def test_what_waits_is_decided_after_the_team_was_dissolved(world: World, crew: Team) -> None:
    one = served(world, crew, day=TODAY - timedelta(1))
    end_team(world.actor("leader_a"), team=crew, on=TODAY)
    assert confirm_services(world.actor("chief"), team=crew, services=[one.pk]) == 1


def test_rows_of_before_confirmation_count_and_may_be_returned(world: World, crew: Team) -> None:
    person = crew.people.get()
    old = TeamService.objects.create(
        person=person, day=TODAY, minutes=60, what="巡楼", state="confirmed"
    )
    assert sums(world, crew) == (60, 0)
    return_services(world.actor("leader_a"), team=crew, services=[old.pk], reason="查无此事")
    assert sums(world, crew) == (0, 0)


def test_over_the_wire(world: World, crew: Team, client_of: Sign) -> None:
    one = served(world, crew)
    path = f"/api/v1/staff/teams/{crew.pk}"
    leader, chief = client_of(world.account("leader_a")), client_of(world.account("chief"))
    body = {"services": [str(one.pk)]}
    (own,) = leader.get(f"{path}/service").json()["items"]
    (seen,) = chief.get(f"{path}/service").json()["items"]
    assert (own["may_decide"], seen["may_decide"], seen["state"]) == (False, True, "waiting")
    refused = leader.post(f"{path}/service/confirm", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "team_service_own")
    done = chief.post(f"{path}/service/confirm", body, content_type="application/json")
    assert (done.status_code, done.json()) == (200, {"noted": 1})
    fix = {"minutes": 60, "what": "楼栋值守", "reason": "提前离开"}
    made = leader.post(
        f"/api/v1/staff/team-service/{one.pk}/correct", fix, content_type="application/json"
    )
    assert (made.status_code, made.json()["corrected_minutes"]) == (201, 120)
    back = {**body, "reason": "重复"}
    gone = chief.post(f"{path}/service/return", back, content_type="application/json")
    assert gone.status_code == 200
