"""A roster in arrays: sums of every rule and loads of every measure, kept while duties come and go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridward.planning.rosters.board import Board, Measure, Placed
from gridward.planning.rosters.fairness import STEPS
from gridward.planning.rosters.pricing import cover_of
from gridward.planning.rosters.rows import Row, weekends_of

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass
class _Group:
    """Keepers whose rows have the same terms: row by period (as floats, which multiply fast), keeper by row."""

    keepers: Numbers
    factors: NDArray[np.float64]
    highs: Numbers
    sums: Numbers
    touching: list[Numbers]
    columns: Numbers


class Ledger:
    """See the module. Only rules that more duties make worse are kept here; others are the exact model's."""

    def __init__(self, board: Board, placed: Sequence[Placed]) -> None:
        self.board = board
        self.placed = [dict(one) for one in placed]
        self.loads = [one.carried.copy() for one in board.measures]
        self.there = np.zeros(len(board.pieces), dtype=np.int64)
        self.weekend_of = _weekend_numbers(board)
        weekends = int(self.weekend_of.max(initial=-1)) + 1
        self.weekends = np.zeros((len(board.keepers), weekends), dtype=np.int64)
        most = [board.problem.limits_of(one).weekends for one in board.keepers]
        self.most_weekends = np.array([weekends if one is None else one for one in most])
        self.groups = _groups(board)
        self.group_of = np.zeros((len(board.keepers), 2), dtype=np.int64)
        for number, group in enumerate(self.groups):
            for place, keeper in enumerate(group.keepers):
                self.group_of[keeper] = number, place
        self._count_many(range(len(self.placed)), self.placed, 1)
        self.there = cover_of(board, self.placed)

    def cover(self, slots: Iterable[tuple[int, int]], sign: int) -> None:
        """Count slots (period, line) in or out of the pieces that they cover."""
        for period, line in slots:
            for piece in self.board.pieces_at[line, period]:
                self.there[piece] += sign

    def take_out(self, keepers: Sequence[int], held: Sequence[Placed]) -> None:
        """Duties that some keepers hold less; how pieces are covered is not counted here."""
        for keeper, lines in zip(keepers, held, strict=True):
            for period in lines:
                del self.placed[keeper][period]
        self._count_many(keepers, held, -1)

    def put_back(self, keepers: Sequence[int], held: Sequence[Placed]) -> None:
        """Duties that some keepers hold more, each keeper named once."""
        for keeper, lines in zip(keepers, held, strict=True):
            self.placed[keeper].update(lines)
        self._count_many(keepers, held, 1)

    def _count_many(self, keepers: Sequence[int], held: Sequence[Placed], sign: int) -> None:
        who = np.array(keepers, dtype=np.int64)
        periods = np.zeros((len(who), len(self.board.periods)))
        for place, lines in enumerate(held):
            periods[place, list(lines)] = sign
        touched = np.nonzero(periods.any(axis=0))[0]
        periods = periods[:, touched]
        for number, places, rows in self._by_group(who):
            group = self.groups[number]
            more = periods[places] @ group.factors[:, touched].T
            group.sums[rows] += more.astype(np.int64)
        for measure, load in zip(self.board.measures, self.loads, strict=True):
            load[who] += (periods @ measure.of_period[touched]).astype(np.int64)
        weekends = self.weekend_of[touched]
        for column in np.nonzero(weekends >= 0)[0]:
            self.weekends[who, weekends[column]] += periods[:, column].astype(np.int64)

    def _by_group(self, who: Numbers) -> Iterator[tuple[int, Numbers, Numbers]]:
        """For each group of rules: which of some keepers are in it, and their places there."""
        of = self.group_of[who]
        for number in np.unique(of[:, 0]):
            places = np.nonzero(of[:, 0] == number)[0]
            yield int(number), places, of[places, 1]

    def fits(self, period: int) -> Truths:
        """For each keeper whether one duty more is within every rule."""
        found = self.board.free[:, period].copy()
        for group in self.groups:
            rows = group.touching[period]
            after = group.sums[:, rows] + group.columns[period][rows]
            found[group.keepers] &= (after <= group.highs[:, rows]).all(axis=1)
        if (weekend := self.weekend_of[period]) >= 0:
            new = (self.weekends > 0).sum(axis=1) + (self.weekends[:, weekend] == 0)
            found &= new <= self.most_weekends
        return found

    def fits_many(self, who: Numbers, packages: Numbers) -> Truths:
        """For some keepers by packages (package by period, of ones) whether all of one are within every rule."""
        touched = np.nonzero(packages.any(axis=0))[0]
        inside = packages[:, touched].astype(float)
        away = (~self.board.free[np.ix_(who, touched)]).astype(float)
        found: Truths = away @ inside.T == 0
        for number, places, at in self._by_group(who):
            group = self.groups[number]
            factors = group.factors[:, touched]
            rows = np.nonzero(factors.any(axis=1))[0]
            more = (inside @ factors[rows].T).astype(np.int32)
            room = (group.highs[np.ix_(at, rows)] - group.sums[np.ix_(at, rows)]).astype(np.int32)
            fits = np.ones((len(places), len(packages)), dtype=bool)
            for place in range(len(rows)):
                fits &= more[None, :, place] <= room[:, None, place]
            found[places] &= fits
        return found & self._weekends_fit(who, packages)

    def _weekends_fit(self, who: Numbers, packages: Numbers) -> Truths:
        weekends, most = self.weekends[who], self.most_weekends[who]
        if not weekends.size or (most >= weekends.shape[1]).all():
            return np.ones((len(who), len(packages)), dtype=bool)
        inside = self.weekend_of >= 0
        named = np.zeros((len(self.weekend_of), weekends.shape[1]), dtype=np.int64)
        named[np.nonzero(inside)[0], self.weekend_of[inside]] = 1
        new = packages @ named > 0
        worked = ((weekends > 0)[:, None, :] | new[None, :, :]).sum(axis=2)
        found: Truths = worked <= most[:, None]
        return found


def load_costs(measure: Measure, loads: Numbers, who: Numbers | None = None) -> Numbers:
    """Points of loads (keepers first: all, or some) away from the fair bands."""
    shape = (-1,) + (1,) * (loads.ndim - 1)
    low = (measure.low if who is None else measure.low[who]).reshape(shape)
    high = (measure.high if who is None else measure.high[who]).reshape(shape)
    away = np.maximum(loads - high, low - loads)
    steps = np.maximum(0, -(-away // measure.step))
    whole = np.minimum(steps, STEPS)
    found: Numbers = measure.weight * (whole * (whole + 1) // 2 + (steps - whole) * STEPS)
    return found


def _groups(board: Board) -> list[_Group]:
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    growing: list[list[Row]] = [[row for row in rows if row.grows] for rows in board.rows]
    for keeper, rows in enumerate(growing):
        alike[tuple(row.terms for row in rows)].append(keeper)
    found = []
    for keepers in alike.values():
        rows = growing[keepers[0]]
        factors = np.zeros((len(rows), len(board.periods)))
        for number, row in enumerate(rows):
            for period, factor in row.terms:
                factors[number, period] = factor
        highs = np.array(
            [[row.high for row in growing[keeper]] for keeper in keepers], dtype=np.int64
        ).reshape(len(keepers), len(rows))
        touching = [np.nonzero(factors[:, period])[0] for period in range(len(board.periods))]
        found.append(
            _Group(
                np.array(keepers),
                factors,
                highs,
                np.zeros_like(highs),
                touching,
                factors.T.astype(np.int64),
            )
        )
    return found


def _weekend_numbers(board: Board) -> Numbers:
    found = np.full(len(board.periods), -1, dtype=np.int64)
    for number, periods in enumerate(weekends_of(board.periods, board.problem.first)):
        found[periods] = number
    return found
