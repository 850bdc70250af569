"""Degrees to metres around a place: an equirectangular projection with the scales of the ellipsoid.

Lengths and areas are right at the chosen latitude; 10 km to the north or south they are wrong by some 0.1 %.
"""

from math import cos, radians, sin, sqrt
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gridward.ground.territory.terms.cover import Shape

SEMI_MAJOR_M = 6_378_137.0  # WGS-84; CGCS2000 differs in the eleventh digit
ECCENTRICITY_2 = 0.00669437999014


class LocalPlane:
    """A flat map whose scale is right at one latitude; x east and y north, in metres."""

    def __init__(self, latitude: float) -> None:
        bend = 1 - ECCENTRICITY_2 * sin(radians(latitude)) ** 2
        parallel = SEMI_MAJOR_M / sqrt(bend) * cos(radians(latitude))
        meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / (bend * sqrt(bend))
        self._scale = np.radians([parallel, meridian])

    @classmethod
    def around(cls, shape: Shape) -> "LocalPlane":
        """The plane of a shape's middle latitude."""
        _, south, _, north = shape.bounds
        return cls((south + north) / 2)

    def metres(self, shape: Any) -> Any:
        """A shape, or an array of shapes, in metres."""
        return shapely.transform(shape, self._to_metres)

    def degrees(self, shape: Any) -> Any:
        """Back to degrees."""
        return shapely.transform(shape, self._to_degrees)

    def _to_metres(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return points * self._scale

    def _to_degrees(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return points / self._scale


def area_m2(shape: Shape) -> float:
    """The area of a shape in degrees, in square metres."""
    return float(LocalPlane.around(shape).metres(shape).area)
