"""The home as a whole: posts of today alone, two posts, none, the own grids, the cost, the door."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.oversight.duties.queries.home import home_of
from gridward.work.rounds.terms import VisitOutcome
from tests.oversight.duties.looking import alerted, surveyed
from tests.work.patrols.acts import moment, patrol, signed, visited
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
NAMES = (
    *("patron", "chief", "command", "discipline", "privacy", "first_a", "leader_a"),
    *("health_a", "police_a", "worker_a1"),
)


def also(world: World, name: str, post: Post, unit: str, **given: object) -> Appointment:
    grid = world.grids.get(unit)
    member = world.account(name).member
    assert member is not None
    street = grid.street if grid else world.streets[unit]
    days = {"valid_from": clock.today() - timedelta(days=30), **given}
    return Appointment.objects.create(member=member, post=post, street=street, grid=grid, **days)


def posts(world: World, name: str) -> list[tuple[Post, list[str]]]:
    found = home_of(world.actor(name), clock.now())
    return [(one.held.post, [duty.duty.id for duty in one.duties]) for one in found]


def test_two_posts_have_their_duties_apart_that_of_the_community_first(world: World) -> None:
    alerted(world)
    also(world, "worker_a1", Post.COMMUNITY_GRID_LEADER, "a0", acting=True)
    (leader, leads), (worker, works) = posts(world, "worker_a1")
    assert (leader, worker) == (Post.COMMUNITY_GRID_LEADER, Post.GRID_MANAGER)
    assert "lead_patrol" in leads
    assert "write_log" not in leads
    assert "write_log" in works
    assert "lead_patrol" not in works


def test_one_post_at_two_grids_is_asked_for_each(world: World) -> None:
    surveyed(world, "a2")
    also(world, "worker_a1", Post.GRID_MANAGER, "a2")
    (_, here), (_, there) = posts(world, "worker_a1")
    assert "walk_targets" not in here
    assert "walk_targets" in there


@pytest.mark.parametrize(("since", "until"), [(1, None), (-30, 0)])
def test_a_post_of_another_day_has_no_duties_today(
    world: World, since: int, until: int | None
) -> None:
    days = {
        "valid_from": clock.today() + timedelta(days=since),
        "valid_to": None if until is None else clock.today() + timedelta(days=until),
    }
    also(world, "worker_a1", Post.GRID_MANAGER, "a2", **days)
    assert [post for post, _ in posts(world, "worker_a1")] == [Post.GRID_MANAGER]


@pytest.mark.parametrize("name", ["admin", "stranger"])
def test_without_a_post_there_are_no_duties(world: World, client_of: SignIn, name: str) -> None:
    answer = client_of(world.account(name)).get("/api/v1/duties")
    assert (answer.status_code, answer.json()["posts"]) == (200, [])


def test_the_door_says_it_in_words_with_the_clause(world: World, client_of: SignIn) -> None:
    surveyed(world)
    client = client_of(world.account("worker_a1"))
    (post,) = client.get("/api/v1/duties").json()["posts"]
    assert (post["post"], post["acting"], post["unit_name"]) == (
        "grid_manager",
        False,
        world.grids["a1"].name,
    )
    walk = post["duties"][0]
    assert (walk["title"], walk["clause"]) == ("走访摸排", "R4")
    assert walk["source"] == "西街字〔2022〕6号 附件1 二（二）1"
    assert walk["items"][0]["sentence"] == "春季摸排：还有 3 处没有走访"
    english = client.get("/api/v1/duties", headers={"Accept-Language": "en"}).json()
    sentence = english["posts"][0]["duties"][0]["items"][0]["sentence"]
    assert sentence == "春季摸排: doors not visited yet: 3"


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_behind_the_wall_for_each_post(world: World, client_of: SignIn, name: str) -> None:
    surveyed(world)
    signed(world, world.actor("worker_a1"))
    before = posts(world, name)
    (post,) = client_of(world.account(name)).get("/api/v1/duties").json()["posts"]
    assert [one["id"] for one in post["duties"]] == before[0][1]


QUERIES = {
    "patron": 17,
    "chief": 26,
    "command": 28,
    "discipline": 9,
    "privacy": 6,
    "first_a": 26,
    "leader_a": 28,
    "health_a": 10,
    "police_a": 6,
    "worker_a1": 27,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_home_costs_as_many_queries_for_much_work_as_for_none(world: World, name: str) -> None:
    none = cost(world, name)
    for grid in ("a1", "a2", "b1"):
        _, targets = surveyed(world, grid, 4)
        worker = world.actor(f"worker_{grid}")
        visited(worker, targets[0], VisitOutcome.MET)
        visited(worker, targets[1], VisitOutcome.NO_ANSWER)
        signed(world, worker, grid)
        for day in (-1, -2, -3):
            span = {"started_at": moment(9, days=day), "ended_at": moment(10, days=day)}
            patrol(world, worker, grid, **span)
    assert (none, cost(world, name)) == (QUERIES[name], QUERIES[name])


def cost(world: World, name: str) -> int:
    actor = world.actor(name)
    with CaptureQueriesContext(connection) as asked:
        home_of(actor, clock.now())
    return len(asked)
