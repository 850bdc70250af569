"""The best roster that can be found in the time, and what no roster can be cheaper than.

Small problems, and those with rules that ask for a minimum, are one exact model (`model.py`) that proves its own
bound; problems between are shuffled for half of the time, and the exact model goes on from there. Large ones are
shuffled (`shuffling.py`) from the first roster on, while a linear program (`bound.py`) says beside it how cheap any
roster could be.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from math import ceil
from time import monotonic

from gridward.planning.rosters.board import Board, Placed
from gridward.planning.rosters.bound import Relaxation
from gridward.planning.rosters.greedy import first_roster
from gridward.planning.rosters.judging import check
from gridward.planning.rosters.model import Choices, Model, Search, everything
from gridward.planning.rosters.pricing import cost_of
from gridward.planning.rosters.shuffling import Shuffling
from gridward.planning.rosters.terms import Effort, NoRoster, Roster, RosterProblem

SMALL = 2_000
"""Up to so many decisions the exact model needs no help."""
HALF = 0.5
EXACT = 40_000
"""So many decisions go into one exact model at most."""
HEAT = 2.0
"""Points of noise at the beginning."""
WORK_A_ROUND = 1.0
"""Deterministic work of the exact model for each round of an effort."""


def make_roster(problem: RosterProblem, effort: Effort | None = None) -> Roster:
    """A roster that keeps every rule, as cheap as the effort finds it. Raises NoRoster when none keeps them."""
    effort = effort or Effort()
    began = monotonic()
    board = Board(problem)
    greedy = first_roster(board)
    broken = len(check(board.duties(greedy), problem).broken)
    choices = everything(board)
    placed, bound, size = greedy, 0, _size(choices)
    alone = bool(broken) or _has_minimums(board) or size <= SMALL
    if not alone:
        half = effort.seconds * (HALF if size <= EXACT else 1)
        placed, bound = _by_shuffling(board, greedy, replace(effort, seconds=half), began)
    if (alone or size <= EXACT) and (alone or bound < cost_of(board, placed)):
        placed, proved = _exactly(board, choices, placed, broken, effort, began)
        bound = max(bound, proved)
    return told(board, placed, bound, greedy, broken, monotonic() - began)


def told(
    board: Board,
    placed: Sequence[Placed],
    bound: int,
    greedy: Sequence[Placed],
    broken: int,
    seconds: float,
) -> Roster:
    """A roster in the words of the outside, priced by the judge."""
    duties = board.duties(placed)
    verdict = check(duties, board.problem)
    return Roster(
        duties,
        verdict.costs,
        verdict.missing,
        min(bound, verdict.costs.total),
        round(seconds, 2),
        cost_of(board, greedy),
        broken,
        bound >= verdict.costs.total,
    )


def _size(choices: Choices) -> int:
    return sum(len(lines) for open_ in choices.values() for lines in open_.values())


def _has_minimums(board: Board) -> bool:
    return any(row.low > 0 or not row.grows for rows in board.rows for row in rows)


def _exactly(
    board: Board,
    choices: Choices,
    first: list[Placed],
    broken: int,
    effort: Effort,
    began: float,
) -> tuple[list[Placed], int]:
    """The exact model from a first roster on; the first one itself where that breaks no rule and nothing is better."""
    model = Model(board, board.fixed, choices)
    left = effort.seconds - (monotonic() - began)
    work = None if effort.rounds is None else effort.rounds * WORK_A_ROUND
    found = model.solve(Search(left, work, effort.workers, effort.seed), first)
    if found is None:
        if broken:
            raise NoRoster("minimum", in_time=True)
        return first, 0
    cost = cost_of(board, found.placed)
    if not broken and cost_of(board, first) < cost:
        return first, _whole(cost - found.slack)
    return found.placed, _whole(cost - found.slack)


def _whole(bound: float) -> int:
    """The least whole cost that is not below a bound."""
    return max(0, ceil(bound - 1e-6))


def _by_shuffling(
    board: Board, greedy: list[Placed], effort: Effort, began: float
) -> tuple[list[Placed], int]:
    shuffling = Shuffling(board, greedy, effort.seed)
    with ThreadPoolExecutor(1) as pool:
        relaxation = Relaxation(board)
        waiting = pool.submit(relaxation.solve, effort.seconds - (monotonic() - began))
        if effort.workers < 2:
            waiting.result()
        shuffling.run(HEAT, _gone(effort, began, shuffling), lambda: _goal(waiting))
        bound = waiting.result()
    return shuffling.best, bound or 0


def _goal(waiting: "Future[int | None]") -> int:
    """The bound as soon as it is there."""
    return (waiting.result() if waiting.done() else None) or 0


def _gone(effort: Effort, began: float, shuffling: Shuffling) -> Callable[[], float]:
    """The part of the effort that is used: of its rounds when it has some, and of its seconds."""
    started = monotonic()
    room = max(0.1, effort.seconds - (started - began) - 0.5)

    def gone() -> float:
        by_time = (monotonic() - started) / room
        if effort.rounds is None:
            return by_time
        by_rounds = shuffling.rounds / max(1, effort.rounds)
        return by_rounds if by_time < 1 else 1.0

    return gone
