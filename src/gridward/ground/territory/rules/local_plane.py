"""Degrees to metres around a place: an equirectangular projection with the scales of the ellipsoid.

Lengths and areas are right at the chosen latitude; 10 km to the north or south they are wrong by some 0.1 %.
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gridward.ground.territory.terms.cover import Shape
from gridward.planning.earth import metres_a_degree


class LocalPlane:
    """A flat map whose scale is right at one latitude; x east and y north, in metres."""

    def __init__(self, latitude: float) -> None:
        self._scale: NDArray[np.float64] = np.array(metres_a_degree(latitude))

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
