"""Words of siting: what is asked, the network of roads, closures and openings, findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

Point = tuple[float, float]
"""Degrees (longitude, latitude) in WGS 84 where people give or read it; metres (east, north) inside the network."""
Line = tuple[Point, ...]
Ring = tuple[Point, ...]
"""A closed line; the first point is also the last."""
OUTSIDE = 0
"""The node that stands for everything beyond the boundary."""
NEVER = inf
"""The cost of closing what must never be closed, such as a fire lane."""


@dataclass(frozen=True)
class Finding:
    """Something a person should know of the data: `code` names its sentence, `feature` where it stands.

    `part` is the list of the input (roads, boundary, dwellings, areas, gates, costs, openings), `key` the feature's
    id or number as people count, `name` the field.
    """

    code: str
    part: str = ""
    key: str = ""
    name: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """Nothing can be planned with this input; the finding says which feature and field, and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


@dataclass(frozen=True)
class Road:
    """A way as the street's data give it; lines in degrees.

    `level` is 0 on the ground, higher on bridges, lower in tunnels: ways of different levels join only at their ends.
    `closing` is what closing it costs in yuan, NEVER for what must stay open, None for the price by width.
    """

    key: str
    lines: tuple[Line, ...]
    name: str = ""
    kind: str = ""
    width_m: float = 4.0
    foot: bool = True
    car: bool = True
    level: int = 0
    closing: float | None = None


@dataclass(frozen=True)
class Dwelling:
    """A building to be enclosed and how many people walk from it to a gate."""

    key: str
    place: Point
    people: float = 1.0


class Standing(StrEnum):
    """What is decided of a place for a gate."""

    OPEN = "open"
    POSSIBLE = "possible"
    SHUT = "shut"


@dataclass(frozen=True)
class GatePlace:
    """A place where a gate stands or could stand."""

    key: str
    place: Point
    standing: Standing = Standing.POSSIBLE
    lanes: int = 1


@dataclass(frozen=True)
class Costs:
    """Prices in yuan. The defaults are assumptions that a street replaces with its own.

    A gate costs `lane_hour` for each lane and hour it is kept, `hours` a day over `days`. `walking_km` is what a
    kilometre of one person's way is weighed with; each resident walks to a gate and back `walks` times a day.
    """

    close_metre: float = 150.0
    close_least: float = 300.0
    lane_hour: float = 40.0
    hours: float = 24.0
    days: float = 14.0
    walking_km: float = 5.0
    walks: float = 1.0

    def gate(self, lanes: int) -> float:
        """What a gate of so many lanes costs over the period."""
        return lanes * self.lane_hour * self.hours * self.days

    def walking(self, person_metres: float) -> float:
        """What the way of all to their gates, and back, is weighed with over the period."""
        return 2 * person_metres / 1000 * self.walking_km * self.walks * self.days

    def closing(self, road: Road) -> float:
        """What closing a road costs: as given, else by its width."""
        if road.closing is not None:
            return road.closing
        return max(self.close_least, self.close_metre * road.width_m)


@dataclass(frozen=True)
class Question:
    """What is to be enclosed and how many openings are wanted.

    `openings` counts all of them, those that are decided included; None means exactly those decided.
    `car` asks for at least one opening that a vehicle passes: ambulance and fire engine come through it.
    `capacity` is how many people one gate may serve, None for any number.
    Without dwellings and areas, or with `everything`, all that lies within the boundary is enclosed.
    """

    roads: tuple[Road, ...]
    boundary: tuple[Ring, ...]
    dwellings: tuple[Dwelling, ...] = ()
    areas: tuple[tuple[Ring, ...], ...] = ()
    gates: tuple[GatePlace, ...] = ()
    openings: int | None = None
    car: bool = True
    capacity: float | None = None
    everything: bool = False
    costs: Costs = Costs()
    snap_m: float = 1.0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What is different: keys of roads that must stay passable, of roads or places to be closed in any case, of places
    to be opened, of places that may not be; and how many openings there are, None for as many as before."""

    keep_open: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True)
class Edge:
    """A piece of road between two nodes; `line` in metres runs from `start` to `end`.

    `gate` is the key of a place for a gate that this piece of no length stands for, else "".
    `crossing` is the name of the place where it leaves the boundary, else "".
    """

    start: int
    end: int
    road: int
    length_m: float
    line: Line
    gate: str = ""
    crossing: str = ""

    def other(self, node: int) -> int:
        """The end that is not this node."""
        return self.end if node == self.start else self.start


@dataclass(frozen=True)
class Network:
    """Roads within the boundary; node OUTSIDE is all that lies beyond it.

    `edges_at[node]` are numbers of edges. `homes[n]` is the node of dwelling n and `access_m[n]` how far it stands
    from it; -1 where no road can be reached. `within` are the nodes that lie in areas to be enclosed.
    """

    roads: tuple[Road, ...]
    places: tuple[Point, ...]
    edges: tuple[Edge, ...]
    edges_at: tuple[tuple[int, ...], ...]
    homes: tuple[int, ...]
    access_m: tuple[float, ...]
    within: frozenset[int]
    latitude: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Opening:
    """An edge that may stay open under guard; `inner` is the end that people come to from their homes.

    `length_m` is the way from there to the gate itself.
    """

    key: str
    edge: int
    inner: int
    outer: int
    car: bool
    lanes: int
    cost: float
    length_m: float
