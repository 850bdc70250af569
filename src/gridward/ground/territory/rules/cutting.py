"""Dividing a grid on the map: by a drawn line, by an area, or by chosen buildings; whole buildings are not cut.

Everything lies on one raster of 1e-7 degrees (a centimetre), and all pieces are faces of one arrangement of lines,
so that neighbours share their corners exactly: no gap and no overlap can arise. Shapes in degrees, longitude first.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point
from shapely.prepared import prep

from gridward.ground.territory.rules.local_plane import LocalPlane
from gridward.ground.territory.terms.addresses import Id
from gridward.ground.territory.terms.cover import Position, Shape
from gridward.kernel.problems import Problem

RASTER = 1e-7  # degrees, as boundaries are stored
REACH_M = 5.0  # a line that ends so near the border is meant to reach it
LEAST_M2 = 1.0  # what is smaller is drawing noise (as in rules.cover)
_BEYOND_M = 0.5
_TEETH_M = 1.0  # steps along the middle between buildings that are smoothed away
_DENSE_M = 4.0
_ENDS = 2


class CutProblem(Problem):
    """The division cannot be made; subclasses say why."""


class LineTooShort(CutProblem):
    """A line has two different points."""

    code = "cut.short"


class LineMissesGrid(CutProblem):
    """The line does not cross the grid."""

    code = "cut.misses"


class LineStopsInside(CutProblem):
    """The line ends inside the grid and so divides nothing."""

    code = "cut.stops_inside"


class NothingChosen(CutProblem):
    """None or all of the grid was chosen, so nothing is divided."""

    code = "cut.nothing_chosen"


class Footprint(NamedTuple):
    """A building: its outline, or a point where none is drawn."""

    id: Id
    shape: Shape


class Astride(NamedTuple):
    """A building cut by the new border: the part of it (0 to 1) in each piece by its place in the list."""

    id: Id
    parts: Mapping[int, float]

    @property
    def suggested(self) -> int:
        """The piece with the largest part."""
        return max(self.parts, key=lambda piece: (self.parts[piece], -piece))


class Division(NamedTuple):
    """The pieces of a grid, west to east or north to south, and the buildings astride before they were made whole."""

    pieces: Sequence[Shape]
    astride: Sequence[Astride]


def cut_by_line(
    grid: Shape,
    line: Sequence[Position],
    footprints: Sequence[Footprint] = (),
    wishes: Mapping[Id, int] | None = None,
) -> Division:
    """Divide a grid by a line; a building astride goes whole to the piece wished, else to its larger part.

    The line may end up to 5 m short of the border. Raises LineTooShort, LineMissesGrid, LineStopsInside.
    """
    drawn = _drawn(grid, line)
    plain = _in_order(_absorbed(_faces(grid, [drawn]), grid))
    if len(plain) < _ENDS:
        raise _why_undivided(grid, line)
    return _with_whole_buildings(grid, [drawn], plain, footprints, wishes or {})


def cut_by_area(
    grid: Shape,
    area: Shape,
    footprints: Sequence[Footprint] = (),
    wishes: Mapping[Id, int] | None = None,
) -> Division:
    """Divide a grid into what lies outside an area (piece 0) and inside it (piece 1); raises NothingChosen."""
    inside = prep(area)
    sides: list[list[Shape]] = [[], []]
    for face in _faces(grid, [area.boundary]):
        sides[inside.contains(face.representative_point())].append(face)
    if not all(sides):
        raise NothingChosen
    plain = [shapely.union_all(side) for side in sides]
    return _with_whole_buildings(grid, [area.boundary], plain, footprints, wishes or {})


def cut_by_buildings(
    grid: Shape, footprints: Sequence[Footprint], chosen: Iterable[Id]
) -> Division:
    """Divide a grid half-way between the buildings left (piece 0) and those chosen (piece 1).

    Raises NothingChosen where none or all of the placed buildings are chosen.
    """
    wanted = set(chosen)
    sides = {one.id: int(one.id in wanted) for one in footprints}
    if set(sides.values()) != {0, 1}:
        raise NothingChosen
    area = _nearer(grid, footprints, wanted)
    division = cut_by_area(grid, area, footprints, sides)
    return Division(division.pieces, ())


def given_to(taker: Shape, part: Shape) -> Shape:
    """A grid with a piece of its neighbour: the corners of the piece become its own, so no hair is left between."""
    near = shapely.snap(taker, part, 2 * RASTER)
    whole = shapely.union_all([near, part], grid_size=RASTER)
    return _without_hairs(whole)


def touching(shapes: Sequence[Shape], snap_m: float = 0.05) -> bool:
    """Whether grids hang together: each is reached from the first over common borders."""
    plane = LocalPlane.around(shapely.union_all(list(shapes)))
    flat = [plane.metres(one) for one in shapes]
    reached, waiting = {0}, [0]
    while waiting:
        here = flat[waiting.pop()]
        for place, other in enumerate(flat):
            if place not in reached and _share_border(here, other, snap_m):
                reached.add(place)
                waiting.append(place)
    return len(reached) == len(flat)


def _share_border(one: Shape, other: Shape, snap_m: float) -> bool:
    """Whether they have more than a corner in common; metres."""
    if not shapely.dwithin(one, other, snap_m):
        return False
    common = shapely.intersection(one.boundary, shapely.buffer(other.boundary, snap_m))
    return bool(common.length > 1.0)


def _drawn(grid: Shape, line: Sequence[Position]) -> LineString:
    """The line with ends that reach over the border where they nearly do."""
    points = [line[0], *(b for a, b in pairwise(line) if a != b)] if line else []
    if len(points) < _ENDS:
        raise LineTooShort
    plane = LocalPlane.around(grid)
    flat, border = plane.metres(LineString(points)), plane.metres(grid).boundary
    ends = np.array(flat.coords)
    first = _prolonged(ends[0], ends[1], border)
    last = _prolonged(ends[-1], ends[-2], border)
    drawn: LineString = plane.degrees(LineString([first, *ends[1:-1], last]))
    return drawn


def _prolonged(end: Any, before: Any, border: Shape) -> Any:
    """The end of a line, taken half a metre over the border if that is near."""
    gap = shapely.shortest_line(Point(end), border)
    if gap.length > REACH_M:
        return end
    over = np.array(gap.coords[-1])
    way = over - end if gap.length > 1e-3 else end - before
    return over + way / np.linalg.norm(way) * _BEYOND_M


def _why_undivided(grid: Shape, line: Sequence[Position]) -> CutProblem:
    inside = any(grid.contains(Point(end)) for end in (line[0], line[-1]))
    return LineStopsInside() if inside else LineMissesGrid()


def _faces(grid: Shape, lines: Sequence[Shape]) -> list[Shape]:
    """All faces that the grid's border and the lines enclose inside the grid."""
    work = shapely.union_all([grid.boundary, *lines], grid_size=RASTER)
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(work)))
    inside = prep(grid)
    return [face for face in found if inside.contains(face.representative_point())]


def _absorbed(faces: Sequence[Shape], grid: Shape) -> list[Shape]:
    """Slivers go to the neighbour with the longest common border, parts that the line missed to the nearest piece."""
    plane = LocalPlane.around(grid)
    size = {id(face): float(plane.metres(face).area) for face in faces}
    parts = [prep(part) for part in shapely.get_parts(grid)]
    home = [next((n for n, p in enumerate(parts) if p.intersects(face)), 0) for face in faces]
    cut = {part for part in home if home.count(part) > 1}
    real = [
        face
        for face, part in zip(faces, home, strict=True)
        if size[id(face)] >= LEAST_M2 and (not cut or part in cut)
    ]
    members: list[list[Shape]] = [[face] for face in real]
    for face in faces:
        if not any(face is one for one in real) and real:
            best = max(range(len(real)), key=lambda n: _closeness(face, real[n]))
            members[best].append(face)
    return [shapely.union_all(group, grid_size=RASTER) for group in members]


def _closeness(face: Shape, other: Shape) -> tuple[float, float]:
    common = shapely.intersection(face.boundary, other.boundary).length
    return float(common), -float(shapely.distance(face, other))


def _in_order(pieces: Sequence[Shape]) -> list[Shape]:
    """West to east, or north to south where the pieces lie above each other, as the standards number grids."""
    plane = LocalPlane.around(shapely.union_all(list(pieces)))
    middles = [plane.metres(piece).centroid for piece in pieces]
    wide = max(m.x for m in middles) - min(m.x for m in middles)
    high = max(m.y for m in middles) - min(m.y for m in middles)
    order = sorted(
        range(len(pieces)), key=lambda n: middles[n].x if wide >= high else -middles[n].y
    )
    return [pieces[n] for n in order]


def _with_whole_buildings(
    grid: Shape,
    lines: Sequence[Shape],
    plain: Sequence[Shape],
    footprints: Sequence[Footprint],
    wishes: Mapping[Id, int],
) -> Division:
    """The border bends around each building that it would cut."""
    astride = _astride(plain, footprints)
    if not astride:
        return Division(plain, ())
    whole = {one.id: wishes.get(one.id, one.suggested) for one in astride}
    outlines = [one for one in footprints if one.id in whole]
    borders = [*lines, *(one.shape.boundary for one in outlines)]
    groups: list[list[Shape]] = [[] for _ in plain]
    for face in _faces(grid, borders):
        inside = face.representative_point()
        held = next((one for one in outlines if one.shape.contains(inside)), None)
        groups[whole[held.id] if held else _nearest(plain, inside)].append(face)
    if not all(groups):
        raise NothingChosen
    pieces = [shapely.union_all(group, grid_size=RASTER) for group in groups]
    return Division(pieces, tuple(astride))


def _astride(pieces: Sequence[Shape], footprints: Sequence[Footprint]) -> list[Astride]:
    """Buildings of which more than noise lies in several pieces."""
    areas = [one for one in footprints if one.shape.geom_type in {"Polygon", "MultiPolygon"}]
    if not areas:
        return []
    plane = LocalPlane.around(shapely.union_all(list(pieces)))
    flat = [plane.metres(piece) for piece in pieces]
    found = []
    for one in areas:
        shape = plane.metres(one.shape)
        shares = {n: float(shapely.intersection(shape, piece).area) for n, piece in enumerate(flat)}
        held = {n: share for n, share in shares.items() if share >= LEAST_M2}
        if len(held) > 1:
            total = sum(held.values())
            found.append(Astride(one.id, {n: part / total for n, part in held.items()}))
    return found


def _nearest(pieces: Sequence[Shape], point: Point) -> int:
    return min(range(len(pieces)), key=lambda n: float(shapely.distance(pieces[n], point)))


def _nearer(grid: Shape, footprints: Sequence[Footprint], chosen: set[Id]) -> Shape:
    """The part of the grid that is nearer to a chosen building than to any other."""
    plane = LocalPlane.around(grid)
    ground = plane.metres(grid)
    points: list[tuple[float, float]] = []
    owners: list[bool] = []
    for one in footprints:
        corners = shapely.get_coordinates(shapely.segmentize(plane.metres(one.shape), _DENSE_M))
        points += map(tuple, corners)
        owners += [one.id in chosen] * len(corners)
    where, first = np.unique(np.array(points), axis=0, return_index=True)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(where), extend_to=ground, ordered=True)
    )
    mine = [cell for cell, place in zip(cells, first, strict=True) if owners[place]]
    area = shapely.simplify(shapely.union_all(mine), _TEETH_M)
    return plane.degrees(area)


def _without_hairs(shape: Shape) -> Shape:
    """Holes and parts smaller than drawing noise are filled or dropped."""
    plane = LocalPlane.around(shape)
    parts = []
    for part in shapely.get_parts(shape):
        holes = [hole for hole in part.interiors if _size(plane, shapely.Polygon(hole)) >= LEAST_M2]
        parts.append(shapely.Polygon(part.exterior, holes))
    kept = [part for part in parts if _size(plane, part) >= LEAST_M2]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def _size(plane: LocalPlane, shape: Shape) -> float:
    return float(plane.metres(shape).area)
