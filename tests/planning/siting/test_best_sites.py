"""Best sites: the p-median against counting every choice, and against published optima."""

import csv
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.siting.median import Median, best_sites, faults_of, median
from tests.shared_data import shared

FEW = bounded(max_examples=60, deadline=None)


@st.composite
def questions(draw: st.DrawFn) -> Median:
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    number = st.integers(0, 9)
    distances = np.array(draw(st.lists(number, min_size=rows * columns, max_size=rows * columns)))
    count = draw(st.integers(1, columns))
    sites = st.lists(st.integers(0, columns - 1), unique=True)
    return median(
        distances.reshape(rows, columns).astype(float),
        np.array(draw(st.lists(st.integers(0, 4), min_size=rows, max_size=rows)), float),
        count=count,
        opening=np.array(
            draw(st.lists(st.integers(-20, 20), min_size=columns, max_size=columns)), float
        ),
        fixed=draw(sites)[:count],
        one_of=draw(sites),
    )


def choices(asked: Median) -> list[tuple[int, ...]]:
    """Every choice that keeps the rules."""
    return [
        one
        for one in combinations(range(asked.distances.shape[1]), asked.count)
        if set(asked.fixed) <= set(one) and (not asked.one_of or set(one) & set(asked.one_of))
    ]


def counted(asked: Median, sites: tuple[int, ...]) -> float:
    rows = range(len(asked.weights))
    walking = sum(asked.weights[i] * min(asked.distances[i, j] for j in sites) for i in rows)
    return float(walking + sum(asked.opening[j] for j in sites))


def possible(asked: Median) -> bool:
    return bool(choices(asked))


@given(questions().filter(possible))
@FEW
def test_no_choice_of_as_many_sites_costs_less(asked: Median) -> None:
    found = best_sites(asked)
    assert faults_of(asked, found) == []
    assert found.cost == pytest.approx(min(counted(asked, one) for one in choices(asked)))
    assert found.proven
    assert found.gap == 0


@given(questions().filter(possible))
@bounded(max_examples=25, deadline=None)
def test_fractions_of_distances_are_no_less_exact(asked: Median) -> None:
    odd = replace(asked, distances=asked.distances / 7 + 0.013)
    found = best_sites(odd)
    assert faults_of(odd, found) == []
    assert found.cost == pytest.approx(min(counted(odd, one) for one in choices(odd)))


@given(questions().filter(possible), st.integers(1, 8))
@bounded(max_examples=40, deadline=None)
def test_a_full_site_sends_people_to_the_next_best(asked: Median, capacity: int) -> None:
    asked = replace(asked, capacity=float(capacity))
    costs = [
        sum(asked.opening[j] for j in sites)
        + sum(asked.weights[i] * asked.distances[i, j] for i, j in enumerate(goes))
        for sites in choices(asked)
        for goes in product(sites, repeat=len(asked.weights))
        if all(
            sum(asked.weights[i] for i, j in enumerate(goes) if j == site) <= capacity
            for site in sites
        )
        if len(sites) ** len(asked.weights) < 3000
    ]
    few = all(len(one) ** len(asked.weights) < 3000 for one in choices(asked))
    if not costs and few:
        with pytest.raises(ValueError, match="hold"):
            best_sites(asked, 10)
    elif few:
        found = best_sites(asked, 10)
        assert faults_of(asked, found) == []
        assert found.cost == pytest.approx(min(costs))


def test_too_many_or_no_sites_are_refused() -> None:
    for count in (0, 3):
        with pytest.raises(ValueError, match="cannot be chosen"):
            median(np.zeros((2, 2)), count=count)


def test_a_wrong_answer_is_found_out() -> None:
    asked = median(np.array([[0.0, 5.0, 9.0], [5.0, 0.0, 9.0]]), count=2, fixed=[0], one_of=[1])
    right = best_sites(asked)
    assert faults_of(asked, right) == []
    assert faults_of(asked, replace(right, cost=right.cost - 1))
    assert faults_of(asked, replace(right, sites=(1, 2)))
    assert faults_of(asked, replace(right, sites=(0, 2), serves=(0, 0), cost=5.0, bound=5.0))
    assert faults_of(asked, replace(right, serves=(0, 0), cost=5.0))
    assert faults_of(asked, replace(right, bound=right.cost + 1))
    assert faults_of(asked, replace(right, serves=(0,)))


def test_without_time_the_answer_is_still_a_choice_with_an_honest_bound() -> None:
    chance = np.random.default_rng(5)
    places = chance.uniform(0, 100, (60, 2))
    far = np.linalg.norm(places[:, None] - places[None], axis=2)
    asked = median(far, count=7)
    rushed, patient = best_sites(asked, seconds=0), best_sites(asked)
    assert faults_of(asked, rushed) == []
    assert patient.proven
    assert rushed.bound <= patient.cost + 1e-6 <= rushed.cost + 2e-6


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8])
def test_published_optima_are_reached_and_proven(number: int) -> None:
    """The others of these instances, which take seconds each, are in `bench`."""
    folder = shared("pmedian")
    given = np.load(folder / f"pmed{number:02d}.npz")
    with (folder / "optima.csv").open() as lines:
        optima = {row["instance"]: row["optimum_p_median"] for row in csv.DictReader(lines)}
    asked = median(given["dist"].astype(float), count=int(given["p"]))
    found = best_sites(asked)
    assert found.cost == float(optima[f"pmed{number}"])
    assert found.proven
    assert faults_of(asked, found) == []
