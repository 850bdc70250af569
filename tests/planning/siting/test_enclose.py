"""Enclosing: the cheapest closures against trying every inner side; pockets, leaks, wrong answers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.siting.cutting import cut_faults
from gridward.planning.siting.enclosing import (
    Enclosure,
    Ground,
    Leak,
    cutting_of,
    enclose,
    enclosure_faults,
    idle_openings,
)
from gridward.planning.siting.terms import OUTSIDE, Edge, Network, Opening

Ends = tuple[int, int]


def ground(nodes: int, ends: list[Ends], costs: list[float], inside: set[int]) -> Ground:
    """A network of which only the graph matters."""
    edges = tuple(Edge(one, other, 0, 10.0, ((0, 0), (0, 0))) for one, other in ends)
    around = tuple(tuple(n for n, pair in enumerate(ends) if node in pair) for node in range(nodes))
    places = tuple((0.0, 0.0) for _ in range(nodes))
    network = Network((), places, edges, around, (), (), frozenset(), 28.0)
    return Ground(network, frozenset(inside), tuple(costs))


def opening(on: Ground, edge: int) -> Opening:
    one = on.network.edges[edge]
    inner = one.other(OUTSIDE)
    return Opening(f"g{edge}", edge, inner, OUTSIDE, True, 1, 0.0, 0.0)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Ground, list[Opening]]:
    """Up to seven nodes, one or two of the ways out open."""
    nodes = draw(st.integers(3, 7))
    node = st.integers(0, nodes - 1)
    ends = draw(st.lists(st.tuples(node, node), min_size=2, max_size=12))
    ends += [(OUTSIDE, draw(st.integers(1, nodes - 1)))]
    costs = [draw(st.sampled_from([1.0, 2.0, 3.5, 7.0, inf])) for _ in ends]
    inside = draw(st.sets(st.integers(1, nodes - 1), min_size=1, max_size=3))
    on = ground(nodes, ends, costs, inside)
    ways = [n for n, (one, other) in enumerate(ends) if one != other and OUTSIDE in (one, other)]
    chosen = draw(st.lists(st.sampled_from(ways), min_size=1, max_size=2, unique=True))
    return on, [opening(on, one) for one in chosen]


def spread(ends: list[Ends], start: int, within: frozenset[int]) -> set[int]:
    found = {start}
    while True:
        more = {
            b
            for pair in ends
            for a, b in (pair, pair[::-1])
            if a in found and b in within and b not in found
        }
        if not more:
            return found
        found |= more


def sides(on: Ground, openings: list[Opening]) -> Iterator[float]:
    """What each inner side costs that encloses and leaves nobody and no gate alone."""
    gates = {one.edge for one in openings}
    inner = {one.inner for one in openings}
    ends = [(one.start, one.end) for n, one in enumerate(on.network.edges) if n not in gates]
    costs = [cost for n, cost in enumerate(on.costs) if n not in gates]
    everywhere = frozenset(range(1, len(on.network.places)))
    needing = {home for home in on.inside if spread(ends, home, everywhere) & inner}
    must = on.inside | inner
    useful = {one for one in inner if spread(ends, one, everywhere) & on.inside}
    for size in range(len(everywhere - must) + 1):
        for more in combinations(sorted(everywhere - must), size):
            side = frozenset(must | set(more))
            parts = [spread(ends, node, side) for node in needing | useful]
            if all(part & useful and part & needing for part in parts):
                yield sum(
                    cost
                    for (a, b), cost in zip(ends, costs, strict=True)
                    if (a in side) != (b in side)
                )


def unreached(on: Ground, openings: list[Opening]) -> list[Opening]:
    """Openings that no home comes to even while nothing is closed."""
    gates = {one.edge for one in openings}
    ends = [(one.start, one.end) for n, one in enumerate(on.network.edges) if n not in gates]
    everywhere = frozenset(range(1, len(on.network.places)))
    return [one for one in openings if not spread(ends, one.inner, everywhere) & on.inside]


@given(asked())
@bounded(max_examples=80, deadline=None)
def test_nothing_encloses_for_less_without_locking_anybody_in(
    question: tuple[Ground, list[Opening]],
) -> None:
    on, openings = question
    cheapest = min(sides(on, openings), default=inf)
    found = enclose(on, openings)
    if isinstance(found, Leak):
        assert cheapest == inf
        return
    ends, costs, sources, sinks = cutting_of(on, openings)
    assert cut_faults(len(on.network.places), ends, costs, sources, sinks, found.cut) == []
    assert found.cost == pytest.approx(cheapest)
    assert found.proven
    assert found.bound <= found.cost
    assert idle_openings(on, found) == unreached(on, openings)
    faults = enclosure_faults(on, found, on.inside - found.pockets)
    assert len(faults) == len(unreached(on, openings))


def test_a_home_is_not_locked_into_a_pocket_because_that_is_cheap() -> None:
    """Between the home 2 and the gate at 1 closing costs 1; around both it costs 5."""
    on = ground(3, [(0, 1), (1, 2), (2, 0), (1, 0)], [9.0, 1.0, 2.0, 2.0], {2, 1})
    apart = ground(4, [(0, 1), (1, 3), (3, 2), (2, 0), (3, 0)], [9, 1, 1, 1, 5], {2, 1})
    found = enclose(apart, [opening(apart, 0)])
    assert isinstance(found, Enclosure)
    assert found.closed == (3, 4)
    assert (found.bound, found.cost, found.proven) == (3.0, 6.0, True)
    near = enclose(on, [opening(on, 0)])
    assert isinstance(near, Enclosure)
    assert near.closed == (2, 3)


def test_a_way_that_may_not_be_closed_is_shown_as_the_leak() -> None:
    on = ground(4, [(0, 1), (1, 2), (2, 3), (3, 0)], [1.0, 1.0, inf, inf], {2})
    found = enclose(on, [opening(on, 0)])
    assert isinstance(found, Leak)
    assert sorted(found.edges) == [2, 3]


def test_a_gate_on_the_way_that_may_not_be_closed_helps() -> None:
    on = ground(4, [(0, 1), (1, 2), (2, 3), (3, 0)], [1.0, 1.0, inf, inf], {2})
    found = enclose(on, [opening(on, 3)])
    assert isinstance(found, Enclosure)
    assert found.closed == (0,)


def test_a_gate_with_homes_on_both_sides_is_named() -> None:
    on = ground(3, [(0, 1), (1, 2)], [1.0, 1.0], {1, 2})
    between = Opening("g", 1, 2, 1, True, 1, 0.0, 0.0)
    assert enclose(on, [between]) == Leak(both=(between,))


def test_a_gate_that_only_a_way_that_may_not_be_closed_joins_with_homes_is_named() -> None:
    """Between gate and home, 3 hangs on the outside for good."""
    on = ground(4, [(0, 1), (1, 3), (3, 0), (3, 2)], [1.0, 1.0, inf, 1.0], {2})
    one = opening(on, 0)
    assert enclose(on, [one]) == Leak(apart=(one,))


def test_homes_that_no_gate_can_serve_are_told() -> None:
    on = ground(3, [(0, 1), (0, 2)], [1.0, 1.0], {1, 2})
    found = enclose(on, [opening(on, 0)])
    assert isinstance(found, Enclosure)
    assert found.pockets == {2}
    assert enclosure_faults(on, found, [2]) == ["node 2 reaches no gate"]


def test_a_wrong_enclosure_is_found_out() -> None:
    on = ground(3, [(0, 1), (1, 2), (2, 0), (1, 0)], [9.0, 1.0, 2.0, inf], {2})
    right = enclose(on, [opening(on, 3)])
    assert isinstance(right, Enclosure)
    assert enclosure_faults(on, right, [2]) == []
    assert enclosure_faults(on, replace(right, closed=right.closed[1:]), [])
    assert enclosure_faults(on, replace(right, closed=(0, 1, 2)), [2])
    assert enclosure_faults(on, replace(right, closed=(*right.closed, 3)), [])
