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
from ortools.graph.python import linear_sum_assignment, min_cost_flow

from gridward.planning.rosters.board import Board, Placed
from gridward.planning.rosters.ledger import Ledger, Numbers, Truths, load_costs
from gridward.planning.rosters.pricing import cost_of

Slot = tuple[int, int]
FINE = 100
"""Costs of matchings are in hundredths of a point, for the noise."""
COLD = 0.9
"""From this part of the effort on there is no noise any more."""
LONGEST_STRETCH = 6
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
        self._day_periods = [frozenset(periods) for periods in self._of_day]
        self._homes = board.distance.astype(float)

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
        cost = cost_of(self.board, self.ledger.placed)
        if cost < self.cost:
            self.cost, self.best = cost, [dict(one) for one in self.ledger.placed]

    # -- a day -----------------------------------------------------------------------------------

    def refill(self, day: int, noise: float = 0.0) -> None:
        """Take all duties of a day away and give them anew."""
        before = self._held_on(day)
        self.ledger.take_out(list(before), list(before.values()))
        slots = [slot for held in before.values() for slot in held.items()]
        self.ledger.cover(slots, -1)
        wanted = [*slots, *self._missing(day, slots)]
        if wanted:
            given = self._matched(wanted, noise)
            self.ledger.put_back([who for who, _ in given], [dict([slot]) for _, slot in given])
            self.ledger.cover([slot for _, slot in given], 1)

    def _held_on(self, day: int) -> dict[int, Placed]:
        """By keeper the duty of a day, if it is not fixed."""
        found: dict[int, Placed] = {}
        for keeper, mine in enumerate(self.ledger.placed):
            for period in mine.keys() & self._day_periods[day]:
                if period not in self.board.fixed[keeper]:
                    found.setdefault(keeper, {})[period] = mine[period]
        return found

    def _missing(self, day: int, slots: Sequence[Slot]) -> list[Slot]:
        """Slots that would fill what the day lacks beside those it had."""
        there = self.ledger.there.copy()
        for period, line in slots:
            there[self.board.pieces_at[line, period]] += 1
        found: list[Slot] = []
        for line, periods in enumerate(self.board.regular):
            for period in periods:
                if self.board.periods[period].day != day:
                    continue
                while self._gain(there, period, line) > 0:
                    found.append((period, line))
                    there[self.board.pieces_at[line, period]] += 1
        return found

    def _gain(self, there: Numbers, period: int, line: int) -> int:
        pieces = self.board.pieces
        return sum(
            pieces[one].shortage if there[one] < pieces[one].need else -pieces[one].surplus
            for one in self.board.pieces_at[line, period]
        )

    def _matched(self, slots: Sequence[Slot], noise: float) -> list[tuple[int, Slot]]:
        kinds = sorted(Counter(slots).items())
        periods = {period for (period, _), _ in kinds}
        of_period = {period: self._period_costs(period) for period in periods}
        may = {period: self.ledger.fits(period) for period in periods}
        arcs: list[tuple[Numbers, Numbers, Numbers]] = []
        for number, ((period, line), _) in enumerate(kinds):
            able = np.nonzero(may[period] & self.board.able[:, line])[0]
            cost = of_period[period][able] + self.board.distance[able, line]
            cost = cost + self._changed(able, period, line) + self.chance.random(len(able)) * noise
            arcs.append((able, np.full(len(able), number), (cost * FINE).astype(np.int64)))
        return self._flow(kinds, *(np.concatenate(one) for one in zip(*arcs, strict=True)))

    def _flow(
        self, kinds: Sequence[tuple[Slot, int]], tails: Numbers, heads: Numbers, costs: Numbers
    ) -> list[tuple[int, Slot]]:
        people = len(self.ledger.placed)
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
        for keeper, wishes in enumerate(board.wanted):
            mine = ledger.placed[keeper]
            for weight, wanted in wishes:
                if period in wanted and not any(one in mine for one in wanted):
                    found[keeper] -= weight
        return found

    def _changed(self, keepers: Numbers, period: int, line: int) -> Numbers:
        standing, weight = self.board.standing, self.board.problem.weights.change
        if standing is None:
            return np.zeros(len(keepers), dtype=np.int64)
        stood = [standing[keeper].get(period) == line for keeper in keepers.tolist()]
        return np.where(stood, -weight, weight)

    # -- a part of the time ------------------------------------------------------------------------

    def _part(self) -> set[int]:
        """The periods of some days one after the other, of some days apart, or of one pattern or kind in some weeks."""
        days, chance = self.board.problem.days, self.order.random()
        if chance < APART:
            apart = self.order.sample(range(days), min(days, self.order.randint(2, MOST_APART)))
            return {period for day in apart for period in self._of_day[day]}
        length = self.order.randint(2, LONGEST_STRETCH)
        if chance < APART + OF_A_KIND:
            kinds = {(one.pattern, one.weekend) for one in self.board.periods}
            kind = self.order.choice(sorted(kinds))
            length *= 2
        else:
            kind = None
        first = self.order.randint(1 - length, days - 1)
        return {
            period
            for day in range(max(0, first), min(days, first + length))
            for period in self._of_day[day]
            if kind
            in (None, (self.board.periods[period].pattern, self.board.periods[period].weekend))
        }

    def _neighbours(self) -> Numbers:
        """Keepers who live near to one of chance; packages seldom go further."""
        seed = self.order.randrange(len(self.board.keepers))
        far = np.abs(self._homes - self._homes[seed]).sum(axis=1)
        return np.argsort(far + self.chance.random(len(far)), kind="stable")[:TOGETHER]

    def exchange(self, who: Numbers, inside: set[int], noise: float = 0.0) -> None:
        """Match what some keepers have in some periods to these keepers anew."""
        keepers: list[int] = []
        packages: list[Placed] = []
        for keeper in who.tolist():
            mine = self.ledger.placed[keeper]
            held = {period: mine[period] for period in mine.keys() & inside}
            if not any(period in self.board.fixed[keeper] for period in held):
                keepers.append(keeper)
                packages.append(held)
        if len(keepers) > 1 and any(packages):
            self.ledger.take_out(keepers, packages)
            self.ledger.put_back(keepers, self._dealt(np.array(keepers), packages, noise))

    def _dealt(self, who: Numbers, packages: Sequence[Placed], noise: float) -> list[Placed]:
        """For each of the packages' keepers, in their order, the package that is the keeper's now."""
        costs, fits = self._package_costs(who, packages)
        costs = ((costs + self.chance.random(costs.shape) * noise) * FINE).astype(np.int64)
        rows, columns = np.nonzero(fits)
        matching = linear_sum_assignment.SimpleLinearSumAssignment()
        matching.add_arcs_with_cost(rows, columns, costs[rows, columns])
        if matching.solve() != matching.OPTIMAL:
            raise RuntimeError("packages that fitted before fit nobody")
        return [packages[matching.right_mate(place)] for place in range(len(packages))]

    def _package_costs(self, who: Numbers, packages: Sequence[Placed]) -> tuple[Numbers, Truths]:
        """For keepers by packages: points, and whether the keeper may have it."""
        board, ledger = self.board, self.ledger
        periods = np.zeros((len(packages), len(board.periods)), dtype=np.int64)
        lines = np.zeros((len(packages), len(board.lines)))
        for number, held in enumerate(packages):
            periods[number, list(held)] = 1
            for line in held.values():
                lines[number, line] += 1
        touched = np.nonzero(periods.any(axis=0))[0]
        wishes = board.unwished[np.ix_(who, touched)].astype(float)
        costs = board.distance[who].astype(float) @ lines.T
        costs = (costs + wishes @ periods[:, touched].T.astype(float)).astype(np.int64)
        for measure, load in zip(board.measures, ledger.loads, strict=True):
            amounts = periods[:, touched] @ measure.of_period[touched]
            if amounts.any():
                costs += load_costs(measure, load[who][:, None] + amounts[None, :], who)
        self._wishes_met(costs, who, periods)
        self._changes_of(costs, who, packages)
        able: Truths = (~board.able[who]).astype(float) @ lines.T == 0
        return costs, ledger.fits_many(who, periods) & able

    def _wishes_met(self, costs: Numbers, who: Numbers, periods: Numbers) -> None:
        for place, keeper in enumerate(who.tolist()):
            mine = self.ledger.placed[keeper]
            for weight, wanted in self.board.wanted[keeper]:
                if not any(one in mine for one in wanted):
                    costs[place] -= weight * periods[:, list(wanted)].any(axis=1)

    def _changes_of(self, costs: Numbers, who: Numbers, packages: Sequence[Placed]) -> None:
        standing, weight = self.board.standing, self.board.problem.weights.change
        if standing is None:
            return
        for number, held in enumerate(packages):
            for place, keeper in enumerate(who.tolist()):
                stood = standing[keeper]
                kept = sum(stood.get(period) == line for period, line in held.items())
                costs[place, number] += weight * (len(held) - 2 * kept)


def _of_day(board: Board) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(board.problem.days)]
    for place, one in enumerate(board.periods):
        if 0 <= one.day < board.problem.days:
            found[one.day].append(place)
    return found
