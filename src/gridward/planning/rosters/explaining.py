"""Why somebody is missing, and what would help: figures and codes, no words.

A reason counts the keepers against whom the same rule stands. A fix is named only after it was tried: the problem is
changed, the days around the gap are planned anew by the exact model, and what then still fails is measured.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from gridward.planning.rosters.board import Board
from gridward.planning.rosters.days import MINUTE
from gridward.planning.rosters.judging import check
from gridward.planning.rosters.replanning import repaired
from gridward.planning.rosters.terms import (
    Duty,
    Effort,
    Keeper,
    Limits,
    Missing,
    NoRoster,
    Roster,
    RosterProblem,
)
from gridward.planning.rosters.watch import Watch

NEWCOMER = "+1"
"""The id of a keeper who does not exist, to see what one more would help."""
LESS_REST = (60, 120, 180)
"""Minutes of rest less that are tried."""
LOOSER = (
    ("week", "week_minutes", 240),
    ("week", "week_minutes", 480),
    ("run", "longest_run", 1),
    ("nights", "nights_in_row", 1),
)
"""Limits that are tried looser: code, field, by how much (minutes, days, nights)."""


@dataclass(frozen=True)
class Reason:
    """A rule (`code`) that stands against `keepers` of those asked; `values` are its figures."""

    code: str
    keepers: int
    values: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True)
class Fix:
    """What was tried, with its figures, and how many minutes are missing before and after in the days around."""

    code: str
    values: tuple[tuple[str, int | str], ...]
    before: int
    after: int


@dataclass(frozen=True)
class Explanation:
    """One gap with the reasons for it, most keepers first, and the fixes that help, best first."""

    missing: Missing
    reasons: tuple[Reason, ...]
    fixes: tuple[Fix, ...]


def explain(
    problem: RosterProblem, roster: Roster, gaps: int = 3, effort: Effort | None = None
) -> tuple[Explanation, ...]:
    """Reasons and tried fixes of the largest gaps, by size; `effort` is that of each try."""
    effort = effort or Effort(seconds=2, rounds=2)
    largest = sorted(roster.missing, key=lambda one: (-_minutes(one), one.begin, one.post))
    return tuple(
        Explanation(
            one,
            reasons(problem, roster.duties, one),
            tuple(fixes(problem, roster.duties, one, effort)),
        )
        for one in largest[:gaps]
    )


def _minutes(missing: Missing) -> int:
    return missing.count * ((missing.end - missing.begin) // MINUTE)


# -- reasons -------------------------------------------------------------------------------------


def reasons(problem: RosterProblem, duties: Sequence[Duty], missing: Missing) -> tuple[Reason, ...]:
    """What stands against each keeper taking the gap over beside the duties of the roster."""
    board = Board(problem)
    watch = Watch(board, board.placed(duties))
    line = board.line_at[missing.post, missing.skill]
    begin, end = board.minute(missing.begin), board.minute(missing.end)
    periods = [
        one
        for one in board.regular[line]
        if board.periods[one].begin < end and begin < board.periods[one].end
    ]
    if not periods:
        return (Reason("no_pattern", len(board.keepers)),)
    codes = Counter(
        _against(board, watch, keeper, line, periods) for keeper in range(len(board.keepers))
    )
    found = [Reason(code, count, _figures(problem, missing, code)) for code, count in codes.items()]
    return tuple(sorted(found, key=lambda one: (-one.keepers, one.code)))


def _against(board: Board, watch: Watch, keeper: int, line: int, periods: Sequence[int]) -> str:
    """The first rule against the period that is nearest to being possible; `dear` when none stands against one."""
    if not board.able[keeper, line]:
        return "skill"
    found = [watch.obstacle(keeper, period) for period in periods]
    if None in found:
        return "dear"
    order = ("rest", "week", "run", "nights")
    known = [one for one in found if one is not None]
    return next((one for one in order if one in known), known[0])


def _figures(
    problem: RosterProblem, missing: Missing, code: str
) -> tuple[tuple[str, int | str], ...]:
    limits = problem.limits
    values: dict[str, int | None] = {
        "rest": limits.rest,
        "week": limits.week_minutes,
        "run": limits.longest_run,
        "nights": limits.nights_in_row,
        "weekends": limits.weekends,
        "total": limits.most_minutes,
    }
    if code == "skill":
        with_it = sum(missing.skill in one.skills for one in problem.keepers)
        return (("skill", missing.skill or ""), ("have", with_it))
    value = values.get(code)
    return () if value is None else (("limit", value),)


# -- fixes ---------------------------------------------------------------------------------------


def fixes(
    problem: RosterProblem, duties: Sequence[Duty], missing: Missing, effort: Effort
) -> Iterator[Fix]:
    """Each change that really helps, the one that leaves the least first."""
    days = _days(problem, missing)
    before = _lacking(problem, duties, days)
    found = []
    for code, values, changed in _tries(problem, duties, missing):
        after = _tried(changed, duties, days, effort)
        if after is not None and after < before:
            found.append(Fix(code, values, before, after))
    order = [code for code, _, _ in _tries(problem, duties, missing)]
    yield from _least_of_each(sorted(found, key=lambda one: (one.after, order.index(one.code))))


def _least_of_each(found: Sequence[Fix]) -> Iterator[Fix]:
    """Of changes of one kind that help as much only the smallest."""
    seen: set[tuple[str, int]] = set()
    for one in found:
        if (one.code, one.after) not in seen or one.code == "release":
            seen.add((one.code, one.after))
            yield one


def _days(problem: RosterProblem, missing: Missing) -> set[int]:
    """Days on which a duty that covers the gap could begin."""
    first = (missing.begin.date() - problem.first).days
    longest = max((one.minutes for one in problem.patterns), default=0)
    early = ((missing.begin - longest * MINUTE).date() - problem.first).days
    last = ((missing.end - MINUTE).date() - problem.first).days
    return {one for one in range(min(early, first), last + 1) if 0 <= one < problem.days}


def _tried(
    problem: RosterProblem, duties: Sequence[Duty], days: set[int], effort: Effort
) -> int | None:
    """Minutes missing after the days were planned anew; None when the change cannot be planned."""
    board = Board(problem)
    try:
        start = datetime.combine(problem.first, datetime.min.time())
        kept = board.placed([one for one in duties if board.knows(one)])
        placed, _ = repaired(board, kept, days, start, effort)
    except NoRoster:
        return None
    return _lacking(problem, board.duties(placed), days)


def _lacking(problem: RosterProblem, duties: Sequence[Duty], days: set[int]) -> int:
    """Minutes of keepers missing in the days and those beside them."""
    from_, to = min(days) - 1, max(days) + 2
    begin = datetime.combine(problem.first, datetime.min.time()) + timedelta(days=from_)
    end = begin + timedelta(days=to - from_)
    return sum(
        one.count * ((min(one.end, end) - max(one.begin, begin)) // MINUTE)
        for one in check(duties, problem).missing
        if one.begin < end and begin < one.end
    )


Try = tuple[str, tuple[tuple[str, int | str], ...], RosterProblem]


def _tries(problem: RosterProblem, duties: Sequence[Duty], missing: Missing) -> Iterator[Try]:
    yield _one_more(problem, missing)
    limits = problem.limits
    for less in LESS_REST:
        if limits.rest > less:
            yield "rest", _limit(limits.rest - less), _with(problem, "rest", limits.rest - less)
    for code, field, more in LOOSER:
        limit = getattr(limits, field)
        if limit is not None:
            yield code, _limit(limit + more), _with(problem, field, limit + more)
    yield from _releases(problem, missing)


def _limit(value: int) -> tuple[tuple[str, int | str], ...]:
    return (("limit", value),)


def _one_more(problem: RosterProblem, missing: Missing) -> Try:
    skills = frozenset({missing.skill} if missing.skill else ())
    newcomer = Keeper(NEWCOMER, skills, share=0.0)
    values = (("skill", missing.skill or ""),)
    return "one_more", values, replace(problem, keepers=(*problem.keepers, newcomer))


def _with(problem: RosterProblem, field: str, to: int) -> RosterProblem:
    """The problem with another limit for all, those with limits of their own too where these are stricter."""

    def looser(limits: Limits) -> Limits:
        own = getattr(limits, field)
        if own is None:
            return limits
        changes: dict[str, Any] = {field: min(own, to) if field == "rest" else max(own, to)}
        return replace(limits, **changes)

    return replace(
        problem,
        limits=looser(problem.limits),
        keepers=tuple(
            replace(one, limits=looser(one.limits)) if one.limits else one
            for one in problem.keepers
        ),
    )


def _releases(problem: RosterProblem, missing: Missing) -> Iterator[Try]:
    """Each fixed duty at the time of the gap let go, so that its keeper may be moved."""
    for place, keeper in enumerate(problem.keepers):
        if missing.skill is not None and missing.skill not in keeper.skills:
            continue
        for duty in keeper.fixed:
            if duty.begin < missing.end and missing.begin < duty.end:
                free = replace(keeper, fixed=tuple(one for one in keeper.fixed if one != duty))
                keepers = (*problem.keepers[:place], free, *problem.keepers[place + 1 :])
                values: tuple[tuple[str, int | str], ...] = (
                    ("keeper", keeper.id),
                    ("post", duty.post),
                )
                yield "release", values, replace(problem, keepers=keepers)
