"""What no roster can be cheaper than, for problems too large for the exact model: a linear program over kinds of time.

Periods of a line that are alike (length, night, weekend, holiday, the pieces that they cover) are one kind, and a
keeper has a number of them, which need not be whole. Whatever a real roster does can be added up to such numbers, and
every rule that is kept here follows from real ones; so the cheapest of these is a bound. Rest and wishes for a duty
cost nothing here; wishes for none cost what the cheapest days cost that are left to a keeper (`weeks.py`).

Where duties are of two lengths, whole ones of both seldom come to the hours that parts of them would: cuts say what
whole numbers cost at least (`_cut`), and the program is solved again with them.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Any, NamedTuple

from ortools.linear_solver import pywraplp

from gridward.planning.rosters.board import Board, Measure
from gridward.planning.rosters.fairness import STEPS
from gridward.planning.rosters.pricing import load_cost
from gridward.planning.rosters.weeks import Sort, weeks_of

TOLERANCE = 1e-6
MOST_CUTTING = 5
"""So many times cuts are looked for."""
CUTTING = 0.25
"""The part of the time in which the program is solved again with cuts."""
STEEP = 1e6
WORTH = 1e-3
"""A cut that says less, in points, is left out."""


Plane = tuple[float, float, float]
"""Points for each duty of the one length and of the other, and from where on."""


class Alike(NamedTuple):
    """What periods of one kind have in common."""

    minutes: int
    night: bool
    weekend: bool
    holiday: bool


class Kind(NamedTuple):
    """What is alike, and how many pieces of which group one period covers."""

    alike: Alike
    covers: frozenset[tuple[Hashable, int]]


@dataclass
class _Group:
    """Pieces that are alike, added up."""

    need: int
    shortage: int
    surplus: int


@dataclass(frozen=True)
class _Hours:
    """Of a keeper with duties of two lengths: the numbers of each, and the steps away from the fair hours."""

    measure: Measure
    lengths: list[int]
    numbers: list[list[Any]]
    prices: list[tuple[Any, int]]


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
        self.hours: dict[int, _Hours] = {}
        for keeper in range(len(board.keepers)):
            self._keeper(keeper)
        self._cover()

    # -- kinds -----------------------------------------------------------------------------------

    def _alike(self, period: int) -> Alike:
        one = self.board.periods[period]
        return Alike(one.minutes, one.night, one.weekend, one.holiday)

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
        against = self._against(keeper)
        for (line, kind), periods in self.kinds.items():
            free = [one for one in periods if self._may(keeper, one, line)]
            if not free:
                continue
            number = self.solver.NumVar(0, len(free), "")
            self.z[keeper, line, kind] = number
            points = float(board.distance[keeper, line]) + against[kind.alike]
            self.solver.Objective().SetCoefficient(number, points)
            inside[kind.alike].append(number)
        self._days(keeper, inside, against)
        self._sums(keeper, inside)
        for measure in board.measures:
            self._load(measure, keeper, inside)

    def _against(self, keeper: int) -> Mapping[Alike, int]:
        """Points of wishes that every duty of a kind of time goes against."""
        found: dict[Alike, int] = {}
        for period in self._open(keeper):
            alike, points = self._alike(period), int(self.board.unwished[keeper, period])
            found[alike] = min(points, found.get(alike, points))
        return found

    def _open(self, keeper: int) -> list[int]:
        """The periods in which a keeper may be on duty."""
        free, fixed = self.board.free[keeper], self.board.fixed[keeper]
        return [one for one in range(len(self.board.periods)) if free[one] or one in fixed]

    def _may(self, keeper: int, period: int, line: int) -> bool:
        board = self.board
        if board.fixed[keeper].get(period) == line:
            return True
        return bool(board.free[keeper, period] and board.able[keeper, line])

    def _days(
        self, keeper: int, inside: Mapping[Alike, list[Any]], against: Mapping[Alike, int]
    ) -> None:
        """One duty a day at most, in each week no more than it holds; days with a wish last, for its points."""
        least: dict[Sort, int] = defaultdict(int)
        for alike, points in against.items():
            sort = Sort(alike.weekend, alike.holiday)
            least[sort] = max(least[sort], points)
        none = self.solver.infinity()
        rows = {sort: self.solver.Constraint(-none, 0) for sort in least}
        for alike, numbers in inside.items():
            for number in numbers:
                rows[Sort(alike.weekend, alike.holiday)].SetCoefficient(number, 1)
        for week in weeks_of(self.board, keeper, self._open(keeper), least):
            whole = self.solver.Constraint(-none, week.most)
            for sort, days in week.days.items():
                for points, many in Counter(days).items():
                    used = self.solver.NumVar(0, many, "")
                    self.solver.Objective().SetCoefficient(used, points)
                    whole.SetCoefficient(used, 1)
                    rows[sort].SetCoefficient(used, -1)

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
        prices: list[tuple[Any, int]] = []
        for row, sign in ((over, -1), (under, 1)):
            for step in range(1, STEPS + 1):
                top = self.solver.infinity() if step == STEPS else 1
                away = self.solver.NumVar(0, top, "")
                row.SetCoefficient(away, sign * measure.step)
                self.solver.Objective().SetCoefficient(away, measure.weight * step)
                prices.append((away, measure.weight * step))
        lengths = sorted({alike.minutes for alike in inside})
        if measure.name == "hours" and len(lengths) == 2:
            numbers = [
                [one for alike in inside if alike.minutes == length for one in inside[alike]]
                for length in lengths
            ]
            self.hours[keeper] = _Hours(measure, lengths, numbers, prices)

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

    def solve(self, seconds: float) -> int | None:
        """The bound, or None when the time was not enough. Cuts are made for a part of the time."""
        began = monotonic()
        if not self._solved(seconds):
            return None
        found = self._bound()
        for _ in range(MOST_CUTTING):
            planes = [(hours, self._plane(keeper, hours)) for keeper, hours in self.hours.items()]
            cuts = [(hours, plane) for hours, plane in planes if plane]
            for hours, plane in cuts:
                self._cut(hours, plane)
            if not cuts or not self._solved(seconds * CUTTING - (monotonic() - began)):
                break
            found = self._bound()
        return found

    def _solved(self, seconds: float) -> bool:
        if seconds <= 0:
            return False
        self.solver.SetTimeLimit(max(1, round(seconds * 1000)))
        return bool(self.solver.Solve() == pywraplp.Solver.OPTIMAL)

    def _bound(self) -> int:
        value = float(self.solver.Objective().Value())
        return ceil(value - TOLERANCE * max(1.0, abs(value)))

    def _plane(self, keeper: int, hours: "_Hours") -> Plane | None:
        """What is most above the price of the hours here and above that of no whole numbers; None if nothing is.

        It is itself found by a linear program: under the price of every pair of whole numbers, as high as can be here.
        """
        here = [sum(one.solution_value() for one in numbers) for numbers in hours.numbers]
        price_here = sum(one.solution_value() * points for one, points in hours.prices)
        plane = _highest(here, list(self._whole(keeper, hours)))
        if plane is None or plane[0] * here[0] + plane[1] * here[1] + plane[2] < price_here + WORTH:
            return None
        return plane

    def _cut(self, hours: "_Hours", plane: Plane) -> None:
        row = self.solver.Constraint(plane[2] - TOLERANCE, self.solver.infinity())
        for one, points in hours.prices:
            row.SetCoefficient(one, float(points))
        for slope, numbers in zip(plane, hours.numbers, strict=False):
            for one in numbers:
                row.SetCoefficient(one, -slope)

    def _whole(self, keeper: int, hours: "_Hours") -> Iterator[tuple[int, int, int]]:
        """Numbers of duties of both lengths that a keeper may have, and the price of their hours."""
        board = self.board
        fixed = len(board.fixed[keeper])
        days = {one.day for at, one in enumerate(board.periods) if board.free[keeper, at]}
        most = len(days) + fixed
        for short in range(most + 1):
            for long in range(most + 1 - short):
                minutes = short * hours.lengths[0] + long * hours.lengths[1]
                load = int(hours.measure.carried[keeper]) + minutes
                yield short, long, load_cost(hours.measure, keeper, load)


def _highest(at: Sequence[float], points: Sequence[tuple[int, int, int]]) -> Plane | None:
    """Of the planes (two slopes and a height) that are above none of the points, the highest at a place."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    plane = [solver.NumVar(-STEEP, STEEP, "") for _ in range(3)]
    for one, other, price in points:
        row = solver.Constraint(-solver.infinity(), float(price))
        for variable, factor in zip(plane, (one, other, 1), strict=True):
            row.SetCoefficient(variable, factor)
    solver.Objective().SetMaximization()
    for variable, here in zip(plane, (*at, 1.0), strict=True):
        solver.Objective().SetCoefficient(variable, here)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    slope, other_slope, height = (float(one.solution_value()) for one in plane)
    above = max(slope * one + other_slope * other + height - price for one, other, price in points)
    return slope, other_slope, height - max(0.0, above)


def _amount(measure: Measure, alike: Alike) -> int:
    amounts = {
        "nights": int(alike.night),
        "weekends": int(alike.weekend),
        "holidays": int(alike.holiday),
        "hours": alike.minutes,
    }
    return amounts[measure.name]
