"""How many duties the weeks of a keeper have room for, and of which days a wish makes them dearer: for the bound alone.

A week is told by its kinds of day (weekday, weekend, holiday), because fair shares ask for these. Rules of a person
that speak of a whole week, such as its hours or the longest run, say how many duties it holds at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridward.planning.rosters.board import Board
from gridward.planning.rosters.rows import NO_LIMIT, Row


class Sort(NamedTuple):
    """What a day is."""

    weekend: bool
    holiday: bool


@dataclass(frozen=True)
class Week:
    """So many duties at most; for each kind of day the points of a wish that each duty of it goes against at least."""

    most: int
    days: Mapping[Sort, tuple[int, ...]]


def weeks_of(
    board: Board, keeper: int, periods: Iterable[int], least: Mapping[Sort, int]
) -> Iterator[Week]:
    """The weeks of a keeper who may be on duty in these periods.

    `least` points are counted for every duty of a kind of day elsewhere, and are left out here.
    """
    for days in _days_of_weeks(board, periods):
        found: dict[Sort, list[int]] = defaultdict(list)
        for inside in days:
            sort = _sort(board, inside[0])
            dearer = int(min(board.unwished[keeper, inside])) - least[sort]
            found[sort] += [max(0, dearer)] * _room(board, keeper, inside)
        most = _most(board.rows[keeper], [period for inside in days for period in inside])
        yield Week(most, {sort: tuple(points) for sort, points in found.items()})


def _days_of_weeks(board: Board, periods: Iterable[int]) -> Iterable[list[list[int]]]:
    """Periods by day, the days by the week from Monday on."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for period in periods:
        by_day[board.periods[period].day].append(period)
    weeks: dict[int, list[list[int]]] = defaultdict(list)
    for day, inside in by_day.items():
        weeks[(day + board.problem.first.weekday()) // 7].append(inside)
    return weeks.values()


def _room(board: Board, keeper: int, inside: Sequence[int]) -> int:
    """Duties of a day: one, or as many as are fixed."""
    return max(1, sum(period in board.fixed[keeper] for period in inside))


def _sort(board: Board, period: int) -> Sort:
    """The kind of day on which a period begins."""
    return Sort(board.periods[period].weekend, board.periods[period].holiday)


def _most(rows: Sequence[Row], periods: Sequence[int]) -> int:
    """How many of some periods the rules allow that speak of all of them."""
    found = NO_LIMIT
    for row in rows:
        if row.grows and len(row.terms) >= len(periods):
            factors = dict(row.terms)
            if all(period in factors for period in periods):
                found = min(found, row.high // min(factors[period] for period in periods))
    return found
