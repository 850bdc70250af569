"""Days that follow from a rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.rulebooks.rules.counting import planned
from gridward.work.rulebooks.rules.explaining import planned_words
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.terms import Lack, PersonCategory, Planned
from tests.work.rulebooks.books import EXPOSED, book, contact

CLOSE = PersonCategory.CLOSE_CONTACT


def made(categories: object, since: date = EXPOSED) -> Planned:
    return planned(rule_on([book("B", "2022-01-01", categories)], CLOSE, date(2022, 4, 1)), since)


@pytest.mark.parametrize(
    ("day_one", "begins", "ends", "tests"),
    [
        ("next", date(2022, 4, 1), date(2022, 4, 14), [date(2022, 4, 1), date(2022, 4, 14)]),
        ("same", date(2022, 3, 31), date(2022, 4, 13), [date(2022, 3, 31), date(2022, 4, 13)]),
    ],
)
def test_day_one_is_the_day_itself_or_the_next(
    day_one: str, begins: date, ends: date, tests: list[date]
) -> None:
    found = made(contact(14, 1, 14, day_one=day_one))
    [phase] = found.phases
    assert (phase.begins, phase.ends, list(phase.tests)) == (begins, ends, tests)
    assert found.ends == ends


def test_the_second_phase_begins_on_the_day_after_the_first() -> None:
    said = contact(14)
    said["close_contact"]["then"] = {"kinds": ["home_monitoring"], "days": 7, "tests": [2, 7]}  # type: ignore[index]
    found = made(said)
    first, then = found.phases
    assert then.begins == first.ends + timedelta(days=1)
    assert [one.day for one in then.tests] == [16, 21]
    assert found.ends == date(2022, 4, 21)


def test_over_a_leap_day() -> None:
    assert made(contact(3), date(2024, 2, 27)).phases[0].ends == date(2024, 3, 1)
    assert made(contact(3), date(2023, 2, 27)).phases[0].ends == date(2023, 3, 2)


def test_without_a_figure_no_end_is_told_and_what_comes_before_stands() -> None:
    said = contact(14)
    said["close_contact"]["then"] = {"kinds": ["home_monitoring"], "days": "unknown"}  # type: ignore[index]
    found = made(said)
    assert len(found.phases) == 1
    assert (found.ends, found.lacks) == (None, (Lack.NO_DAYS,))
    assert "由有权限的人决定" in planned_words(found, EXPOSED, "zh-Hans")[-1]


def test_without_a_beginning_no_day_is_told() -> None:
    first = {"kinds": ["home_isolation"], "days": 7}
    assert made({"close_contact": {"first": first}}).lacks == (Lack.NO_COUNTING,)


def test_a_rule_that_names_no_measure_is_no_leave_to_do_nothing() -> None:
    assert made({"close_contact": {"lookback": {"days": 14}}}).lacks == (Lack.NO_MEASURE,)


def test_of_who_is_in_no_book_nothing_is_worked_out() -> None:
    assert made({}).lacks == (Lack.NO_RULE,)


@given(
    since=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    days=st.integers(1, 60),
    more=st.integers(1, 60),
    data=st.data(),
)
def test_each_day_belongs_to_one_phase_and_each_test_to_its_own(
    since: date, days: int, more: int, data: st.DataObject
) -> None:
    tests = sorted(data.draw(st.sets(st.integers(1, days))))
    said = contact(days, *tests, day_one=data.draw(st.sampled_from(["same", "next"])))
    said["close_contact"]["then"] = {"kinds": ["home_monitoring"], "days": more}  # type: ignore[index]
    found = made(said, since)
    told = [
        one.begins + timedelta(days=n)
        for one in found.phases
        for n in range((one.ends - one.begins).days + 1)
    ]
    assert told == [told[0] + timedelta(days=n) for n in range(days + more)]
    assert told[0] - since in (timedelta(0), timedelta(days=1))
    assert [(one - told[0]).days + 1 for one in found.phases[0].tests] == tests
