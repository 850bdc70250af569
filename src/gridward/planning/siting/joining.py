"""Lines to junctions: where ways of one level cross, touch or end within the tolerance, they meet in one node.

Ways of different levels (a bridge and the road below) meet only where one of them ends. What looks like a junction and
is none is told. All is in metres.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import substring

from gridward.planning.siting.terms import Finding, Road

Cut = tuple[int, float]
"""A strand and how far along it, in metres."""


@dataclass(frozen=True)
class Strand:
    """One simple line of a road."""

    road: int
    level: int
    line: LineString


@dataclass(frozen=True)
class Piece:
    """A strand between two neighbouring cuts; nodes are numbers of junctions."""

    road: int
    line: LineString
    start: int
    end: int


@dataclass
class Junctions:
    """Which cuts are the same place."""

    cuts: dict[int, set[float]] = field(default_factory=lambda: defaultdict(set))
    same: dict[Cut, Cut] = field(default_factory=dict)

    def add(self, cut: Cut) -> Cut:
        """Cut a strand there."""
        self.cuts[cut[0]].add(cut[1])
        self.same.setdefault(cut, cut)
        return cut

    def join(self, one: Cut, other: Cut) -> None:
        """Both are one place."""
        self.same[self.find(self.add(one))] = self.find(self.add(other))

    def find(self, cut: Cut) -> Cut:
        """The cut that stands for all of its place."""
        while self.same[cut] != cut:
            self.same[cut] = self.same[self.same[cut]]
            cut = self.same[cut]
        return cut


def joined(
    strands: Sequence[Strand], roads: Sequence[Road], ring: shapely.Geometry, snap_m: float
) -> tuple[list[Piece], list[Point], list[Finding]]:
    """Pieces between junctions, the places of the junctions, and what looked like one.

    Strands are also cut where they meet `ring`, the line of the boundary.
    """
    found = Junctions()
    told: list[Finding] = []
    for one, other in _near(strands, snap_m):
        told += _meet(found, strands, roads, (one, other), snap_m)
    for number, strand in enumerate(strands):
        places = [0.0, strand.line.length, *_along(strand.line, strand.line.intersection(ring))]
        for at in places:
            found.add((number, at))
        if strand.line.is_ring:
            found.join((number, 0.0), (number, strand.line.length))
        _merge_close(found, number, snap_m)
    pieces, places_of = _pieces(found, strands, snap_m)
    return pieces, places_of, told


def _near(strands: Sequence[Strand], snap_m: float) -> Iterator[tuple[int, int]]:
    """Pairs of strands that come within the tolerance of each other, each pair once."""
    lines = [one.line for one in strands]
    if not lines:
        return
    tree = shapely.STRtree(lines)
    ones, others = tree.query(lines, predicate="dwithin", distance=snap_m)
    yield from ((int(a), int(b)) for a, b in zip(ones, others, strict=True) if a < b)


def _meet(
    found: Junctions,
    strands: Sequence[Strand],
    roads: Sequence[Road],
    pair: tuple[int, int],
    snap_m: float,
) -> list[Finding]:
    """Join two strands wherever they meet; answers a finding where they only cross at different levels."""
    one, other = strands[pair[0]], strands[pair[1]]
    joins = list(_ends_on(pair, one, other, snap_m))
    crossings = list(_places(one.line.intersection(other.line)))
    if one.level == other.level:
        joins += [(pair[0], pair[1], place) for place in crossings]
        crossings = []
    for here, there, place in joins:
        found.join(
            (here, strands[here].line.project(place)),
            (there, strands[there].line.project(place)),
        )
    passing = [
        place for place in crossings if all(place.distance(end) > snap_m for *_, end in joins)
    ]
    keys = {"other": roads[other.road].key}
    return [Finding("levels_cross", "roads", roads[one.road].key, values=keys)] if passing else []


def _ends_on(
    pair: tuple[int, int], one: Strand, other: Strand, snap_m: float
) -> Iterator[tuple[int, int, Point]]:
    """Ends of one strand that lie on the other or within the tolerance of it."""
    for here, there, strand, line in (
        (pair[0], pair[1], one, other.line),
        (pair[1], pair[0], other, one.line),
    ):
        for end in (strand.line.coords[0], strand.line.coords[-1]):
            place = Point(end)
            if place.distance(line) <= snap_m:
                yield here, there, place


def _places(shape: shapely.Geometry) -> Iterator[Point]:
    """Points of an intersection; of a common stretch, its ends."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "Point":
            yield part
        elif part.geom_type == "LineString" and not part.is_empty:
            yield from (Point(part.coords[0]), Point(part.coords[-1]))


def _along(line: LineString, shape: shapely.Geometry) -> list[float]:
    return [line.project(place) for place in _places(shape)]


def _merge_close(found: Junctions, strand: int, snap_m: float) -> None:
    """Cuts of a strand nearer to each other than the tolerance are one."""
    for before, after in pairwise(sorted(found.cuts[strand])):
        if after - before <= snap_m:
            found.join((strand, before), (strand, after))


def _pieces(
    found: Junctions, strands: Sequence[Strand], snap_m: float
) -> tuple[list[Piece], list[Point]]:
    numbers: dict[Cut, int] = {}
    places: list[Point] = []
    pieces = []
    for number, strand in enumerate(strands):
        for before, after in pairwise(sorted(found.cuts[number])):
            ends = []
            for at in (before, after):
                stands = found.find((number, at))
                if stands not in numbers:
                    numbers[stands] = len(places)
                    places.append(strands[stands[0]].line.interpolate(stands[1]))
                ends.append(numbers[stands])
            if ends[0] != ends[1] or after - before > snap_m:
                line = substring(strand.line, before, after)
                pieces.append(Piece(strand.road, line, ends[0], ends[1]))
    return pieces, places


def simple_lines(points: Iterable[tuple[float, float]]) -> list[LineString]:
    """A line as one that does not cross itself, or as several."""
    line = LineString(points)
    if line.is_simple:
        return [line]
    return [one for one in shapely.get_parts(shapely.node(line)) if one.length]
