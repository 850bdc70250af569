"""The queue at a gate by its load: Erlang's formula, and where it ends."""

from dataclasses import replace
from datetime import date
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.rules.queueing import FULL, enough, is_crowded, queue_of

FIGURES = figures_on(date(2026, 3, 6))
LANES = st.integers(1, 12)


@given(lanes=LANES, passed=st.integers(0, 400))
def test_it_is_the_formula_of_the_books(lanes: int, passed: int) -> None:
    load = min(passed / FIGURES.window_minutes / (lanes * FIGURES.lane_per_minute), FULL)
    offered = load * lanes
    busy = offered**lanes / factorial(lanes) / (1 - load)
    idle = sum(offered**n / factorial(n) for n in range(lanes))
    expected = busy / (idle + busy) * load / (1 - load)
    assert queue_of(passed, lanes, FIGURES).waiting == pytest.approx(expected)


@given(lanes=LANES, passed=st.integers(0, 400))
def test_more_people_wait_longer_and_more_lanes_shorten(lanes: int, passed: int) -> None:
    queue = queue_of(passed, lanes, FIGURES)
    assert queue_of(passed + 1, lanes, FIGURES).waiting >= queue.waiting
    assert queue_of(passed, lanes + 1, FIGURES).load <= queue.load


def test_a_full_gate_says_at_least() -> None:
    assert queue_of(40, 1, FIGURES).is_full
    assert queue_of(4000, 1, FIGURES).waiting == queue_of(40, 1, FIGURES).waiting
    assert not queue_of(39, 1, FIGURES).is_full


def test_a_gate_without_lanes_has_one() -> None:
    assert queue_of(10, 0, FIGURES) == queue_of(10, 1, FIGURES)


def test_crowded_is_what_the_figure_says() -> None:
    queue = queue_of(38, 1, FIGURES)
    assert queue.waiting == pytest.approx(18.05)
    assert not is_crowded(queue, FIGURES)
    assert is_crowded(queue, replace(FIGURES, crowd_waiting=18))


@given(lanes=st.integers(0, 12), more=st.integers(0, 500))
def test_behind_enough_nothing_changes_any_more(lanes: int, more: int) -> None:
    most = enough(lanes, FIGURES)
    full, fuller = (queue_of(passed, lanes, FIGURES) for passed in (most, most + more))
    assert full.is_full
    assert not queue_of(most - 1, lanes, FIGURES).is_full
    assert (fuller.waiting, is_crowded(fuller, FIGURES)) == (
        full.waiting,
        is_crowded(full, FIGURES),
    )
