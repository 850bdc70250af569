"""The judge: each rule broken is named, each cost is counted, from the words of the problem alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.rosters import (
    Before,
    Calendar,
    Duty,
    Keeper,
    Limits,
    Missing,
    RosterProblem,
    Span,
    Weights,
    Wish,
    check,
)
from gridward.planning.rosters.board import Board
from gridward.planning.rosters.pricing import cost_of
from gridward.planning.rosters.rows import weekends_of
from gridward.planning.routes.terms import Place
from tests.planning.rosters.examples import (
    DAY,
    EARLY,
    FIRST,
    NIGHT,
    all_day,
    at,
    drawn_problem,
    duty,
    keepers,
    minimums,
    problem,
)

FREE = Weights(shortage=0, surplus=0, nights=0, weekends=0, holidays=0, hours=0, km=0)


def codes(duties: list[Duty], given: RosterProblem) -> list[str]:
    return [one.code for one in check(duties, given).broken]


def test_a_roster_that_keeps_every_rule_is_not_blamed() -> None:
    given = problem(2, keepers("a", "b"))
    duties = [duty("a", 0), duty("b", 0, NIGHT), duty("a", 1), duty("b", 1, NIGHT)]
    assert codes(duties, given) == []
    assert check(duties, given).missing == ()


RULES = {
    "rest": (Limits(rest=780), [duty("a", 0, NIGHT), duty("a", 1, NIGHT)]),
    "day": (Limits(), [duty("a", 0, DAY), duty("a", 0, NIGHT)]),
    "run": (Limits(longest_run=2), [duty("a", 0), duty("a", 1), duty("a", 2)]),
    "nights": (Limits(nights_in_row=1), [duty("a", 0, NIGHT), duty("a", 1, NIGHT)]),
    "week": (Limits(week_minutes=1000), [duty("a", 0), duty("a", 2)]),
    "total": (Limits(most_minutes=1000), [duty("a", 0), duty("a", 2)]),
    "weekends": (Limits(weekends=0), [duty("a", 2)]),
    "short_run": (Limits(shortest_run=2), [duty("a", 1)]),
    "short_break": (Limits(shortest_break=2), [duty("a", 0), duty("a", 2)]),
    "pattern": (Limits(most_of={"day": 1}), [duty("a", 0), duty("a", 2)]),
    "pattern_run": (Limits(rows_of={"day": (1, 1)}), [duty("a", 0), duty("a", 1)]),
    "succession": (
        Limits(not_next_day=frozenset({("day", "night")})),
        [duty("a", 0), duty("a", 1, NIGHT)],
    ),
}


@pytest.mark.parametrize("code", RULES)
def test_each_rule_that_is_broken_is_named_and_no_other(code: str) -> None:
    limits, duties = RULES[code]
    given = problem(4, keepers("a"), limits=limits)
    assert codes(duties, given) == [code]
    assert codes(duties, replace(given, limits=Limits())) == ([code] if code == "day" else [])


def test_two_places_at_one_time_are_named() -> None:
    given = problem(2, keepers("a"), patterns=(DAY, EARLY))
    assert codes([duty("a", 0), duty("a", 0, EARLY, "west")], given) == ["busy", "day"]


def test_a_skill_an_absence_and_an_odd_time_are_named() -> None:
    given = problem(2, keepers("a", away=(Span(at(1), at(1, 9)),)))
    odd = Duty("a", "east", at(0, 9), at(0, 12))
    assert codes([duty("a", 0, skill="medic")], given) == ["skill"]
    assert codes([duty("a", 1)], given) == ["away"]
    assert codes([odd], given) == ["pattern_unknown"]


def test_rest_and_runs_count_across_the_border_of_the_roster() -> None:
    rested = Limits(rest=660, longest_run=3)
    tired = keepers("a", before=Before(last_end=at(0, 6), run=3))
    assert codes([duty("a", 0)], problem(2, tired, limits=rested)) == ["rest", "run"]
    assert codes([duty("a", 1)], problem(2, tired, limits=rested)) == []


def test_what_fixed_duties_break_by_themselves_is_not_counted() -> None:
    fixed = (duty("a", 0), duty("a", 1))
    given = problem(3, keepers("a", fixed=fixed), limits=Limits(longest_run=1))
    assert codes(list(fixed), given) == []
    assert codes([duty("a", 0)], given) == ["fixed_gone"]
    assert "run" in codes([*fixed, duty("a", 2)], given)


def test_shortage_is_counted_by_the_hour_and_told_as_one_gap() -> None:
    given = problem(2, keepers("a"), all_day(2, count=2), weights=replace(FREE, shortage=10))
    verdict = check([duty("a", 0)], given)
    assert verdict.costs.shortage == (24 * 2 + 24 * 2 - 12) * 10
    assert verdict.missing == (
        Missing("east", None, at(0, 8), at(0, 20), 1),
        Missing("east", None, at(0, 20), at(2, 8), 2),
    )


def test_more_than_wanted_costs_by_the_hour() -> None:
    given = problem(1, keepers("a", "b"), weights=replace(FREE, surplus=3))
    assert check([duty("a", 0), duty("b", 0)], given).costs.surplus == 36


def test_wishes_and_distance_cost_what_they_weigh() -> None:
    wishes = (Wish(at(0), at(1), 7), Wish(at(1), at(2), 11, wants=True))
    keeper = Keeper("a", place=Place(115.88, 28.70), wishes=wishes)
    given = problem(2, [keeper], weights=replace(FREE, km=10))
    assert check([duty("a", 0)], given).costs.wishes == 18
    assert check([duty("a", 1)], given).costs.wishes == 0
    assert 20 <= check([duty("a", 0)], given).costs.distance <= 24


def test_a_wish_about_nights_counts_nights_alone_and_one_about_days_all_others() -> None:
    wishes = (Wish(at(0), at(2), 7, night=True), Wish(at(0), at(2), 11, night=False))
    given = problem(2, [Keeper("a", wishes=wishes)], weights=FREE)
    assert check([duty("a", 0, NIGHT)], given).costs.wishes == 7
    assert check([duty("a", 0)], given).costs.wishes == 11


def test_burdens_are_shared_with_what_was_carried_over() -> None:
    tired, fresh = Keeper("a", before=Before(nights=2)), Keeper("b")
    given = problem(2, [tired, fresh], weights=replace(FREE, nights=10))
    to_the_fresh = check([duty("b", 0, NIGHT), duty("b", 1, NIGHT)], given)
    to_the_tired = check([duty("a", 0, NIGHT), duty("a", 1, NIGHT)], given)
    assert to_the_fresh.costs.fairness == 0
    assert to_the_tired.costs.fairness == 2 * 10 * (1 + 2)


def test_own_and_seconded_cost_the_same() -> None:
    """Clause P7."""
    duties = [duty("a", 0, NIGHT), duty("a", 1, NIGHT), duty("b", 0)]
    both = [
        problem(2, [Keeper("a", seconded=one), Keeper("b", seconded=not one)])
        for one in (True, False)
    ]
    assert check(duties, both[0]) == check(duties, both[1])


def test_a_weekend_worked_in_exchange_is_none() -> None:
    saturday = FIRST + timedelta(days=2)
    weights = replace(FREE, weekends=10)
    given = problem(4, keepers("a", "b"), weights=weights)
    exchanged = replace(given, calendar=Calendar(working_weekends=frozenset({saturday})))
    duties = [duty("a", 2), duty("a", 3)]
    assert check(duties, given).costs.fairness != check(duties, exchanged).costs.fairness


@bounded(max_examples=150, deadline=None)
@given(drawn_problem(minimums()), st.data())
def test_the_rows_of_the_optimiser_and_the_judge_are_of_one_mind(
    given_problem: RosterProblem, data: st.DataObject
) -> None:
    """Any roster at all, good or bad: what one refuses the other refuses, and both count the same cost."""
    board = Board(given_problem)
    slots = [(period, line) for line, periods in enumerate(board.regular) for period in periods]
    placed = [
        dict(data.draw(st.lists(st.sampled_from(slots), max_size=4))) if slots else {}
        for _ in board.keepers
    ]
    verdict = check(board.duties(placed), given_problem)
    assert {one.keeper for one in verdict.broken} == {
        board.keepers[keeper].id for keeper in range(len(placed)) if refused(board, keeper, placed)
    }
    assert verdict.costs.total == cost_of(board, placed)


def refused(board: Board, keeper: int, placed: list[dict[int, int]]) -> bool:
    mine = placed[keeper]
    sums = [
        (row, sum(factor for period, factor in row.terms if period in mine))
        for row in board.rows[keeper]
    ]
    most = board.problem.limits_of(board.keepers[keeper]).weekends
    weekends = weekends_of(board.periods, board.problem.first)
    worked = sum(any(one in mine for one in weekend) for weekend in weekends)
    return (
        any(not row.low <= total <= row.high for row, total in sums)
        or (most is not None and worked > most)
        or not all(board.free[keeper, period] for period in mine)
        or not all(board.able[keeper, line] for line in mine.values())
    )
