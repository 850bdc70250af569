"""Return-to-work filings: what they need, which steps lead where. Read from `dated/filings.toml`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from gridward.ground.staff.terms import Post
from gridward.kernel.dated import begun, entries_of
from gridward.work.inspections.problems import FilingIncomplete, FilingMoveNotNow
from gridward.work.inspections.terms import FilingMove, FilingRules, FilingState, Requirement

FILE = Path(__file__).resolve().parents[1] / "dated" / "filings.toml"
TABLE: Mapping[FilingState, Mapping[FilingMove, FilingState]] = {
    FilingState.OPEN: {
        FilingMove.GRANT: FilingState.GRANTED,
        FilingMove.REFUSE: FilingState.REFUSED,
    },
    FilingState.GRANTED: {FilingMove.REVOKE: FilingState.REVOKED},
    FilingState.REFUSED: {FilingMove.REPLY: FilingState.OPEN},
    FilingState.REVOKED: {FilingMove.REPLY: FilingState.OPEN},
}
"""State × step → the state after it: whoever was refused and replies is reviewed again."""
DECISIONS = frozenset({FilingMove.GRANT, FilingMove.REFUSE, FilingMove.REVOKE})
"""Steps of a reviewer, each with a paper and its number."""
UNDER_WAY = frozenset({FilingState.OPEN, FilingState.GRANTED})
TAKES_TEXT = frozenset({FilingMove.REFUSE, FilingMove.REVOKE, FilingMove.REPLY})
"""Steps that say why; what a grant says are its conditions."""

_JOINED = {"zh-Hans": "、", "en": ", "}


def filing_rules(day: date) -> FilingRules:
    """What holds on a day."""
    file = entries_of(FILE)
    entry = begun(file["filing"], day)[-1]
    needed = {one["code"]: one for one in begun(file["requirement"], day)}
    return FilingRules(
        requirements=tuple(
            Requirement(one["code"], one["text"], one["basis"]) for one in needed.values()
        ),
        reviewers=frozenset(map(Post, entry["reviewers"])),
        days=entry["days"],
        since=entry["since"],
    )


def check_complete(rules: FilingRules, has: Collection[str]) -> None:
    """Raises FilingIncomplete with what lacks, or what is not asked for."""
    asked = {one.code for one in rules.requirements}
    if set(has) != asked:
        lacking = [one.text for one in rules.requirements if one.code not in has]
        said = {name: mark.join(one[name] for one in lacking) for name, mark in _JOINED.items()}
        raise FilingIncomplete(lacking=said)


def state_after(moves: Iterable[FilingMove]) -> FilingState:
    """What a filing is after its steps, the first first; raises FilingMoveNotNow."""
    state = FilingState.OPEN
    for move in moves:
        state = moved(state, move)
    return state


def moved(state: FilingState, move: FilingMove) -> FilingState:
    """The state after a step; raises FilingMoveNotNow."""
    after = TABLE[state].get(move)
    if after is None:
        raise FilingMoveNotNow(
            move=f"word.inspections.filing_move.{move}",
            state=f"word.inspections.filing_state.{state}",
        )
    return after


def possible(state: FilingState) -> list[FilingMove]:
    """The steps that a state has."""
    return [move for move in FilingMove if move in TABLE[state]]
