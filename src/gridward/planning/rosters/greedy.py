"""The first roster, as a careful clerk makes it: hour after hour, the scarcest post first, the best keeper at hand.

Best is who lives near, has no wish against it, and is furthest behind the fair share of what this duty counts for.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gridward.planning.rosters.board import Board, Piece, Placed
from gridward.planning.rosters.pricing import cover_of
from gridward.planning.rosters.watch import Watch

NEVER = 2**40


def first_roster(board: Board) -> list[Placed]:
    """A roster from nothing but the fixed duties; it keeps every rule except minimums."""
    return filled(board, board.fixed, frozenset(range(len(board.periods))))


def filled(board: Board, placed: Sequence[Placed], open_: frozenset[int]) -> list[Placed]:
    """A roster with its gaps filled as well as can be by duties more, in periods that are open."""
    filling = _Filling(board, Watch(board, placed), open_)
    scarce = board.able.sum(axis=0)
    order = sorted(
        range(len(board.pieces)),
        key=lambda one: (board.pieces[one].begin, scarce[board.pieces[one].line], one),
    )
    for number in order:
        while filling.there[number] < board.pieces[number].need and filling.fill(number):
            pass
    return filling.watch.placed


class _Filling:
    """One duty after another."""

    def __init__(self, board: Board, watch: Watch, open_: frozenset[int]) -> None:
        self.board, self.watch = board, watch
        self.there = cover_of(board, watch.placed)
        self.loads = [one.carried.astype(float) for one in board.measures]
        for keeper, lines in enumerate(watch.placed):
            for measure, load in zip(board.measures, self.loads, strict=True):
                load[keeper] += measure.of_period[list(lines)].sum() if lines else 0
        self.regular = [open_.intersection(periods) for periods in board.regular]

    def fill(self, number: int) -> bool:
        """Give the best duty that covers a piece to the best keeper; False when there is none."""
        if not self.board.keepers:
            return False
        piece = self.board.pieces[number]
        best: tuple[float, int, int] | None = None
        for period in self._useful(piece):
            costs = self._costs(period, piece.line) - self._gain(period, piece.line)
            keeper = int(costs.argmin())
            if costs[keeper] < NEVER / 2 and (best is None or costs[keeper] < best[0]):
                best = float(costs[keeper]), keeper, period
        if best is None:
            return False
        self._give(best[1], best[2], piece.line)
        return True

    def _useful(self, piece: Piece) -> Sequence[int]:
        return [
            period
            for period in piece.periods
            if period in self.regular[piece.line] and self._gain(period, piece.line) > 0
        ]

    def _gain(self, period: int, line: int) -> float:
        """Points of shortage that it takes away, less those of surplus that it makes."""
        found = 0.0
        for number in self.board.pieces_at[line, period]:
            piece = self.board.pieces[number]
            found += piece.shortage if self.there[number] < piece.need else -piece.surplus
        return found

    def _costs(self, period: int, line: int) -> NDArray[np.float64]:
        board = self.board
        costs = self.board.distance[:, line] + board.unwished[:, period] + self._pressure(period)
        shut = ~(self.watch.open[:, period] & board.able[:, line])
        costs[shut] = NEVER
        return costs

    def _pressure(self, period: int) -> NDArray[np.float64]:
        """How far ahead of their fair share of the time gone by everybody would be."""
        gone = (self.board.periods[period].day + 1) / max(1, self.board.problem.days)
        found = np.zeros(len(self.board.keepers))
        for measure, load in zip(self.board.measures, self.loads, strict=True):
            amount = int(measure.of_period[period])
            if amount:
                fair = measure.carried + gone * (measure.low - measure.carried)
                found += measure.weight * (load + amount / 2 - fair) / measure.step
        return found

    def _give(self, keeper: int, period: int, line: int) -> None:
        self.watch.add(keeper, period, line)
        self.there[self.board.pieces_at[line, period]] += 1
        for measure, load in zip(self.board.measures, self.loads, strict=True):
            load[keeper] += measure.of_period[period]
