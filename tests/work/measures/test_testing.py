"""Days of tests, which sample answers which, what a release lacks: rules as plain functions."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.clock import LOCAL
from gridward.work.measures.rules.alarms import asked_of, fever_from
from gridward.work.measures.rules.testing import (
    day_for,
    needs_judged,
    samples_due,
    unsampled,
    without_negative,
)
from gridward.work.measures.terms import (
    CallFor,
    ControlKind,
    GivenPhase,
    NeedState,
    Sampled,
    SampleMethod,
    SampleResult,
)
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.rules.reading import books_of_the_country
from gridward.work.rulebooks.terms import PersonCategory, ReleaseNeed

FIRST = date(2022, 7, 15)
POSITIVE, NEGATIVE, INVALID = SampleResult.POSITIVE, SampleResult.NEGATIVE, SampleResult.INVALID
MET, LACKING, ASKED = NeedState.MET, NeedState.LACKING, NeedState.ASKED


def on(number: int) -> date:
    """The day of this number, the first being 1."""
    return FIRST + timedelta(days=number - 1)


def at(number: int, hour: int = 9) -> datetime:
    return datetime(on(number).year, on(number).month, on(number).day, hour, tzinfo=LOCAL)


def taken(
    number: int, result: SampleResult | None = NEGATIVE, hour: int = 9, **more: object
) -> Sampled:
    return Sampled(at(number, hour), on(number), result, **more)  # type: ignore[arg-type]


COURSE = (
    GivenPhase(
        ControlKind.CENTRALISED_ISOLATION, on(1), on(7), (on(1), on(2), on(3), on(5), on(7)), "P9"
    ),
    GivenPhase(ControlKind.HOME_MONITORING, on(8), on(10), (on(10),), "P9"),
)


def test_each_day_of_the_course_stands_where_its_sample_says() -> None:
    rows = [taken(1), taken(2, INVALID), taken(3, None), taken(5, POSITIVE)]
    due = samples_due(COURSE, rows, on(7))
    states = ["negative", "again", "sampled", "positive", "due", "ahead"]
    assert [one.state for one in due] == states
    assert [(one.number, one.book) for one in due][-2:] == [(7, "P9"), (3, "P9")]
    assert unsampled(due, on(6)) == [on(2)]
    assert without_negative(due) == [on(2), on(3), on(5), on(7), on(10)]


def test_a_day_without_a_sample_is_missed_once_it_is_past() -> None:
    states = [one.state for one in samples_due(COURSE, [], on(3))]
    assert states[:4] == ["missed", "missed", "due", "ahead"]


@pytest.mark.parametrize(
    ("number", "day"),
    [(1, 1), (4, 2), (6, 2), (7, 7), (9, 2)],
)
def test_a_late_sample_answers_the_first_day_that_was_missed(number: int, day: int) -> None:
    assert day_for(COURSE, [taken(1), taken(3), taken(5)], on(number)) == on(day)


@given(st.sets(st.integers(1, 10)), st.integers(1, 12))
def test_what_is_sampled_on_its_day_is_never_missed(days: set[int], today: int) -> None:
    rows = [taken(number) for number in days]
    due = samples_due(COURSE, rows, on(today))
    assert not {one.day for one in rows} & set(unsampled(due, on(12)))
    assert {one.day for one in due} == {day for phase in COURSE for day in phase.tests}


ALL = [taken(number) for number in (1, 2, 3, 5, 7, 10)]
LABS = {"laboratory": "甲"}, {"laboratory": "乙"}


@pytest.mark.parametrize(
    ("need", "rows", "state"),
    [
        (ReleaseNeed.OWN_NEGATIVE, ALL, MET),
        (ReleaseNeed.OWN_NEGATIVE, ALL[1:], LACKING),
        (ReleaseNeed.OWN_NEGATIVE, [*ALL, taken(5, POSITIVE)], LACKING),
        (ReleaseNeed.LAST_NEGATIVE, ALL[-1:], MET),
        (ReleaseNeed.LAST_NEGATIVE, ALL[:-1], LACKING),
        (ReleaseNeed.TWO_NEGATIVES, [taken(1), taken(2)], MET),
        (ReleaseNeed.TWO_NEGATIVES, [taken(1), taken(1, hour=20)], LACKING),
        (ReleaseNeed.TWO_NEGATIVES, [taken(1), taken(2, POSITIVE), taken(3)], LACKING),
        (
            ReleaseNeed.TWO_NEGATIVES,
            [taken(number, method=SampleMethod.ANTIGEN) for number in (1, 2)],
            LACKING,
        ),
        (ReleaseNeed.TWO_CT_APART, [taken(1, POSITIVE, ct=35.0), taken(2, POSITIVE, ct=38.1)], MET),
        (ReleaseNeed.TWO_CT_APART, [taken(1, POSITIVE, ct=34.9), taken(2)], LACKING),
        (ReleaseNeed.TWO_CT, [taken(1, POSITIVE, ct=36.0), taken(1, hour=15)], MET),
        (ReleaseNeed.DOUBLE, [taken(10, **LABS[0]), taken(10, **LABS[1])], MET),
        (ReleaseNeed.DOUBLE, [taken(10, **LABS[0]), taken(10, **LABS[0])], LACKING),
        (ReleaseNeed.REVISITS, ALL, ASKED),
        (ReleaseNeed.FIRST_TWO_OF_CONTACT, ALL, ASKED),
    ],
)
def test_results_show_a_condition_or_a_person_does(
    need: ReleaseNeed, rows: list[Sampled], state: NeedState
) -> None:
    assert needs_judged([need], samples_due(COURSE, rows, on(10)), rows) == {need: state}


def test_the_book_says_what_a_fever_is_and_what_a_positive_result_may_mean() -> None:
    books = books_of_the_country()
    rule = rule_on(books, PersonCategory.FEVER, FIRST, "")
    assert fever_from(rule, 38.5) == 37.3
    nothing = rule_on([], PersonCategory.FEVER, FIRST, "")
    assert fever_from(nothing, 38.5) == 38.5
    assert asked_of(CallFor.FEVER, {}) == [PersonCategory.FEVER]
    assert asked_of(CallFor.POSITIVE, {"fails_to": "close_contact"}) == [
        PersonCategory.ASYMPTOMATIC,
        PersonCategory.CLOSE_CONTACT,
    ]
    assert asked_of(CallFor.MISSED, {}) == []
