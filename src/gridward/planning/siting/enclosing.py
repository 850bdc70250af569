"""Enclosing: which roads to close so that every way out passes a gate, for the least cost.

First the minimum cut. It may lock some homes into a pocket without a gate, or leave a gate that nobody can reach; then
an integer programme asks for the cheapest cut without such pockets, one pocket after another forbidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf
from typing import Any

from ortools.linear_solver import pywraplp

from gridward.planning.siting.cutting import FEN, Cut, Ends, fen, least_cut, reached_from
from gridward.planning.siting.terms import OUTSIDE, Network, Opening

REPAIRS = 60
REPAIR_MS = 5000


@dataclass(frozen=True)
class Ground:
    """What is to be enclosed: the nodes, what closing each edge costs (yuan), and edges that are closed already."""

    network: Network
    inside: frozenset[int]
    costs: tuple[float, ...]
    shut: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Enclosure:
    """Edges to close so that the openings alone lead out, and what that costs in yuan.

    `side` are the nodes within. `cut` proves that no way of closing costs less than `bound`; where the two differ, the
    difference keeps homes from being locked into pockets, and `proven` says whether that was shown to be least too.
    `pockets` are nodes of homes that reach no opening whatever is closed.
    """

    openings: tuple[Opening, ...]
    closed: tuple[int, ...]
    cost: float
    bound: float
    cut: Cut
    side: frozenset[int]
    proven: bool
    pockets: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Leak:
    """Nothing encloses: these edges lead from within to the outside and none of them may be closed.

    `both` are openings with what is to be enclosed on their outer side; `apart` those that homes cannot be joined with,
    since roads that may not be closed lie between and lead outside.
    """

    edges: tuple[int, ...] = ()
    both: tuple[Opening, ...] = ()
    apart: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class _Cutting:
    """The network without openings and shut edges; `numbers` are those of the edges left."""

    nodes: int
    numbers: tuple[int, ...]
    ends: tuple[Ends, ...]
    costs: tuple[float, ...]
    sources: frozenset[int]
    sinks: frozenset[int]


def enclose(ground: Ground, openings: Sequence[Opening]) -> Enclosure | Leak:
    """The cheapest closures that leave exactly these openings, or why there are none."""
    both = tuple(one for one in openings if one.outer in ground.inside)
    cutting = _cutting(ground, openings)
    if both or cutting.sources & cutting.sinks:
        return Leak(both=both or tuple(openings))
    cut = least_cut(cutting.nodes, cutting.ends, cutting.costs, cutting.sources, cutting.sinks)
    if not cut.holds:
        return Leak(_uncuttable(ground, cutting))
    wanted, pockets = _reachable(ground, cutting, openings)
    useful = _useful(ground, cutting, openings)
    side, proven = cut.side, True
    if useful and any(_lost(cutting, cut.side, wanted, useful)):
        repaired = _repaired(cutting, useful, wanted, cut)
        if repaired is None:
            return Leak(apart=_apart(cutting, cut.side, wanted, useful))
        side, proven = repaired
    return _enclosure(ground, cutting, openings, cut, side, proven, pockets)


def closing_at_least(ground: Ground, openings: Sequence[Opening]) -> float:
    """What closing costs at least with these openings, by the flow alone, in yuan; inf where nothing encloses."""
    cutting = _cutting(ground, openings)
    if cutting.sources & cutting.sinks:
        return inf
    cut = least_cut(cutting.nodes, cutting.ends, cutting.costs, cutting.sources, cutting.sinks)
    return cut.cost / FEN if cut.holds else inf


def cutting_of(
    ground: Ground, openings: Sequence[Opening]
) -> tuple[tuple[Ends, ...], tuple[float, ...], frozenset[int], frozenset[int]]:
    """Ends and costs of the edges that a cut may have, its sources and its sinks; for those who look at a cut again."""
    cutting = _cutting(ground, openings)
    return cutting.ends, cutting.costs, cutting.sources, cutting.sinks


def _cutting(ground: Ground, openings: Sequence[Opening]) -> _Cutting:
    gone = ground.shut | {one.edge for one in openings}
    numbers = tuple(n for n in range(len(ground.network.edges)) if n not in gone)
    edges = [ground.network.edges[n] for n in numbers]
    return _Cutting(
        len(ground.network.places),
        numbers,
        tuple((one.start, one.end) for one in edges),
        tuple(ground.costs[n] for n in numbers),
        ground.inside | {one.inner for one in openings},
        frozenset({OUTSIDE, *(one.outer for one in openings)}),
    )


def _uncuttable(ground: Ground, cutting: _Cutting) -> tuple[int, ...]:
    """A shortest way from within to a sink along edges that may not be closed."""
    came: dict[int, tuple[int, int]] = dict.fromkeys(cutting.sources, (-1, -1))
    around: dict[int, list[tuple[int, int]]] = {}
    for number, (one, other), cost in zip(
        cutting.numbers, cutting.ends, cutting.costs, strict=True
    ):
        if isinf(cost):
            around.setdefault(one, []).append((other, number))
            around.setdefault(other, []).append((one, number))
    waiting = list(cutting.sources)
    for node in waiting:
        if node in cutting.sinks:
            return tuple(_back(came, node))
        for there, number in around.get(node, ()):
            if there not in came:
                came[there] = (node, number)
                waiting.append(there)
    return ()


def _back(came: Mapping[int, tuple[int, int]], node: int) -> Iterator[int]:
    while came[node][0] >= 0:
        node, edge = came[node]
        yield edge


def _reachable(
    ground: Ground, cutting: _Cutting, openings: Sequence[Opening]
) -> tuple[frozenset[int], frozenset[int]]:
    """Of what is enclosed, the nodes that some opening can serve, and those that none can."""
    served = _around(cutting, (one.inner for one in openings))
    return ground.inside & served, ground.inside - served


def _useful(ground: Ground, cutting: _Cutting, openings: Sequence[Opening]) -> tuple[Opening, ...]:
    """The openings that can be come to from what is enclosed; the others are idle whatever is closed."""
    homes = _around(cutting, ground.inside)
    return tuple(one for one in openings if one.inner in homes)


def _around(cutting: _Cutting, starts: Iterable[int]) -> frozenset[int]:
    """The nodes reached without passing an opening or the outside."""
    beyond = frozenset(n for n, ends in enumerate(cutting.ends) if set(ends) & cutting.sinks)
    return reached_from(cutting.nodes, cutting.ends, beyond, tuple(starts))


def _lost(
    cutting: _Cutting,
    side: frozenset[int],
    wanted: frozenset[int],
    openings: Sequence[Opening],
) -> Iterator[frozenset[int]]:
    """Parts of the inner side with homes and no opening, or with an opening and no homes."""
    inner = {one.inner for one in openings}
    across = frozenset(n for n, (one, other) in enumerate(cutting.ends) if not {one, other} <= side)
    seen: frozenset[int] = frozenset()
    for start in (*sorted(wanted), *sorted(inner)):
        if start not in seen:
            part = reached_from(cutting.nodes, cutting.ends, across, [start])
            seen |= part
            if bool(part & wanted) != bool(part & inner):
                yield part


def _apart(
    cutting: _Cutting,
    side: frozenset[int],
    wanted: frozenset[int],
    openings: Sequence[Opening],
) -> tuple[Opening, ...]:
    """The openings in parts without homes; all of them where only homes are left alone."""
    lost = frozenset[int]().union(*_lost(cutting, side, wanted, openings))
    return tuple(one for one in openings if one.inner in lost) or tuple(openings)


def _repaired(
    cutting: _Cutting, openings: Sequence[Opening], wanted: frozenset[int], cut: Cut
) -> tuple[frozenset[int], bool] | None:
    """The inner side of the cheapest cut without lost parts, None where there is none.

    When there is no time for one it is that of the cut, not proven.
    """
    solver, within = _programme(cutting)
    solver.SetTimeLimit(REPAIR_MS)
    side = cut.side
    for _ in range(REPAIRS):
        parts = list(_lost(cutting, side, wanted, openings))
        if not parts:
            return side, True
        for part in parts:
            around = sorted(_neighbours(cutting, part) - cutting.sinks)
            solver.Add(solver.Sum([within[node] for node in around]) >= 1)
        status = solver.Solve()
        if status == pywraplp.Solver.INFEASIBLE:
            return None
        if status != pywraplp.Solver.OPTIMAL:
            break
        chosen = {n for n, one in within.items() if one.solution_value() > 0.5}
        side = cutting.sources | chosen
    return cut.side, False


def _programme(cutting: _Cutting) -> tuple[pywraplp.Solver, dict[int, pywraplp.Variable]]:
    """Which of the undecided nodes are within; an edge between both sides is paid for.

    Edges between decided nodes cost the same whatever is chosen and are left out.
    """
    solver = pywraplp.Solver.CreateSolver("SCIP")
    decided = cutting.sources | cutting.sinks
    within = {one: solver.BoolVar("") for one in range(cutting.nodes) if one not in decided}
    prices, _ = fen(cutting.costs)
    paid = []
    for ends, cost, price in zip(cutting.ends, cutting.costs, prices.tolist(), strict=True):
        free = [within[one] for one in ends if one in within]
        if free and ends[0] != ends[1]:
            inner = not cutting.sources.isdisjoint(ends)
            differs = _differs(solver, free, inner, isinf(cost))
            paid.append(0 if isinf(cost) else price * differs)
    solver.Minimize(solver.Sum(paid))
    return solver, within


def _differs(
    solver: pywraplp.Solver, free: Sequence[pywraplp.Variable], inner: bool, never: bool
) -> Any:
    """Whether an edge lies between both sides: of its ends those that are undecided, and whether the other is within.

    With `never` it may not.
    """
    if len(free) == 1:
        differs = 1 - free[0] if inner else free[0]
    else:
        differs = solver.NumVar(0, 1, "")
        solver.Add(differs >= free[0] - free[1])
        solver.Add(differs >= free[1] - free[0])
    if never:
        solver.Add(differs == 0)
    return differs


def _neighbours(cutting: _Cutting, part: frozenset[int]) -> frozenset[int]:
    return frozenset(
        other if one in part else one
        for one, other in cutting.ends
        if (one in part) != (other in part)
    )


def _enclosure(
    ground: Ground,
    cutting: _Cutting,
    openings: Sequence[Opening],
    cut: Cut,
    side: frozenset[int],
    proven: bool,
    pockets: frozenset[int],
) -> Enclosure:
    closed = tuple(
        number
        for number, (one, other) in zip(cutting.numbers, cutting.ends, strict=True)
        if (one in side) != (other in side)
    )
    prices, _ = fen([ground.costs[one] for one in closed])
    cost = int(prices.sum()) / FEN
    return Enclosure(tuple(openings), closed, cost, cut.cost / FEN, cut, side, proven, pockets)


def leading_in(ground: Ground, openings: Iterable[Opening]) -> list[Opening]:
    """Those openings that can be come to from what is enclosed, while nothing but what is shut is closed."""
    network = ground.network
    ends = [(one.start, one.end) for one in network.edges]
    leaving = frozenset(n for n, one in enumerate(network.edges) if OUTSIDE in (one.start, one.end))
    within = reached_from(len(network.places), ends, ground.shut | leaving, ground.inside)
    return [one for one in openings if one.inner in within]


def idle_openings(ground: Ground, found: Enclosure) -> list[Opening]:
    """Openings that do not lead from within to the outside once the closures stand."""
    within, beyond = _both_sides(ground, found)
    return [one for one in found.openings if one.inner not in within or one.outer not in beyond]


def _both_sides(ground: Ground, found: Enclosure) -> tuple[frozenset[int], frozenset[int]]:
    """The nodes reached from within, and those from outside, while the openings are shut."""
    network = ground.network
    ends = [(one.start, one.end) for one in network.edges]
    shut = ground.shut | {*found.closed, *(one.edge for one in found.openings)}
    return (
        reached_from(len(network.places), ends, shut, ground.inside),
        reached_from(len(network.places), ends, shut, [OUTSIDE]),
    )


def enclosure_faults(ground: Ground, found: Enclosure, wanted: Iterable[int]) -> list[str]:
    """What is wrong with an enclosure, by walking alone; nothing when it holds.

    Every way from within to the outside passes an opening, each opening does lead from the homes to the outside, and
    each of the `wanted` nodes reaches one.
    """
    network = ground.network
    ends = [(one.start, one.end) for one in network.edges]
    within, _ = _both_sides(ground, found)
    faults = ["a way leads out without a gate"] if OUTSIDE in within else []
    idle = idle_openings(ground, found)
    faults += [f"{one.key} does not lead from within to the outside" for one in idle]
    gone = ground.shut | {*found.closed, *(one.edge for one in found.openings)}
    inner = [one.inner for one in found.openings]
    served = reached_from(len(network.places), ends, gone, inner)
    faults += [f"node {one} reaches no gate" for one in wanted if one not in served]
    if any(isinf(ground.costs[one]) for one in found.closed):
        faults.append("what must stay open is closed")
    return faults
