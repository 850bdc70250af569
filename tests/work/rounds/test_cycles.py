"""A round that repeats: each cycle with its own outcomes."""

from datetime import timedelta

from gridward.kernel import clock
from gridward.work.rounds.models import CycleCount
from gridward.work.rounds.queries.coverage import coverage_by_grid, coverage_by_worker, past_cycles
from gridward.work.rounds.services.cycling import begin_cycles
from gridward.work.rounds.terms import VisitOutcome
from tests.ground.register.people import household, resident
from tests.work.rounds.walking import recorded, refused, said, target_of, walked
from tests.world import World


def test_the_next_cycle_begins_with_clean_targets_and_keeps_what_the_last_came_to(
    world: World,
) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    resident(worker, home)
    row = walked(world, every_days=7)
    recorded(worker, said(target_of(row, home)))
    assert begin_cycles(clock.today() + timedelta(days=6)) == 0
    assert begin_cycles(clock.today() + timedelta(days=7)) == 1
    target = target_of(row, home)
    assert (target.outcome, target.settled, target.persons_met) == ("", False, 0)
    (kept,) = CycleCount.objects.all()
    assert (kept.counts["settled"], kept.counts["outcomes"]) == (1, {"met": 1})
    assert kept.ended_on == clock.today() + timedelta(days=6)
    assert past_cycles(worker, row.pk) == [kept]


def test_a_round_that_does_not_repeat_has_one(world: World) -> None:
    walked(world)
    assert begin_cycles(clock.today() + timedelta(days=20)) == 0


def test_coverage_is_by_grid_and_by_worker_and_only_where_one_reads(world: World) -> None:
    chief = world.actor("leader_a")
    workers = {"a1": world.actor("worker_a1"), "a2": world.actor("worker_a2")}
    homes = {grid: household(world, worker, f"{grid}-1-101") for grid, worker in workers.items()}
    household(world, workers["a1"], "a1-1-102")
    resident(workers["a1"], homes["a1"])
    row = walked(world, "a1", "a2")
    recorded(workers["a1"], said(target_of(row, homes["a1"])))
    recorded(workers["a2"], said(target_of(row, homes["a2"]), VisitOutcome.NO_ANSWER))
    found = {one.grid.code[-1]: one.coverage for one in coverage_by_grid(chief, row.pk)}
    assert (found["1"].targets, found["1"].settled, found["1"].persons_met) == (2, 1, 1)
    assert (found["2"].done, found["2"].settled, found["2"].outcomes) == (1, 0, {"no_answer": 1})
    total = found["1"] + found["2"]
    assert (total.targets, total.outcomes) == (3, {"met": 1, "no_answer": 1})
    by = {one.name: (one.settled, one.visits) for one in coverage_by_worker(chief, row.pk)}
    assert by == {workers["a1"].name: (1, 1), workers["a2"].name: (0, 1)}
    assert [one.grid for one in coverage_by_grid(workers["a1"], row.pk)] == [world.grids["a1"]]


def test_nobody_visits_next_door_unless_it_is_theirs(world: World) -> None:
    home = household(world, world.actor("worker_a2"), "a2-1-101")
    row = walked(world, "a1", "a2")
    assert refused(world.actor("worker_a1"), said(target_of(row, home))) == "not_found"
