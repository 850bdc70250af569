"""What a measure comes to: the rule's phases, milder ones, or what a person states."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.ages import age_on
from gridward.work.measures.problems import (
    MeasureEndMissing,
    MeasureEndReasonMissing,
    MeasureEndUnfit,
    MeasureOverAlready,
    MeasureStricter,
)
from gridward.work.measures.rules.courses import course_of, cut, milder_from
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.days import day_of, missed, next_test, phase_on
from gridward.work.measures.rules.kinds import is_stricter, restricts
from gridward.work.measures.terms import ControlKind, Course, GivenPhase, Wanted
from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country, read_book
from gridward.work.rulebooks.terms import PersonCategory, Planned

TODAY = date(2022, 7, 15)
DAY = timedelta(days=1)
RULES = measure_rules(TODAY)
CENTRAL, HOME = ControlKind.CENTRALISED_ISOLATION, ControlKind.HOME_ISOLATION
WATCHED = ControlKind.HOME_MONITORING


def plan(category: str = "close_contact", since: date = TODAY - DAY, day: date = TODAY) -> Planned:
    rule = rule_on(books_of_the_country(), PersonCategory(category), day, "360103")
    return planned(rule, since)


def course(wanted: Wanted | None = None, made: Planned | None = None) -> Course:
    return course_of(made or plan(), wanted or Wanted(), TODAY, RULES)


def test_the_rule_gives_phases_days_and_tests() -> None:
    found = course()
    assert [(one.kind, one.begins, one.ends, one.book) for one in found.phases] == [
        (CENTRAL, date(2022, 7, 15), date(2022, 7, 21), "CN-PLAN-9"),
        (WATCHED, date(2022, 7, 22), date(2022, 7, 24), "CN-PLAN-9"),
    ]
    assert found.phases[0].tests[:3] == (TODAY, TODAY + DAY, TODAY + 2 * DAY)
    assert found.computed


@pytest.mark.parametrize(("day_one", "last"), [("same", 20), ("next", 21)])
def test_day_one_is_either_of_two_days(day_one: str, last: int) -> None:
    made = planned(rule_on([_book(day_one)], PersonCategory.INBOUND, TODAY), TODAY - DAY)
    assert course(made=made).ends == date(2022, 7, last)


def test_days_go_over_a_leap_day() -> None:
    made = planned(rule_on([_book("next")], PersonCategory.INBOUND, TODAY), date(2024, 2, 25))
    assert course_of(made, Wanted(), date(2024, 2, 26), RULES).ends == date(2024, 3, 3)


def test_what_is_over_by_the_rule_is_not_begun() -> None:
    with pytest.raises(MeasureOverAlready):
        course(made=plan(since=date(2022, 6, 30)))


def test_a_milder_kind_has_a_reason_and_a_stricter_one_is_refused() -> None:
    with pytest.raises(MeasureEndReasonMissing):
        course(Wanted(HOME))
    assert course(Wanted(HOME, reason="高龄")).phases[0].kind is HOME
    with pytest.raises(MeasureStricter):
        course(Wanted(CENTRAL), plan("secondary_contact"))


def test_a_choice_of_the_rule_needs_no_reason() -> None:
    day = date(2022, 12, 20)
    made = plan("close_contact", day - DAY, day)
    found = course_of(made, Wanted(CENTRAL), day, RULES)
    assert (found.phases[0].kind, found.phases[0].book) == (CENTRAL, "CN-10")


def test_an_earlier_end_has_a_reason_and_a_later_one_is_refused() -> None:
    end = TODAY + 3 * DAY
    with pytest.raises(MeasureEndReasonMissing):
        course(Wanted(ends=end))
    found = course(Wanted(ends=end, reason="专家组意见"))
    assert (found.ends, len(found.phases), found.computed) == (end, 1, False)
    with pytest.raises(MeasureStricter):
        course(Wanted(ends=date(2022, 7, 25), reason="再看看"))
    with pytest.raises(MeasureEndUnfit):
        course(Wanted(ends=TODAY - DAY, reason="昨天"))


def test_unknown_days_are_stated_by_a_person_and_never_guessed() -> None:
    made = plan("other_province", day=date(2022, 5, 1))
    with pytest.raises(MeasureEndMissing):
        course(made=made)
    with pytest.raises(MeasureEndReasonMissing):
        course(Wanted(HOME, TODAY), made)
    found = course(Wanted(HOME, TODAY + DAY, "结果未出", (TODAY,)), made)
    assert (found.phases[-1].book, found.phases[-1].tests, found.computed) == ("", (TODAY,), False)
    with pytest.raises(MeasureEndUnfit):
        course(Wanted(HOME, TODAY + 40 * DAY, "很久"), made)
    with pytest.raises(MeasureEndUnfit):
        course(Wanted(HOME, TODAY, "检测日在外", (TODAY + DAY,)), made)


def test_a_category_that_ended_is_never_worked_out() -> None:
    made = plan(day=date(2026, 3, 2))
    with pytest.raises(MeasureEndMissing):
        course(made=made)


def test_a_hold_on_the_scene_lasts_until_the_next_day_at_most() -> None:
    hold = ControlKind.ON_SCENE_HOLD
    assert course(Wanted(hold, reason="等待转运")).ends == TODAY
    with pytest.raises(MeasureEndUnfit):
        course(Wanted(hold, TODAY + 2 * DAY, "等待转运"))


def test_everything_but_monitoring_restricts() -> None:
    mild = {one for one in ControlKind if not restricts(one)}
    assert mild == {WATCHED, ControlKind.SELF_MONITORING}


PHASES = (
    GivenPhase(CENTRAL, TODAY, TODAY + 6 * DAY, (TODAY, TODAY + 4 * DAY), "B"),
    GivenPhase(WATCHED, TODAY + 7 * DAY, TODAY + 9 * DAY, (TODAY + 9 * DAY,), "B"),
)


def test_a_milder_kind_from_a_day_on_leaves_what_was() -> None:
    first, second, third = milder_from(PHASES, HOME, TODAY + 2 * DAY)
    assert (first.kind, first.ends, first.tests) == (CENTRAL, TODAY + DAY, (TODAY,))
    assert (second.kind, second.begins, second.tests) == (
        *(HOME, TODAY + 2 * DAY),
        (TODAY + 4 * DAY,),
    )
    assert third == PHASES[1]
    with pytest.raises(MeasureStricter):
        milder_from(PHASES, CENTRAL, TODAY)


@given(st.integers(0, 9))
def test_cut_phases_end_on_the_day_and_stay_in_order(days: int) -> None:
    found = cut(PHASES, TODAY + days * DAY)
    assert found[-1].ends == TODAY + days * DAY
    assert all(test <= found[-1].ends for one in found for test in one.tests)


@given(st.sampled_from(ControlKind), st.sampled_from(ControlKind))
def test_no_two_kinds_are_each_stricter_than_the_other(one: ControlKind, two: ControlKind) -> None:
    assert not (is_stricter(one, two) and is_stricter(two, one))


def test_which_day_of_how_many_and_what_comes() -> None:
    begins, ends = PHASES[0].begins, PHASES[1].ends
    days = [day_of(begins, ends, TODAY + number * DAY).number for number in (-1, 0, 9, 10)]
    assert days == [0, 1, 10, 10]
    assert next_test(PHASES, TODAY + DAY) == TODAY + 4 * DAY
    assert next_test(PHASES, TODAY + 10 * DAY) is None
    assert phase_on(PHASES, TODAY + 7 * DAY) == PHASES[1] == phase_on(PHASES, TODAY + 30 * DAY)


def test_missed_readings_are_days_with_too_few() -> None:
    found = missed(TODAY, TODAY + 2 * DAY, {TODAY: 2, TODAY + DAY: 1}, 2)
    assert [(one.day, one.taken) for one in found] == [(TODAY + 2 * DAY, 0), (TODAY + DAY, 1)]
    assert missed(TODAY, TODAY - DAY, {}, 2) == []


def test_who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march() -> None:
    born = date(2004, 2, 29)
    assert [age_on(born, date(2022, *day)) for day in ((2, 28), (3, 1))] == [17, 18]


def _book(day_one: str):  # type: ignore[no-untyped-def]
    return read_book(
        f"""
code: T
title: {{zh-Hans: 试, en: T}}
layer: street
area: ""
since: 2022-01-01
status: draft
source: 样例
note: {{zh-Hans: 无, en: none}}
categories:
  inbound:
    counting: {{since: arrival, day_one: {day_one}}}
    first: {{kinds: [home_isolation], days: 7, tests: [1, 7]}}
""",
        "t.yaml",
    )
