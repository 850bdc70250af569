"""Proof of cover (T1, T2): grids leave no gap, claim nothing twice, and everything stands in its one grid.

Degrees are laid on a local plane in metres; corners closer than `snap_m` are the same corner, and pieces
smaller than `sliver_m2` or thinner than `snap_m` are drawing noise.

Made for cities: where grids share their corners, which one pass over all edges tells, no two can overlap and their
union is a walk along the free edges; only grids with an edge that does not fit are overlaid. Things are looked up
grid by grid, each grid prepared once, and nothing is done a thing in Python unless it is a finding.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from gridward.ground.territory.rules.local_plane import LocalPlane
from gridward.ground.territory.terms.cover import (
    CoverReport,
    Gap,
    GridShape,
    Overlap,
    Shape,
    Standing,
    Thing,
)

SLIVER_M2 = 1.0
SNAP_M = 0.05
_NO_POSITION = (0.0, 0.0)
Pairs: TypeAlias = NDArray[np.int64]
"""Two columns: places in the list of things, places in the list of grids."""


def prove_cover(
    outline: Shape,
    grids: Sequence[GridShape],
    things: Sequence[Thing] = (),
    *,
    sliver_m2: float = SLIVER_M2,
    snap_m: float = SNAP_M,
) -> CoverReport:
    """Compare grids with the outline and with the things in it. Shapes in degrees, areas in m²."""
    plane = LocalPlane.around(outline)
    flat = shapely.set_precision(plane.metres(np.array([g.polygon for g in grids])), snap_m)
    whole = shapely.set_precision(plane.metres(outline), snap_m)
    noise = _Noise(sliver_m2, snap_m)
    misfits = _misfits(flat)
    union = shapely.union_all(flat) if len(misfits) else shapely.coverage_union_all(flat)
    placed, not_placed = _placed(things)
    stand = _standing(placed, _pairs(plane, flat, placed, noise), grids)
    return CoverReport(
        grids=len(grids),
        gaps=[
            Gap(plane.degrees(piece), float(piece.area))
            for piece in noise.without(shapely.difference(whole, union))
        ],
        overlaps=list(_overlaps(plane, flat, misfits, grids, noise)),
        outside=stand.outside,
        in_two=stand.in_two,
        disagree=stand.disagree,
        not_placed=not_placed,
    )


class _Noise:
    """What is too small or too thin to be more than inexact drawing."""

    def __init__(self, sliver_m2: float, snap_m: float) -> None:
        self.sliver_m2 = sliver_m2
        self.snap_m = snap_m

    def without(self, shape: Shape) -> list[Shape]:
        """The polygons of a shape that matter, the largest first."""
        pieces = [p for p in shapely.get_parts(shape) if self.matters(p)]
        return sorted(pieces, key=lambda piece: -float(piece.area))

    def matters(self, piece: Shape) -> bool:
        """Whether it is larger than a sliver and anywhere wider than twice the snap."""
        return piece.area >= self.sliver_m2 and not shapely.buffer(piece, -self.snap_m).is_empty


def _misfits(flat: NDArray[Any]) -> Pairs:
    """The grids with an edge that does not fit: it runs through another grid, or beside its edge with other corners.

    The others share all corners with their neighbours and overlap nobody.
    """
    if not len(flat):
        return np.empty(0, dtype=np.int64)
    wrong = shapely.coverage_invalid_edges(flat)
    polygons = shapely.get_type_id(flat) == shapely.GeometryType.POLYGON
    return np.flatnonzero(~(shapely.is_empty(wrong) & polygons))


def _overlaps(
    plane: LocalPlane,
    flat: NDArray[Any],
    misfits: Pairs,
    grids: Sequence[GridShape],
    noise: _Noise,
) -> Iterator[Overlap]:
    if not len(misfits):
        return
    first, second = STRtree(flat).query(flat[misfits], predicate="intersects")
    found = np.sort(np.stack([misfits[first], second], axis=1), axis=1)
    pairs = np.unique(found[found[:, 0] < found[:, 1]], axis=0)
    common = shapely.intersection(flat[pairs[:, 0]], flat[pairs[:, 1]])
    for place in np.flatnonzero(shapely.area(common) >= noise.sliver_m2):
        a, b = pairs[place]
        for piece in noise.without(common[place]):
            yield Overlap(grids[a], grids[b], plane.degrees(piece), float(piece.area))


def _placed(things: Sequence[Thing]) -> tuple[Sequence[Thing], list[Thing]]:
    """Things with a place, and those without."""
    missing = [thing for thing in things if not (thing.point or thing.polygon)]
    if not missing:
        return things, missing
    return [thing for thing in things if thing.point or thing.polygon], missing


def _pairs(plane: LocalPlane, flat: NDArray[Any], placed: Sequence[Thing], noise: _Noise) -> Pairs:
    """Each thing with each grid in which it stands, in the order of the things and then of the grids.

    A point on a common border, or outside by less than the snap, stands in the first grid only; an
    area in every grid that holds more than noise of it.
    """
    shapes = plane.metres(_shapes(placed))
    areas = np.array([thing.polygon is not None for thing in placed], dtype=bool)
    tree = STRtree(shapes)
    inside = _query(tree, flat, "contains_properly")
    found = [inside, *_areas_across(tree, flat, shapes, areas, inside, noise)]
    known = np.zeros(len(placed), dtype=bool)
    known[inside[:, 0]] = True
    strays = np.flatnonzero(~known & ~areas)
    if len(strays):
        near = _query(STRtree(shapes[strays]), flat, "dwithin", noise.snap_m)
        first = near[np.unique(near[:, 0], return_index=True)[1]]
        found.append(np.stack([strays[first[:, 0]], first[:, 1]], axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _areas_across(
    tree: STRtree,
    flat: NDArray[Any],
    shapes: NDArray[Any],
    areas: NDArray[np.bool_],
    inside: Pairs,
    noise: _Noise,
) -> Iterator[Pairs]:
    """Areas that are not wholly inside one grid, with each grid that holds more than noise of them."""
    touched = _query(tree, flat, "intersects")
    touched = touched[areas[touched[:, 0]]]
    wholly = {tuple(pair) for pair in inside[areas[inside[:, 0]]].tolist()}
    rest = np.array(
        [pair for pair in touched.tolist() if tuple(pair) not in wholly], dtype=np.int64
    ).reshape(-1, 2)
    common = shapely.intersection(shapes[rest[:, 0]], flat[rest[:, 1]])
    large = np.flatnonzero(shapely.area(common) >= noise.sliver_m2)
    yield rest[[place for place in large if noise.matters(common[place])]]


def _query(
    tree: STRtree, flat: NDArray[Any], predicate: Any, distance: float | None = None
) -> Pairs:
    """Pairs of thing and grid, sorted; the grids are the side that is prepared."""
    grid, thing = tree.query(flat, predicate=predicate, distance=distance)
    pairs = np.stack([thing, grid], axis=1)
    found: Pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    return found


class _Standings(NamedTuple):
    outside: list[Thing]
    in_two: list[Standing]
    disagree: list[Standing]


def _standing(placed: Sequence[Thing], pairs: Pairs, grids: Sequence[GridShape]) -> _Standings:
    """The things in no grid, in several, or not in the grid that they declare."""
    many = np.bincount(pairs[:, 0], minlength=len(placed))
    place_of = {grid.id: place for place, grid in reversed(list(enumerate(grids)))}
    same = np.array([place_of[grid.id] for grid in grids], dtype=np.int64)
    said = np.array(
        [-1 if one.declared_grid is None else place_of.get(one.declared_grid, -2) for one in placed]
    )
    agrees = np.zeros(len(placed), dtype=bool)
    agrees[pairs[same[pairs[:, 1]] == said[pairs[:, 0]], 0]] = True
    starts = np.searchsorted(pairs[:, 0], np.arange(len(placed) + 1))

    def standing(place: int) -> Standing:
        held = pairs[starts[place] : starts[place + 1], 1]
        return Standing(placed[place], tuple(grids[grid] for grid in held))

    return _Standings(
        outside=[placed[place] for place in np.flatnonzero(many == 0).tolist()],
        in_two=[standing(place) for place in np.flatnonzero(many > 1).tolist()],
        disagree=[
            standing(place)
            for place in np.flatnonzero((many > 0) & (said != -1) & ~agrees).tolist()
        ],
    )


def _shapes(placed: Sequence[Thing]) -> NDArray[Any]:
    """The polygon of each thing, else its point."""
    positions = np.array([thing.point or _NO_POSITION for thing in placed]).reshape(-1, 2)
    shapes: NDArray[Any] = shapely.points(positions)
    drawn = [place for place, thing in enumerate(placed) if thing.polygon is not None]
    if drawn:
        shapes[drawn] = [placed[place].polygon for place in drawn]
    return shapes
