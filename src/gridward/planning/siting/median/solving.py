"""The best sites with proof: interchange for a good choice, relaxation for a bound, branching for what lies between."""

import heapq
from itertools import count
from time import monotonic

import numpy as np

from gridward.planning.siting.median.filling import filled
from gridward.planning.siting.median.interchange import greedy, improved, shaken
from gridward.planning.siting.median.relaxing import Best, Branch, meet, relax
from gridward.planning.siting.median.terms import Floats, Median, Sited

SHAKES = 12
FIRST_STEPS, STEPS = 1500, 120


def best_sites(asked: Median, seconds: float = 60.0, seed: int = 1) -> Sited:
    """The sites that cost least, or the best found in this time with a bound.

    The same question with enough time has the same answer. With a capacity, demands are given whole to one site;
    raises ValueError when the sites cannot hold them.
    """
    if asked.capacity is not None:
        return filled(asked, seconds)
    until = monotonic() + seconds
    costs = asked.costs
    best = _good(asked, costs, seed)
    bound, branches = _search(asked, costs, best, until)
    return _answer(asked, best, bound, branches)


def _good(asked: Median, costs: Floats, seed: int) -> Best:
    """Interchange from the greedy choice, then from shaken ones."""
    chance = np.random.default_rng(seed)
    best = Best(*improved(asked, costs, greedy(asked, costs)), asked.integral)
    for turn in range(SHAKES if asked.count < costs.shape[1] else 0):
        best.offer(*improved(asked, costs, shaken(asked, best.sites, 1 + turn % 4, chance)))
    return best


def _search(asked: Median, costs: Floats, best: Best, until: float) -> tuple[float, int]:
    """The least bound of what is left when the search ends, and how many branches there were; best bound first."""
    first = _root(asked, costs)
    relax(asked, costs, first, best, FIRST_STEPS)
    ties = count()
    waiting = [(first.bound, next(ties), first)]
    branches = 0
    while waiting:
        bound, _, branch = heapq.heappop(waiting)
        if bound > best.beaten:
            return best.cost, branches
        if monotonic() > until:
            return bound, branches
        branches += 1
        for part in _divided(asked, costs, branch, best):
            relax(asked, costs, part, best, STEPS)
            if part.bound <= best.beaten:
                heapq.heappush(waiting, (part.bound, next(ties), part))
    return best.cost, branches


def _root(asked: Median, costs: Floats) -> Branch:
    opened = np.zeros(costs.shape[1], bool)
    opened[list(asked.fixed)] = True
    near = np.partition(costs, min(1, costs.shape[1] - 1), axis=1)[:, min(1, costs.shape[1] - 1)]
    return Branch(opened, np.zeros_like(opened), near)


def _divided(asked: Median, costs: Floats, branch: Branch, best: Best) -> list[Branch]:
    """The branch with its most promising undecided site open, and with it out; nothing when all is decided."""
    free = np.flatnonzero(~branch.opened & ~branch.shut)
    if not len(free) or int(branch.opened.sum()) >= asked.count:
        meet(asked, costs, np.flatnonzero(branch.opened), best)
        return []
    rho = branch.rho if branch.rho is not None else np.zeros(len(branch.opened))
    site = free[rho[free].argmin()]
    parts = []
    for decided in ("opened", "shut"):
        part = Branch(branch.opened.copy(), branch.shut.copy(), branch.prices)
        getattr(part, decided)[site] = True
        parts.append(part)
    return parts


def _answer(asked: Median, best: Best, bound: float, branches: int) -> Sited:
    sites = np.sort(best.sites)
    serves = sites[asked.distances[:, sites].argmin(axis=1)]
    proven = bound > best.beaten
    least = best.cost if proven else min(bound, best.cost)
    return Sited(
        tuple(map(int, sites)), tuple(map(int, serves)), best.cost, least, proven, branches
    )
