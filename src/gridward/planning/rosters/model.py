"""A part of a roster, or all of it, as a CP-SAT model: what is open may change, all else stands.

Only the model knows the solver. Rules of people are the rows of `rows.py`; shortage is slack, so that without minimum
rules there always is a solution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from gridward.planning.rosters.board import Board, Measure, Placed
from gridward.planning.rosters.fairness import STEPS, steps_away
from gridward.planning.rosters.rows import NO_LIMIT, Row, weekends_of
from gridward.planning.rosters.terms import NoRoster

Choices = Mapping[int, Mapping[int, Sequence[int]]]
"""What is open: for a keeper, for a period, the lines among which (or none of which) is chosen."""


@dataclass(frozen=True)
class Search:
    """How a model is searched: seconds of the clock, units of deterministic work, threads, seed."""

    seconds: float
    work: float | None = None
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Found:
    """What a search found: the roster, and by how many points a better one could be cheaper at most."""

    placed: list[Placed]
    slack: float
    optimal: bool


def everything(board: Board) -> Choices:
    """All that a keeper with the skill, who is there, may be asked to do."""
    lines_at: dict[int, list[int]] = {}
    for line, periods in enumerate(board.regular):
        for period in periods:
            lines_at.setdefault(period, []).append(line)
    return {
        keeper: {
            period: able
            for period, lines in lines_at.items()
            if board.free[keeper, period]
            and period not in board.fixed[keeper]
            and (able := [line for line in lines if board.able[keeper, line]])
        }
        for keeper in range(len(board.keepers))
    }


class Model:
    """The model of what is open beside what stands."""

    def __init__(self, board: Board, stands: Sequence[Placed], choices: Choices) -> None:
        self.board, self.choices = board, choices
        self.model = cp_model.CpModel()
        self.stands = [
            {
                period: line
                for period, line in lines.items()
                if period not in choices.get(keeper, {}) or period in board.fixed[keeper]
            }
            for keeper, lines in enumerate(stands)
        ]
        self.x: dict[tuple[int, int, int], Any] = {}
        self._costs: list[Any] = []
        self._points: list[int] = []
        for keeper, open_ in choices.items():
            self._person(keeper, open_)
        self._cover()
        self.model.minimize(cp_model.LinearExpr.weighted_sum(self._costs, self._points))

    def _price(self, variable: Any, points: int) -> None:
        if points:
            self._costs.append(variable)
            self._points.append(points)

    # -- people ----------------------------------------------------------------------------------

    def _person(self, keeper: int, open_: Mapping[int, Sequence[int]]) -> None:
        at: dict[int, list[Any]] = {}
        for period, lines in open_.items():
            if period in self.board.fixed[keeper]:
                continue
            at[period] = [self.model.new_bool_var("") for _ in lines]
            for line, variable in zip(lines, at[period], strict=True):
                self.x[keeper, period, line] = variable
                self._price(variable, self._duty_points(keeper, period, line))
        for row in self.board.rows[keeper]:
            self._row(row, at, self.stands[keeper])
        self._weekends(keeper, at)
        self._wishes(keeper, at)
        for measure in self.board.measures:
            self._load(measure, keeper, at)

    def _duty_points(self, keeper: int, period: int, line: int) -> int:
        board = self.board
        found = int(board.distance[keeper, line] + board.unwished[keeper, period])
        if board.standing is not None:
            stood = board.standing[keeper].get(period) == line
            found += board.problem.weights.change * (-1 if stood else 1)
        return found

    def _row(self, row: Row, at: Mapping[int, list[Any]], stands: Mapping[int, int]) -> None:
        variables: list[Any] = []
        factors: list[int] = []
        there = 0
        for period, factor in row.terms:
            there += factor if period in stands else 0
            if period in at:
                variables += at[period]
                factors += [factor] * len(at[period])
        low, high = row.low - there, row.high - there
        if row.low > 0 and sum(factor for factor in factors if factor > 0) < low:
            raise NoRoster(row.code)
        if not variables or (_least(factors) >= low and _most(factors) <= high):
            return
        if high == 1 and low <= 0 and all(factor == 1 for factor in factors):
            self.model.add_at_most_one(variables)
            return
        weighted = cp_model.LinearExpr.weighted_sum(variables, factors)
        self.model.add_linear_constraint(
            weighted, max(low, -NO_LIMIT), min(max(high, _least(factors)), NO_LIMIT)
        )

    def _weekends(self, keeper: int, at: Mapping[int, list[Any]]) -> None:
        most = self.board.problem.limits_of(self.board.keepers[keeper]).weekends
        if most is None:
            return
        worked: list[Any] = []
        for weekend in weekends_of(self.board.periods, self.board.problem.first):
            if any(period in self.stands[keeper] for period in weekend):
                most -= 1
                continue
            inside = [variable for period in weekend for variable in at.get(period, [])]
            worked.append(self.model.new_bool_var(""))
            self.model.add_max_equality(worked[-1], inside or [0])
        self.model.add(sum(worked) <= max(0, most))

    def _wishes(self, keeper: int, at: Mapping[int, list[Any]]) -> None:
        for weight, wanted in self.board.wanted[keeper]:
            if any(period in self.stands[keeper] for period in wanted):
                continue
            inside = [variable for period in wanted for variable in at.get(period, [])]
            if not inside:
                continue
            if len({self.board.periods[period].day for period in wanted}) == 1:
                for variable in inside:
                    self._price(variable, -weight)
                continue
            refused = self.model.new_bool_var("")
            self.model.add_bool_or([refused, *inside])
            self._price(refused, weight)

    def _load(self, measure: Measure, keeper: int, at: Mapping[int, list[Any]]) -> None:
        variables: list[Any] = []
        amounts: list[int] = []
        for period, here in at.items():
            if amount := int(measure.of_period[period]):
                variables += here
                amounts += [amount] * len(here)
        if not variables:
            return
        base = int(measure.carried[keeper]) + sum(
            int(measure.of_period[period]) for period in self.stands[keeper]
        )
        largest = base + sum(
            int(measure.of_period[period]) for period in _one_a_day(self.board, at, measure)
        )
        low, high = int(measure.low[keeper]), int(measure.high[keeper])
        load = cp_model.LinearExpr.weighted_sum(variables, amounts) + base
        over = self._steps(measure, steps_away(largest, low, high, measure.step))
        under = self._steps(measure, steps_away(min(base, low), low, high, measure.step))
        if largest > high:
            self.model.add(load <= high + measure.step * over)
        if base < low:
            self.model.add(load >= low - measure.step * under)

    def _steps(self, measure: Measure, count: int) -> Any:
        """A number of steps from 0 to `count`, each dearer than the one before, and its price."""
        found = [self.model.new_bool_var("") for _ in range(min(count, STEPS))]
        for number, one in enumerate(found, 1):
            self._price(one, measure.weight * number)
        if count > STEPS:
            rest = self.model.new_int_var(0, count - STEPS, "")
            self._price(rest, measure.weight * STEPS)
            found.append(rest)
        return sum(found)

    # -- cover -----------------------------------------------------------------------------------

    def _cover(self) -> None:
        inside: dict[int, list[Any]] = {}
        for (_, period, line), variable in self.x.items():
            for piece in self.board.pieces_at[line, period]:
                inside.setdefault(piece, []).append(variable)
        there = dict.fromkeys(inside, 0)
        for lines in self.stands:
            for period, line in lines.items():
                for piece in self.board.pieces_at[line, period]:
                    if piece in there:
                        there[piece] += 1
        for number, variables in inside.items():
            self._piece(number, variables, there[number])

    def _piece(self, number: int, variables: list[Any], there: int) -> None:
        piece = self.board.pieces[number]
        left = piece.need - there
        total = cp_model.LinearExpr.sum(variables)
        if left > 0 and piece.shortage:
            short = self.model.new_int_var(0, left, "")
            self._price(short, piece.shortage)
            self.model.add(total + short >= left)
        if piece.surplus and len(variables) > left:
            over = self.model.new_int_var(0, len(variables) + max(0, -left), "")
            self._price(over, piece.surplus)
            self.model.add(total - over <= left)

    # -- searching -------------------------------------------------------------------------------

    def solve(self, search: Search, hint: Sequence[Placed]) -> Found | None:
        """The best that is found; None when nothing is. Raises NoRoster when there is nothing to find."""
        for (keeper, period, line), variable in self.x.items():
            self.model.add_hint(variable, hint[keeper].get(period) == line)
        solver = cp_model.CpSolver()
        wanted = solver.parameters
        wanted.max_time_in_seconds = max(0.05, search.seconds)
        wanted.num_workers = search.workers
        wanted.random_seed = search.seed
        if search.work is not None:
            wanted.max_deterministic_time = search.work
            wanted.interleave_search = search.workers > 1
        status = solver.solve(self.model)
        if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
            raise NoRoster("minimum")
        if status == cp_model.UNKNOWN:
            return None
        placed = [dict(lines) for lines in self.stands]
        for (keeper, period, line), variable in self.x.items():
            if solver.boolean_value(variable):
                placed[keeper][period] = line
        slack = max(0.0, solver.objective_value - solver.best_objective_bound)
        return Found(placed, slack, status == cp_model.OPTIMAL)


def _least(factors: Sequence[int]) -> int:
    return sum(factor for factor in factors if factor < 0)


def _most(factors: Sequence[int]) -> int:
    return sum(factor for factor in factors if factor > 0)


def _one_a_day(board: Board, at: Mapping[int, list[Any]], measure: Measure) -> list[int]:
    """Of each day the period that counts most; nobody has two of a day."""
    best: dict[int, int] = {}
    for period in at:
        day = board.periods[period].day
        if day not in best or measure.of_period[period] > measure.of_period[best[day]]:
            best[day] = period
    return list(best.values())
