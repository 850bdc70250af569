"""Ordering stops.

Between buildings: a travelling salesman with time windows, by OR-Tools' routing (arc costs in seconds of walking). A
building is one node for each window of its stops, so that an evening door does not bring its house into the evening.
Inside: unit after unit, each from the top floor down, as people walk who take the lift up.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from gridward.planning.earth import great_circle
from gridward.planning.routes.terms import Place, Stop, Walk

WALKING_M_S = 1.2
SECONDS_A_DOOR = 180
"""What a door takes, to know by when a window is reached; an assumption that only orders stops."""
DAY_S = 24 * 3600
LATE_COSTS = 20
"""A second too late costs as much as this many of walking: windows are wishes, and no order is impossible."""
LIMIT_MS = 400
NOBODY_KNOWS_M = 3000
"""How far a building is whose place nobody knows: behind all others of a grid."""


@dataclass(frozen=True)
class _Block:
    """Stops of one building within one window."""

    place: Place | None
    opens: int
    closes: int
    stops: tuple[Stop, ...]


def in_order(stops: Sequence[Stop], begins: time, start: Place | None = None) -> Walk:
    """The order in which to visit stops when one begins at this time, at a place or wherever is best.

    Every stop is in it once. The same question has the same answer.
    """
    blocks = _blocks(stops)
    if len(blocks) < 2:
        return Walk(tuple(one for block in blocks for one in _inside(block.stops)), 0)
    order = _solve(blocks, _seconds(begins), start)
    chosen = [blocks[one] for one in order]
    metres = sum(_metres(one.place, other.place) for one, other in pairwise(chosen))
    return Walk(tuple(one for block in chosen for one in _inside(block.stops)), round(metres))


def _blocks(stops: Sequence[Stop]) -> list[_Block]:
    together: dict[tuple[Hashable, time | None, time | None], list[Stop]] = defaultdict(list)
    for one in stops:
        together[one.building, one.opens, one.closes].append(one)
    return [
        _Block(
            found[0].place,
            _seconds(opens) if opens else 0,
            _seconds(closes) if closes else DAY_S,
            tuple(found),
        )
        for (_, opens, closes), found in together.items()
    ]


def _inside(stops: Sequence[Stop]) -> list[Stop]:
    return sorted(stops, key=lambda one: (_number(one.unit), -one.floor, _number(one.room)))


def _number(text: str) -> tuple[int, str]:
    digits = "".join(sign for sign in text if sign.isdecimal())
    return int(digits or 0), text


def _solve(blocks: Sequence[_Block], begins: int, start: Place | None) -> list[int]:
    """Node 0 is where one begins and ends; the way home costs nothing."""
    count = len(blocks)
    manager = pywrapcp.RoutingIndexManager(count + 1, 1, 0)
    model = pywrapcp.RoutingModel(manager)
    walks = _walks(blocks, start)
    stays = [0, *(len(one.stops) * SECONDS_A_DOOR for one in blocks)]

    def walking(here: int, there: int) -> int:
        found: int = walks[manager.IndexToNode(here)][manager.IndexToNode(there)]
        return found

    def taking(here: int, there: int) -> int:
        node = manager.IndexToNode(here)
        found: int = stays[node] + walks[node][manager.IndexToNode(there)]
        return found

    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitCallback(walking))
    model.AddDimension(model.RegisterTransitCallback(taking), DAY_S, 3 * DAY_S, False, "time")
    clock = model.GetDimensionOrDie("time")
    clock.CumulVar(model.Start(0)).SetValue(begins)
    for node, block in enumerate(blocks, 1):
        at = manager.NodeToIndex(node)
        if block.opens > begins:
            clock.SetCumulVarSoftLowerBound(at, block.opens, LATE_COSTS)
        if block.closes < DAY_S:
            clock.SetCumulVarSoftUpperBound(at, block.closes, LATE_COSTS)
    wanted = pywrapcp.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GREEDY_DESCENT
    wanted.time_limit.FromMilliseconds(LIMIT_MS)
    return _read(model, manager, model.SolveWithParameters(wanted), blocks)


def _read(
    model: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
    found: Any,
    blocks: Sequence[_Block],
) -> list[int]:
    """The blocks in the order of the solution; by their hours where the time was not enough for any."""
    if found is None:
        return sorted(range(len(blocks)), key=lambda one: (blocks[one].opens, blocks[one].closes))
    at, order = model.Start(0), []
    while not model.IsEnd(at):
        node = manager.IndexToNode(at)
        if node:
            order.append(node - 1)
        at = found.Value(model.NextVar(at))
    return order


def _walks(blocks: Sequence[_Block], start: Place | None) -> list[list[int]]:
    """Seconds of walking between nodes; from the start where it is known, else from anywhere that is known."""
    places = [start, *(one.place for one in blocks)]
    return [
        [round(_leg(places, here, there) / WALKING_M_S) for there in range(len(places))]
        for here in range(len(places))
    ]


def _leg(places: Sequence[Place | None], here: int, there: int) -> float:
    """Metres between nodes; the way home is none."""
    if there == 0:
        return 0.0
    if here == 0 and places[0] is None:
        return 0.0 if places[there] else float(NOBODY_KNOWS_M)
    return _metres(places[here], places[there])


def _metres(one: Place | None, other: Place | None) -> float:
    """The great circle between two places."""
    if one is None or other is None:
        return 0.0 if one is other else float(NOBODY_KNOWS_M)
    return great_circle(one.longitude, one.latitude, other.longitude, other.latitude)


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
