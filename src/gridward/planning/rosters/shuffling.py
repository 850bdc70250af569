"""Making a large roster better by giving whole parts of it out anew: matchings, which are solved exactly in no time.

Two kinds of part, again and again, at first with some noise on the costs:

- *a day*: all its duties. Since nobody has two of a day, what a duty would cost a keeper (distance, wishes, the step
  away from the fair share) does not depend on what the others get, so a flow of least cost fills the day as well as
  can be while all other days stand.
- *a part of the time*: what each keeper has in some periods is a package, and the packages are matched to keepers
  anew. That evens out what one day alone cannot, such as nights that come in rows.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import linear_sum_assignment, min_cost_flow

from gridward.planning.rosters.board import Board, Placed
from gridward.planning.rosters.ledger import (
    NOWHERE,
    Ledger,
    Numbers,
    Truths,
    Weights,
    Window,
    load_costs,
)
from gridward.planning.rosters.pricing import cost_of

Slot = tuple[int, int]
FINE = 100
"""Costs of matchings are in hundredths of a point, for the noise."""
COLD = 0.9
"""From this part of the effort on there is no noise any more."""
LONGEST_STRETCH = 6
OF_BURDENED, NEARER = 0.5, 3
"""How often packages are exchanged around somebody with a burden; by how much others with one are nearer."""
TOGETHER, EXCHANGES = 100, 6
"""Among how many keepers packages are exchanged at once; how often for each day that is filled anew."""
APART, MOST_APART, OF_A_KIND = 0.35, 4, 0.25
"""How often a part is of days apart, of so many at most; how often of one kind of period."""


class Shuffling:
    """A roster on its way down."""

    def __init__(self, board: Board, placed: Sequence[Placed], seed: int) -> None:
        self.board = board
        self.ledger = Ledger(board, placed)
        self.order = Random(seed)  # noqa: S311 -- a search, not a secret
        self.chance = np.random.default_rng(seed)
        self.best = [dict(one) for one in placed]
        self.cost = cost_of(board, placed)
        self.rounds = 0
        self._of_day = _of_day(board)
        self._days = [self.ledger.window(periods) for periods in self._of_day]
        self._lines_of = _lines_of(board)
        self._far = _far(board)
        self._peers = _peers(board)
        self._fixed = _lines_at(board, board.fixed) != NOWHERE
        self._stood = None if board.standing is None else _lines_at(board, board.standing)
        self._wanting = [keeper for keeper, wishes in enumerate(board.wanted) if wishes]

    def run(self, heat: float, gone: Callable[[], float], goal: Callable[[], int]) -> None:
        """Round after round until `gone` (the part of the time or of the rounds) is 1 or the goal is reached."""
        while (past := gone()) < 1 and self.cost > goal():
            self.round(heat * max(0.0, 1 - past / COLD), lambda: gone() >= 1)

    def round(self, noise: float, stop: Callable[[], bool] = lambda: False) -> None:
        """Every day once, and exchanges after each, in an order of chance; costs vary by up to `noise` points."""
        days = list(range(self.board.problem.days))
        self.order.shuffle(days)
        for day in days:
            if stop():
                break
            self.refill(day, noise)
            for _ in range(EXCHANGES):
                self.exchange(self._neighbours(), self._part(), noise)
        self.rounds += 1
        placed = self.ledger.placed
        cost = cost_of(self.board, placed)
        if cost < self.cost:
            self.cost, self.best = cost, placed

    # -- a day -----------------------------------------------------------------------------------

    def empty(self, day: int) -> list[Slot]:
        """Take all duties of a day away that are not fixed, and say which there were."""
        window, ledger = self._days[day], self.ledger
        had = ledger.at[:, window.columns]
        stays = np.where(self._fixed[:, window.columns], had, NOWHERE)
        open_ = zip(*np.nonzero(had != stays), strict=True)
        slots = [(int(window.columns[at]), int(had[who, at])) for who, at in open_]
        ledger.put(np.arange(len(ledger.at)), window, stays)
        ledger.cover(slots, -1)
        return slots

    def refill(self, day: int, noise: float = 0.0) -> None:
        """Take all duties of a day away and give them anew."""
        missing = self._missing(day)
        wanted = [*self.empty(day), *missing]
        if wanted:
            given = self._matched(wanted, noise)
            window, ledger = self._days[day], self.ledger
            lines = ledger.at[:, window.columns]
            places = np.searchsorted(window.columns, [period for _, (period, _) in given])
            lines[[who for who, _ in given], places] = [line for _, (_, line) in given]
            ledger.put(np.arange(len(lines)), window, lines)
            ledger.cover([slot for _, slot in given], 1)

    def _missing(self, day: int) -> list[Slot]:
        """Slots that would fill what the day lacks beside those it has."""
        board, there = self.board, self.ledger.there.copy()
        found: list[Slot] = []
        for period in self._of_day[day]:
            for line in self._lines_of[period]:
                while self._gain(there, period, line) > 0:
                    found.append((period, line))
                    there[board.pieces_at[line, period]] += 1
        return found

    def _gain(self, there: Numbers, period: int, line: int) -> int:
        pieces = self.board.pieces
        return sum(
            pieces[one].shortage if there[one] < pieces[one].need else -pieces[one].surplus
            for one in self.board.pieces_at[line, period]
        )

    def _matched(self, slots: Sequence[Slot], noise: float) -> list[tuple[int, Slot]]:
        kinds = sorted(Counter(slots).items())
        arcs: list[tuple[Numbers, Numbers, Numbers]] = []
        for period in sorted({period for period, _ in slots}):
            numbers = np.array([at for at, ((one, _), _) in enumerate(kinds) if one == period])
            lines = np.array([kinds[at][0][1] for at in numbers])
            may = self.ledger.fits(period)[:, None] & self.board.able[:, lines]
            who, which = np.nonzero(may)
            costs = self._period_costs(period)[:, None] + self.board.distance[:, lines]
            costs = costs + self._changed(period, lines)
            given = costs[who, which] + self.chance.random(len(who)) * noise
            arcs.append((who, numbers[which], (given * FINE).astype(np.int64)))
        return self._flow(kinds, *(np.concatenate(one) for one in zip(*arcs, strict=True)))

    def _flow(
        self, kinds: Sequence[tuple[Slot, int]], tails: Numbers, heads: Numbers, costs: Numbers
    ) -> list[tuple[int, Slot]]:
        people = len(self.ledger.at)
        source, sink = people + len(kinds), people + len(kinds) + 1
        flow = min_cost_flow.SimpleMinCostFlow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            tails, heads + people, np.ones_like(tails), costs
        )
        who = np.unique(tails)
        flow.add_arcs_with_capacity_and_unit_cost(
            np.full(len(who), source), who, np.ones_like(who), np.zeros_like(who)
        )
        for number, (slot, count) in enumerate(kinds):
            flow.add_arc_with_capacity_and_unit_cost(people + number, sink, count, 0)
            empty = max(0, self._gain(self.ledger.there, *slot)) * FINE
            flow.add_arc_with_capacity_and_unit_cost(source, people + number, count, empty)
        total = sum(count for _, count in kinds)
        flow.set_node_supply(source, total)
        flow.set_node_supply(sink, -total)
        if flow.solve() != flow.OPTIMAL:
            raise RuntimeError("a day that may stay empty could not be filled")
        used = np.nonzero(flow.flows(arcs))[0]
        return [(int(tails[one]), kinds[int(heads[one])][0]) for one in used]

    def _period_costs(self, period: int) -> Numbers:
        """For each keeper the points of a duty more in this period, wherever it is."""
        board, ledger = self.board, self.ledger
        found = board.unwished[:, period].copy()
        for measure, load in zip(board.measures, ledger.loads, strict=True):
            if amount := int(measure.of_period[period]):
                found += load_costs(measure, load + amount) - load_costs(measure, load)
        for keeper in self._wanting:
            for weight, wanted in board.wanted[keeper]:
                if period in wanted and (ledger.at[keeper, list(wanted)] == NOWHERE).all():
                    found[keeper] -= weight
        return found

    def _changed(self, period: int, lines: Numbers) -> Numbers:
        """Keeper by line: points of a duty that did not stand, or less of one that did."""
        if self._stood is None:
            return np.zeros((1, len(lines)), dtype=np.int64)
        weight = self.board.problem.weights.change
        return np.where(self._stood[:, period, None] == lines, -weight, weight)

    # -- a part of the time ------------------------------------------------------------------------

    def _part(self) -> Window:
        """The periods of some days one after the other, of some days apart, or of one pattern or kind in some weeks."""
        days, chance = self.board.problem.days, self.order.random()
        if chance < APART:
            apart = self.order.sample(range(days), min(days, self.order.randint(2, MOST_APART)))
            return self.ledger.window(period for day in apart for period in self._of_day[day])
        length = self.order.randint(2, LONGEST_STRETCH)
        if chance < APART + OF_A_KIND:
            kinds = {(one.pattern, one.weekend) for one in self.board.periods}
            kind = self.order.choice(sorted(kinds))
            length *= 2
        else:
            kind = None
        first = self.order.randint(1 - length, days - 1)
        return self.ledger.window(
            period
            for day in range(max(0, first), min(days, first + length))
            for period in self._of_day[day]
            if kind
            in (None, (self.board.periods[period].pattern, self.board.periods[period].weekend))
        )

    def _neighbours(self) -> Numbers:
        """Keepers who live near to one of chance; packages seldom go further.

        Half of the time the one is somebody who has more, or less, than is fair, or what was not wished: then whoever
        has the same skill is as near as can be, and others who have such burdens are nearer than they live.
        """
        burdened = np.nonzero(self._burdens())[0]
        if len(burdened) and self.order.random() < OF_BURDENED:
            seed = self.order.choice(burdened.tolist())
            far = np.where(self._peers[seed], 0.0, self._far[seed])
            far[burdened] /= NEARER
        else:
            far = self._far[self.order.randrange(len(self.board.keepers))]
        return np.argsort(far + self.chance.random(len(far)), kind="stable")[:TOGETHER]

    def _burdens(self) -> Numbers:
        """For each keeper the points of unfairness and of duties against wishes."""
        found: Numbers = (self.board.unwished * (self.ledger.at != NOWHERE)).sum(axis=1)
        for measure, load in zip(self.board.measures, self.ledger.loads, strict=True):
            found += load_costs(measure, load)
        return found

    def exchange(self, who: Numbers, window: Window, noise: float = 0.0) -> None:
        """Match what some keepers have in some periods to these keepers anew."""
        who = who[~self._fixed[np.ix_(who, window.columns)].any(axis=1)]
        lines = self.ledger.at[np.ix_(who, window.columns)]
        held = (lines != NOWHERE).astype(np.float32)
        if len(who) > 1 and held.any():
            costs = self._package_costs(who, window, lines, held).astype(float)
            costs += self.chance.random(costs.shape) * noise
            count = _counted(lines, len(self.board.lines))
            able = (~self.board.able[who]).astype(np.float32) @ count.T == 0
            fits = self.ledger.fits_many(who, window, held) & able
            self.ledger.put(who, window, lines[_assigned((costs * FINE).astype(np.int64), fits)])

    def _package_costs(
        self, who: Numbers, window: Window, lines: Numbers, held: Weights
    ) -> Numbers:
        """For keepers by packages: points, but for what all packages cost a keeper alike."""
        board = self.board
        count = _counted(lines, len(board.lines))
        wishes = board.unwished[np.ix_(who, window.columns)].astype(np.float32)
        costs = board.distance[who].astype(np.float32) @ count.T + wishes @ held.T
        costs = costs.astype(np.int64)
        for measure, load in zip(board.measures, self.ledger.loads, strict=True):
            mine = (held @ measure.of_period[window.columns]).astype(np.int64)
            amounts, which = np.unique(mine, return_inverse=True)
            if len(amounts) > 1:
                loads = (load[who] - mine)[:, None] + amounts[None, :]
                costs += load_costs(measure, loads, who)[:, which]
        self._wishes_met(costs, who, window, held)
        self._changes_of(costs, who, window, lines)
        return costs

    def _wishes_met(self, costs: Numbers, who: Numbers, window: Window, held: Weights) -> None:
        if not self._wanting:
            return
        for place, keeper in enumerate(who.tolist()):
            for weight, wanted in self.board.wanted[keeper]:
                inside = np.isin(window.columns, wanted)
                outside = np.setdiff1d(wanted, window.columns)
                if (self.ledger.at[keeper, outside] == NOWHERE).all():
                    costs[place] -= weight * held[:, inside].any(axis=1)

    def _changes_of(self, costs: Numbers, who: Numbers, window: Window, lines: Numbers) -> None:
        if self._stood is None:
            return
        weight = self.board.problem.weights.change
        stood = self._stood[np.ix_(who, window.columns)]
        for mine, given in zip(stood.T, lines.T, strict=True):
            same = (mine[:, None] == given[None, :]) & (given != NOWHERE)
            costs += weight * ((given != NOWHERE) - 2 * same)


def _assigned(costs: Numbers, fits: Truths) -> Numbers:
    """For each keeper the package of the cheapest matching; the one in which all keep their own is among them."""
    rows, columns = np.nonzero(fits)
    matching = linear_sum_assignment.SimpleLinearSumAssignment()
    matching.add_arcs_with_cost(rows, columns, costs[rows, columns])
    if matching.solve() != matching.OPTIMAL:
        raise RuntimeError("packages that fitted before fit nobody")
    return np.array([matching.right_mate(place) for place in range(len(costs))])


def _counted(lines: Numbers, many: int) -> Weights:
    """Keeper by line: how many duties."""
    who, at = np.nonzero(lines != NOWHERE)
    flat = np.bincount(who * many + lines[who, at], minlength=len(lines) * many)
    return flat.reshape(len(lines), many).astype(np.float32)


def _of_day(board: Board) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(board.problem.days)]
    for place, one in enumerate(board.periods):
        if 0 <= one.day < board.problem.days:
            found[one.day].append(place)
    return found


def _lines_of(board: Board) -> list[list[int]]:
    """For each period the lines that are kept in it."""
    found: list[list[int]] = [[] for _ in board.periods]
    for line, periods in enumerate(board.regular):
        for period in periods:
            found[period].append(line)
    return found


def _far(board: Board) -> NDArray[np.float64]:
    """Keeper by keeper: how differently they live, seen from all lines."""
    homes = board.distance.astype(float)
    return np.array([np.abs(homes - one).sum(axis=1) for one in homes])


def _peers(board: Board) -> Truths:
    """Keeper by keeper: whether both have a skill that some line asks for."""
    asked = [number for number, line in enumerate(board.lines) if line.skill is not None]
    having = board.able[:, asked].astype(np.float32)
    found: Truths = having @ having.T > 0
    return found


def _lines_at(board: Board, placed: Sequence[Placed]) -> Numbers:
    """Keeper by period: the line."""
    found = np.full((len(board.keepers), len(board.periods)), NOWHERE, dtype=np.int64)
    for keeper, mine in enumerate(placed):
        found[keeper, list(mine)] = list(mine.values())
    return found
