"""The statistics of draws: exact expected numbers, and a test that neither cries wolf nor sleeps."""

import hashlib
from dataclasses import replace
from datetime import date, time, timedelta
from math import exp, isclose, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.patrols.rules.chances import (
    days_fairness,
    hours_fairness,
    points_fairness,
    surprise,
)
from gridward.work.patrols.rules.drawing import drawn
from gridward.work.patrols.terms import Lots, Slot, Window
from tests.work.patrols.test_drawing_rules import LOTS, MONDAY, POINTS, SEED, lots, seeds

END = LOTS.ends_on


@pytest.mark.parametrize(
    ("statistic", "freedom", "chance"),
    [
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (18.307038, 10, 0.05),
        (1.0, 10, 0.9998279),
        (100.0, 99, 0.4529585),
        (0.0, 5, 1.0),
    ],
)
def test_chi_square_is_that_of_the_tables(statistic: float, freedom: int, chance: float) -> None:
    assert isclose(surprise(statistic, freedom), chance, rel_tol=1e-5)


@given(st.integers(1, 60), st.floats(0.01, 500))
def test_chi_square_of_even_freedom_is_a_finite_sum(half: int, statistic: float) -> None:
    place = statistic / 2
    terms = [exp(number * log(place) - lgamma(number + 1) - place) for number in range(half)]
    assert isclose(surprise(statistic, 2 * half), sum(terms), rel_tol=1e-8, abs_tol=1e-12)


def test_expected_numbers_are_exact_and_sum_up_to_the_draws() -> None:
    """Weekdays 9 to 11 have 15 hours of the week's 23, weekends 20 to 23 have 8; four a week, four weeks."""
    told = hours_fairness(LOTS, drawn(SEED, LOTS), END)
    assert set(told.chances) == {"09", "10", "11", "20", "21", "22", "23"}
    assert isclose(told.chances["09"].expected, 16 * 5 / 23)
    assert isclose(told.chances["22"].expected, 16 * 2 / 23)
    assert sum(one.drawn for one in told.chances.values()) == 16
    assert isclose(sum(one.expected for one in told.chances.values()), 16)
    assert told.freedom == 6


@given(seeds, lots())
def test_what_is_drawn_and_what_is_expected_always_agree_in_sum(seed: bytes, some: Lots) -> None:
    slots = drawn(seed, some)
    for of in (hours_fairness, days_fairness, points_fairness):
        told = of(some, slots, some.ends_on)
        counted = sum(one.drawn for one in told.chances.values())
        assert counted == len(slots)
        assert isclose(sum(one.expected for one in told.chances.values()), counted)
        assert told.surprise is None or 0 <= told.surprise <= 1


def test_a_week_that_is_not_over_does_not_count() -> None:
    slots = drawn(SEED, LOTS)
    saturday = MONDAY + timedelta(days=5)
    assert hours_fairness(LOTS, slots, saturday).chances == {}
    over = hours_fairness(LOTS, slots, saturday + timedelta(days=1))
    assert sum(one.drawn for one in over.chances.values()) == 4


def test_equal_lots_surprise_as_often_as_they_should() -> None:
    """Of 400 draws of half a year about 20 are within the rarest twentieth; days are drawn without putting back."""
    half = replace(LOTS, ends_on=MONDAY + timedelta(days=181), per_week=12)
    seldom = {"hours": 0, "days": 0, "points": 0}
    for number in range(400):
        slots = drawn(hashlib.sha256(f"fair{number}".encode()).digest(), half)
        for name, of in (
            ("hours", hours_fairness),
            ("days", days_fairness),
            ("points", points_fairness),
        ):
            told = of(half, slots, half.ends_on).surprise
            assert told is not None
            seldom[name] += told < 0.05
    assert all(6 <= count <= 38 for count in seldom.values()), seldom


def test_bent_lots_are_found_out() -> None:
    """Somebody who always comes at nine, to the first point, does not pass for chance."""
    weeks = [MONDAY + timedelta(weeks=number) for number in range(4)]
    bent = [
        Slot(monday + timedelta(days=day), time(9), POINTS[0])
        for monday in weeks
        for day in range(4)
    ]
    for of in (hours_fairness, points_fairness):
        told = of(LOTS, bent, END).surprise
        assert told is not None
        assert told < 0.001


def test_where_nothing_can_differ_nothing_is_tested() -> None:
    one = Lots(LOTS.plan, MONDAY, END, (Window((1,), 9, 10),), POINTS[:1], 1)
    told = hours_fairness(one, drawn(SEED, one), END)
    assert (told.freedom, told.surprise) == (0, None)
    assert points_fairness(one, drawn(SEED, one), END).surprise is None
    assert hours_fairness(LOTS, [], date(2026, 3, 1)).surprise is None
