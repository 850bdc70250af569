"""Days of contacts, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.register.rules.exports import guarded_under
from gridward.kernel.calendar import calendar
from gridward.work.care.problems import (
    CareCadenceUnfit,
    CareDaysUnfit,
    CareGuardianAgrees,
    CareKindUnknown,
)
from gridward.work.care.rules.cadence import (
    after,
    check_cadence,
    check_days,
    months_after,
    next_contact,
    next_try,
    view_of,
)
from gridward.work.care.rules.needs import (
    check_may_agree,
    known_kind,
    need_kind,
    need_kinds,
)
from gridward.work.care.terms import Cadence, CareUnit, CareView, ConsentBy
from gridward.work.workorders.rules.files import contents

DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))
CADENCES = st.builds(Cadence, st.integers(1, 60), st.sampled_from(CareUnit))


@pytest.mark.parametrize(
    ("day", "cadence", "due"),
    [
        (date(2026, 1, 31), Cadence(1, CareUnit.MONTH), date(2026, 2, 28)),
        (date(2028, 1, 31), Cadence(1, CareUnit.MONTH), date(2028, 2, 29)),
        (date(2026, 11, 30), Cadence(3, CareUnit.MONTH), date(2027, 2, 28)),
        (date(2026, 12, 15), Cadence(1, CareUnit.MONTH), date(2027, 1, 15)),
        (date(2026, 12, 31), Cadence(2, CareUnit.WEEK), date(2027, 1, 14)),
        (date(2026, 2, 27), Cadence(2, CareUnit.DAY), date(2026, 3, 1)),
    ],
)
def test_a_cadence_counts_days_weeks_and_months(day: date, cadence: Cadence, due: date) -> None:
    assert after(day, cadence) == due


@given(DAYS, st.integers(0, 60))
def test_months_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


def test_a_day_off_is_brought_forward_to_the_last_worked_day() -> None:
    """Spring Festival 2026: 15–23 February are off, Saturday the 14th is worked instead."""
    works = calendar().works
    made = date(2026, 2, 11)
    week, fortnight = Cadence(1, CareUnit.WEEK), Cadence(2, CareUnit.WEEK)
    assert not works(date(2026, 2, 18))
    found = next_contact(made, week, works=works, on_rest_days=False)
    assert found == date(2026, 2, 14)
    assert works(found)
    assert next_contact(made, week, works=works, on_rest_days=True) == date(2026, 2, 18)
    assert next_contact(made, fortnight, works=works, on_rest_days=False) == date(2026, 2, 25)


def test_every_day_stays_every_day_over_a_weekend() -> None:
    friday, works = date(2026, 3, 6), calendar().works
    daily = Cadence(1, CareUnit.DAY)
    assert next_contact(friday, daily, works=works, on_rest_days=False) == date(2026, 3, 7)


@given(DAYS, CADENCES, st.booleans())
def test_nobody_waits_longer_than_was_agreed(day: date, cadence: Cadence, rest: bool) -> None:
    found = next_contact(day, cadence, works=calendar().works, on_rest_days=rest)
    assert day < found <= after(day, cadence)


def test_who_was_not_reached_is_tried_the_next_day_at_the_latest() -> None:
    tried = date(2026, 3, 2)
    assert next_try(tried, 1, date(2026, 3, 9)) == date(2026, 3, 3)
    assert next_try(tried, 3, date(2026, 3, 4)) == date(2026, 3, 4)
    assert next_try(tried, 1, date(2026, 2, 20)) == date(2026, 3, 3)


def test_views_part_all_days() -> None:
    today = date(2026, 3, 2)
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]
    assert [view_of(day, today) for day in days] == [
        *(CareView.OVERDUE, CareView.DUE, CareView.COMING)
    ]


@pytest.mark.parametrize("every", [0, 91])
def test_a_cadence_has_bounds(every: int) -> None:
    with pytest.raises(CareCadenceUnfit):
        check_cadence(Cadence(every, CareUnit.DAY), date(2026, 3, 2), date(2027, 3, 2))


def test_a_cadence_longer_than_the_plan_is_none() -> None:
    began = date(2026, 3, 2)
    check_cadence(Cadence(1, CareUnit.MONTH), began, date(2026, 4, 2))
    with pytest.raises(CareCadenceUnfit):
        check_cadence(Cadence(1, CareUnit.MONTH), began, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("following", "ends"),
    [
        (date(2026, 3, 1), date(2026, 6, 1)),
        (date(2026, 6, 2), date(2026, 6, 1)),
        (date(2026, 3, 9), date(2026, 9, 3)),
    ],
)
def test_days_lie_between_today_and_what_a_consent_holds(following: date, ends: date) -> None:
    with pytest.raises(CareDaysUnfit):
        check_days(date(2026, 3, 2), following, ends, 6)


def test_kinds_are_dated_and_whole() -> None:
    kinds = need_kinds(date(2026, 3, 2))
    assert {"medicine", "dialysis", "pregnancy", "alone_old", "disabled", "infant_food"} <= set(
        kinds
    )
    orders = {one["code"]: one for one in contents()}
    for kind in kinds.values():
        fields = {one["code"]: one for one in orders[kind.order_kind]["fields"]}
        assert kind.order_need in {one["code"] for one in fields["need"]["options"]}
        assert kind.source
        assert set(kind.title) == {"zh-Hans", "en"}
        check_cadence(kind.cadence, date(2026, 3, 2), months_after(date(2026, 3, 2), kind.months))
    assert known_kind("dialysis") == kinds["dialysis"]
    assert guarded_under(date(2026, 3, 2)) == 14


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CareKindUnknown):
        need_kind("horse", date(2026, 3, 2))


def test_a_child_does_not_agree_alone() -> None:
    day, born = date(2026, 3, 2), date(2012, 3, 3)
    with pytest.raises(CareGuardianAgrees):
        check_may_agree(ConsentBy.ONESELF, born, day)
    check_may_agree(ConsentBy.ONESELF, born, day + timedelta(days=1))
    check_may_agree(ConsentBy.GUARDIAN, born, day)
    check_may_agree(ConsentBy.ONESELF, None, day)
