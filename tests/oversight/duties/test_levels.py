"""The response level turns duties on and off and changes how often they come; what is open stays in sight."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.oversight.duties.queries.home import home_of
from gridward.oversight.duties.queries.plan import duty_plan
from gridward.oversight.duties.rules.lists import all_duties, duties_from, paced
from gridward.oversight.duties.terms import Rhythm
from gridward.work.patrols.models import WorkLog
from gridward.work.response.queries.plan import modules_for
from gridward.work.response.terms import ResponseLevel, Times
from tests.oversight.duties.looking import alerted, shown, told
from tests.work.inspections.acts import filed, site
from tests.work.patrols.acts import signed
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
ORDINARY, ALERT, EMERGENCY = ResponseLevel


def decide(client: Client, **body: Any) -> Any:
    body = {"bases": [{"code": "founding_document"}], "reason": "防控需要", **body}
    path = "/api/v1/response/decisions"
    answer = client.post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def duties(client: Client) -> dict[str, str]:
    """Ids of the first post's duties, with how often they come."""
    [post] = client.get("/api/v1/duties").json()["posts"]
    return {one["id"]: one["rhythm"] for one in post["duties"]}


def test_the_switch_and_the_return_through_the_doors(
    world: World, client_of: SignIn, evening: Traveller
) -> None:
    leader, command = (client_of(world.account(name)) for name in ("leader_a", "command"))
    first = client_of(world.account("first_a"))
    assert "lead_patrol" not in duties(leader)
    assert duties(first)["hold_meeting"] == "weekly"
    today = clock.today()
    until = (today + timedelta(days=7)).isoformat()
    grid = str(world.grids["a0"].pk)
    days = {"since": today.isoformat(), "until": until}
    decide(command, step="declare", level="emergency", grids=[grid], **days)
    assert (duties(leader)["lead_patrol"], duties(first)["hold_meeting"]) == ("daily", "daily")
    assert duties(first)["lead_patrol"] == "daily"
    mine = leader.get("/api/v1/response/mine").json()
    assert (mine["level"], mine["news"]["units"]) == ("emergency", ["朱紫巷社区网格"])
    assert mine["round_days"] == 3
    [standing] = command.get("/api/v1/response/standings").json()["standings"]
    what = [{"id": standing["id"], "version": standing["version"]}]
    decide(command, step="end", standings=what, since=today.isoformat())
    assert "lead_patrol" in duties(leader)
    evening.shift(timedelta(days=1))
    leader = client_of(world.account("leader_a"))
    assert "lead_patrol" not in duties(leader)
    assert leader.get("/api/v1/response/mine").json()["level"] == "ordinary"


def test_elsewhere_nothing_changes(world: World) -> None:
    alerted(world, "a1")
    assert "lead_patrol" in shown(world, "leader_a")
    assert "lead_patrol" not in shown(world, "leader_b")


def test_what_was_recorded_stays(world: World, evening: Traveller) -> None:
    signed(world, world.actor("worker_a1"), "a1")
    before = list(WorkLog.objects.values())
    row = declared(world, level=EMERGENCY)
    content, digest = row.content, row.digest
    evening.shift(timedelta(days=20))
    assert home_of(world.actor("worker_a1"), clock.now())[0].level is ORDINARY
    assert list(WorkLog.objects.values()) == before
    row.refresh_from_db()
    assert (row.content, row.digest) == (content, digest)


def test_what_is_open_is_never_hidden(world: World) -> None:
    assert [one.shown for one in modules_for(world.actor("chief"), ORDINARY, clock.today())] == [
        False
    ]
    filed(world.actor("worker_a1"), site(world))
    [module] = modules_for(world.actor("chief"), ORDINARY, clock.today())
    assert (module.shown, module.by_level, module.open) == (True, False, 1)
    assert told(world, "chief", "supply_and_resume") == [("due", "filings_open", 1)]
    [post] = home_of(world.actor("chief"), clock.now())
    assert [one.off_level for one in post.duties if one.duty.id == "supply_and_resume"] == [True]
    alerted(world)
    [post] = home_of(world.actor("chief"), clock.now())
    assert [one.off_level for one in post.duties if one.duty.id == "supply_and_resume"] == [False]


def test_a_level_is_reviewed_before_its_day_is_over(world: World, evening: Traveller) -> None:
    day = clock.today()
    declared(world, "a1", times=Times(day, None, day + timedelta(days=5)))
    declared(world, "b1", times=Times(day, day + timedelta(days=6)))
    assert told(world, "command", "review_response") == []
    evening.shift(timedelta(days=4))
    due, ending = ("due", "response_to_review", 1), ("due", "response_ending", 1)
    assert told(world, "command", "review_response") == [due, ending]
    assert told(world, "leader_a", "review_response") == []
    evening.shift(timedelta(days=3))
    assert told(world, "chief", "review_response") == [("late", "response_to_review", 1)]


def test_without_a_level_a_duty_applies_always() -> None:
    day = clock.today()
    entry = {
        "id": "x",
        "posts": ["grid_police"],
        "clause": "W1",
        "source": "local",
        "rhythm": "weekly",
        "since": day,
    }
    [always] = duties_from({"duty": [entry]}, day)
    [some] = duties_from({"duty": [{**entry, "levels": ["emergency"]}]}, day)
    assert always.levels == set(ResponseLevel)
    assert some.levels == {EMERGENCY}


def test_each_pace_is_one_that_duties_know() -> None:
    day = clock.today()
    found = [
        paced(duty, level, day).rhythm
        for duty in all_duties(day)
        for level in duty.levels
        if duty.cadence
    ]
    assert found.count(Rhythm.DAILY) == 3
    assert found.count(Rhythm.WEEKLY) == 2


def test_the_plan_names_duties_that_are_kept() -> None:
    day = clock.today()
    plans = {level: {one.code for one in duty_plan(level, day)} for level in ResponseLevel}
    assert plans[ALERT] - plans[ORDINARY] == {
        "lead_patrol",
        "guide_disinfection",
        "supply_and_resume",
    }
    assert "keep_gate" not in plans[EMERGENCY]
    assert plans[ORDINARY] < plans[EMERGENCY]
