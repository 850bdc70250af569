"""Known properties: the published offset at one place, its size in China, and back and forth."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.territory.rules.coordinates import CoordinateSystem, from_wgs84, to_wgs84

METRES = 111_195.0
INSIDE = st.tuples(st.floats(80.0, 130.0), st.floats(20.0, 50.0))
SHIFTED = st.sampled_from([CoordinateSystem.GCJ02, CoordinateSystem.BD09])


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1]) * METRES


@given(INSIDE, SHIFTED)
def test_back_and_forth_ends_where_it_began(
    position: tuple[float, float], system: CoordinateSystem
) -> None:
    assert distance_m(to_wgs84(from_wgs84(position, system), system), position) < 0.01


@given(INSIDE)
def test_the_offset_of_gcj02_is_some_hundred_metres(position: tuple[float, float]) -> None:
    assert 30 < distance_m(from_wgs84(position, CoordinateSystem.GCJ02), position) < 1_000


def test_the_offset_agrees_with_the_published_figures() -> None:
    beijing = (116.404, 39.915)
    gcj02 = from_wgs84(beijing, CoordinateSystem.GCJ02)
    assert gcj02 == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-8)
    bd09 = from_wgs84(beijing, CoordinateSystem.BD09)
    assert bd09 == pytest.approx((116.41662724378733, 39.922699552216216), abs=1e-8)


@pytest.mark.parametrize("system", [CoordinateSystem.WGS84, CoordinateSystem.CGCS2000])
def test_systems_without_offset_stay(system: CoordinateSystem) -> None:
    assert to_wgs84((115.88, 28.66), system) == (115.88, 28.66)


def test_nothing_is_shifted_outside_china() -> None:
    paris = (2.35, 48.85)
    assert to_wgs84(paris, CoordinateSystem.GCJ02) == paris
