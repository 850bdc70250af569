"""Where somebody sets out from for duty: theirs alone to say, read and delete; a draft uses it and tells sums."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.rota.models import DutyPlace, Home
from gridward.ground.rota.problems import HomeTooFar, WishNotYours
from gridward.ground.rota.queries.draft_facts import facts_of
from gridward.ground.rota.queries.homes import homes_of, own_home
from gridward.ground.rota.rules.drawing import Facts, drawn, problem_of
from gridward.ground.rota.services.homes import forget_home, forget_left, say_home
from gridward.ground.rota.services.hosting import host_place
from gridward.ground.rota.services.wishing import state_wish
from gridward.ground.rota.terms import DraftPattern, DutyPlaceKind, ShiftRole
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.services.appointments import end_appointment
from gridward.ground.staff.services.members import change_member
from gridward.kernel.rows import tell_database
from gridward.planning.routes.terms import Place
from tests.ground.rota.acts import moment, who
from tests.ground.rota.test_draw_up_roster import KEEP, QUICK, demand, said
from tests.ground.rota.test_wish import said as wish
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
SignIn = Callable[[Account], Client]
AT = (115.91234, 28.71266)
KEPT = (115.912, 28.713)


def say(world: World, name: str = "worker_a1", at: tuple[float, float] = AT) -> None:
    say_home(world.actor(name), at=at)


def test_it_is_kept_rounded_and_sealed_once_and_recorded_without_the_point(world: World) -> None:
    say(world, at=(115.88, 28.68))
    say(world)
    assert own_home(world.actor("worker_a1")) == KEPT
    [row] = Home.objects.all()
    assert (row.version, b"115" in bytes(row.at)) == (2, False)
    lines = Line.objects.filter(act="rota.home_said")
    assert lines.count() == 2
    assert "115" not in json.dumps([one.params for one in lines])


def test_what_is_not_in_the_city_and_who_has_left_are_refused(world: World) -> None:
    with pytest.raises(HomeTooFar):
        say(world, at=(116.39, 39.9))
    Member.objects.filter(pk=who(world, "worker_a1")).update(active=False)
    with pytest.raises(WishNotYours):
        say(world)
    assert not Home.objects.exists()


def test_it_is_deleted_whenever_its_owner_likes(world: World) -> None:
    forget_home(world.actor("worker_a1"))
    say(world)
    say(world, "worker_a2")
    forget_home(world.actor("worker_a1"))
    assert own_home(world.actor("worker_a1")) is None
    assert own_home(world.actor("worker_a2")) == KEPT
    assert Line.objects.filter(act="rota.home_forgotten").count() == 1


def test_nobody_else_selects_it_and_a_draft_is_handed_those_of_whom_one_plans_for(
    world: World, behind_wall: Wall
) -> None:
    say(world)
    say(world, "worker_b1")
    members = [who(world, "worker_a1"), who(world, "worker_b1")]
    behind_wall(None)
    seen: dict[str, tuple[int, int]] = {}
    for name in ("worker_a1", "worker_a2", "leader_a", "chief", "chief_f"):
        tell_database(world.actor(name))
        seen[name] = (Home.objects.count(), len(homes_of(members)))
    assert seen == {
        "worker_a1": (1, 0),
        "worker_a2": (0, 0),
        "leader_a": (0, 1),
        "chief": (0, 2),
        "chief_f": (0, 0),
    }
    tell_database(world.actor("worker_a2"))
    with pytest.raises(ProgrammingError, match="row-level security"):
        Home.objects.create(member_id=members[0])


def test_it_goes_with_whoever_is_noted_as_gone(world: World, behind_wall: Wall) -> None:
    say(world)
    member = Member.objects.get(pk=who(world, "worker_a1"))
    behind_wall(world.account("chief"))
    change_member(world.actor("chief"), member=member, version=member.version, active=False)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert not Home.objects.exists()


@pytest.mark.parametrize("days", [0, 2])
def test_it_goes_with_the_last_post_on_its_last_day(
    world: World, behind_wall: Wall, morning: Any, days: int
) -> None:
    say(world)
    say(world, "worker_a2")
    held = Appointment.objects.get(member=who(world, "worker_a1"), valid_to=None)
    behind_wall(world.account("chief"))
    end_appointment(world.actor("chief"), appointment=held, on=moment(0, days).date())
    tell_database(operator("schedule"))
    assert Home.objects.count() == (1 if days == 0 else 2)
    morning.move_to(moment(8, days))
    forget_left()
    assert [one.member_id for one in Home.objects.all()] == [who(world, "worker_a2")]


def facts(world: World, *places: DutyPlace) -> Facts:
    wanted = said(*places, days=2, patterns=(DraftPattern(moment(8).time(), 480),), posts=KEEP)
    leader = world.actor("leader_a")
    tell_database(leader)
    return facts_of(leader, wanted, moment(7))


def east(world: World, at: tuple[float, float] | None) -> DutyPlace:
    """A gate's place in the first grid."""
    kind, grid = DutyPlaceKind.GATE, world.grids["a1"]
    return host_place(world.actor("leader_a"), grid=grid, name="东门", kind=kind, at=at)


def test_a_draft_counts_from_what_was_said_to_the_point_of_the_gate(world: World) -> None:
    say(world)
    there = east(world, (115.9, 28.7))
    demand(world, there, (8, 16, ShiftRole.KEEPER, 1))
    problem = problem_of(facts(world, there))
    people = {one.id: one.place for one in problem.keepers}
    assert people[str(who(world, "worker_a1"))] == Place(*KEPT)
    assert people[str(who(world, "worker_a2"))] not in (None, Place(*KEPT))
    assert [one.place for one in problem.posts] == [Place(115.9, 28.7)]
    there = east(world, None)
    assert (
        problem_of(facts(world, there)).posts[0].place == people[str(who(world, "supervisor_a1"))]
    )


def test_it_decides_at_which_gate_and_the_sums_tell_of_nobody(world: World) -> None:
    """Two gates 3 km from each other; of their keepers one lives far behind the own gate, and serves there as often."""
    west = host_place(
        world.actor("leader_a"),
        grid=world.grids["a2"],
        name="西门",
        kind=DutyPlaceKind.GATE,
        at=(115.87, 28.68),
    )
    gates = {"worker_a1": west, "worker_a2": east(world, (115.9, 28.68))}
    for there in gates.values():
        demand(world, there, (8, 16, ShiftRole.KEEPER, 1))
    say(world, "worker_a1", (115.6, 28.68))
    say(world, "worker_a2", (115.901, 28.68))
    say(world, "supervisor_a1", (115.871, 28.68))
    asked = replace(facts(world, *gates.values()), fewest=1)
    told = drawn(asked, QUICK, QUICK)
    where = {(one["member"], one["place"]) for one in told["rows"]}
    far, near = (str(who(world, name)) for name in gates)
    assert (far, str(gates["worker_a1"].pk)) in where
    assert (near, str(gates["worker_a2"].pk)) in where
    assert (far, str(gates["worker_a2"].pk)) not in where
    assert told["longest_km"] == 26
    assert told["longest_km"] <= told["km"] < 60
    assert told["costs"]["distance"] < 5
    assert "115." not in json.dumps(told)


def test_where_few_have_a_duty_it_is_not_used_for_the_sum_would_tell_it(world: World) -> None:
    there = east(world, (115.88, 28.68))
    demand(world, there, (8, 16, ShiftRole.KEEPER, 1))
    before = drawn(facts(world, there), QUICK, QUICK)
    for name in ("worker_a1", "worker_a2", "supervisor_a1"):
        say(world, name, (115.6, 28.68))
    asked = facts(world, there)
    assert asked.fewest == 5
    after = drawn(asked, QUICK, QUICK)
    assert (after["km"], after["longest_km"]) == (before["km"], before["longest_km"])
    assert drawn(replace(asked, fewest=1), QUICK, QUICK)["longest_km"] == 27


def test_the_doors_tell_ones_own_with_what_may_be_chosen(world: World, client_of: SignIn) -> None:
    state_wish(world.actor("worker_a2"), said=wish(3))
    client = client_of(world.account("worker_a1"))
    told = client.get("/api/v1/me/shifts/home").json()
    assert (told["at"], told["furthest_km"], told["fewest_together"]) == (None, 60, 5)
    names = [one["name"] for one in told["choices"]]
    assert world.grids["b1"].name in names
    assert world.grids["f1"].name not in names
    point = {"longitude": AT[0], "latitude": AT[1]}
    put = client.put("/api/v1/me/shifts/home", json.dumps(point), content_type="application/json")
    assert put.json()["at"] == {"longitude": KEPT[0], "latitude": KEPT[1]}
    assert client.delete("/api/v1/me/shifts/home").json()["at"] is None
    point = {"longitude": 1.0, "latitude": 2.0}
    put = client.put("/api/v1/me/shifts/home", json.dumps(point), content_type="application/json")
    assert (put.status_code, put.json()["code"]) == (422, "rota.home_too_far")
    leader = client_of(world.account("leader_a"))
    assert leader.get("/api/v1/me/shifts/home").json()["at"] is None
