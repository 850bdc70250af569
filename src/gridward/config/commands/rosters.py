"""The body of `gridward plan roster`: read, plan, explain, write."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gridward.config.rosters.problems import (
    RosterFileNotThere,
    RosterImpossible,
    RosterNotFound,
    RosterNotWritten,
)
from gridward.config.rosters.reading import Asked, read_problem
from gridward.config.rosters.telling import changed, sentences, summary, written
from gridward.config.running import language
from gridward.planning.rosters import (
    Explanation,
    NoRoster,
    Replan,
    Roster,
    explain,
    make_roster,
    replan,
)


def plan_file(source: Path, target: Path) -> dict[str, Any]:
    """Answers figures and sentences. Raises the problems of roster files."""
    try:
        content = source.read_bytes()
    except OSError:
        raise RosterFileNotThere(file=source) from None
    asked = read_problem(content)
    try:
        roster, replanned = _planned(asked)
    except NoRoster as none:
        raise (RosterNotFound if none.in_time else RosterImpossible) from None
    reasons = explain(replanned.problem if replanned else asked.problem, roster)
    try:
        target.write_bytes(written(asked.problem, roster, reasons, replanned))
    except OSError:
        raise RosterNotWritten(file=target) from None
    return {
        "duties": len(roster.duties),
        "gaps": len(roster.missing),
        "cost": roster.costs.total,
        "bound": roster.bound,
        "gap": round(roster.gap, 4),
        "greedy": roster.greedy,
        "seconds": roster.seconds,
        "sentences": list(_sentences(asked, roster, replanned, reasons)),
    }


def _planned(asked: Asked) -> tuple[Roster, Replan | None]:
    if asked.calls is None:
        return make_roster(asked.problem, asked.effort), None
    standing = asked.problem.standing or ()
    found = replan(asked.problem, standing, asked.calls.out, asked.calls.now, asked.effort)
    return found.roster, found


def _sentences(
    asked: Asked, roster: Roster, replanned: Replan | None, reasons: Sequence[Explanation]
) -> Iterator[str]:
    told_in = language()
    yield summary(roster, told_in)
    for change in replanned.changes if replanned else ():
        yield changed(change, asked.problem, told_in)
    for one in reasons:
        yield from sentences(asked.problem, one, told_in)
