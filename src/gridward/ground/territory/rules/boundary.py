"""Reading a boundary from GeoJSON: what is drawn wrongly is refused with the place and the remedy."""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.validation import explain_validity

from gridward.ground.territory.terms.cover import Shape
from gridward.kernel.problems import Problem

WEST, SOUTH, EAST, NORTH = 73.0, 3.0, 136.0, 54.0  # around China
LARGEST_DEGREE = 180.0
FEWEST_POINTS = 3  # of a ring, without the one that closes it
_PLACE = re.compile(r"\[([-\d.e]+) ([-\d.e]+)")
_DIGITS = 6


class BoundaryProblem(Problem):
    """The boundary cannot be used; subclasses say why."""


class WrongBoundaryType(BoundaryProblem):
    """Not a Polygon or MultiPolygon."""

    code = "boundary.type"


class EmptyBoundary(BoundaryProblem):
    """No ring, or a ring of fewer than three points."""

    code = "boundary.empty"


class OpenBoundary(BoundaryProblem):
    """The last point is not the first."""

    code = "boundary.open"


class BrokenBoundary(BoundaryProblem):
    """A position is not two finite numbers."""

    code = "boundary.position"


class SwappedBoundary(BoundaryProblem):
    """Latitude seems to come before longitude."""

    code = "boundary.swapped"


class ProjectedBoundary(BoundaryProblem):
    """Coordinates are metres of a projection, not degrees."""

    code = "boundary.projected"


class ForeignBoundary(BoundaryProblem):
    """Degrees that do not lie in China."""

    code = "boundary.outside"


class CrossingBoundary(BoundaryProblem):
    """The boundary crosses or touches itself at a place."""

    code = "boundary.crossing"


class FlatBoundary(BoundaryProblem):
    """The boundary encloses no area."""

    code = "boundary.flat"


def parse_boundary(geojson: Mapping[str, Any]) -> Shape:
    """A valid polygon from a GeoJSON geometry or Feature; degrees, longitude first. Raises BoundaryProblem."""
    found = geojson.get("geometry") if geojson.get("type") == "Feature" else geojson
    polygons = _polygons(found)
    for rings in polygons:
        for ring in rings:
            _check_ring(ring)
    _check_positions([point for rings in polygons for ring in rings for point in ring])
    polygon = shape({"type": "MultiPolygon", "coordinates": polygons})
    _check_drawing(polygon)
    return polygon.geoms[0] if len(polygon.geoms) == 1 else polygon


def _polygons(geometry: Any) -> list[list[list[Any]]]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise WrongBoundaryType(found=str(kind or type(geometry).__name__))
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    nested = isinstance(polygons, list) and all(isinstance(rings, list) for rings in polygons)
    if not nested or not polygons or not all(polygons):
        raise EmptyBoundary
    return polygons


def _check_ring(ring: Any) -> None:
    if not isinstance(ring, list | tuple) or not ring:
        raise EmptyBoundary
    for point in ring:
        _check_point(point)
    if tuple(ring[0][:2]) != tuple(ring[-1][:2]):
        raise OpenBoundary(first=_said(*ring[0][:2]), last=_said(*ring[-1][:2]))
    if len(ring) <= FEWEST_POINTS:
        raise EmptyBoundary


def _check_point(point: Any) -> None:
    numbers = point[:2] if isinstance(point, list | tuple) else ()
    fit = len(numbers) == len(("x", "y")) and all(
        isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) for n in numbers
    )
    if not fit:
        raise BrokenBoundary(found=str(point)[:60])


def _check_positions(points: list[Any]) -> None:
    """Every point must lie around China; the usual mistakes are named."""
    wrong = next((p for p in points if not _in_china(p[0], p[1])), None)
    if wrong is None:
        return
    place = _said(*wrong[:2])
    if any(abs(number) > LARGEST_DEGREE for number in wrong[:2]):
        raise ProjectedBoundary(place=place)
    if all(_in_china(p[1], p[0]) for p in points):
        raise SwappedBoundary(place=place)
    raise ForeignBoundary(place=place)


def _in_china(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _check_drawing(polygon: Shape) -> None:
    if polygon.convex_hull.area == 0:
        raise FlatBoundary
    if not shapely.is_valid(polygon):
        reason = explain_validity(polygon)
        place = _PLACE.search(reason)
        said = _said(float(place[1]), float(place[2])) if place else reason
        raise CrossingBoundary(place=said)


def _said(longitude: float, latitude: float) -> str:
    return f"{round(longitude, _DIGITS)}, {round(latitude, _DIGITS)}"
