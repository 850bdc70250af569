"""Where people set out from for duty (出发地): rounded, bounded, and told of a draft in kilometres alone."""

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import shape

from gridward.ground.rota.problems import HomeTooFar
from gridward.ground.rota.terms import HomeFigures, Point
from gridward.kernel.problems import Problem
from gridward.planning.earth import great_circle

PLACES = 3
"""Decimals of a degree that are kept: 111 m from south to north and some 100 m from west to east in China. So a point
means a few buildings and no door, and the order of gates by distance, which all this is for, stays the same.
"""


def rounded(at: Point) -> Point:
    """The point that is kept of one that was given."""
    return round(at[0], PLACES), round(at[1], PLACES)


def unfit(at: Point, middle: Point | None, figures: HomeFigures) -> Problem | None:
    """Why somebody of a street cannot set out from a point, if so; a street that is not drawn bounds nothing."""
    if middle is None or great_circle(*at, *middle) <= figures.furthest_km * 1000:
        return None
    return HomeTooFar(km=figures.furthest_km)


def middle_of(boundaries: Iterable[Any]) -> Point | None:
    """The middle of the box around GeoJSON polygons, or None of none."""
    shapes = [shape(one) for one in boundaries]
    if not shapes:
        return None
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return (west + east) / 2, (south + north) / 2


def stored_point(at: Point) -> str:
    """A point as it is sealed."""
    return f"{at[0]:.{PLACES}f},{at[1]:.{PLACES}f}"


def read_point(stored: str) -> Point:
    """A point as it was sealed."""
    longitude, latitude = stored.split(",")
    return float(longitude), float(latitude)
