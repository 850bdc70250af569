"""Invented small towns in metres around a corner, and their GeoJSON."""

from collections.abc import Iterable
from typing import Any

from gridward.planning.siting import Costs, Dwelling, GatePlace, Question, Road, Standing
from gridward.planning.siting.plane import Plane

PLANE = Plane(28.68)
WEST_M, SOUTH_M = 115.88 * PLANE.scale[0], 28.68 * PLANE.scale[1]
Metres = tuple[float, float]
FREE_WALKS = Costs(walking_km=0.0)


def degrees(points: Iterable[Metres]) -> tuple[Metres, ...]:
    """Metres east and north of the corner, as degrees."""
    return PLANE.degrees((WEST_M + x, SOUTH_M + y) for x, y in points)


def road(key: str, *points: Metres, **given: Any) -> Road:
    return Road(key, (degrees(points),), **given)


def home(key: str, x: float, y: float, people: float = 10.0) -> Dwelling:
    return Dwelling(key, degrees([(x, y)])[0], people)


def gate(key: str, x: float, y: float, standing: Standing = Standing.POSSIBLE) -> GatePlace:
    return GatePlace(key, degrees([(x, y)])[0], standing)


def square(size: float) -> tuple[tuple[Metres, ...], ...]:
    """A boundary from the corner to the east and north."""
    return (degrees([(0, 0), (size, 0), (size, size), (0, size), (0, 0)]),)


def town(*roads: Road, size: float = 300.0, **given: Any) -> Question:
    """Roads within a square; walking costs nothing unless prices are given."""
    return Question(roads, square(size), **{"costs": FREE_WALKS, **given})


def cross(**given: Any) -> Question:
    """Two roads that cross in the middle of a square: four ways out, homes around the middle."""
    roads = (
        road("ew", (-50, 150), (350, 150), width_m=8.0),
        road("ns", (150, -50), (150, 350), width_m=4.0),
    )
    return town(*roads, **{"dwellings": (home("a", 140, 160), home("b", 250, 145)), **given})


def line_feature(key: str, /, *points: Metres, **properties: Any) -> dict[str, Any]:
    return feature("LineString", [list(one) for one in degrees(points)], id=key, **properties)


def feature(kind: str, coordinates: Any, /, **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def cross_document(**given: Any) -> dict[str, Any]:
    """The cross as a file has it."""
    ring = [list(one) for one in square(300)[0]]
    homes = [
        feature("Point", list(degrees([(140, 160)])[0]), id="a", people=10),
        feature("Point", list(degrees([(250, 145)])[0]), id="b", people=10),
    ]
    return {
        "roads": collection(
            line_feature("ew", (-50, 150), (350, 150), width=8),
            line_feature("ns", (150, -50), (150, 350), width=4),
        ),
        "boundary": {"type": "Polygon", "coordinates": [ring]},
        "dwellings": collection(*homes),
        "openings": {"count": 1},
        **given,
    }
