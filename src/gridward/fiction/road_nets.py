"""Roads of a community as its street would upload them: the named roads around and through it, and lanes into blocks.

Invented from the same net as borders and roads of the fictional street; every file says so.
"""

from collections.abc import Iterator
from itertools import count, product
from typing import Any

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.geometry import Point, between
from gridward.fiction.layout import COMMUNITY_BLOCKS, Block, Net, make_layout
from gridward.fiction.terms import LABEL

_MAIN_M, _SMALL_M, _LANE_M, _PATH_M = 14, 9, 5, 2
_FIRE_LANES = 1


def road_net(seed: int, community: str) -> dict[str, Any]:
    """The GeoJSON FeatureCollection of a community's roads, the same for the same seed; WGS-84 degrees."""
    net = make_layout(seed).net
    columns, rows, _ = COMMUNITY_BLOCKS[community]
    features = [*_named(net, columns, rows), *_lanes(net, columns, rows, seed, community)]
    return {"type": "FeatureCollection", "name": LABEL, "features": features}


def _named(net: Net, columns: range, rows: range) -> Iterator[dict[str, Any]]:
    """Roads around the blocks and between them, from end to end of the street."""
    reach = range(17)
    for column in (*columns, columns.stop):
        yield _road(words.ROADS_NORTHWARD[column], [net[2 * column, k] for k in reach])
    for row in (*rows, rows.stop):
        yield _road(words.ROADS_EASTWARD[row], [net[k, 2 * row] for k in reach])


def _road(name: str, line: list[Point]) -> dict[str, Any]:
    small = name.endswith("巷")
    width = _SMALL_M if small else _MAIN_M
    kind = "residential" if small else "tertiary"
    return _feature(name, line, name=name, kind=kind, width=width)


def _lanes(
    net: Net, columns: range, rows: range, seed: int, community: str
) -> Iterator[dict[str, Any]]:
    """Two lanes in each block, of four shapes; the first way through is kept free for the fire brigade."""
    rng = stream(seed, "lanes", community)
    numbers = count(1)
    fire = _FIRE_LANES
    for block in product(columns, rows):
        for line, kind in _shapes(net, block, rng.randrange(3)):
            properties: dict[str, Any] = {"kind": kind, "width": _LANE_M}
            if kind == "footway":
                properties["width"] = _PATH_M
            elif fire and len(line) > 3:
                properties["fire_lane"], fire = True, fire - 1
            yield _feature(f"{next(numbers)}号巷", line, **properties)


def _shapes(net: Net, block: Block, shape: int) -> Iterator[tuple[list[Point], str]]:
    """Lanes of a block between the middles of its sides; the second ends within, or is a path."""
    i, j = 2 * block[0], 2 * block[1]
    west, east = net[i, j + 1], net[i + 2, j + 1]
    south, north = net[i + 1, j], net[i + 1, j + 2]
    middle = between(between(west, east, 0.5), between(south, north, 0.5), 0.5)
    if shape == 0:
        yield [west, between(west, middle, 0.6), middle, east], "service"
        yield [middle, north], "footway"
    elif shape == 1:
        yield [west, middle, south], "service"
        yield [middle, between(middle, east, 0.7)], "service"
    else:
        yield [south, middle, between(middle, north, 0.6)], "service"
        yield [middle, east], "footway"


def _feature(key: str, line: list[Point], **properties: Any) -> dict[str, Any]:
    shape = {"type": "LineString", "coordinates": [[round(x, 7), round(y, 7)] for x, y in line]}
    return {"type": "Feature", "properties": {"id": key, **properties}, "geometry": shape}
