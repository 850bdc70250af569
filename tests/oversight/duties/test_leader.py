"""The homes of those who lead a community: rounds, papers of others, the desk, the own patrol."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from gridward.ground.register.models import Conflict
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.people import ConflictDecision
from gridward.ground.territory.services.learning import confirm_suggestion
from gridward.kernel import clock
from gridward.oversight.duties.terms import DutyState
from gridward.work.patrols.services.logs import countersign_log
from gridward.work.rounds.models import Round
from gridward.work.rounds.services.leading import close_round
from gridward.work.rounds.terms import VisitOutcome
from tests.ground.territory.test_learn_names import learned
from tests.oversight.duties.looking import (
    alerted,
    all_met,
    confirmed,
    ends,
    homes,
    items,
    shown,
    surveyed,
    told,
)
from tests.work.patrols.acts import moment, patrol, signed, visited
from tests.world import World

pytestmark = pytest.mark.django_db
LEADER = "leader_a"
LEADERS = ("leader_a", "first_a")


@pytest.mark.parametrize("name", [*LEADERS, "chief", "command"])
def test_a_round_is_watched_when_it_ends_soon(world: World, name: str) -> None:
    row, targets = surveyed(world, count=4)
    assert told(world, name, "watch_rounds") == []
    visited(world.actor("worker_a1"), targets[0], VisitOutcome.MET)
    ends(row, 3)
    (item,) = items(world, name, "watch_rounds")
    assert (item.state, item.values["share"], item.values["left"]) == (DutyState.DUE, 25, 3)
    ends(row, -1)
    assert told(world, name, "watch_rounds") == [("late", "round_ends", 3)]
    all_met(world.actor("worker_a1"), targets[1:])
    assert told(world, name, "watch_rounds") == [("done", "round_walked", 4)]


def test_another_communitys_round_is_not_theirs(world: World) -> None:
    row, _ = surveyed(world, "b1")
    ends(row, 0)
    assert told(world, LEADER, "watch_rounds") == []
    assert told(world, "leader_b", "watch_rounds") != []


def test_a_walked_round_is_to_be_closed_late_after_its_end_and_done_when_closed(
    world: World,
) -> None:
    row, targets = surveyed(world, count=1)
    assert told(world, LEADER, "close_rounds") == []
    all_met(world.actor("worker_a1"), targets)
    assert told(world, LEADER, "close_rounds") == [("due", "round_to_close", 1)]
    ends(row, -1)
    assert told(world, LEADER, "close_rounds") == [("late", "round_to_close", 1)]
    row.refresh_from_db()
    close_round(world.actor(LEADER), round_id=row.pk, version=row.version)
    assert told(world, LEADER, "close_rounds") == [("done", "round_closed", 1)]


def test_a_round_of_two_communities_is_closed_by_the_street(world: World) -> None:
    row, targets = surveyed(world, count=1)
    all_met(world.actor("worker_a1"), targets)
    grid = world.grids["b1"]
    row.grids.create(grid=grid, street_id=grid.street_id)
    assert told(world, LEADER, "close_rounds") == []
    assert told(world, "chief", "close_rounds") == [("due", "round_to_close", 1)]


def test_a_round_that_repeats_is_not_closed_before_its_end(world: World) -> None:
    row, targets = surveyed(world, count=1)
    all_met(world.actor("worker_a1"), targets)
    Round.objects.filter(pk=row.pk).update(every_days=7)
    assert told(world, LEADER, "close_rounds") == []


@pytest.mark.parametrize("name", LEADERS)
def test_logs_wait_for_a_chief_until_one_has_countersigned(
    world: World, evening: Traveller, name: str
) -> None:
    log = signed(world, world.actor("worker_a1"))
    (item,) = items(world, name, "countersign_logs")
    assert (item.state, item.link) == (DutyState.DUE, f"/logs?day={clock.today()}")
    evening.move_to(moment(9, days=1))
    assert told(world, name, "countersign_logs") == [("due", "logs_waiting", 1)]
    evening.move_to(moment(9, days=2))
    assert told(world, name, "countersign_logs") == [("late", "logs_waiting_long", 1)]
    countersign_log(world.actor("leader_a"), log_id=log.pk)
    done = [("done", "logs_countersigned", 1)] if name == "leader_a" else []
    assert told(world, name, "countersign_logs") == done


def test_ones_own_log_waits_for_another_chief(world: World) -> None:
    signed(world, world.actor("leader_a"))
    assert told(world, "leader_a", "countersign_logs") == []
    assert told(world, "first_a", "countersign_logs") == [("due", "logs_waiting", 1)]


def test_logs_of_another_community_do_not_wait_here(world: World) -> None:
    signed(world, world.actor("worker_b1"), "b1")
    assert told(world, LEADER, "countersign_logs") == []
    assert told(world, "leader_b", "countersign_logs") == [("due", "logs_waiting", 1)]


def test_papers_of_yesterday_are_asked_for_and_older_ones_are_late(world: World) -> None:
    worker = world.actor("worker_a1")
    patrol(world, worker, started_at=moment(9, days=-1), ended_at=moment(10, days=-1))
    patrol(world, worker, started_at=moment(9, days=-3), ended_at=moment(10, days=-3))
    assert told(world, LEADER, "press_papers") == [
        ("late", "logs_overdue", 1),
        ("due", "logs_lacking", 1),
        ("late", "sheets_overdue", 1),
        ("due", "sheets_lacking", 1),
    ]
    late, due, *_ = items(world, LEADER, "press_papers")
    assert (late.until, due.until) == (clock.today() - timedelta(days=2), clock.today())
    confirmed(world, worker, days_ago=1)
    confirmed(world, worker, days_ago=3)
    assert told(world, LEADER, "press_papers")[-1] == ("done", "sheets_in", 1)
    assert told(world, "leader_b", "press_papers") == []


def test_whoever_is_no_worker_owes_no_papers(world: World) -> None:
    police = world.actor("police_a")
    patrol(world, police, started_at=moment(9, days=-1), ended_at=moment(10, days=-1))
    assert told(world, LEADER, "press_papers") == []


def conflict(world: World, grid: str = "a1", days_ago: int = 0) -> Conflict:
    (home,) = homes(world, grid, 1)
    row = Conflict(
        kind="doubtful_address", household=home, grid=home.grid, street_id=home.street_id
    )
    row.set_sealed("proposal", "{}")
    row.save()
    Conflict.objects.filter(pk=row.pk).update(created_at=moment(12, days=-days_ago))
    return row


@pytest.mark.parametrize(("days_ago", "state"), [(0, "due"), (3, "due"), (4, "late")])
def test_a_conflict_may_wait_three_days(world: World, days_ago: int, state: str) -> None:
    row = conflict(world, days_ago=days_ago)
    assert told(world, LEADER, "settle_conflicts") == [(state, "conflicts_open", 1)]
    settle_conflict(
        world.actor(LEADER), conflict_id=row.pk, decision=ConflictDecision.KEEP, reason="已核对"
    )
    assert told(world, LEADER, "settle_conflicts") == [("done", "conflicts_decided", 1)]


def test_another_communitys_conflict_does_not_wait_here(world: World) -> None:
    conflict(world, "b1")
    assert told(world, LEADER, "settle_conflicts") == []


def test_suggested_names_may_wait_a_week(world: World, evening: Traveller) -> None:
    suggestion = learned(world, world.actor("worker_a1"))
    type(suggestion).objects.update(created_at=clock.now())
    assert told(world, LEADER, "decide_names") == [("due", "names_open", 1)]
    assert told(world, "leader_b", "decide_names") == []
    evening.move_to(moment(9, days=8))
    assert told(world, LEADER, "decide_names") == [("late", "names_open", 1)]
    suggestion.refresh_from_db()
    confirm_suggestion(world.actor(LEADER), suggestion_id=suggestion.pk, version=suggestion.version)
    assert told(world, LEADER, "decide_names") == [("done", "names_decided", 1)]


@pytest.mark.parametrize("name", LEADERS)
def test_who_leads_patrols_once_a_week(world: World, evening: Traveller, name: str) -> None:
    alerted(world)
    (item,) = items(world, name, "lead_patrol")
    assert (item.state, item.until) == (DutyState.DUE, clock.today() + timedelta(days=4))
    patrol(world, world.actor(name))
    assert told(world, name, "lead_patrol") == [("done", "patrol_done_weekly", 1)]
    evening.move_to(moment(9, days=7))
    assert told(world, name, "lead_patrol") == [("due", "patrol_due_weekly", 1)]
    evening.move_to(moment(9, days=14))
    assert told(world, name, "lead_patrol") == [("late", "patrol_late_weekly", 1)]


def test_the_workers_doors_are_no_duty_of_who_leads(world: World) -> None:
    surveyed(world)
    assert not {"walk_targets", "write_log", "confirm_sheet"} & set(shown(world, LEADER))
