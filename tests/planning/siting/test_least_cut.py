"""The least cut against trying every set of edges."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.siting.cutting import FEN, cut_faults, least_cut, reached_from

Graph = tuple[int, list[tuple[int, int]], list[float]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    nodes = draw(st.integers(2, 7))
    node = st.integers(0, nodes - 1)
    ends = draw(st.lists(st.tuples(node, node), max_size=11))
    costs = [draw(st.sampled_from([0.0, 1.0, 2.5, 4.0, inf])) for _ in ends]
    return nodes, ends, costs


def cheapest(graph: Graph) -> float:
    nodes, ends, costs = graph
    sets = (
        frozenset(n for n in range(len(ends)) if code >> n & 1) for code in range(2 ** len(ends))
    )
    return (
        min(
            sum(costs[n] for n in removed)
            for removed in sets
            if 0 not in reached_from(nodes, ends, removed, [1])
        )
        if _separable(graph)
        else inf
    )


def _separable(graph: Graph) -> bool:
    nodes, ends, costs = graph
    return 0 not in reached_from(
        nodes, ends, frozenset(n for n, cost in enumerate(costs) if cost < inf), [1]
    )


@given(graphs())
@bounded(max_examples=80, deadline=None)
def test_no_set_of_edges_separates_for_less(graph: Graph) -> None:
    nodes, ends, costs = graph
    cut = least_cut(nodes, ends, costs, [1], [0])
    assert cut_faults(nodes, ends, costs, [1], [0], cut) == []
    assert cut.holds is (cheapest(graph) < inf)
    if cut.holds:
        assert cut.cost == FEN * cheapest(graph)


def test_of_equal_cuts_the_outermost_is_taken() -> None:
    ends = [(3, 2), (2, 1), (1, 0)]
    assert least_cut(4, ends, [5.0, 5.0, 5.0], [3], [0]).edges == (2,)


def test_a_node_on_both_sides_is_refused() -> None:
    with pytest.raises(ValueError, match="both sides"):
        least_cut(2, [(0, 1)], [1.0], [0, 1], [0])


def test_a_wrong_cut_is_found_out() -> None:
    ends, costs = [(2, 1), (1, 0), (2, 0)], [3.0, 2.0, 1.0]
    cut = least_cut(3, ends, costs, [2], [0])
    assert cut_faults(3, ends, costs, [2], [0], cut) == []
    for wrong in (
        replace(cut, edges=(1,)),
        replace(cut, edges=(0, 2)),
        replace(cut, flow=(300, 300, 100)),
        replace(cut, flow=(100, 200, 100)),
        replace(cut, flow=(0, 0, 0)),
    ):
        assert cut_faults(3, ends, costs, [2], [0], wrong)
