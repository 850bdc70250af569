"""In which grid a position lies."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from shapely import STRtree
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry


class GridMap:
    """The boundaries of a street's base grids, asked for positions in degrees, longitude first."""

    def __init__(self, boundaries: Mapping[UUID, Mapping[str, Any]]) -> None:
        """`boundaries` are GeoJSON polygons by grid, in the order in which a border is decided."""
        self._grids = list(boundaries)
        self._shapes: Sequence[BaseGeometry] = [shape(one) for one in boundaries.values()]
        self._tree = STRtree(self._shapes)

    def at(self, longitude: float, latitude: float) -> tuple[UUID, ...]:
        """The grids that hold the position: none, one, or several in an overlap.

        A position on a border between grids belongs to the first of them.
        """
        point = Point(longitude, latitude)
        touched = sorted(int(one) for one in self._tree.query(point, predicate="intersects"))
        inside = [one for one in touched if self._shapes[one].contains(point)]
        return tuple(self._grids[one] for one in inside or touched[:1])

    def under(self, longitude: float | None, latitude: float | None) -> UUID | None:
        """The grid that holds the position; None where there is none, or no position."""
        if longitude is None or latitude is None:
            return None
        return next(iter(self.at(longitude, latitude)), None)

    def nearest(self, longitude: float, latitude: float) -> UUID | None:
        """The grid closest to a position; None where there are no grids at all."""
        if not self._grids:
            return None
        return self._grids[int(self._tree.nearest(Point(longitude, latitude)))]
