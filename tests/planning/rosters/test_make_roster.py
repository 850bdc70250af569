"""Rosters are made: every rule kept, nothing cheaper left, the bound true."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as bounded

from gridward.planning.rosters import (
    Demand,
    Duty,
    Keeper,
    Limits,
    NoRoster,
    RosterProblem,
    Span,
    Weights,
    Wish,
    check,
    make_roster,
)
from gridward.planning.rosters.board import Board
from gridward.planning.rosters.bound import Relaxation
from gridward.planning.rosters.greedy import first_roster
from gridward.planning.rosters.pricing import cost_of
from gridward.planning.rosters.shuffling import Shuffling
from tests.planning.rosters.examples import (
    DAY,
    LATE,
    NIGHT,
    QUICK,
    all_day,
    at,
    drawn_problem,
    duty,
    keepers,
    limits,
    minimums,
    problem,
)


def test_a_gate_is_kept_over_midnight_and_over_the_month_s_end() -> None:
    roster = make_roster(problem(5, keepers("a", "b", "c", "d")), QUICK)
    assert roster.missing == ()
    assert {one.begin.month for one in roster.duties} == {2, 3}
    assert any(one.begin.month < one.end.month for one in roster.duties)


def test_the_same_question_has_the_same_answer() -> None:
    given_problem = problem(5, keepers("a", "b", "c", "d"))
    assert make_roster(given_problem, QUICK).duties == make_roster(given_problem, QUICK).duties


def test_too_few_keepers_leave_gaps_and_break_no_rule() -> None:
    given_problem = problem(3, keepers("a"))
    roster = make_roster(given_problem, QUICK)
    assert len(roster.duties) == 3
    assert sum(one.count for one in roster.missing) >= 2
    assert check(roster.duties, given_problem).broken == ()


def test_nobody_at_all_is_a_roster_of_gaps() -> None:
    assert make_roster(problem(2, []), QUICK).duties == ()
    assert make_roster(problem(2, keepers("a"), patterns=()), QUICK).missing != ()


def test_the_medic_is_kept_for_what_only_a_medic_can_do() -> None:
    asked = Demand("west", at(0, 8), at(0, 20), 1, "medic")
    medic = Keeper("m", frozenset({"medic"}))
    roster = make_roster(problem(1, [medic, *keepers("a", "b")], all_day(1), asked), QUICK)
    assert roster.missing == ()
    assert [one.keeper for one in roster.duties if one.skill] == ["m"]


def test_a_wish_is_granted_when_somebody_else_can() -> None:
    wish = Wish(at(0), at(1), 50)
    people = [Keeper("a", wishes=(wish,)), *keepers("b", "c")]
    roster = make_roster(problem(1, people, weights=Weights(hours=0, nights=0)), QUICK)
    assert "a" not in {one.keeper for one in roster.duties}


def test_fixed_duties_stand_even_at_hours_of_no_pattern() -> None:
    odd = Duty("a", "east", at(0, 9), at(0, 12))
    people = [Keeper("a", fixed=(odd,)), *keepers("b", "c")]
    given_problem = problem(1, people)
    roster = make_roster(given_problem, QUICK)
    assert odd in roster.duties
    assert check(roster.duties, given_problem).broken == ()


def test_minimums_that_contradict_each_other_are_refused() -> None:
    impossible = Limits(least_minutes=1440, most_minutes=720)
    with pytest.raises(NoRoster):
        make_roster(problem(3, keepers("a"), limits=impossible), QUICK)


@bounded(max_examples=20, deadline=None)
@given(drawn_problem(most_keepers=2))
def test_nothing_is_cheaper_than_what_is_called_the_best(given_problem: RosterProblem) -> None:
    """Every roster of two keepers and three days is tried."""
    given_problem = replace(given_problem, days=min(given_problem.days, 2))
    given_problem = replace(
        given_problem,
        demands=tuple(one for one in given_problem.demands if one.begin < at(2))[:3],
    )
    roster = make_roster(given_problem, QUICK)
    assert roster.optimal
    cheapest = min(
        verdict.costs.total
        for duties in every_roster(Board(given_problem))
        if not (verdict := check(duties, given_problem)).broken
    )
    assert roster.costs.total == cheapest == roster.bound


def every_roster(board: Board) -> Iterator[tuple[Duty, ...]]:
    days: list[list[tuple[int, int] | None]] = [[None] for _ in range(board.problem.days)]
    for line, periods in enumerate(board.regular):
        for period in periods:
            days[board.periods[period].day].append((period, line))
    ways = list(product(*days))
    for chosen in product(ways, repeat=len(board.keepers)):
        yield board.duties([dict(one for one in way if one) for way in chosen])


@bounded(max_examples=60, deadline=None)
@given(drawn_problem())
def test_what_is_made_keeps_every_rule_and_costs_what_is_said(given_problem: RosterProblem) -> None:
    roster = make_roster(given_problem, QUICK)
    verdict = check(roster.duties, given_problem)
    assert verdict.broken == ()
    assert (verdict.costs, verdict.missing) == (roster.costs, roster.missing)
    assert roster.bound <= roster.costs.total <= roster.greedy


@bounded(max_examples=30, deadline=None)
@given(drawn_problem(minimums()))
def test_minimum_rules_are_kept_too(given_problem: RosterProblem) -> None:
    verdict = check(make_roster(given_problem, QUICK).duties, given_problem)
    assert verdict.broken == ()


@bounded(max_examples=60, deadline=None)
@given(drawn_problem())
def test_the_first_roster_keeps_every_rule(given_problem: RosterProblem) -> None:
    board = Board(given_problem)
    assert check(board.duties(first_roster(board)), given_problem).broken == ()


@bounded(max_examples=60, deadline=None)
@given(drawn_problem(limits()))
def test_shuffling_only_gets_cheaper_keeps_every_rule_and_respects_the_bound(
    given_problem: RosterProblem,
) -> None:
    """What large rosters are made with, on small ones."""
    board = Board(given_problem)
    first = first_roster(board)
    shuffling = Shuffling(board, first, seed=1)
    for noise in (20.0, 5.0, 0.0):
        shuffling.round(noise)
    verdict = check(board.duties(shuffling.best), given_problem)
    assert verdict.broken == ()
    assert verdict.costs.total == shuffling.cost <= cost_of(board, first)
    assert check(board.duties(shuffling.ledger.placed), given_problem).broken == ()
    bound = Relaxation(board).solve(10)
    assert bound is not None
    assert bound <= make_roster(given_problem, QUICK).costs.total


def test_the_bound_knows_that_only_whole_duties_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve hours and eight, among three: parts of duties would share them evenly, whole ones cannot."""
    given_problem = problem(
        2,
        keepers("a", "b", "c"),
        Demand("east", at(0, 8), at(0, 20), 1),
        Demand("west", at(0, 14), at(0, 22), 1),
        patterns=(
            replace(DAY, posts=frozenset({"east"})),
            replace(LATE, posts=frozenset({"west"})),
        ),
        weights=Weights(km=0, weekends=0, nights=0),
    )
    roster = make_roster(given_problem, QUICK)
    assert roster.optimal
    assert Relaxation(Board(given_problem)).solve(100) == roster.costs.total == 20
    monkeypatch.setattr("gridward.planning.rosters.bound.MOST_CUTTING", 0)
    assert Relaxation(Board(given_problem)).solve(100) == 0


def test_the_bound_knows_which_wishes_cannot_all_be_granted() -> None:
    wish = Wish(at(0), at(2), 10)
    by_day = Demand("east", at(0, 8), at(0, 20), 1)
    given_problem = problem(2, keepers("a", wishes=(wish,)), by_day)
    roster = make_roster(given_problem, QUICK)
    assert Relaxation(Board(given_problem)).solve(100) == roster.costs.total == 10


def test_the_bound_knows_that_each_week_has_room_for_its_own_hours_alone() -> None:
    away = (Span(at(4), at(8)),)
    given_problem = problem(
        8, keepers("a", away=away), all_day(3), limits=Limits(rest=660, week_minutes=1440)
    )
    with_two = make_roster(given_problem, QUICK)
    assert Relaxation(Board(given_problem)).solve(100) == with_two.costs.total > 40_000


@bounded(max_examples=30, deadline=None)
@given(drawn_problem(limits()))
def test_shuffling_counts_changes_of_a_roster_that_stood(given_problem: RosterProblem) -> None:
    first = Board(given_problem).duties(first_roster(Board(given_problem)))
    board = Board(replace(given_problem, standing=first))
    shuffling = Shuffling(board, board.placed(first), seed=2)
    for noise in (300.0, 0.0):
        shuffling.round(noise)
    assert check(board.duties(shuffling.best), board.problem).costs.total == shuffling.cost
    assert check(board.duties(shuffling.ledger.placed), board.problem).broken == ()


def test_a_roster_between_is_shuffled_and_then_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    given_problem = problem(5, keepers("a", "b", "c"), all_day(5))
    proved = make_roster(given_problem, QUICK)
    monkeypatch.setattr("gridward.planning.rosters.solving.SMALL", 0)
    shuffled = make_roster(given_problem, QUICK)
    assert proved.optimal
    assert shuffled.optimal
    assert shuffled.costs.total == proved.costs.total


def test_a_large_roster_is_shuffled_to_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridward.planning.rosters.solving.SMALL", 0)
    monkeypatch.setattr("gridward.planning.rosters.solving.EXACT", 0)
    people = [*keepers(*"abcdef"), Keeper("m", frozenset({"medic"}))]
    given_problem = problem(
        7,
        people,
        all_day(7),
        Demand("west", at(2, 8), at(2, 20), 1, "medic"),
        patterns=(DAY, NIGHT),
    )
    roster = make_roster(given_problem, QUICK)
    assert roster.missing == ()
    assert check(roster.duties, given_problem).broken == ()
    assert 0 <= roster.bound <= roster.costs.total <= roster.greedy
    assert duty("m", 2, post="west", skill="medic") in roster.duties
