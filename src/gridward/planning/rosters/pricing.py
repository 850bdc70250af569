"""What a laid out roster costs: the optimiser's own sum, beside the judge's, who counts from the words."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gridward.planning.rosters.board import Board, Measure
from gridward.planning.rosters.fairness import price, steps_away

Rosters = Sequence[Mapping[int, int]]


def cover_of(board: Board, placed: Rosters) -> NDArray[np.int64]:
    """How many are there in each piece."""
    found = np.zeros(len(board.pieces), dtype=np.int64)
    for lines in placed:
        for period, line in lines.items():
            found[board.pieces_at[line, period]] += 1
    return found


def cost_of(board: Board, placed: Rosters) -> int:
    """All points of a roster."""
    people = sum(keeper_cost(board, keeper, lines) for keeper, lines in enumerate(placed))
    return cover_cost(board, cover_of(board, placed)) + people


def cover_cost(board: Board, there: NDArray[np.int64]) -> int:
    """Points of shortage and surplus."""
    return sum(
        max(0, piece.need - int(count)) * piece.shortage
        + max(0, int(count) - piece.need) * piece.surplus
        for piece, count in zip(board.pieces, there, strict=True)
    )


def keeper_cost(board: Board, keeper: int, lines: Mapping[int, int]) -> int:
    """Points of one keeper: fairness, wishes, distance, changes."""
    periods = list(lines)
    found = sum(int(board.distance[keeper, line]) for line in lines.values())
    found += int(board.unwished[keeper, periods].sum()) if periods else 0
    found += sum(
        weight
        for weight, wanted in board.wanted[keeper]
        if not any(period in lines for period in wanted)
    )
    found += sum(load_cost(one, keeper, load_of(one, keeper, periods)) for one in board.measures)
    return found + _changes(board, keeper, lines)


def load_of(measure: Measure, keeper: int, periods: Sequence[int]) -> int:
    """What a keeper has of a measure in the end."""
    return (
        int(measure.carried[keeper] + measure.of_period[periods].sum())
        if periods
        else int(measure.carried[keeper])
    )


def load_cost(measure: Measure, keeper: int, load: int) -> int:
    """Points of a load away from its fair band."""
    low, high = int(measure.low[keeper]), int(measure.high[keeper])
    return measure.weight * price(steps_away(load, low, high, measure.step))


def _changes(board: Board, keeper: int, lines: Mapping[int, int]) -> int:
    if board.standing is None:
        return 0
    stood, now = set(board.standing[keeper].items()), set(lines.items())
    return board.problem.weights.change * len(stood ^ now)
