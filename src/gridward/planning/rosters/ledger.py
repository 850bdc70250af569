"""A roster in arrays: who is where, sums of every rule and loads of every measure, kept while duties come and go."""

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
Weights = NDArray[np.float32]
NOWHERE = -1
BEYOND = 2**23
"""No sum of a rule comes near to it, and floats of single precision are exact up to it."""


@dataclass
class _Group:
    """Keepers whose rows have the same terms: row by period (as floats, which multiply fast), keeper by row."""

    keepers: Numbers
    factors: Weights
    highs: Weights
    sums: Weights
    touching: list[Numbers]


@dataclass(frozen=True)
class Window:
    """Some periods, and of each group of rules the rows that they touch: which, how much, and whether by ones alone."""

    columns: Numbers
    rows: tuple[tuple[Numbers, Weights, Truths], ...]


class Ledger:
    """See the module. Only rules that more duties make worse are kept here; others are the exact model's."""

    def __init__(self, board: Board, placed: Sequence[Placed]) -> None:
        self.board = board
        people, periods = len(board.keepers), len(board.periods)
        self.at = np.full((people, periods), NOWHERE, dtype=np.int64)
        for keeper, mine in enumerate(placed):
            self.at[keeper, list(mine)] = list(mine.values())
        self.loads = [one.carried.copy() for one in board.measures]
        self.there = cover_of(board, placed)
        self.weekend_of = _weekend_numbers(board)
        weekends = int(self.weekend_of.max(initial=-1)) + 1
        self.weekends = np.zeros((people, weekends), dtype=np.int64)
        most = [board.problem.limits_of(one).weekends for one in board.keepers]
        self.most_weekends = np.array([weekends if one is None else one for one in most])
        self.groups = _groups(board)
        self.group_of = np.zeros((people, 2), dtype=np.int64)
        for number, group in enumerate(self.groups):
            self.group_of[group.keepers, 0] = number
            self.group_of[group.keepers, 1] = np.arange(len(group.keepers))
        everything = self.window(range(periods))
        self._count(np.arange(people), everything, (self.at != NOWHERE).astype(np.float32))

    @property
    def placed(self) -> list[Placed]:
        """The roster as it stands."""
        found: list[Placed] = [{} for _ in self.at]
        for keeper, period in zip(*(one.tolist() for one in np.nonzero(self.at >= 0)), strict=True):
            found[keeper][period] = int(self.at[keeper, period])
        return found

    def window(self, periods: Iterable[int]) -> Window:
        """Some periods, to be looked at and changed together."""
        columns = np.array(sorted(periods), dtype=np.int64)
        found: list[tuple[Numbers, Weights, Truths]] = []
        for group in self.groups:
            inside = group.factors[:, columns]
            rows = np.nonzero(inside.any(axis=1))[0]
            factors = inside[rows]
            ones: Truths = np.all(factors <= 1, axis=1)
            found.append((rows, factors, ones))
        return Window(columns, tuple(found))

    def cover(self, slots: Iterable[tuple[int, int]], sign: int) -> None:
        """Count slots (period, line) in or out of the pieces that they cover."""
        for period, line in slots:
            for piece in self.board.pieces_at[line, period]:
                self.there[piece] += sign

    def put(self, who: Numbers, window: Window, lines: Numbers) -> None:
        """Give keepers lines (keeper by period of the window) instead of what they had; cover is not counted here."""
        before = self.at[np.ix_(who, window.columns)]
        moved = np.nonzero((before != lines).any(axis=1))[0]
        who, before, lines = who[moved], before[moved], lines[moved]
        self.at[np.ix_(who, window.columns)] = lines
        more = (lines != NOWHERE).astype(np.float32) - (before != NOWHERE)
        self._count(who, window, more)

    def _count(self, who: Numbers, window: Window, more: Weights) -> None:
        for number, places, at in self._by_group(who):
            rows, factors, _ = window.rows[number]
            self.groups[number].sums[np.ix_(at, rows)] += more[places] @ factors.T
        for measure, load in zip(self.board.measures, self.loads, strict=True):
            amounts = measure.of_period[window.columns]
            if amounts.any():
                load[who] += (more @ amounts).astype(np.int64)
        for place, weekend in enumerate(self.weekend_of[window.columns].tolist()):
            if weekend >= 0:
                self.weekends[who, weekend] += more[:, place].astype(np.int64)

    def _by_group(self, who: Numbers) -> Iterator[tuple[int, Numbers, Numbers]]:
        """For each group of rules: which of some keepers are in it, and their places there."""
        of = self.group_of[who]
        if len(self.groups) == 1:
            yield 0, np.arange(len(who)), of[:, 1]
            return
        for number in np.unique(of[:, 0]):
            places = np.nonzero(of[:, 0] == number)[0]
            yield int(number), places, of[places, 1]

    def fits(self, period: int) -> Truths:
        """For each keeper whether one duty more is within every rule."""
        found = self.board.free[:, period].copy()
        for group in self.groups:
            rows = group.touching[period]
            after = group.sums[:, rows] + group.factors[rows, period]
            found[group.keepers] &= (after <= group.highs[:, rows]).all(axis=1)
        if (weekend := self.weekend_of[period]) >= 0:
            new = (self.weekends > 0).sum(axis=1) + (self.weekends[:, weekend] == 0)
            found &= new <= self.most_weekends
        return found

    def fits_many(self, who: Numbers, window: Window, held: Weights) -> Truths:
        """Whether keepers may have in a window what others of them have there, instead of what is theirs.

        `held` is keeper by period, of ones. The answer is keeper by the keeper whose duties they would be.
        """
        away = (~self.board.free[np.ix_(who, window.columns)]).astype(np.float32)
        refused = away @ held.T
        for number, places, at in self._by_group(who):
            rows, factors, ones = window.rows[number]
            group = self.groups[number]
            more = held @ factors.T
            room = (group.highs - group.sums)[np.ix_(at, rows)] + more[places]
            refused[places] += _too_much(more, room, ones)
        found: Truths = refused == 0
        return found & self._weekends_fit(who, window, held)

    def _weekends_fit(self, who: Numbers, window: Window, held: Weights) -> Truths:
        weekends, most = self.weekends[who], self.most_weekends[who]
        if not weekends.size or (most >= weekends.shape[1]).all():
            return np.ones((len(who), len(held)), dtype=bool)
        named = np.zeros((len(window.columns), weekends.shape[1]))
        inside = np.nonzero(self.weekend_of[window.columns] >= 0)[0]
        named[inside, self.weekend_of[window.columns[inside]]] = 1
        new = held @ named
        worked = ((weekends - new > 0)[:, None, :] | (new > 0)[None, :, :]).sum(axis=2)
        found: Truths = worked <= most[:, None]
        return found


def _too_much(more: Weights, room: Weights, ones: Truths) -> Weights:
    """Keeper by package: above 0 where a row has less room for the keeper than the package takes.

    Rows of ones are asked step by step (has it n or more? is there room for n?), which makes one product of all of
    them.
    """
    binding = more.max(axis=0, initial=0) > room.min(axis=0, initial=BEYOND)
    small = binding & ones
    steps = np.arange(1, int(more[:, small].max(initial=0)) + 1)
    takes = (more[:, small, None] >= steps).reshape(len(more), -1)
    lacks = (room[:, small, None] < steps).reshape(len(room), -1)
    asked = takes.any(axis=0) & lacks.any(axis=0)
    found: Weights = lacks[:, asked].astype(np.float32) @ takes[:, asked].astype(np.float32).T
    for row in np.nonzero(binding & ~ones)[0]:
        found += more[None, :, row] > room[:, None, row]
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
    return [_group(board, keepers, growing) for keepers in alike.values()]


def _group(board: Board, keepers: Sequence[int], growing: Sequence[Sequence[Row]]) -> _Group:
    rows = growing[keepers[0]]
    factors = np.zeros((len(rows), len(board.periods)), dtype=np.float32)
    for number, row in enumerate(rows):
        for period, factor in row.terms:
            factors[number, period] = factor
    highs = np.array(
        [[min(row.high, BEYOND) for row in growing[keeper]] for keeper in keepers],
        dtype=np.float32,
    ).reshape(len(keepers), len(rows))
    touching = [np.nonzero(factors[:, period])[0] for period in range(len(board.periods))]
    return _Group(np.array(keepers), factors, highs, np.zeros_like(highs), touching)


def _weekend_numbers(board: Board) -> Numbers:
    found = np.full(len(board.periods), -1, dtype=np.int64)
    for number, periods in enumerate(weekends_of(board.periods, board.problem.first)):
        found[periods] = number
    return found
