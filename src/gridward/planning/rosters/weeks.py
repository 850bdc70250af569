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
    fixed = board.fixed[keeper]
    by_day: dict[int, list[int]] = defaultdict(list)
    for period in periods:
        by_day[board.periods[period].day].append(period)
    weeks: dict[int, list[list[int]]] = defaultdict(list)
    for day, inside in by_day.items():
        weeks[(day + board.problem.first.weekday()) // 7].append(inside)
    for days in weeks.values():
        found: dict[Sort, list[int]] = defaultdict(list)
        for inside in days:
            sort = sort_of(board, inside[0])
            dearer = int(min(board.unwished[keeper, inside])) - least[sort]
            room = max(1, sum(period in fixed for period in inside))
            found[sort] += [max(0, dearer)] * room
        most = _most(board.rows[keeper], [period for inside in days for period in inside])
        yield Week(most, {sort: tuple(sorted(points)) for sort, points in found.items()})


def sort_of(board: Board, period: int) -> Sort:
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
