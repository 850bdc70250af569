"""Sites that hold only so many: a mixed integer programme, since the nearest site may be full."""

import numpy as np
from ortools.linear_solver import pywraplp

from gridward.planning.siting.median.terms import Floats, Median, Sited

EXACT = 1e-6


def filled(asked: Median, seconds: float) -> Sited:
    """The cheapest sites when none serves more than the capacity; raises ValueError when they cannot hold all."""
    costs = asked.costs
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(round(seconds * 1000))
    opens, goes = _programme(solver, asked, costs)
    status = solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        raise ValueError("the sites cannot hold everybody, or no way was found in this time")
    sites = [one for one, opened in enumerate(opens) if opened.solution_value() > 0.5]
    serves = [next(j for j, one in enumerate(row) if one.solution_value() > 0.5) for row in goes]
    cost = float(costs[np.arange(len(costs)), serves].sum() + asked.opening[sites].sum())
    proven = status == pywraplp.Solver.OPTIMAL
    bound = cost if proven else min(cost, float(solver.Objective().BestBound()))
    return Sited(tuple(sites), tuple(serves), cost, bound, proven, int(solver.nodes()))


def _programme(
    solver: pywraplp.Solver, asked: Median, costs: Floats
) -> tuple[list[pywraplp.Variable], list[list[pywraplp.Variable]]]:
    rows, columns = costs.shape
    opens = [solver.BoolVar("") for _ in range(columns)]
    goes = [[solver.BoolVar("") for _ in range(columns)] for _ in range(rows)]
    for row in goes:
        solver.Add(sum(row) == 1)
        for one, opened in zip(row, opens, strict=True):
            solver.Add(one <= opened)
    for site, opened in enumerate(opens):
        load = sum(float(asked.weights[i]) * goes[i][site] for i in range(rows))
        solver.Add(load <= float(asked.capacity or 0) * opened)
    solver.Add(sum(opens) == asked.count)
    for site in asked.fixed:
        solver.Add(opens[site] == 1)
    if asked.one_of:
        solver.Add(sum(opens[site] for site in asked.one_of) >= 1)
    priced = [(float(costs[i, j]), goes[i][j]) for i in range(rows) for j in range(columns)]
    priced += [(float(asked.opening[j]), opens[j]) for j in range(columns)]
    solver.Minimize(sum(price * one for price, one in priced))
    return opens, goes
