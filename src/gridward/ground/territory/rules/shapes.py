"""Geometry of files and calls brought to our form: WGS-84 degrees rounded to a centimetre, valid, as GeoJSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping, shape

from gridward.ground.territory.problems import ValueUnreadable
from gridward.ground.territory.rules.boundary import parse_boundary
from gridward.ground.territory.rules.coordinates import CoordinateSystem, to_wgs84
from gridward.ground.territory.rules.cutting import given_to
from gridward.ground.territory.terms.cover import Shape
from gridward.ground.territory.terms.places import Position

Geometry = Mapping[str, Any]
DECIMALS = 7
_BETWEEN_NAMES = re.compile(r"[、,，;；|/]")


@dataclass(frozen=True)
class PlaceShape:
    """Where a site or building stands: its position, and its outline where one is drawn."""

    position: Position | None = None
    outline: dict[str, Any] | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a site or building that this gives."""
        found: dict[str, Any] = {}
        if self.position:
            found |= {"longitude": self.position.longitude, "latitude": self.position.latitude}
        if self.outline:
            found["outline"] = self.outline
        return found


def boundary_of(
    geometry: Geometry | None, system: CoordinateSystem = CoordinateSystem.WGS84
) -> dict[str, Any] | None:
    """A valid Polygon or MultiPolygon as GeoJSON; None for none. Raises BoundaryProblem, ValueUnreadable."""
    if geometry is None:
        return None
    _require_readable(geometry)
    return as_geojson(_ours(parse_boundary(geometry), system))


def place_of(
    geometry: Geometry | None, system: CoordinateSystem = CoordinateSystem.WGS84
) -> PlaceShape:
    """A point as position; a polygon as outline with a position inside it. Raises as `boundary_of`."""
    if geometry is None:
        return PlaceShape()
    _require_readable(geometry)
    if geometry.get("type") == "Point":
        return PlaceShape(_position(_point(geometry, system)))
    outline = boundary_of(geometry, system)
    return PlaceShape(_position(shapely.point_on_surface(shape(outline))), outline)


def as_geojson(polygon: Shape) -> dict[str, Any]:
    """A shape in degrees as plain GeoJSON: lists, no tuples, as it comes back from the database."""
    found = mapping(shapely.transform(polygon, lambda points: points.round(DECIMALS)))
    return {"type": found["type"], "coordinates": _lists(found["coordinates"])}


def joined(boundaries: Sequence[Geometry | None]) -> dict[str, Any] | None:
    """The union of boundaries with all their corners and without hairs between; None where one is not drawn."""
    if not boundaries or any(one is None for one in boundaries):
        return None
    return as_geojson(reduce(given_to, [shape(one) for one in boundaries]))


def split_names(text: str) -> list[str]:
    """Several names in one cell."""
    parts = (name.strip() for name in _BETWEEN_NAMES.split(text))
    return list(dict.fromkeys(name for name in parts if name))


def _point(geometry: Geometry, system: CoordinateSystem) -> Shape:
    numbers: Any = geometry.get("coordinates")
    fit = isinstance(numbers, list | tuple) and len(numbers) > 1
    if not fit or not all(isinstance(number, int | float) for number in numbers[:2]):
        raise ValueUnreadable(column="geometry", value=str(numbers)[:40])
    longitude, latitude = numbers[:2]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueUnreadable(column="geometry", value=f"{longitude}, {latitude}")
    return _ours(shapely.Point(longitude, latitude), system)


def _ours(given: Shape, system: CoordinateSystem) -> Shape:
    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([to_wgs84((x, y), system) for x, y in points])

    return shapely.transform(given, turn)


def _position(point: Shape) -> Position:
    return Position(round(float(point.x), DECIMALS), round(float(point.y), DECIMALS))


def _require_readable(geometry: Geometry) -> None:
    if geometry.get("type") == "unreadable":
        raise ValueUnreadable(column="geometry", value=geometry["text"])


def _lists(nested: Any) -> Any:
    return [_lists(one) for one in nested] if isinstance(nested, list | tuple) else nested
