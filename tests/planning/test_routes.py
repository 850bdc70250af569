"""The order of a day's visits."""

from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.routes import Place, Stop, Walk, in_order

NINE = time(9)
STEP = 0.002
"""Degrees of longitude here: some 195 m."""


def stop(key: str, building: int, **given: object) -> Stop:
    return Stop(key, building, Place(115.88 + STEP * building, 28.68), **given)  # type: ignore[arg-type]


def buildings(walk: Walk) -> list[object]:
    """As they are come to."""
    seen = [one.building for one in walk.stops]
    return [seen[0], *(after for before, after in pairwise(seen) if after != before)]


def test_buildings_in_a_row_are_walked_in_a_row() -> None:
    stops = [stop(str(place), place) for place in (3, 0, 4, 1, 2)]
    walk = in_order(stops, NINE, start=Place(115.88, 28.68))
    assert buildings(walk) == [0, 1, 2, 3, 4]
    assert 750 < walk.metres < 800


def test_a_staircase_is_walked_from_the_top_down_unit_after_unit() -> None:
    doors = [("1", 1), ("2", 3), ("1", 3), ("2", 1), ("10", 1), ("1", 2)]
    stops = [stop(f"{unit}-{floor}", 0, unit=unit, floor=floor) for unit, floor in doors]
    order = [one.key for one in in_order(stops, NINE).stops]
    assert order == ["1-3", "1-2", "1-1", "2-3", "2-1", "10-1"]


def test_a_door_that_closes_soon_comes_before_a_nearer_one() -> None:
    far = stop("far", 5, closes=time(9, 20))
    near = [stop(f"near{door}", 1, floor=door) for door in range(8)]
    walk = in_order([*near, far], NINE, start=Place(115.88, 28.68))
    assert walk.stops[0].key == "far"


def test_a_door_of_the_evening_does_not_bring_its_house_into_the_evening() -> None:
    late = stop("late", 0, opens=time(18), closes=time(21))
    others = [stop("a", 0), stop("b", 1), stop("c", 2)]
    order = [one.key for one in in_order([late, *others], NINE).stops]
    assert order[-1] == "late"
    assert set(order[:3]) == {"a", "b", "c"}


def test_what_nobody_can_place_comes_last() -> None:
    lost = Stop("lost", "somewhere")
    order = in_order([lost, stop("a", 0), stop("b", 1)], NINE, start=Place(115.88, 28.68)).stops
    assert order[-1] == lost


def test_nothing_to_visit_is_no_walk() -> None:
    assert in_order([], NINE) == Walk((), 0)


@bounded(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9), st.sampled_from(["", "1", "2"]), st.integers(0, 9), st.booleans()
        ),
        max_size=30,
    )
)
def test_every_stop_is_visited_once(drawn: list[tuple[int, str, int, bool]]) -> None:
    stops = [
        stop(str(place), building, unit=unit, floor=floor, closes=time(12) if soon else None)
        for place, (building, unit, floor, soon) in enumerate(drawn)
    ]
    walk = in_order(stops, NINE)
    assert sorted(str(one.key) for one in walk.stops) == sorted(str(one.key) for one in stops)
    assert in_order(stops, NINE) == walk
