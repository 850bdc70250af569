"""Bytes of a GeoJSON or CSV file to rows with our column names; columns may be Chinese or English."""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from shapely import from_wkt
from shapely.errors import ShapelyError
from shapely.geometry import mapping

from gridward.ground.territory.problems import FileUnreadable, ValueUnreadable
from gridward.ground.territory.terms.features import RawFeature
from gridward.kernel.problems import Problem
from gridward.kernel.sheets.plain import decode, read_csv

SYNONYMS: Mapping[str, Sequence[str]] = {
    "code": ("code", "grid_code", "gridcode", "编码", "网格编码", "网格编号", "网格代码", "代码"),
    "name": (
        *("name", "grid_name", "site_name", "building_name", "名称", "网格名称", "网格名"),
        *("场所名称", "小区名称", "楼栋", "楼栋名称", "楼栋号", "栋号", "楼号", "幢号"),
    ),
    "community": (
        *("community", "community_code", "community_name", "社区", "社区名称", "社区编码"),
        *("社区代码", "所属社区", "村居", "所属村居"),
    ),
    "grid": ("grid", "in_grid", "网格", "所属网格", "所在网格"),
    "kind": ("kind", "type", "类型", "类别", "种类", "场所类型", "网格类型"),
    "site": ("site", "compound", "小区", "场所", "所属小区", "所属场所", "小区（场所）", "院落"),
    "aliases": ("aliases", "alias", "别名", "又名", "俗称", "曾用名"),
    "road": ("road", "street_name", "道路", "路名", "所在道路", "街路巷"),
    "house_number": ("house_number", "number", "门牌", "门牌号", "门号"),
    "floors": ("floors", "levels", "层数", "楼层数", "地上层数"),
    "units": ("units", "单元数", "单元"),
    "key": ("source_key", "key", "id", "编号", "唯一编号", "标识"),
    "longitude": ("longitude", "lon", "lng", "x", "经度"),
    "latitude": ("latitude", "lat", "y", "纬度"),
    "wkt": (
        "wkt",
        "geometry",
        "geom",
        "boundary",
        "outline",
        "边界",
        "范围",
        "轮廓",
        "几何",
        "四至坐标",
    ),
}
_COLUMN = {word: column for column, words in SYNONYMS.items() for word in words}


def read_features(content: bytes) -> list[RawFeature]:
    """The rows of a file in their order; raises FileUnreadable, and UnknownEncoding of the kernel.

    A geometry that cannot be read stays with its row as a ValueUnreadable for `geometry_of`.
    """
    if not content.strip():
        raise FileUnreadable
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return list(_from_geojson(content) if start == b"{" else _from_csv(content))


def number_in(text: str, column: str) -> float:
    """A number in a cell; raises ValueUnreadable."""
    try:
        number = float(text)
    except ValueError:
        raise ValueUnreadable(column=column, value=text) from None
    if not isfinite(number):
        raise ValueUnreadable(column=column, value=text)
    return number


def whole_number_in(text: str, column: str, most: int) -> int | None:
    """A whole number from 0 to `most` in a cell, None in an empty one; raises ValueUnreadable."""
    if not text:
        return None
    number = number_in(text, column)
    if number != int(number) or not 0 <= number <= most:
        raise ValueUnreadable(column=column, value=text)
    return int(number)


def _from_geojson(content: bytes) -> Iterator[RawFeature]:
    try:
        document = json.loads(decode(content))
    except (ValueError, RecursionError):
        raise FileUnreadable from None
    features = document.get("features") if isinstance(document, dict) else None
    if isinstance(document, dict) and document.get("type") == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise FileUnreadable
    for number, feature in enumerate(features, 1):
        given = feature if isinstance(feature, dict) else {}
        properties = given.get("properties")
        texts = _texts((properties if isinstance(properties, dict) else {}).items())
        if given.get("id") is not None:
            texts.setdefault("key", str(given["id"]))
        geometry = given.get("geometry")
        yield RawFeature(number, texts, geometry if isinstance(geometry, dict) else None)


def _from_csv(content: bytes) -> Iterator[RawFeature]:
    rows = read_csv(content)
    known = [_column(cell) for cell in rows[0]] if rows else []
    if not any(known):
        raise FileUnreadable
    for number, row in enumerate(rows[1:], 2):
        texts = _texts(zip(rows[0], row, strict=True))
        if texts:
            yield RawFeature(number, texts, _geometry(texts))


def _geometry(texts: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The geometry of a CSV row: WKT, or longitude and latitude; unreadable ones are told by type."""
    if wkt := texts.get("wkt"):
        try:
            found: Mapping[str, Any] = mapping(from_wkt(wkt))
        except ShapelyError:
            return {"type": "unreadable", "text": wkt[:40]}
        return json.loads(json.dumps(found))  # type: ignore[no-any-return]
    if texts.get("longitude") or texts.get("latitude"):
        try:
            point = [number_in(texts.get(one, ""), one) for one in ("longitude", "latitude")]
        except Problem:
            shown = f"{texts.get('longitude', '')}, {texts.get('latitude', '')}"
            return {"type": "unreadable", "text": shown}
        return {"type": "Point", "coordinates": point}
    return None


def _texts(cells: Any) -> dict[str, str]:
    """Texts by our names; the first column that says something wins."""
    found: dict[str, str] = {}
    for head, value in cells:
        column, text = _column(str(head)), _text(value)
        if column and text:
            found.setdefault(column, text)
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value).strip().removeprefix("'")


def _column(head: str) -> str:
    return _COLUMN.get(head.strip().lower().replace(" ", "_"), "")
