"""Why somebody is missing, and what was tried that helps."""

from dataclasses import replace

from gridward.planning.rosters import (
    Demand,
    Duty,
    Explanation,
    Keeper,
    Limits,
    RosterProblem,
    Span,
    explain,
    make_roster,
    reasons,
)
from tests.planning.rosters.examples import (
    DAY,
    EARLY,
    NIGHT,
    QUICK,
    all_day,
    at,
    duty,
    keepers,
    problem,
)

MEDIC = frozenset({"medic"})


def explained(given: RosterProblem) -> list[Explanation]:
    return list(explain(given, make_roster(given, QUICK), effort=QUICK))


def why(one: Explanation) -> dict[str, int]:
    return {reason.code: reason.keepers for reason in one.reasons}


def what_helps(one: Explanation) -> dict[str, dict[str, object]]:
    return {fix.code: dict(fix.values) for fix in one.fixes}


def test_a_roster_without_gaps_needs_no_words() -> None:
    assert explained(problem(2, keepers(*"abcd"))) == []


def test_the_only_medic_is_away_and_one_more_would_help() -> None:
    asked = Demand("west", at(0, 8), at(0, 20), 1, "medic")
    medic = Keeper("m", MEDIC, away=(Span(at(0), at(1)),))
    (one,) = explained(problem(1, [medic, *keepers("a", "b")], asked))
    assert why(one) == {"away": 1, "skill": 2}
    assert dict(one.reasons[0].values) == {"skill": "medic", "have": 1}
    assert what_helps(one) == {"one_more": {"skill": "medic"}}
    assert one.fixes[0].before == 720
    assert one.fixes[0].after == 0


def test_all_are_resting_and_an_hour_less_of_rest_would_help() -> None:
    demands = (Demand("east", at(0, 20), at(1, 8), 1), Demand("west", at(1, 18), at(2, 2), 1))
    patterns = (
        replace(NIGHT, posts=frozenset({"east"})),
        replace(EARLY, id="evening", begins=at(0, 18).time(), posts=frozenset({"west"})),
    )
    given = problem(2, keepers("a"), *demands, patterns=patterns, limits=Limits(rest=660))
    (one,) = explained(given)
    assert why(one) == {"rest": 1}
    assert what_helps(one)["rest"] == {"limit": 600}


def test_hours_and_runs_that_are_used_up_are_named_with_what_would_do() -> None:
    hours = problem(2, keepers("a"), Demand("east", at(0, 8), at(0, 20), 1),
                    Demand("east", at(1, 8), at(1, 20), 1),
                    limits=Limits(rest=660, week_minutes=1200))  # fmt: skip
    (one,) = explained(hours)
    assert why(one) == {"week": 1}
    assert what_helps(one)["week"] == {"limit": 1440}
    (two,) = explained(replace(hours, limits=Limits(rest=660, longest_run=1)))
    assert why(two) == {"run": 1}
    assert what_helps(two)["run"] == {"limit": 2}


def test_a_fixed_duty_elsewhere_is_named_as_what_could_be_let_go() -> None:
    asked = Demand("east", at(0, 8), at(0, 20), 1)
    keeper = Keeper("a", fixed=(duty("a", 0, post="west"),))
    (one,) = explained(problem(1, [keeper], asked))
    assert why(one) == {"busy": 1}
    assert what_helps(one)["release"] == {"keeper": "a", "post": "west"}


def test_a_time_that_no_pattern_covers_is_no_matter_of_people() -> None:
    asked = Demand("east", at(0, 8), at(0, 20), 1)
    (one,) = explained(problem(1, keepers("a"), asked, patterns=(NIGHT,)))
    assert why(one) == {"no_pattern": 1}
    assert one.fixes == ()


def test_what_would_help_is_not_said_when_it_does_not() -> None:
    asked = Demand("east", at(0, 8), at(0, 20), 3)
    (one,) = explained(problem(1, keepers("a"), asked, patterns=(DAY,)))
    assert set(what_helps(one)) == {"one_more"}
    assert one.fixes[0].after == 720


def test_reasons_count_every_keeper_once() -> None:
    given = problem(2, keepers(*"abc"), all_day(2, count=2))
    duties: list[Duty] = [duty("a", 0), duty("b", 0, NIGHT)]
    verdict = make_roster(given, QUICK)
    for gap in verdict.missing:
        assert sum(one.keepers for one in reasons(given, duties, gap)) == 3
