"""Proof of cover (T1, T2): grids leave no gap, claim nothing twice, and everything stands in its one grid.

Degrees are laid on a local plane in metres; corners closer than `snap_m` are the same corner, and pieces
smaller than `sliver_m2` or thinner than `snap_m` are drawing noise. Searches use STRtree.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

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
    standings, outside, not_placed = _standings(plane, flat, grids, things, noise)
    return CoverReport(
        grids=len(grids),
        gaps=[
            Gap(plane.degrees(piece), float(piece.area))
            for piece in noise.without(shapely.difference(whole, shapely.union_all(flat)))
        ],
        overlaps=list(_overlaps(plane, flat, grids, noise)),
        outside=outside,
        in_two=[standing for standing in standings if len(standing.grids) > 1],
        disagree=[standing for standing in standings if _disagrees(standing)],
        not_placed=not_placed,
    )


class _Noise:
    """What is too small or too thin to be more than inexact drawing."""

    def __init__(self, sliver_m2: float, snap_m: float) -> None:
        self._sliver_m2 = sliver_m2
        self.snap_m = snap_m

    def without(self, shape: Shape) -> list[Shape]:
        """The polygons of a shape that matter, the largest first."""
        pieces = [p for p in shapely.get_parts(shape) if self.matters(p)]
        return sorted(pieces, key=lambda piece: -float(piece.area))

    def matters(self, piece: Shape) -> bool:
        """Whether it is larger than a sliver and anywhere wider than twice the snap."""
        return piece.area >= self._sliver_m2 and not shapely.buffer(piece, -self.snap_m).is_empty


def _overlaps(
    plane: LocalPlane, flat: NDArray[Any], grids: Sequence[GridShape], noise: _Noise
) -> Iterator[Overlap]:
    first, second = STRtree(flat).query(flat, predicate="intersects")
    for a, b in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if a < b:
            for piece in noise.without(shapely.intersection(flat[a], flat[b])):
                yield Overlap(grids[a], grids[b], plane.degrees(piece), float(piece.area))


def _standings(
    plane: LocalPlane,
    flat: NDArray[Any],
    grids: Sequence[GridShape],
    things: Sequence[Thing],
    noise: _Noise,
) -> tuple[list[Standing], list[Thing], list[Thing]]:
    """Each placed thing with its grids; those in none; those without a position."""
    placed = [thing for thing in things if thing.point or thing.polygon]
    found = _grids_of(plane, flat, placed, noise)
    standings = [
        Standing(thing, tuple(grids[n] for n in sorted(found[place])))
        for place, thing in enumerate(placed)
        if place in found
    ]
    outside = [thing for place, thing in enumerate(placed) if place not in found]
    return standings, outside, [t for t in things if not (t.point or t.polygon)]


def _grids_of(
    plane: LocalPlane, flat: NDArray[Any], placed: Sequence[Thing], noise: _Noise
) -> dict[int, set[int]]:
    """For each thing by its place in the list, the grids in which it stands.

    A point on a common border, or outside by less than the snap, stands in the first grid only; an
    area in every grid that holds more than noise of it.
    """
    found: dict[int, set[int]] = defaultdict(set)
    tree = STRtree(flat)
    shapes = plane.metres(_shapes(placed))
    for place, grid in _pairs(tree.query(shapes, predicate="intersects")):
        if placed[place].polygon is not None:
            if noise.matters(shapely.intersection(shapes[place], flat[grid])):
                found[place].add(grid)
        elif place not in found or shapely.contains_properly(flat[grid], shapes[place]):
            found[place].add(grid)
    strays = [n for n, thing in enumerate(placed) if n not in found and thing.polygon is None]
    near = tree.query(shapes[strays], predicate="dwithin", distance=noise.snap_m)
    for stray, grid in _pairs(near):
        found.setdefault(strays[stray], {grid})
    return found


def _shapes(placed: Sequence[Thing]) -> NDArray[Any]:
    """The polygon of each thing, else its point."""
    positions = np.array([thing.point or _NO_POSITION for thing in placed]).reshape(-1, 2)
    shapes: NDArray[Any] = shapely.points(positions)
    for place, thing in enumerate(placed):
        if thing.polygon is not None:
            shapes[place] = thing.polygon
    return shapes


def _pairs(found: NDArray[np.int64]) -> list[tuple[int, int]]:
    return sorted(zip(*found.tolist(), strict=True))


def _disagrees(standing: Standing) -> bool:
    declared = standing.thing.declared_grid
    return declared is not None and all(grid.id != declared for grid in standing.grids)
