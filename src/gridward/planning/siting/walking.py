"""Ways on foot within the boundary: Dijkstra from gates over the network that closures leave."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

from gridward.planning.siting.terms import OUTSIDE, Network, Opening

Passable = Callable[[int], bool]


def walkable(network: Network, closed: Iterable[int] = ()) -> Passable:
    """Whether an edge can be walked along: for people on foot, and not closed."""
    shut = frozenset(closed)
    roads, edges = network.roads, network.edges
    return lambda edge: edge not in shut and roads[edges[edge].road].foot


def ways(
    network: Network, starts: Mapping[int, tuple[float, int]], passable: Passable
) -> tuple[list[float], list[int]]:
    """Metres to each node from the nearest start, and which start that is; inf and -1 where there is no way.

    `starts` gives for a node the metres one has gone already and the start's number. Nobody walks by the outside.
    """
    metres, whose = [inf] * len(network.places), [-1] * len(network.places)
    heap = [(gone, node, number) for node, (gone, number) in starts.items()]
    heapq.heapify(heap)
    while heap:
        gone, node, number = heapq.heappop(heap)
        if gone >= metres[node]:
            continue
        metres[node], whose[node] = gone, number
        for at in network.edges_at[node]:
            edge = network.edges[at]
            there = edge.other(node)
            if there != OUTSIDE and gone + edge.length_m < metres[there] and passable(at):
                heapq.heappush(heap, (gone + edge.length_m, there, number))
    return metres, whose


def to_nearest(
    network: Network, openings: Sequence[Opening], passable: Passable
) -> tuple[list[float], list[int]]:
    """Metres from each node to the nearest opening, and the number of that opening."""
    starts: dict[int, tuple[float, int]] = {}
    for number, one in enumerate(openings):
        if one.inner not in starts or one.length_m < starts[one.inner][0]:
            starts[one.inner] = (one.length_m, number)
    return ways(network, starts, passable)
