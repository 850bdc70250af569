"""The four bounds (四至) of a grid in words: the nearest named road on each side, else the neighbour's name."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import shapely

from gridward.ground.territory.rules.local_plane import LocalPlane
from gridward.ground.territory.terms.cover import Shape

SIDES = {"east": "东", "south": "南", "west": "西", "north": "北"}
NEAR_M = 60.0  # a road farther away from the side does not bound the grid
EDGE_SHARE = 0.15  # of the grid's width: how deep a side reaches into it
NOTHING = ""


class Named(NamedTuple):
    """A road's line or a neighbouring grid's polygon, in degrees."""

    name: str
    shape: Any


def four_bounds(
    polygon: Shape, roads: Iterable[Named], neighbours: Iterable[Named] = ()
) -> Mapping[str, str]:
    """Side to name, "" where nothing is near; keys east, south, west, north."""
    plane = LocalPlane.around(polygon)
    flat = plane.metres(polygon)
    known = [[Named(n.name, plane.metres(n.shape)) for n in group] for group in (roads, neighbours)]
    found = {}
    for side, strip in _sides(flat).items():
        edge = shapely.intersection(flat.boundary, strip)
        names = (_nearest(edge, flat, group) for group in known)
        found[side] = next((name for name in names if name), NOTHING)
    return found


def in_words(bounds: Mapping[str, str]) -> str:
    """东至…，南至…，西至…，北至…; sides without a name are left out."""
    return "，".join(f"{SIDES[side]}至{bounds[side]}" for side in SIDES if bounds.get(side))


def _sides(flat: Shape) -> Mapping[str, Shape]:
    """The four margins of the grid's box."""
    west, south, east, north = flat.bounds
    deep_x, deep_y = (east - west) * EDGE_SHARE, (north - south) * EDGE_SHARE
    return {
        "east": shapely.box(east - deep_x, south + deep_y, east, north - deep_y),
        "south": shapely.box(west + deep_x, south, east - deep_x, south + deep_y),
        "west": shapely.box(west, south + deep_y, west + deep_x, north - deep_y),
        "north": shapely.box(west + deep_x, north - deep_y, east - deep_x, north),
    }


def _nearest(edge: Any, flat: Shape, named: Iterable[Named]) -> str:
    """The name of what lies along most of the edge, within NEAR_M of it."""
    if edge.is_empty:
        return NOTHING
    best, longest = NOTHING, 0.0
    for name, shape in named:
        along = shapely.intersection(edge, shapely.buffer(shape, NEAR_M)).length
        closeness = along / (1 + shapely.distance(edge, shape) / NEAR_M)
        if closeness > longest:
            best, longest = name, closeness
    return best
