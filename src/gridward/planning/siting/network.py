"""Roads, a boundary and buildings to a network: inside, its junctions; all that lies beyond is one node."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry import Point as Spot
from shapely.ops import substring
from shapely.validation import explain_validity

from gridward.planning.siting.joining import Piece, Strand, joined, simple_lines
from gridward.planning.siting.plane import Plane
from gridward.planning.siting.terms import (
    OUTSIDE,
    Edge,
    Finding,
    Line,
    Network,
    Point,
    Question,
    Refused,
    Ring,
)

GATE_REACH_M = 15.0
"""A gate farther than this from every road is not on one."""
HOME_REACH_M = 150.0
"""A building farther than this from every road is told of."""

SHORT_END_M = 5.0
"""A road that ends so near to the boundary is told of."""


@dataclass(frozen=True)
class _Split:
    """A place on a piece that becomes a node, or two with a gate between them."""

    at: float
    gate: str = ""
    home: int = -1
    area: bool = False


def lay(question: Question) -> Network:
    """The network of a question; raises Refused for a boundary or a gate that cannot be placed."""
    plane = Plane(_middle(question.boundary))
    boundary = _polygon(plane, question.boundary, "boundary")
    strands, told = _strands(question, plane, boundary)
    ring = boundary.boundary
    pieces, places, crossing = joined(strands, question.roads, ring, question.snap_m)
    told += crossing
    inner, outer, along = _sided(pieces, boundary, question.snap_m)
    told += [Finding("along_boundary", "roads", question.roads[one].key) for one in sorted(along)]
    numbers = _numbers(places, outer, ring, question.snap_m)
    inner = [replace(one, start=numbers[one.start], end=numbers[one.end]) for one in inner]
    made = _Laying(question, plane, boundary, inner, places, numbers)
    made.told += told
    return made.network()


class _Laying:
    """The last steps share the growing lists of nodes and edges."""

    def __init__(
        self,
        question: Question,
        plane: Plane,
        boundary: Polygon,
        pieces: Sequence[Piece],
        places: Sequence[Spot],
        numbers: Sequence[int],
    ) -> None:
        self.question, self.plane, self.boundary, self.pieces = question, plane, boundary, pieces
        self.told: list[Finding] = []
        self.places: list[Point] = [(boundary.centroid.x, boundary.centroid.y)]
        self.places += [(0.0, 0.0)] * max(numbers, default=0)
        for number, place in zip(numbers, places, strict=True):
            if number != OUTSIDE:
                self.places[number] = (place.x, place.y)
        self.homes = [-1] * len(question.dwellings)
        self.access = [0.0] * len(question.dwellings)
        self.within: set[int] = set()
        self.splits: dict[int, list[_Split]] = defaultdict(list)

    def network(self) -> Network:
        """Places are put on their pieces, pieces are cut there."""
        reached = self._reached()
        self._put_gates()
        self._put_homes(reached)
        self._put_areas()
        edges = [edge for number in range(len(self.pieces)) for edge in self._edges(number)]
        edges = _named(edges, self.question)
        around: list[list[int]] = [[] for _ in self.places]
        for number, edge in enumerate(edges):
            for node in {edge.start, edge.end}:
                around[node].append(number)
        self.told += self._short_ends(edges, around)
        return Network(
            self.question.roads,
            tuple(self.places),
            tuple(edges),
            tuple(map(tuple, around)),
            tuple(self.homes),
            tuple(self.access),
            frozenset(self.within),
            self.plane.latitude,
            (*self.question.findings, *self.told),
        )

    def _reached(self) -> list[bool]:
        """Whether each piece hangs together with the outside; what does not is told by road."""
        stands = _components(len(self.places), ((one.start, one.end) for one in self.pieces))
        lost: dict[int, float] = defaultdict(float)
        for one in self.pieces:
            if stands[one.start] != stands[OUTSIDE]:
                lost[one.road] += one.line.length
        for road, metres in sorted(lost.items()):
            key, values = self.question.roads[road].key, {"metres": round(metres)}
            self.told.append(Finding("unconnected", "roads", key, values=values))
        return [stands[one.start] == stands[OUTSIDE] for one in self.pieces]

    def _short_ends(
        self, edges: Sequence[Edge], around: Sequence[Sequence[int]]
    ) -> Iterator[Finding]:
        """Roads that end just before the boundary: perhaps they go on, and nobody drew it."""
        for node, at in enumerate(around):
            metres = self.boundary.boundary.distance(Spot(self.places[node]))
            if len(at) == 1 and node != OUTSIDE and metres <= SHORT_END_M:
                key = self.question.roads[edges[at[0]].road].key
                yield Finding("ends_short", "roads", key, values={"metres": f"{metres:.1f}"})

    def _put_gates(self) -> None:
        tree = shapely.STRtree([one.line for one in self.pieces])
        for gate in self.question.gates:
            spot = Spot(self.plane.metres([gate.place])[0])
            number = tree.nearest(spot) if self.pieces else None
            if number is None or self.pieces[number].line.distance(spot) > GATE_REACH_M:
                raise Refused(Finding("gate_far", "gates", gate.key, "geometry"))
            at = self.pieces[number].line.project(spot)
            self.splits[int(number)].append(_Split(at, gate=gate.key))

    def _put_homes(self, reached: Sequence[bool]) -> None:
        roads = self.question.roads
        usable = [n for n, one in enumerate(self.pieces) if reached[n] and roads[one.road].foot]
        tree = shapely.STRtree([self.pieces[n].line for n in usable])
        for home, dwelling in enumerate(self.question.dwellings):
            spot = Spot(self.plane.metres([dwelling.place])[0])
            if not self.boundary.intersects(spot):
                self.told.append(Finding("dwelling_outside", "dwellings", dwelling.key, "geometry"))
                continue
            if not usable:
                self.told.append(Finding("dwelling_cut_off", "dwellings", dwelling.key))
                continue
            number = usable[int(tree.nearest(spot))]
            line = self.pieces[number].line
            self.access[home] = line.distance(spot)
            if self.access[home] > HOME_REACH_M:
                values = {"metres": round(self.access[home])}
                self.told.append(
                    Finding("dwelling_far", "dwellings", dwelling.key, "geometry", values)
                )
            self.splits[number].append(_Split(line.project(spot), home=home))

    def _put_areas(self) -> None:
        for number, rings in enumerate(self.question.areas, 1):
            area = _polygon(self.plane, rings, "areas", str(number))
            met = False
            for piece, one in enumerate(self.pieces):
                part = one.line.intersection(area)
                if part.length:
                    longest = max(shapely.get_parts(part), key=lambda line: float(line.length))
                    at = one.line.project(longest.interpolate(0.5, normalized=True))
                    self.splits[piece].append(_Split(at, area=True))
                    met = True
            if not met:
                self.told.append(Finding("area_without_road", "areas", str(number), "geometry"))

    def _edges(self, number: int) -> Iterator[Edge]:
        """The pieces of a piece, in their order along it."""
        piece = self.pieces[number]
        splits = sorted(self.splits[number], key=lambda one: one.at)
        if piece.start == piece.end == OUTSIDE and not splits:
            return
        node, at = piece.start, 0.0
        for split in splits:
            close = self._close_end(piece, split)
            if close is not None:
                self._settle(split, close)
                continue
            place = piece.line.interpolate(split.at)
            fresh = self._node(place)
            yield _edge(piece.road, node, fresh, piece.line, at, split.at)
            node, at = fresh, split.at
            self._settle(split, node)
            if split.gate:
                node = self._node(place)
                spot = (place.x, place.y)
                yield Edge(fresh, node, piece.road, 0.0, (spot, spot), gate=split.gate)
        yield _edge(piece.road, node, piece.end, piece.line, at, piece.line.length)

    def _close_end(self, piece: Piece, split: _Split) -> int | None:
        """The junction that a home or an area is at, when it lies within the tolerance of one."""
        if split.gate:
            return None
        for node, away in ((piece.start, split.at), (piece.end, piece.line.length - split.at)):
            if away <= self.question.snap_m and node != OUTSIDE:
                return node
        return None

    def _settle(self, split: _Split, node: int) -> None:
        if split.home >= 0:
            self.homes[split.home] = node
        if split.area:
            self.within.add(node)

    def _node(self, place: Spot) -> int:
        self.places.append((place.x, place.y))
        return len(self.places) - 1


def _edge(road: int, start: int, end: int, line: LineString, begin: float, stop: float) -> Edge:
    part = substring(line, begin, stop)
    points = [(float(x), float(y)) for x, y in part.coords]
    shown: Line = tuple(points if len(points) > 1 else points * 2)
    return Edge(start, end, road, max(0.0, stop - begin), shown)


def _named(edges: Sequence[Edge], question: Question) -> list[Edge]:
    """Places where roads leave the boundary get the road's key and a number along it."""
    counted: Counter[int] = Counter()
    named = []
    for edge in edges:
        if OUTSIDE in (edge.start, edge.end):
            counted[edge.road] += 1
            name = f"{question.roads[edge.road].key}/{counted[edge.road]}"
            named.append(replace(edge, crossing=name))
        else:
            named.append(edge)
    return named


def _middle(rings: Sequence[Ring]) -> float:
    heights = [y for ring in rings for _, y in ring]
    return (min(heights) + max(heights)) / 2


def _polygon(plane: Plane, rings: Sequence[Ring], part: str, key: str = "") -> Polygon:
    """Raises Refused for a line that crosses itself."""
    outer, *holes = (plane.metres(ring) for ring in rings)
    polygon = Polygon(outer, holes)
    if not polygon.is_valid or not polygon.area:
        values = {"reason": explain_validity(polygon)}
        raise Refused(Finding("polygon_wrong", part, key, "geometry", values))
    return polygon


def _strands(
    question: Question, plane: Plane, boundary: Polygon
) -> tuple[list[Strand], list[Finding]]:
    """Simple lines of the roads that reach the boundary; doubles and roads for nobody are left out and told."""
    near = boundary.buffer(question.snap_m)
    shapely.prepare(near)
    strands, told = [], []
    known: dict[tuple[int, bytes], int] = {}
    for number, road in enumerate(question.roads):
        lines = [one for line in road.lines for one in simple_lines(plane.metres(line))]
        lines = [one for one in lines if near.intersects(one)]
        if lines and not road.foot and not road.car:
            told.append(Finding("road_for_nobody", "roads", road.key))
            continue
        for line in lines:
            first = known.setdefault((road.level, line.normalize().wkb), number)
            if first != number:
                values = {"other": question.roads[first].key}
                told.append(Finding("road_twice", "roads", road.key, "geometry", values))
            else:
                strands.append(Strand(number, road.level, line))
    return strands, told


def _sided(
    pieces: Iterable[Piece], boundary: Polygon, snap_m: float
) -> tuple[list[Piece], list[Piece], set[int]]:
    """Pieces within, pieces beyond, and the roads that run along the boundary, which count as beyond."""
    inner, outer, along = [], [], set()
    rim = boundary.boundary.buffer(snap_m)
    shapely.prepare(rim)
    shapely.prepare(boundary)
    for one in pieces:
        middle = one.line.interpolate(0.5, normalized=True)
        on_rim = bool(rim.covers(one.line))
        if on_rim and one.line.length > 4 * snap_m:
            along.add(one.road)
        if on_rim or not boundary.contains(middle):
            outer.append(one)
        else:
            inner.append(one)
    return inner, outer, along


def _numbers(
    places: Sequence[Spot], outer: Iterable[Piece], ring: shapely.Geometry, snap_m: float
) -> list[int]:
    """The node of each junction: OUTSIDE where a piece beyond touches it or where it lies on the boundary.

    A road that ends at the boundary may go on where the data do not: it counts as a way out.
    """
    beyond = {node for one in outer for node in (one.start, one.end)}
    numbers, following = [], OUTSIDE + 1
    for junction, place in enumerate(places):
        if junction in beyond or ring.distance(place) <= snap_m:
            numbers.append(OUTSIDE)
        else:
            numbers.append(following)
            following += 1
    return numbers


def _components(count: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """A number for each node that is the same for nodes that hang together."""
    stands = list(range(count))

    def find(node: int) -> int:
        while stands[node] != node:
            stands[node] = stands[stands[node]]
            node = stands[node]
        return node

    for one, other in edges:
        stands[find(one)] = find(other)
    return [find(node) for node in range(count)]
