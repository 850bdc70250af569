"""Somebody falls ill: the roster is mended with few changes, from now on."""

from gridward.planning.rosters import Demand, Duty, Keeper, Limits, Span, check, make_roster, replan
from tests.planning.rosters.examples import NIGHT, QUICK, all_day, at, duty, keepers, problem

OUT = {"a": (Span(at(1), at(3)),)}
STANDING = [
    *(duty("a", 0), duty("b", 0, NIGHT), duty("a", 1), duty("b", 1, NIGHT)),
    *(duty("a", 2), duty("b", 2, NIGHT), duty("a", 3), duty("b", 3, NIGHT)),
]


def test_only_what_fell_out_is_given_to_others() -> None:
    found = replan(problem(4, keepers(*"abc")), STANDING, OUT, at(1), QUICK)
    assert found.fell_out == (duty("a", 1), duty("a", 2))
    assert [(one.duty, one.given) for one in found.changes] == [
        (duty("a", 1), False),
        (duty("c", 1), True),
        (duty("a", 2), False),
        (duty("c", 2), True),
    ]
    assert found.roster.missing == ()


def test_what_began_before_now_stays_even_of_who_is_out() -> None:
    found = replan(problem(4, keepers(*"abc")), STANDING, OUT, at(1, 12), QUICK)
    assert found.fell_out == (duty("a", 2),)
    assert duty("a", 1) in found.roster.duties


def test_others_move_when_that_closes_the_gap() -> None:
    """The only one free has no skill: the one with it leaves the gate to them."""
    medics = {"skills": frozenset({"medic"})}
    people = [*keepers("a", "b", **medics), *keepers("c")]
    demands = (
        Demand("east", at(0, 8), at(0, 20), 1),
        Demand("west", at(0, 8), at(0, 20), 1, "medic"),
    )
    standing = [duty("a", 0, post="west", skill="medic"), duty("b", 0)]
    given_problem = problem(1, people, *demands)
    found = replan(given_problem, standing, {"a": (Span(at(0), at(1)),)}, at(0), QUICK)
    assert duty("b", 0, post="west", skill="medic") in found.roster.duties
    assert duty("c", 0) in found.roster.duties


def test_nobody_who_could_is_a_gap_and_no_broken_rule() -> None:
    given_problem = problem(4, keepers("a", "b"))
    found = replan(given_problem, STANDING, OUT, at(1), QUICK)
    assert {one.begin for one in found.roster.missing} == {at(1, 8), at(2, 8)}
    assert [one for one in found.changes if one.given] == []
    assert check(found.roster.duties, found.problem).broken == ()


def test_nothing_fell_out_nothing_changes() -> None:
    found = replan(problem(4, keepers(*"abc")), STANDING, {"c": OUT["a"]}, at(0), QUICK)
    assert found.changes == ()
    assert set(found.roster.duties) == set(STANDING)


def test_few_change_where_a_new_roster_would_change_many() -> None:
    given_problem = problem(
        7, keepers(*"abcdef"), all_day(7, count=2), limits=Limits(rest=660, longest_run=5)
    )
    standing = make_roster(given_problem, QUICK).duties
    ill = max(standing, key=lambda one: sum(two.keeper == one.keeper for two in standing)).keeper
    found = replan(given_problem, standing, {ill: (Span(at(0), at(3)),)}, at(0), QUICK)
    given = [one.duty for one in found.changes if one.given]
    moved = [one.duty for one in found.changes if not one.given and one.duty.keeper != ill]
    assert found.roster.missing == ()
    assert len(given) == len(found.fell_out) + len(moved)
    assert len(moved) <= len(found.fell_out)
    assert check(found.roster.duties, found.problem).broken == ()


def test_a_standing_duty_at_hours_of_no_pattern_may_stay() -> None:
    odd = Duty("b", "east", at(3, 9), at(3, 12))
    people = [Keeper("a"), Keeper("b"), Keeper("c")]
    found = replan(problem(4, people), [duty("a", 1), odd], OUT, at(0), QUICK)
    assert odd in found.roster.duties
