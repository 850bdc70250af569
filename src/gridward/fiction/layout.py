"""Roads, 49 base grids in six communities, and the divisions above them.

Nine roads run north and nine run east, a little crooked. Between them lie 64 blocks; a base grid is
one block or two neighbours, so grids share their borders point by point: no gap, no overlap, and
each border is a road.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from shapely.geometry import LineString, Polygon, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.geometry import METRES_EAST, METRES_NORTH, Point, between, degrees
from gridward.fiction.terms import FictionalDivision, FictionalGrid, FictionalRoad, Geometry

Block = tuple[int, int]  # column from the west, row from the south
Net = Mapping[tuple[int, int], Point]  # crossings of roads at even places, their bends between

_BLOCK_EAST, _BLOCK_NORTH = 200.0, 180.0  # metres
_SIDE = 8  # blocks

COMMUNITY_BLOCKS = {
    "360103005002": (range(3), range(4, 8), 9),
    "360103005003": (range(3, 5), range(4, 8), 8),
    "360103005004": (range(5, 8), range(4, 8), 8),
    "360103005005": (range(3), range(4), 8),
    "360103005006": (range(3, 5), range(4), 8),
    "360103005008": (range(5, 8), range(4), 8),
}
"""Columns, rows and the number of base grids of each community."""

_CHINESE = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Layout:
    """The road net and what it encloses; `bases` are the 49 base grids with their blocks."""

    net: Net
    roads: list[FictionalRoad]
    communities: list[FictionalGrid]
    bases: list[tuple[FictionalGrid, tuple[Block, ...]]]
    divisions: list[FictionalDivision]


def make_layout(seed: int) -> Layout:
    """The same layout for the same seed."""
    net = _road_net(stream(seed, "roads"))
    bases = _base_grids(net, stream(seed, "grids"))
    grids = [grid for grid, _ in bases]
    communities = [_community_grid(code, grids) for code in words.COMMUNITIES]
    return Layout(net, _roads(net), communities, bases, _divisions(communities))


def _road_net(rng: Random) -> Net:
    """All points of borders, in degrees; each exists once, so neighbours share it exactly."""
    size = range(_SIDE + 1)
    east = {key: key[0] * _BLOCK_EAST + rng.uniform(-22, 22) for key in product(size, size)}
    north = {key: key[1] * _BLOCK_NORTH + rng.uniform(-20, 20) for key in product(size, size)}
    net = {(2 * i, 2 * j): degrees(east[i, j], north[i, j]) for i, j in east}
    for i, j in list(net):
        for step in ((2, 0), (0, 2)):
            if beyond := net.get((i + step[0], j + step[1])):
                net[i + step[0] // 2, j + step[1] // 2] = _bend(net[i, j], beyond, rng)
    return net


def _bend(one: Point, other: Point, rng: Random) -> Point:
    """Half way between two crossings, up to four metres aside."""
    longitude, latitude = between(one, other, 0.5)
    return (
        round(longitude + rng.uniform(-4, 4) / METRES_EAST, 7),
        round(latitude + rng.uniform(-4, 4) / METRES_NORTH, 7),
    )


def _roads(net: Net) -> list[FictionalRoad]:
    places = range(2 * _SIDE + 1)
    northward = {
        name: [net[2 * i, k] for k in places] for i, name in enumerate(words.ROADS_NORTHWARD)
    }
    eastward = {
        name: [net[k, 2 * j] for k in places] for j, name in enumerate(words.ROADS_EASTWARD)
    }
    return [
        FictionalRoad(name, mapping(LineString(line)))
        for name, line in (northward | eastward).items()
    ]


def _block_polygon(net: Net, block: Block) -> Polygon:
    i, j = 2 * block[0], 2 * block[1]
    around = ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1))
    return Polygon([net[i + di, j + dj] for di, dj in around])


def _base_grids(net: Net, rng: Random) -> list[tuple[FictionalGrid, tuple[Block, ...]]]:
    """The base grids of all communities with their blocks, in the order of their codes."""
    return [
        (_base_grid(net, code, serial, blocks), blocks)
        for code, (columns, rows, count) in COMMUNITY_BLOCKS.items()
        for serial, blocks in enumerate(_patches(list(product(columns, rows)), count, rng), 1)
    ]


def _patches(blocks: Sequence[Block], count: int, rng: Random) -> list[tuple[Block, ...]]:
    """Blocks joined to `count` patches of one or two, numbered west to east, north to south."""
    pairs = _pairs(blocks, len(blocks) - count, rng)
    paired = {block for pair in pairs for block in pair}
    patches = [*pairs, *((block,) for block in blocks if block not in paired)]
    return sorted(patches, key=lambda patch: (-max(j for _, j in patch), min(i for i, _ in patch)))


def _pairs(blocks: Sequence[Block], count: int, rng: Random) -> list[tuple[Block, ...]]:
    neighbours = [
        (one, other)
        for one, other in product(blocks, blocks)
        if (other[0] - one[0], other[1] - one[1]) in {(1, 0), (0, 1)}
    ]
    chosen: dict[Block, tuple[Block, Block]] = {}
    while len(chosen) < 2 * count:
        chosen.clear()
        for pair in rng.sample(neighbours, len(neighbours)):
            if len(chosen) < 2 * count and not chosen.keys() & set(pair):
                chosen |= dict.fromkeys(pair, pair)
    return list(dict.fromkeys(chosen.values()))


def _base_grid(net: Net, community: str, serial: int, blocks: Sequence[Block]) -> FictionalGrid:
    polygon = unary_union([_block_polygon(net, block) for block in blocks])
    name = f"{words.COMMUNITIES[community]}第{_CHINESE[serial - 1]}网格"
    return _grid(f"{community}{serial:03d}", name, "base", polygon, blocks)


def _community_grid(community: str, bases: Sequence[FictionalGrid]) -> FictionalGrid:
    polygon = unary_union(
        [shape(grid.boundary) for grid in bases if grid.community_code == community]
    )
    columns, rows, _ = COMMUNITY_BLOCKS[community]
    name = f"{words.COMMUNITIES[community]}网格"
    return _grid(f"{community}000", name, "community", polygon, list(product(columns, rows)))


def _grid(
    code: str, name: str, kind: str, polygon: Polygon, blocks: Sequence[Block]
) -> FictionalGrid:
    area = polygon.area * METRES_EAST * METRES_NORTH
    boundary = mapping(orient(polygon))
    return FictionalGrid(code, name, kind, code[:12], boundary, _bounds(blocks), round(area, 1))


def _bounds(blocks: Sequence[Block]) -> dict[str, str]:
    """四至: the roads on the four sides."""
    columns, rows = zip(*blocks, strict=True)
    return {
        "east": words.ROADS_NORTHWARD[max(columns) + 1],
        "south": words.ROADS_EASTWARD[min(rows)],
        "west": words.ROADS_NORTHWARD[min(columns)],
        "north": words.ROADS_EASTWARD[max(rows) + 1],
    }


def _divisions(communities: Sequence[FictionalGrid]) -> list[FictionalDivision]:
    outline: Geometry = mapping(orient(unary_union([shape(grid.boundary) for grid in communities])))
    above = [
        FictionalDivision(code, name, level, parent, outline if level == "street" else None)
        for code, name, level, parent in words.DIVISIONS
    ]
    return above + [
        FictionalDivision(
            grid.community_code,
            words.COMMUNITIES[grid.community_code],
            "community",
            words.STREET_CODE,
            grid.boundary,
        )
        for grid in communities
    ]
