"""A roster that stood, after somebody fell out: as few changes as can be, from a moment on, all rules kept.

Only the days on which duties fell out are open, with one day more on either side, and of each keeper only the lines
that are the own, near to home, or lack somebody: for a street's roster a small exact model, solved in seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from gridward.planning.rosters.board import Board, Placed
from gridward.planning.rosters.days import MINUTE
from gridward.planning.rosters.greedy import filled
from gridward.planning.rosters.judging import check
from gridward.planning.rosters.model import Choices, Model, Search
from gridward.planning.rosters.pricing import cost_of, cover_of
from gridward.planning.rosters.solving import told
from gridward.planning.rosters.terms import Duty, Effort, Keeper, Roster, RosterProblem, Span

BESIDE = 1
"""Days before and after those that fell out, in which duties may move too."""
NEAREST = 1
"""So many lines near to home are open to each keeper beside the own and those that lack somebody."""
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Change:
    """A duty that was taken from or given to a keeper."""

    duty: Duty
    given: bool


@dataclass(frozen=True)
class Replan:
    """The new roster (its bound holds for what was open), what fell out, and what changed by time.

    `problem` is what was planned: who is out is away, what is past is fixed, and the rest stood.
    """

    problem: RosterProblem
    roster: Roster
    fell_out: tuple[Duty, ...]
    changes: tuple[Change, ...]


def replan(
    problem: RosterProblem,
    standing: Sequence[Duty],
    out: Mapping[str, Sequence[Span]],
    now: datetime,
    effort: Effort | None = None,
    *,
    gaps: bool = False,
) -> Replan:
    """The roster anew, when keepers (by id) are out in spans of time; what began before `now` stays as it was.

    Duties of those who are out, and in those spans, are given to others or stay open; who is out is not blamed for a
    change. With `gaps`, days on which somebody is missing already are open too.
    """
    effort = effort or Effort(seconds=20)
    fell_out = tuple(one for one in standing if one.begin >= now and _is_out(one, out))
    kept = tuple(one for one in standing if one not in set(fell_out))
    changed = replace(
        problem,
        standing=kept,
        keepers=tuple(_now(one, kept, out, now) for one in problem.keepers),
    )
    board = Board(changed)
    placed = board.placed(kept)
    days = _days_of(board, fell_out) | (_short_days(changed, kept, now) if gaps else set())
    better, bound = repaired(board, placed, days, now, effort)
    roster = told(board, better, bound, placed, 0, 0.0)
    return Replan(changed, roster, fell_out, _changes(standing, roster.duties))


def _is_out(duty: Duty, out: Mapping[str, Sequence[Span]]) -> bool:
    return any(one.begin < duty.end and duty.begin < one.end for one in out.get(duty.keeper, ()))


def _now(
    keeper: Keeper, kept: Sequence[Duty], out: Mapping[str, Sequence[Span]], now: datetime
) -> Keeper:
    """The keeper with what is past as fixed duties and what is out as being away."""
    past = [one for one in kept if one.keeper == keeper.id and one.begin < now]
    fixed = tuple(dict.fromkeys([*past, *(one for one in keeper.fixed if not _is_out(one, out))]))
    return replace(keeper, fixed=fixed, away=(*keeper.away, *out.get(keeper.id, ())))


def _days_of(board: Board, duties: Sequence[Duty]) -> set[int]:
    return {(one.begin.date() - board.problem.first).days for one in duties}


def _short_days(problem: RosterProblem, duties: Sequence[Duty], now: datetime) -> set[int]:
    """The days, from now on, on which somebody is missing."""
    return {
        day
        for one in check(duties, problem).missing
        if one.end > now
        for day in range(
            (max(one.begin, now).date() - problem.first).days,
            (one.end - MINUTE).date().toordinal() - problem.first.toordinal() + 1,
        )
    }


def repaired(
    board: Board, placed: Sequence[Placed], days: set[int], now: datetime, effort: Effort
) -> tuple[list[Placed], int]:
    """The best when only some days and those beside them are open, and the bound of that.

    First gaps are filled by duties more, as a clerk does it; then the exact model may give these otherwise, and in the
    end everything that is open. Each begins from the best so far, so that little time is never worse than the clerk.
    """
    standing = [dict(one) for one in placed]
    if not days:
        return standing, cost_of(board, placed)
    near = {day + step for day in days for step in range(-BESIDE, BESIDE + 1)}
    lines_at = _lines_at(board, near, now)
    short = _short(board, placed, lines_at)
    best, bound = filled(board, placed, frozenset(lines_at)), 0
    for wide in (False, True):
        choices = _choices(board, placed, lines_at, short, wide)
        model = Model(board, placed, choices)
        work = None if effort.rounds is None else float(effort.rounds)
        search = Search(effort.seconds / 2, work, effort.workers, effort.seed)
        found = model.solve(search, best)
        if found is None:
            continue
        cost = cost_of(board, found.placed)
        bound = max(0, ceil(cost - found.slack - TOLERANCE)) if wide else 0
        if cost < cost_of(board, best):
            best = found.placed
    return best, bound


LinesAt = Mapping[int, Sequence[int]]


def _lines_at(board: Board, days: set[int], now: datetime) -> LinesAt:
    """By period of the days, from now on, the lines that are kept in it."""
    at = board.minute(now)
    found: dict[int, list[int]] = {}
    for line, periods in enumerate(board.regular):
        for period in periods:
            when = board.periods[period]
            if when.day in days and when.begin >= at:
                found.setdefault(period, []).append(line)
    return found


def _short(board: Board, placed: Sequence[Placed], lines_at: LinesAt) -> set[int]:
    """Lines that lack somebody."""
    return {
        piece.line
        for piece, there in zip(board.pieces, cover_of(board, placed), strict=True)
        if there < piece.need and any(period in lines_at for period in piece.periods)
    }


def _choices(
    board: Board, placed: Sequence[Placed], lines_at: LinesAt, short: set[int], wide: bool
) -> Choices:
    """For each keeper the lines that lack somebody; wide also own duties, to be left, and the nearest line."""
    return {
        keeper: _open_to(
            board, keeper, _free_of(lines_at, mine, wide), short | _own(board, keeper, mine, wide)
        )
        for keeper, mine in enumerate(placed)
    }


def _free_of(lines_at: LinesAt, mine: Placed, wide: bool) -> LinesAt:
    return {period: lines for period, lines in lines_at.items() if wide or period not in mine}


def _own(board: Board, keeper: int, mine: Placed, wide: bool) -> set[int]:
    if not wide:
        return set()
    order = board.distance[keeper].argsort(kind="stable")
    return {*(int(one) for one in order[:NEAREST]), *mine.values()}


def _open_to(
    board: Board, keeper: int, lines_at: Mapping[int, Sequence[int]], lines: set[int]
) -> dict[int, list[int]]:
    found = {}
    for period, there in sorted(lines_at.items()):
        if board.free[keeper, period] and period not in board.fixed[keeper]:
            able = [line for line in there if line in lines and board.able[keeper, line]]
            if able:
                found[period] = able
    return found


def _changes(before: Sequence[Duty], after: Sequence[Duty]) -> tuple[Change, ...]:
    stood, stands = set(before), set(after)
    found = [Change(one, False) for one in stood - stands]
    found += [Change(one, True) for one in stands - stood]
    return tuple(
        sorted(found, key=lambda one: (one.duty.begin, one.duty.post, one.given, one.duty.keeper))
    )
