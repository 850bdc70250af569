"""What no roster can be cheaper than, for problems too large for the exact model: a linear program over kinds of time.

Periods of a line that are alike (pattern, night, weekend, holiday, the pieces that they cover) are one kind, and a
keeper has a number of them, which need not be whole. Whatever a real roster does can be added up to such numbers, and
every rule that is kept here follows from real ones; so the cheapest of these is a bound. Rest, runs and wishes cost
nothing here.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from gridward.planning.rosters.board import Board, Measure
from gridward.planning.rosters.fairness import STEPS

TOLERANCE = 1e-6


class Alike(NamedTuple):
    """What periods of one kind have in common."""

    pattern: str
    minutes: int
    night: bool
    weekend: bool
    holiday: bool


class Kind(NamedTuple):
    """What is alike, and how many pieces of which group one period covers."""

    alike: Alike
    covers: frozenset[tuple[Hashable, int]]


@dataclass(frozen=True)
class Relaxed:
    """The bound, and how much dearer than at best each keeper is at each line when all is seen together."""

    bound: int
    regret: NDArray[np.int64]


@dataclass
class _Group:
    """Pieces that are alike, added up."""

    need: int
    shortage: int
    surplus: int


class Relaxation:
    """The linear program of a board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMinimization()
        self.groups: dict[Hashable, _Group] = {}
        self.covers: dict[tuple[int, int], Counter[Hashable]] = {}
        self._group()
        self.kinds = self._kinds()
        self.z: dict[tuple[int, int, Kind], Any] = {}
        for keeper in range(len(board.keepers)):
            self._keeper(keeper)
        self._cover()

    # -- kinds -----------------------------------------------------------------------------------

    def _alike(self, period: int) -> Alike:
        one = self.board.periods[period]
        return Alike(one.pattern, one.minutes, one.night, one.weekend, one.holiday)

    def _group(self) -> None:
        covers: dict[tuple[int, int], Counter[Hashable]] = defaultdict(Counter)
        for piece in self.board.pieces:
            alike = frozenset(self._alike(period) for period in piece.periods)
            key = (piece.line, alike, piece.shortage, piece.surplus)
            group = self.groups.setdefault(key, _Group(0, piece.shortage, piece.surplus))
            group.need += piece.need
            for period in piece.periods:
                covers[piece.line, period][key] += 1
        self.covers = covers

    def _kinds(self) -> Mapping[tuple[int, Kind], list[int]]:
        """The periods of each kind of each line."""
        found: dict[tuple[int, Kind], list[int]] = defaultdict(list)
        for (line, period), covered in self.covers.items():
            found[line, Kind(self._alike(period), frozenset(covered.items()))].append(period)
        return found

    # -- people ----------------------------------------------------------------------------------

    def _keeper(self, keeper: int) -> None:
        board = self.board
        inside: dict[Alike, list[Any]] = defaultdict(list)
        for (line, kind), periods in self.kinds.items():
            free = [one for one in periods if self._may(keeper, one, line)]
            if not free:
                continue
            number = self.solver.NumVar(0, len(free), "")
            self.z[keeper, line, kind] = number
            self.solver.Objective().SetCoefficient(number, float(board.distance[keeper, line]))
            inside[self._alike(free[0])].append(number)
        self._days(keeper, inside)
        self._sums(keeper, inside)
        for measure in board.measures:
            self._load(measure, keeper, inside)

    def _may(self, keeper: int, period: int, line: int) -> bool:
        board = self.board
        if board.fixed[keeper].get(period) == line:
            return True
        return bool(board.free[keeper, period] and board.able[keeper, line])

    def _days(self, keeper: int, inside: Mapping[Alike, list[Any]]) -> None:
        """One duty a day at most, counted for weekdays, weekends and holidays apart."""
        days: dict[Hashable, set[int]] = defaultdict(set)
        for place, one in enumerate(self.board.periods):
            if self.board.free[keeper, place] or place in self.board.fixed[keeper]:
                days[one.weekend, one.holiday].add(one.day)
        by_day: dict[Hashable, list[Any]] = defaultdict(list)
        for alike, numbers in inside.items():
            by_day[alike.weekend, alike.holiday] += numbers
        for kind, numbers in by_day.items():
            row = self.solver.Constraint(0, len(days[kind]))
            for number in numbers:
                row.SetCoefficient(number, 1)

    def _sums(self, keeper: int, inside: Mapping[Alike, list[Any]]) -> None:
        """All weeks' hours together."""
        rows = [one for one in self.board.rows[keeper] if one.code in ("week", "total")]
        weeks = [one.high for one in rows if one.code == "week"]
        totals = [one.high for one in rows if one.code == "total"]
        for most in ([sum(weeks)] if weeks else []) + totals:
            row = self.solver.Constraint(0, float(most))
            for alike, numbers in inside.items():
                for number in numbers:
                    row.SetCoefficient(number, float(alike.minutes))

    def _load(self, measure: Measure, keeper: int, inside: Mapping[Alike, list[Any]]) -> None:
        amounts = {alike: _amount(measure, alike) for alike in inside if _amount(measure, alike)}
        low, high = float(measure.low[keeper]), float(measure.high[keeper])
        carried = float(measure.carried[keeper])
        over = self.solver.Constraint(-self.solver.infinity(), high - carried)
        under = self.solver.Constraint(low - carried, self.solver.infinity())
        for alike, amount in amounts.items():
            for number in inside[alike]:
                over.SetCoefficient(number, amount)
                under.SetCoefficient(number, amount)
        for row, sign in ((over, -1), (under, 1)):
            for step in range(1, STEPS + 1):
                top = self.solver.infinity() if step == STEPS else 1
                away = self.solver.NumVar(0, top, "")
                row.SetCoefficient(away, sign * measure.step)
                self.solver.Objective().SetCoefficient(away, measure.weight * step)

    # -- cover -----------------------------------------------------------------------------------

    def _cover(self) -> None:
        rows: dict[Hashable, tuple[Any, Any]] = {}
        for key, group in self.groups.items():
            least = self.solver.Constraint(group.need, self.solver.infinity())
            most = self.solver.Constraint(-self.solver.infinity(), group.need)
            for row, sign, points in ((least, 1, group.shortage), (most, -1, group.surplus)):
                slack = self.solver.NumVar(0, self.solver.infinity(), "")
                row.SetCoefficient(slack, sign)
                self.solver.Objective().SetCoefficient(slack, points)
            rows[key] = (least, most)
        for (_, _, kind), number in self.z.items():
            for key, many in kind.covers:
                for row in rows[key]:
                    row.SetCoefficient(number, many)

    def solve(self, seconds: float) -> Relaxed | None:
        """The bound, or None when the time was not enough."""
        self.solver.SetTimeLimit(round(seconds * 1000))
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        value = self.solver.Objective().Value()
        regret = np.full(self.board.distance.shape, 10**6, dtype=np.int64)
        for (keeper, line, _), number in self.z.items():
            regret[keeper, line] = min(regret[keeper, line], round(number.reduced_cost()))
        return Relaxed(ceil(value - TOLERANCE * max(1.0, abs(value))), regret)


def _amount(measure: Measure, alike: Alike) -> int:
    amounts = {
        "nights": int(alike.night),
        "weekends": int(alike.weekend),
        "holidays": int(alike.holiday),
        "hours": alike.minutes,
    }
    return amounts[measure.name]
