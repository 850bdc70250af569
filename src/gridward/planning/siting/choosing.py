"""Which places to open when only their number is wanted: gates cost staff, the way to them costs time.

A gate at a place also saves closing it there. So the cheapest cut with nothing open, plus a p-median in which opening a
place costs its gate less its closing, is a bound: no choice of so many openings costs less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, isinf

import numpy as np

from gridward.planning.siting.cutting import FEN, least_cut
from gridward.planning.siting.enclosing import Ground
from gridward.planning.siting.median import Median, best_sites, median
from gridward.planning.siting.median.terms import Floats
from gridward.planning.siting.terms import (
    OUTSIDE,
    Finding,
    Network,
    Opening,
    Question,
    Refused,
    Standing,
)
from gridward.planning.siting.walking import Passable, walkable, ways

NO_WAY_M = 10_000.0
"""What a way counts for that does not exist: more than any way within a community, so that somebody opens one."""
SECONDS = 20.0


@dataclass(frozen=True)
class Wanted:
    """Places that are open in any case, those that may be, and how many are wanted in all."""

    fixed: tuple[Opening, ...]
    possible: tuple[Opening, ...]
    count: int
    car: bool = True


@dataclass(frozen=True)
class Choice:
    """Openings chosen, and the bound (yuan: closing, gates and walking) below which no choice of so many comes.

    `far` are metres from each dwelling to each of the `places` to choose from, on open roads.
    """

    openings: tuple[Opening, ...]
    bound: float
    places: tuple[Opening, ...]
    far: Floats


def openings_of(network: Network, question: Question) -> dict[str, Opening]:
    """Every place that may be open, by its key: places for gates, and roads that leave the boundary.

    A road that has a place for a gate beside the boundary is open at that place or not at all.
    """
    gates = {one.key: one for one in question.gates}
    at_gates = {node for one in network.edges if one.gate for node in (one.start, one.end)}
    found: dict[str, Opening] = {}
    for number, edge in enumerate(network.edges):
        road = network.roads[edge.road]
        if edge.gate and gates[edge.gate].standing is not Standing.SHUT:
            inner, outer = _facing(network, number)
            lanes = gates[edge.gate].lanes
            cost = question.costs.gate(lanes)
            found[edge.gate] = Opening(edge.gate, number, inner, outer, road.car, lanes, cost, 0.0)
        elif edge.crossing and road.foot and edge.other(OUTSIDE) not in {OUTSIDE, *at_gates}:
            inner, cost = edge.other(OUTSIDE), question.costs.gate(1)
            found[edge.crossing] = Opening(
                edge.crossing, number, inner, OUTSIDE, road.car, 1, cost, edge.length_m
            )
    return found


def _facing(network: Network, number: int) -> tuple[int, int]:
    """The ends of a gate, first that which is farther from the outside when the gate is shut."""
    edge = network.edges[number]
    metres, _ = ways(network, {OUTSIDE: (0.0, 0)}, lambda other: other != number)
    ends = sorted((edge.start, edge.end), key=lambda node: -metres[node])
    return ends[0], ends[1]


def choose(ground: Ground, question: Question, wanted: Wanted) -> Choice:
    """The best openings by the bound, that is by gates, closing and the way of all; raises Refused for too many."""
    places = (*wanted.fixed, *wanted.possible)
    if not len(wanted.fixed) <= wanted.count <= len(places) or wanted.count < 1:
        values = {"wanted": wanted.count, "fixed": len(wanted.fixed), "possible": len(places)}
        raise Refused(Finding("openings_count", "openings", "", "count", values))
    far = distances(ground.network, question, places, walkable(ground.network, ground.shut))
    people = np.array([one.people for one in question.dwellings] or [0.0], float)
    weights = people * question.costs.walking(1.0)
    gates = sum(one.cost for one in places)
    costs = _finite(ground.costs, gates + float(weights @ far.max(axis=1)))
    try:
        sited = best_sites(_asked(question, wanted, far, weights, costs), SECONDS)
    except ValueError:
        raise too_full(question, wanted.count) from None
    bound = sited.bound + _nothing_open(ground, costs)
    return Choice(tuple(places[one] for one in sited.sites), bound, places, far)


def _asked(
    question: Question, wanted: Wanted, far: Floats, weights: Floats, costs: Sequence[float]
) -> Median:
    """The p-median of a choice: opening a place costs its gate and saves closing it."""
    places = (*wanted.fixed, *wanted.possible)
    price = question.costs.walking(1.0)
    return median(
        far,
        weights,
        count=wanted.count,
        opening=np.array([one.cost - costs[one.edge] for one in places]),
        fixed=range(len(wanted.fixed)),
        one_of=[n for n, one in enumerate(places) if one.car] if wanted.car else (),
        capacity=question.capacity * price if question.capacity and price else None,
    )


def too_full(question: Question, count: int) -> Refused:
    """The refusal of so few gates for so many people."""
    values = {"capacity": f"{question.capacity or 0:g}", "count": count}
    return Refused(Finding("capacity_small", "openings", "", "capacity", values))


def _finite(costs: Sequence[float], others: float) -> list[float]:
    """Costs of closing, with more than everything together for what must never be closed."""
    dear = sum(one for one in costs if not isinf(one)) + others + 1.0
    return [dear if isinf(one) else one for one in costs]


def _nothing_open(ground: Ground, costs: Sequence[float]) -> float:
    """The cheapest cut with no opening at all, in yuan."""
    numbers = [n for n in range(len(ground.network.edges)) if n not in ground.shut]
    edges = [ground.network.edges[n] for n in numbers]
    ends = [(one.start, one.end) for one in edges]
    prices = [costs[n] for n in numbers]
    cut = least_cut(len(ground.network.places), ends, prices, ground.inside, [OUTSIDE])
    return cut.cost / FEN


def distances(
    network: Network, question: Question, openings: Sequence[Opening], passable: Passable
) -> Floats:
    """Metres from each dwelling (row) to each opening (column), NO_WAY_M where there is none.

    Without dwellings there is one row of zeros.
    """
    if not question.dwellings:
        return np.zeros((1, len(openings)))
    columns = []
    for one in openings:
        metres, _ = ways(network, {one.inner: (one.length_m, 0)}, passable)
        columns.append(
            [
                min(metres[node] + access, NO_WAY_M)
                if node >= 0 and isfinite(metres[node])
                else NO_WAY_M
                for node, access in zip(network.homes, network.access_m, strict=True)
            ]
        )
    return np.array(columns).T


def by_key(openings: Mapping[str, Opening], keys: Sequence[str], part: str) -> list[Opening]:
    """The openings of these keys; raises Refused for one that there is not."""
    for key in keys:
        if key not in openings:
            values = {"known": "、".join(sorted(openings)[:12])}
            raise Refused(Finding("opening_unknown", part, key, values=values))
    return [openings[key] for key in keys]
