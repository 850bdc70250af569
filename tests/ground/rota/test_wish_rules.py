"""Wishes as pure rules: dates, what may be stated, and that one is granted exactly where a draft pays nothing."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.ground.rota.problems import WishDaysUnfit, WishesUsedUp, WishTwice
from gridward.ground.rota.rules.drafts import wall_clock
from gridward.ground.rota.rules.drawing import _wish
from gridward.ground.rota.rules.figures import figures_on, wish_figures_on
from gridward.ground.rota.rules.wishing import (
    HEAVIEST,
    LIGHTEST,
    NIGHT_MINUTES,
    days_of,
    is_granted,
    unfit,
    weight_of,
)
from gridward.ground.rota.terms import (
    Span,
    WishDay,
    WishFigures,
    WishSaid,
    WishTally,
    WishTime,
    WishWants,
)
from gridward.kernel.clock import LOCAL
from gridward.planning import rosters

TODAY = date(2026, 3, 4)
"""A Wednesday."""
RULES = WishFigures(days_a_month=3, days_ahead=60, closes_days=2, sources={})
FIGURES = figures_on(TODAY)
FREE, DUTY = WishWants.FREE, WishWants.DUTY


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def said(first: int, last: int | None = None, weekday: int | None = None) -> WishSaid:
    until = day(first if last is None else last)
    return WishSaid(FREE, WishTime.ANY, day(first), until, weekday)


def about(wants: WishWants, kind: WishTime, number: int = 0) -> WishDay:
    return WishDay(UUID(int=1), UUID(int=2), wants, kind, day(number))


def shift(hour: int, hours: int, number: int = 0) -> Span:
    begins = datetime.combine(day(number), time(hour), LOCAL)
    return Span(begins, begins + timedelta(hours=hours))


def test_a_standing_wish_is_about_one_weekday_of_each_week() -> None:
    assert days_of(said(2, 20, weekday=3)) == [day(7), day(14)]
    assert days_of(said(5, 7)) == [day(5), day(6), day(7)]


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (said(2), None),
        (said(1), WishDaysUnfit),
        (said(60), None),
        (said(59, 61), WishDaysUnfit),
        (said(6, 5), WishDaysUnfit),
        (said(2, 4, weekday=3), WishDaysUnfit),
        (said(10, 12), WishTwice),
        (said(20, 22), WishesUsedUp),
        (said(26, 29), None),
    ],
)
def test_what_may_be_wished_beside_two_dates_of_march(
    wish: WishSaid, refusal: type[Exception] | None
) -> None:
    others = [said(12), said(15)] if wish.first != day(26) else [said(12)]
    assert type(unfit(wish, others, TODAY, RULES)) is (refusal or type(None))


def test_the_house_rules_are_dated_and_name_their_source() -> None:
    figures = wish_figures_on(TODAY)
    assert set(figures.sources.values()) == {"house rule"}
    assert 0 < figures.closes_days < figures.days_ahead
    assert figures.days_a_month > 0


@pytest.mark.parametrize(
    ("kind", "span", "is_about"),
    [
        (WishTime.ANY, shift(8, 8), True),
        (WishTime.ANY, shift(22, 8, -1), True),
        (WishTime.ANY, shift(0, 8, 1), False),
        (WishTime.DAY, shift(16, 8), True),
        (WishTime.DAY, shift(0, 8), False),
        (WishTime.NIGHT, shift(0, 8, 1), True),
        (WishTime.NIGHT, shift(0, 8), False),
        (WishTime.NIGHT, shift(16, 8), False),
        (WishTime.NIGHT, shift(20, 12), True),
    ],
)
def test_which_shifts_a_wish_is_about(kind: WishTime, span: Span, is_about: bool) -> None:
    assert is_granted(about(FREE, kind), [span], FIGURES) is not is_about
    assert is_granted(about(DUTY, kind), [span], FIGURES) is is_about


@settings(max_examples=60)
@given(
    st.sampled_from(WishWants),
    st.sampled_from(WishTime),
    st.lists(
        st.tuples(st.integers(-1, 1), st.integers(0, 23), st.integers(1, 24)),
        max_size=3,
    ),
)
def test_a_wish_is_granted_exactly_where_the_optimiser_pays_nothing(
    wants: WishWants, kind: WishTime, drawn: list[tuple[int, int, int]]
) -> None:
    spans = [shift(hour, hours, number) for number, hour, hours in drawn]
    problem = rosters.RosterProblem(
        first=day(-1),
        days=3,
        posts=(rosters.Post("gate", "东门"),),
        patterns=(),
        demands=(),
        keepers=(rosters.Keeper("a", wishes=(_wish(about(wants, kind), 7, FIGURES),)),),
        calendar=rosters.Calendar(night_minutes=NIGHT_MINUTES),
    )
    duties = [
        rosters.Duty("a", "gate", wall_clock(one.begins_at), wall_clock(one.ends_at))
        for one in spans
    ]
    costs = rosters.check(duties, problem).costs.wishes
    assert (costs == 0) is is_granted(about(wants, kind), spans, FIGURES)


@given(st.integers(0, 30), st.integers(0, 30))
def test_who_was_refused_more_weighs_no_less(granted: int, refused: int) -> None:
    weight = weight_of(WishTally(granted + refused, granted))
    assert LIGHTEST <= weight <= HEAVIEST
    assert weight <= weight_of(WishTally(granted + refused + 1, granted))
    assert weight >= weight_of(WishTally(granted + refused + 1, granted + 1))
