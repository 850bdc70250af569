"""The home of a grid worker: doors, patrols, papers."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.oversight.duties.terms import DutyState
from gridward.work.patrols.services.logs import sign_log
from gridward.work.patrols.terms import PatrolKind
from gridward.work.rounds.models import Round
from gridward.work.rounds.terms import VisitOutcome
from tests.oversight.duties.looking import confirmed, ends, items, shown, surveyed, told
from tests.work.patrols.acts import moment, patrol, said, signed, visited
from tests.world import World

pytestmark = pytest.mark.django_db
WORKER = "worker_a1"


def test_doors_are_due_until_their_round_ends_and_late_after(world: World) -> None:
    row, _ = surveyed(world)
    (item,) = items(world, WORKER, "walk_targets")
    assert (item.state, item.count, item.until) == (DutyState.DUE, 3, row.ends_on)
    assert item.link == f"/rounds/{row.pk}?view=targets&grid={world.grids['a1'].pk}"
    ends(row, 0)
    assert told(world, WORKER, "walk_targets") == [("due", "doors_left", 3)]
    ends(row, -1)
    assert told(world, WORKER, "walk_targets") == [("late", "doors_left", 3)]


def test_a_visited_door_is_done_and_a_closed_one_is_to_be_gone_back_to(world: World) -> None:
    row, (first, second, third) = surveyed(world)
    actor = world.actor(WORKER)
    visited(actor, first, VisitOutcome.MET)
    visited(actor, second, VisitOutcome.NO_ANSWER)
    assert told(world, WORKER, "walk_targets") == [
        ("due", "doors_left", 1),
        ("done", "doors_visited", 2),
    ]
    assert told(world, WORKER, "revisit_doors") == [("due", "doors_again", 1)]
    visited(actor, second, VisitOutcome.MET, hour=18)
    assert told(world, WORKER, "revisit_doors") == [("done", "doors_settled", 1)]
    ends(row, -2)
    visited(actor, third, VisitOutcome.NO_ANSWER)
    assert ("late", "doors_again", 1) in told(world, WORKER, "revisit_doors")


def test_rounds_that_have_not_begun_or_are_drafts_ask_for_nothing(world: World) -> None:
    row, _ = surveyed(world)
    Round.objects.filter(pk=row.pk).update(starts_on=clock.today() + timedelta(days=1))
    assert told(world, WORKER, "walk_targets") == []
    Round.objects.filter(pk=row.pk).update(starts_on=clock.today(), state="draft")
    assert told(world, WORKER, "walk_targets") == []


@pytest.mark.parametrize("duty", ["walk_targets", "revisit_doors"])
def test_the_next_grids_doors_are_nobody_elses_duty(world: World, duty: str) -> None:
    _, (first, *_) = surveyed(world, "a2")
    visited(world.actor("worker_a2"), first, VisitOutcome.NO_ANSWER)
    assert told(world, WORKER, duty) == []
    assert told(world, "worker_a2", duty) != []


def test_the_log_of_today_is_due_until_it_is_signed(world: World) -> None:
    assert told(world, WORKER, "write_log") == [("due", "log_due", 1)]
    signed(world, world.actor(WORKER))
    assert told(world, WORKER, "write_log") == [("done", "log_done", 1)]
    assert told(world, "supervisor_a1", "write_log") == [("due", "log_due", 1)]


def test_a_day_worked_without_a_log_is_late_until_it_is_signed(
    world: World, evening: Traveller
) -> None:
    actor = world.actor(WORKER)
    patrol(world, actor, started_at=moment(9, days=-2), ended_at=moment(10, days=-2))
    day = clock.today() - timedelta(days=2)
    late, due = items(world, WORKER, "write_log")
    assert (late.state, late.values["day"], due.state) == (DutyState.LATE, day, DutyState.DUE)
    assert late.link == f"/field/day?day={day}&grid={world.grids['a1'].pk}"
    log = said(world, day=day, start=moment(9, days=-2), end=moment(11, days=-2))
    sign_log(actor, log_id=new_id(), said=log)
    assert told(world, WORKER, "write_log") == [("due", "log_due", 1)]


def test_days_without_a_log_are_told_together(world: World) -> None:
    for days in (-2, -5):
        patrol(
            world,
            world.actor(WORKER),
            started_at=moment(9, days=days),
            ended_at=moment(10, days=days),
        )
    late, _ = items(world, WORKER, "write_log")
    days = tuple(clock.today() - timedelta(days=ago) for ago in (5, 2))
    assert (late.count, late.days, late.until) == (2, days, days[0])
    assert f"day={days[0]}" in late.link


def test_a_day_longer_ago_than_a_week_is_past(world: World) -> None:
    patrol(world, world.actor(WORKER), started_at=moment(9, days=-8), ended_at=moment(10, days=-8))
    assert told(world, WORKER, "write_log") == [("due", "log_due", 1)]


def test_the_sheet_is_due_then_done_and_late_for_days_worked(world: World) -> None:
    actor = world.actor(WORKER)
    patrol(world, actor, started_at=moment(9, days=-1), ended_at=moment(10, days=-1))
    assert told(world, WORKER, "confirm_sheet") == [
        ("late", "sheet_missing", 1),
        ("due", "sheet_due", 1),
    ]
    confirmed(world, actor, days_ago=1)
    confirmed(world, actor)
    assert told(world, WORKER, "confirm_sheet") == [("done", "sheet_done", 1)]


def test_a_visit_is_work_that_wants_a_log(world: World, evening: Traveller) -> None:
    _, (first, *_) = surveyed(world)
    visited(world.actor(WORKER), first, VisitOutcome.MET)
    evening.move_to(moment(9, days=1))
    assert told(world, WORKER, "write_log") == [
        ("late", "log_missing", 1),
        ("due", "log_due", 1),
    ]
    assert told(world, "supervisor_a1", "write_log") == [("due", "log_due", 1)]


def test_a_patrol_is_due_each_day_and_late_after_three_without(world: World) -> None:
    assert told(world, WORKER, "patrol_grid") == [("due", "patrol_due_daily", 1)]
    actor = world.actor(WORKER)
    patrol(world, actor, started_at=moment(9, days=-4), ended_at=moment(10, days=-4))
    assert told(world, WORKER, "patrol_grid") == [("late", "patrol_late_daily", 1)]
    patrol(world, actor)
    patrol(world, actor, started_at=moment(14), ended_at=moment(15))
    assert told(world, WORKER, "patrol_grid") == [("done", "patrol_done_daily", 2)]


def test_to_stand_at_a_gate_is_no_patrol(world: World) -> None:
    patrol(world, world.actor(WORKER), kind=PatrolKind.GATE)
    assert told(world, WORKER, "patrol_grid") == [("due", "patrol_due_daily", 1)]


def test_what_only_the_phone_knows_is_not_told_at_the_desk(world: World) -> None:
    assert "answer_refusals" not in shown(world, WORKER)
