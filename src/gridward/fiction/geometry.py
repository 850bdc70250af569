"""Metres to degrees, pieces of quadrilaterals, GeoJSON outlines."""

from collections.abc import Sequence
from math import cos, radians

from gridward.fiction.terms import Geometry

Point = tuple[float, float]  # longitude, latitude
Share = tuple[float, float]  # from and to, as parts of a side

_WEST, _SOUTH = 115.8765, 28.6742  # degrees
METRES_NORTH = 110_850.0  # of one degree of latitude at this place
METRES_EAST = 111_320.0 * cos(radians(_SOUTH))


def degrees(east: float, north: float) -> Point:
    """The point so many metres from the south-western corner of the street."""
    return round(_WEST + east / METRES_EAST, 7), round(_SOUTH + north / METRES_NORTH, 7)


def between(one: Point, other: Point, part: float) -> Point:
    """The point on the line from one to the other after this part of the way."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def piece_of(corners: Sequence[Point], east: Share, north: Share) -> tuple[Point, ...]:
    """The part of a quadrilateral between two shares of its width and of its height."""
    south_west, south_east, north_east, north_west = corners
    places = ((east[0], north[0]), (east[1], north[0]), (east[1], north[1]), (east[0], north[1]))
    return tuple(
        between(between(south_west, south_east, u), between(north_west, north_east, u), v)
        for u, v in places
    )


def outline_of(corners: Sequence[Point]) -> tuple[Geometry, float, float]:
    """The GeoJSON polygon of some corners with the longitude and latitude of its middle."""
    ring = [(round(x, 7), round(y, 7)) for x, y in corners]
    middle = [round(sum(values) / len(ring), 7) for values in zip(*ring, strict=True)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, middle[0], middle[1]
