"""A question as people write it, in JSON with GeoJSON inside, to a `Question`; bad input names feature and field.

Coordinates are degrees in WGS 84. A road that cannot be read refuses the whole question: left out, it would be a way
out that nobody knows of. What has no extent is left out and told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from math import isfinite
from typing import Any

from gridward.planning.siting.terms import (
    NEVER,
    Changes,
    Costs,
    Dwelling,
    Finding,
    GatePlace,
    Line,
    Point,
    Question,
    Refused,
    Ring,
    Road,
    Standing,
)

Given = Mapping[str, Any]
PATHS = frozenset({"path", "footway", "pedestrian", "steps", "corridor", "bridleway"})
CYCLEWAYS = frozenset({"cycleway"})
MOTORWAYS = frozenset({"motorway", "motorway_link", "trunk_link"})
WIDTHS_M = {
    "motorway": 15.0,
    "trunk": 15.0,
    "primary": 14.0,
    "major_road": 12.0,
    "secondary": 12.0,
    "tertiary": 9.0,
    "residential": 6.0,
    "minor_road": 6.0,
    "unclassified": 6.0,
    "living_street": 5.0,
    "service": 4.0,
    "pier": 3.0,
    "pedestrian": 5.0,
    "cycleway": 2.5,
    "path": 2.0,
    "footway": 2.0,
    "steps": 2.0,
}
"""Assumed where a road has no width: metres by kind."""
OTHER_WIDTH_M = 5.0
YES = frozenset({"yes", "true", "1", "是", "能", "可"})
NO = frozenset({"no", "false", "0", "否", "不能", "不可", ""})
NEVER_WORDS = frozenset({"never", "不可封闭", "禁止封闭"})
MOST_OPENINGS = 1000


def read_question(given: object) -> Question:
    """The question in a decoded JSON document; raises Refused."""
    if not isinstance(given, dict):
        raise Refused(Finding("not_object"))
    told: list[Finding] = []
    roads = tuple(_roads(given, told))
    if not roads:
        raise Refused(Finding("roads_missing", "roads"))
    openings = _object(given, "openings")
    return Question(
        roads,
        _boundary(given.get("boundary")),
        tuple(_dwellings(given)),
        tuple(_areas(given)),
        tuple(_gates(given)),
        _count(openings),
        _yes(openings, "car", "openings", "", True),
        _optional(openings, "capacity", "openings"),
        _yes(given, "everything", "", "", False),
        _costs(_object(given, "costs")),
        _number(given, "snap_m", "", "", 1.0, least=0.01, most=20.0),
        tuple(told),
    )


def _roads(given: Given, told: list[Finding]) -> Iterator[Road]:
    seen: set[str] = set()
    for key, feature, properties in _features(given, "roads"):
        if key in seen:
            raise Refused(Finding("key_twice", "roads", key, "id"))
        seen.add(key)
        lines = tuple(
            line
            for line in _lines(feature.get("geometry"), "roads", key)
            if len(dict.fromkeys(line)) > 1
        )
        if lines:
            yield _road(key, lines, properties)
        else:
            told.append(Finding("road_empty", "roads", key, "geometry"))


def _road(key: str, lines: tuple[Line, ...], given: Given) -> Road:
    kind = next(
        (str(given[one]) for one in ("highway", "kind_detail", "kind") if given.get(one)), ""
    )
    width = WIDTHS_M.get(kind.removesuffix("_link"), OTHER_WIDTH_M)
    return Road(
        key,
        lines,
        str(given.get("name") or ""),
        kind,
        _number(given, "width", "roads", key, width, least=0.1, most=200.0),
        _yes(given, "foot", "roads", key, kind not in MOTORWAYS),
        _yes(given, "car", "roads", key, kind not in PATHS | CYCLEWAYS),
        _level(given, key),
        _closing(given, key),
    )


def _level(given: Given, key: str) -> int:
    """The level a road runs on: its layer, else one up for a bridge and one down for a tunnel."""
    layer = int(_number(given, "layer", "roads", key, 0, least=-20, most=20))
    if layer:
        return layer
    words = {
        name: str(given.get(name) or "no").strip().lower() not in NO
        for name in ("bridge", "tunnel")
    }
    return int(words["bridge"]) - int(words["tunnel"])


def _closing(given: Given, key: str) -> float | None:
    if _yes(given, "fire_lane", "roads", key, False):
        return NEVER
    if str(given.get("closing") or "").strip().lower() in NEVER_WORDS:
        return NEVER
    return _optional(given, "closing", "roads", key)


def _boundary(given: object) -> tuple[Ring, ...]:
    shape = given.get("geometry") if isinstance(given, dict) and "geometry" in given else given
    if not isinstance(shape, dict):
        raise Refused(Finding("boundary_missing", "boundary"))
    polygons = list(_polygons(shape, "boundary", ""))
    if len(polygons) != 1:
        raise Refused(Finding("one_polygon", "boundary", "", "geometry"))
    return polygons[0]


def _dwellings(given: Given) -> Iterator[Dwelling]:
    """Points, or buildings by the middle of their outline."""
    for key, feature, properties in _features(given, "dwellings", needed=False):
        people = _number(properties, "people", "dwellings", key, 1.0, least=0.0, most=1e6)
        yield Dwelling(key, _spot(feature.get("geometry"), "dwellings", key), people)


def _areas(given: Given) -> Iterator[tuple[Ring, ...]]:
    for key, feature, _ in _features(given, "areas", needed=False):
        yield from _polygons(feature.get("geometry"), "areas", key)


def _gates(given: Given) -> Iterator[GatePlace]:
    seen: set[str] = set()
    for key, feature, properties in _features(given, "gates", needed=False):
        if key in seen:
            raise Refused(Finding("key_twice", "gates", key, "id"))
        seen.add(key)
        word = str(properties.get("standing") or Standing.POSSIBLE)
        if word not in set(Standing):
            known = {"value": word, "known": "、".join(Standing)}
            raise Refused(Finding("word_unknown", "gates", key, "standing", known))
        lanes = int(_number(properties, "lanes", "gates", key, 1, least=1, most=20))
        place = _spot(feature.get("geometry"), "gates", key)
        yield GatePlace(key, place, Standing(word), lanes)


def _costs(given: Given) -> Costs:
    known = {one.name for one in fields(Costs)}
    for name in given:
        if name not in known:
            values = {"value": name, "known": "、".join(sorted(known))}
            raise Refused(Finding("word_unknown", "costs", "", name, values))
    return Costs(
        **{
            one: _number(given, one, "costs", "", getattr(Costs(), one), least=0.0, most=1e7)
            for one in sorted(known)
        }
    )


def _count(given: Given) -> int | None:
    if given.get("count") is None:
        return None
    number = _number(given, "count", "openings", "", 1, least=1, most=MOST_OPENINGS)
    if number != int(number):
        raise Refused(Finding("number_wrong", "openings", "", "count", {"value": number}))
    return int(number)


# -- features ------------------------------------------------------------------------------------


def _features(given: Given, part: str, needed: bool = True) -> Iterator[tuple[str, Given, Given]]:
    """Key, feature and properties of each; the key is the id, else the number as people count."""
    document = given.get(part)
    if document is None and not needed:
        return
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise Refused(Finding("not_collection", part))
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict):
            raise Refused(Finding("geometry_wrong", part, str(number), "geometry"))
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        key = properties.get("id", feature.get("id"))
        yield str(number if key is None else key), feature, properties


def _lines(shape: object, part: str, key: str) -> list[Line]:
    kind, coordinates = _shape(shape, part, key)
    if kind == "LineString":
        return [_points(coordinates, part, key)]
    if kind == "MultiLineString" and isinstance(coordinates, list):
        return [_points(one, part, key) for one in coordinates]
    if shape is None:
        return []
    raise Refused(Finding("geometry_wrong", part, key, "geometry", {"kind": kind}))


def _polygons(shape: object, part: str, key: str) -> Iterator[tuple[Ring, ...]]:
    kind, coordinates = _shape(shape, part, key)
    given = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind)
    if not isinstance(given, list):
        raise Refused(Finding("geometry_wrong", part, key, "geometry", {"kind": kind}))
    for polygon in given:
        if not isinstance(polygon, list) or not polygon:
            raise Refused(Finding("geometry_wrong", part, key, "geometry", {"kind": kind}))
        yield tuple(_ring(ring, part, key) for ring in polygon)


def _ring(given: object, part: str, key: str) -> Ring:
    points = _points(given, part, key)
    if len(set(points)) < 3:
        raise Refused(Finding("polygon_small", part, key, "geometry"))
    return points if points[0] == points[-1] else (*points, points[0])


def _spot(shape: object, part: str, key: str) -> Point:
    """A point; of a polygon, the middle of its corners."""
    kind, coordinates = _shape(shape, part, key)
    if kind == "Point":
        return _point(coordinates, part, key)
    outer = next(iter(_polygons(shape, part, key)))[0][:-1]
    return (
        sum(x for x, _ in outer) / len(outer),
        sum(y for _, y in outer) / len(outer),
    )


def _shape(shape: object, part: str, key: str) -> tuple[str, Any]:
    if shape is None:
        return "", None
    if not isinstance(shape, dict):
        raise Refused(Finding("geometry_wrong", part, key, "geometry", {"kind": "?"}))
    return str(shape.get("type")), shape.get("coordinates")


def _points(given: object, part: str, key: str) -> Line:
    if not isinstance(given, list):
        raise Refused(Finding("geometry_wrong", part, key, "geometry", {"kind": "?"}))
    return tuple(_point(one, part, key) for one in given)


def _point(given: object, part: str, key: str) -> Point:
    numbers = given[:2] if isinstance(given, list) else []
    if len(numbers) < 2 or not all(_is_number(one) for one in numbers):
        raise Refused(Finding("coordinates_wrong", part, key, "geometry", {"value": _shown(given)}))
    x, y = float(numbers[0]), float(numbers[1])
    if not (-180 <= x <= 180 and -85 <= y <= 85):
        raise Refused(Finding("not_degrees", part, key, "geometry", {"value": f"{x:g}, {y:g}"}))
    return x, y


# -- fields --------------------------------------------------------------------------------------


def _object(given: Given, name: str) -> Given:
    found = given.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Refused(Finding("not_object", name))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _number(
    given: Given, name: str, part: str, key: str, usual: float, *, least: float, most: float
) -> float:
    """A number of a field, also one written as text; `usual` where the field is empty."""
    value = given.get(name)
    if value is None or value == "":
        return usual
    try:
        number = float(value) if isinstance(value, str) or _is_number(value) else None
    except ValueError:
        number = None
    if number is None or not isfinite(number) or not least <= number <= most:
        values = {"value": _shown(value), "least": f"{least:g}", "most": f"{most:g}"}
        raise Refused(Finding("number_wrong", part, key, name, values))
    return number


def _optional(given: Given, name: str, part: str, key: str = "") -> float | None:
    if given.get(name) is None or given.get(name) == "":
        return None
    return _number(given, name, part, key, 0.0, least=0.0, most=1e9)


def _yes(given: Given, name: str, part: str, key: str, usual: bool) -> bool:
    value = given.get(name)
    if value is None:
        return usual
    word = str(value).strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise Refused(Finding("yes_or_no", part, key, name, {"value": _shown(value)}))


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _keys(given: Given, name: str) -> tuple[str, ...]:
    found: object = given.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str | int) for one in found):
        raise Refused(Finding("not_list", "what_if", str(given.get("name") or ""), name))
    return tuple(map(str, found))


def read_changes(given: Given) -> list[tuple[str, Changes]]:
    """The changes to be tried, each with its name; raises Refused."""
    asked = given.get("what_if", [])
    if not isinstance(asked, list) or not all(isinstance(one, dict) for one in asked):
        raise Refused(Finding("not_list", "what_if"))
    found = []
    for number, one in enumerate(asked, 1):
        keys = {name: _keys(one, name) for name in ("keep_open", "close", "open", "shut")}
        found.append((str(one.get("name") or number), Changes(**keys, count=_count(one))))
    return found
