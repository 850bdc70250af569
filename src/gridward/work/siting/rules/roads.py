"""A file of roads as a study keeps it: read once by the planner's own reader, without properties of no use to it."""

from typing import Any

import orjson
from shapely.geometry import shape
from shapely.validation import explain_validity

from gridward.kernel.sheets.plain import decode
from gridward.planning.siting import Finding, Refused, read_question
from gridward.work.siting.problems import (
    SitingFileLarge,
    SitingFileUnreadable,
    SitingRefused,
    SitingRoadsMany,
)
from gridward.work.siting.terms import MOST_BYTES, MOST_ROADS, Geometry

USED = (
    *("name", "kind", "kind_detail", "highway", "width", "foot", "car"),
    *("layer", "bridge", "tunnel", "closing", "fire_lane"),
)
SOMEWHERE: Geometry = {
    "type": "Polygon",
    "coordinates": [[[115.0, 28.0], [116.0, 28.0], [116.0, 29.0], [115.0, 28.0]]],
}
"""Any polygon: the reader of roads wants a whole question."""


def read_roads(content: bytes) -> dict[str, Any]:
    """The FeatureCollection of a file, each road with its id.

    Raises SitingFileLarge, SitingFileUnreadable, SitingRoadsMany, SitingRefused, and UnknownEncoding of the kernel.
    """
    if len(content) > MOST_BYTES:
        raise SitingFileLarge(most=MOST_BYTES // (1024 * 1024))
    features = _features(content)
    if len(features) > MOST_ROADS:
        raise SitingRoadsMany(count=len(features), most=MOST_ROADS)
    found = {
        "type": "FeatureCollection",
        "features": [_kept(number, one) for number, one in enumerate(features, 1)],
    }
    _read({"roads": found, "boundary": SOMEWHERE})
    return found


def checked_boundary(given: Geometry) -> dict[str, Any]:
    """A drawn polygon without anything else; raises SitingRefused."""
    boundary = {"type": given.get("type"), "coordinates": given.get("coordinates")}
    _read({"roads": _A_ROAD, "boundary": boundary})
    polygon = shape(boundary)
    if not polygon.is_valid or not polygon.area:
        values = {"reason": explain_validity(polygon)}
        raise SitingRefused(Finding("polygon_wrong", "boundary", "", "geometry", values))
    return boundary


def _read(question: object) -> None:
    try:
        read_question(question)
    except Refused as refused:
        raise SitingRefused(refused.finding) from refused


def _features(content: bytes) -> list[Any]:
    try:
        document = orjson.loads(decode(content).strip("\ufeff \t\r\n"))
    except orjson.JSONDecodeError:
        raise SitingFileUnreadable from None
    if isinstance(document, dict) and document.get("type") == "Feature":
        return [document]
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise SitingFileUnreadable
    return features


def _kept(number: int, given: object) -> dict[str, Any]:
    feature = given if isinstance(given, dict) else {}
    said = feature.get("properties")
    properties = said if isinstance(said, dict) else {}
    key = properties.get("id", feature.get("id"))
    kept = {name: _plain(properties[name]) for name in USED if properties.get(name) is not None}
    kept["id"] = _plain(number if key is None else key)
    return {"type": "Feature", "properties": kept, "geometry": feature.get("geometry", {})}


def _plain(value: object) -> object:
    """As PostgreSQL keeps it, and no longer than a name."""
    return value.replace("\0", "")[:100] if isinstance(value, str) else value


_A_ROAD = {
    "features": [
        {"geometry": {"type": "LineString", "coordinates": [[115.0, 28.0], [116.0, 29.0]]}}
    ]
}
