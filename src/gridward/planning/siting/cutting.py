"""The cheapest cut between what is enclosed and what is not: a maximum flow, and the cut that is as large.

Costs are counted in fen, whole numbers; what must never be closed costs more than all the rest together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isinf

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

FEN = 100
Ends = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """What a cut consists of, and its proof.

    `side` are the nodes on the side of the sources, as many as can be: the cut lies as far out as it may. `edges` are
    the numbers of the edges cut. `flow` has one number an edge, in fen, positive from start to end; no cut is smaller
    than what flows. `cost` is in fen, None where only a cut through what must stay open is left.
    """

    side: frozenset[int]
    edges: tuple[int, ...]
    flow: tuple[int, ...]
    cost: int
    holds: bool


def fen(costs: Sequence[float]) -> tuple[NDArray[np.int64], int]:
    """Costs in fen, with infinite ones as a number above the sum of all others; and that number."""
    finite = [0 if isinf(one) else round(one * FEN) for one in costs]
    never = sum(finite) + 1
    return np.array(
        [never if isinf(one) else known for one, known in zip(costs, finite, strict=True)], np.int64
    ), never


def least_cut(
    nodes: int,
    ends: Sequence[Ends],
    costs: Sequence[float],
    sources: Iterable[int],
    sinks: Iterable[int],
) -> Cut:
    """The cheapest edges whose removal leaves no way from a source to a sink; costs in yuan, inf for never.

    Sources and sinks may not share a node (ValueError).
    """
    inner, outer = frozenset(sources), frozenset(sinks)
    if inner & outer:
        raise ValueError("a node cannot be on both sides")
    prices, never = fen(costs)
    flow, edges = _flow(nodes, ends, prices, inner, outer)
    beyond = frozenset(flow.get_sink_side_min_cut())
    side = frozenset(range(nodes)) - beyond
    across = tuple(n for n, (one, other) in enumerate(ends) if (one in side) != (other in side))
    cost = int(prices[list(across)].sum()) if across else 0
    through = flow.flows(edges) if len(edges) else np.zeros(0, np.int64)
    count = len(ends)
    net = tuple(int(one) for one in through[:count] - through[count : 2 * count])
    return Cut(side, across, net, cost, cost < never)


def _flow(
    nodes: int,
    ends: Sequence[Ends],
    prices: NDArray[np.int64],
    sources: frozenset[int],
    sinks: frozenset[int],
) -> tuple[max_flow.SimpleMaxFlow, NDArray[np.int32]]:
    """Each edge both ways, a node for all sources, one for all sinks."""
    flow = max_flow.SimpleMaxFlow()
    start, goal = nodes, nodes + 1
    most = int(prices.sum()) + 1
    tails = [one for one, _ in ends] + [other for _, other in ends]
    heads = [other for _, other in ends] + [one for one, _ in ends]
    tails += [*(start for _ in sources), *sinks]
    heads += [*sources, *(goal for _ in sinks)]
    limits = chain(prices, prices, (most for _ in range(len(sources) + len(sinks))))
    edges = flow.add_arcs_with_capacity(
        np.array(tails, np.int32), np.array(heads, np.int32), np.fromiter(limits, np.int64)
    )
    if flow.solve(start, goal) != flow.OPTIMAL:
        raise ArithmeticError("the flow could not be found")
    return flow, edges


def cut_faults(
    nodes: int,
    ends: Sequence[Ends],
    costs: Sequence[float],
    sources: Iterable[int],
    sinks: Iterable[int],
    cut: Cut,
) -> list[str]:
    """What is wrong with a cut, looked at by walking and adding alone; nothing when it separates and is the cheapest.

    A flow that keeps to the limits and is as large as the cut proves that no cut is cheaper.
    """
    inner, outer = frozenset(sources), frozenset(sinks)
    prices, _ = fen(costs)
    faults = []
    if reached_from(nodes, ends, frozenset(cut.edges), inner) & outer:
        faults.append("a way is left")
    into = [0] * nodes
    for (one, other), through, price in zip(ends, cut.flow, prices, strict=True):
        if abs(through) > price:
            faults.append("more flows than may")
        into[one] -= through
        into[other] += through
    if any(into[node] for node in range(nodes) if node not in inner | outer):
        faults.append("what flows in does not flow out")
    value = sum(into[node] for node in outer)
    if value != int(sum(int(prices[one]) for one in cut.edges)):
        faults.append("the flow is not as large as the cut")
    return faults


def reached_from(
    nodes: int, ends: Sequence[Ends], removed: frozenset[int], starts: Iterable[int]
) -> frozenset[int]:
    """The nodes that can be reached from the starts without the edges removed."""
    around: list[list[int]] = [[] for _ in range(nodes)]
    for number, (one, other) in enumerate(ends):
        if number not in removed:
            around[one].append(other)
            around[other].append(one)
    seen, waiting = set(starts), list(starts)
    while waiting:
        for there in around[waiting.pop()]:
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return frozenset(seen)
