"""The table of states and moves, and what a move makes of an order: the same for today's move and for a replay."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any

from gridward.work.workorders.problems import OrderMoveNotNow, OrderMoveNotYours
from gridward.work.workorders.terms import (
    OVER,
    WITH_HANDLER,
    Clocked,
    Done,
    Facts,
    OrderClock,
    OrderMove,
    OrderNeed,
    OrderState,
    Relation,
)

S, M, R = OrderState, OrderMove, Relation


@dataclass(frozen=True)
class Step:
    """Who may make a move in a state, and the state after it; None: the same."""

    by: frozenset[Relation]
    to: OrderState | None = None


def _by(*who: Relation, to: OrderState | None = None) -> Step:
    return Step(frozenset(who), to)


_ANYWHERE = {
    M.NOTE: _by(R.OPENER, R.DESK, R.HANDLER, R.RUNG, R.VERIFIER),
    M.REPLY: _by(R.CONCERNED),
    M.TAKE_IN: _by(R.DESK, R.RUNG),
}
_UNDER_WAY = {
    **_ANYWHERE,
    M.ESCALATE: _by(R.SYSTEM),
    M.RELOCATE: _by(R.SYSTEM),
}
_AT_DESK = {
    **_UNDER_WAY,
    M.REJECT: _by(R.DESK, R.RUNG, to=S.REJECTED),
    M.DUPLICATE: _by(R.DESK, R.RUNG, to=S.DUPLICATE),
    M.DISPATCH: _by(R.DESK, R.RUNG, to=S.DISPATCHED),
    M.SPLIT: _by(R.DESK, R.RUNG, to=S.SPLIT),
}
_AT_HANDLER = {
    **_UNDER_WAY,
    M.READ: _by(R.HANDLER),
    M.ARRIVE: _by(R.HANDLER, to=S.ACKNOWLEDGED),
    M.HANDLE: _by(R.HANDLER, to=S.HANDLED),
    M.ASK: _by(R.HANDLER),
    M.GRANT: _by(R.DESK, R.RUNG),
    M.REFUSE: _by(R.DESK, R.RUNG),
    M.RAISE: _by(R.HANDLER, R.RUNG),
    M.REASSIGN: _by(R.DESK, R.RUNG, to=S.DISPATCHED),
    M.DUPLICATE: _by(R.DESK, R.RUNG, to=S.DUPLICATE),
    M.SPLIT: _by(R.DESK, R.RUNG, to=S.SPLIT),
    M.LET_GO: _by(R.SYSTEM, to=S.DISPATCHED),
    M.HAND_ON: _by(R.SYSTEM, to=S.DISPATCHED),
}
TABLE: Mapping[OrderState, Mapping[OrderMove, Step]] = {
    S.REPORTED: {**_AT_DESK, M.ACCEPT: _by(R.DESK, R.RUNG, to=S.ACCEPTED)},
    S.ACCEPTED: _AT_DESK,
    S.DISPATCHED: {**_AT_HANDLER, M.ACKNOWLEDGE: _by(R.HANDLER, to=S.ACKNOWLEDGED)},
    S.ACKNOWLEDGED: _AT_HANDLER,
    S.REOPENED: _AT_HANDLER,
    S.HANDLED: {
        **_UNDER_WAY,
        M.VERIFY: _by(R.VERIFIER, to=S.VERIFIED),
        M.REOPEN: _by(R.VERIFIER, to=S.REOPENED),
    },
    S.VERIFIED: {
        **_UNDER_WAY,
        M.CLOSE: _by(R.DESK, R.RUNG, to=S.CLOSED),
        M.REOPEN: _by(R.DESK, R.RUNG, to=S.REOPENED),
    },
    S.CLOSED: {**_ANYWHERE, M.RATE: _by(R.OPENER, to=S.RATED)},
    **dict.fromkeys((S.REJECTED, S.DUPLICATE, S.SPLIT, S.RATED), _ANYWHERE),
}
"""State × move → who may, and the state after it. What is over gets notes and replies alone, and one mark."""

NEEDS: Mapping[OrderMove, frozenset[OrderNeed]] = {
    **dict.fromkeys(
        (M.REJECT, M.REFUSE, M.RAISE, M.REOPEN, M.NOTE, M.REPLY), frozenset({OrderNeed.TEXT})
    ),
    M.DUPLICATE: frozenset({OrderNeed.OTHER}),
    M.ASK: frozenset({OrderNeed.TEXT, OrderNeed.UNTIL}),
    M.RATE: frozenset({OrderNeed.RATING}),
    M.SPLIT: frozenset({OrderNeed.PARTS}),
}
"""What a move needs, whatever the kind."""

QUIET = frozenset({M.READ, M.NOTE, M.REPLY, M.TAKE_IN})
"""Moves that change nothing others decide on: two may make them at once, and nobody's view of the order is stale."""
BY_OTHERS = frozenset({M.OPEN, M.TAKE_IN})
"""Moves that come of another: nobody makes them by themselves."""

_CLOCKS = {
    **dict.fromkeys((S.REPORTED, S.ACCEPTED), (OrderClock.ACCEPT,)),
    S.DISPATCHED: (OrderClock.ACKNOWLEDGE, OrderClock.ON_SCENE, OrderClock.HANDLE),
    S.ACKNOWLEDGED: (OrderClock.ON_SCENE, OrderClock.HANDLE),
    S.REOPENED: (OrderClock.HANDLE,),
    S.HANDLED: (OrderClock.VERIFY,),
    S.VERIFIED: (OrderClock.CLOSE,),
}


def running(facts: Clocked) -> tuple[OrderClock, ...]:
    """The clocks that run for an order; none when it is over, or lies with a post that has ended."""
    if facts.let_go:
        return ()
    there = facts.on_scene_at is not None
    return tuple(
        clock
        for clock in _CLOCKS.get(facts.state, ())
        if clock in facts.dues and not (there and clock is OrderClock.ON_SCENE)
    )


def begun_by(before: OrderState | None, after: OrderState) -> tuple[OrderClock, ...]:
    """The clocks that begin with a move between two states; a desk's clock goes on when it accepts."""
    if after in (S.REPORTED, S.ACCEPTED):
        return (OrderClock.ACCEPT,) if before is None else ()
    if after is S.DISPATCHED:
        return _CLOCKS[S.DISPATCHED]
    if after is S.REOPENED:
        return (OrderClock.HANDLE,)
    return _CLOCKS[after] if after in (S.HANDLED, S.VERIFIED) else ()


def check(facts: Facts, move: OrderMove, who: frozenset[Relation]) -> None:
    """Raises OrderMoveNotNow, OrderMoveNotYours."""
    step = TABLE[facts.state].get(move)
    if step is None or not _pending(facts, move):
        raise OrderMoveNotNow(
            move=f"word.order.move.{move}", state=f"word.order.state.{facts.state}"
        )
    if not _may(step, move, who):
        raise OrderMoveNotYours(move=f"word.order.move.{move}")


def possible(facts: Facts, who: frozenset[Relation]) -> list[OrderMove]:
    """The moves that somebody may make now, in the order of the table of words."""
    open_now = TABLE[facts.state]
    return [
        move
        for move in OrderMove
        if move in open_now
        and move not in BY_OTHERS
        and _may(open_now[move], move, who)
        and _pending(facts, move)
    ]


def _may(step: Step, move: OrderMove, who: frozenset[Relation]) -> bool:
    """Whoever asked for more time does not grant it, whatever other post they hold."""
    own = move in (M.GRANT, M.REFUSE) and R.HANDLER in who
    return bool(step.by & who) and not own


def _pending(facts: Facts, move: OrderMove) -> bool:
    """Whether what a move answers to is there."""
    asked = facts.asked_until is not None
    if move is M.HAND_ON:
        return facts.let_go
    if move in (M.GRANT, M.REFUSE):
        return asked
    if move is M.READ:
        return facts.read_at is None
    if move is M.ARRIVE:
        return facts.on_scene_at is None
    return not (move is M.ASK and asked)


def opened(done: Done) -> Facts:
    """What an order is when it has just been opened: at the desk, unless it was given to somebody."""
    return Facts(
        state=S.DISPATCHED if done.post else S.REPORTED,
        at=done.at,
        route=done.route,
        rung=done.rung or 0,
        post=done.post,
        handler=done.handler,
        dues=dict(done.dues),
    )


def apply(facts: Facts, done: Done) -> Facts:
    """What an order is after a move; who may make it was asked before. Raises OrderMoveNotNow."""
    step = TABLE[facts.state].get(done.move)
    if step is None or not _pending(facts, done.move):
        raise OrderMoveNotNow(
            move=f"word.order.move.{done.move}", state=f"word.order.state.{facts.state}"
        )
    takes_over = done.move in (M.ESCALATE, M.RAISE) and done.post is not None
    state = S.DISPATCHED if takes_over else step.to or facts.state
    changed: dict[str, Any] = {
        "state": state,
        "at": max(facts.at, done.at),
        "dues": {**facts.dues, **done.dues},
        **_marks(facts, done),
    }
    if done.rung is not None and done.rung > facts.rung:
        changed |= {"rung": done.rung, "raised_at": max(facts.at, done.at)}
    if done.post is not None:
        changed |= _given(done)
    if state not in WITH_HANDLER:
        changed |= {"asked_until": None, "let_go": False}
    return replace(facts, **changed)


def replay(history: Iterable[Done]) -> Facts:
    """What an order is, from its moves, the first first; raises ValueError where the first does not open it."""
    moves = list(history)
    if not moves or moves[0].move is not M.OPEN:
        raise ValueError("an order begins by being opened")
    return reduce(apply, moves[1:], opened(moves[0]))


def _given(done: Done) -> dict[str, Any]:
    """Somebody else's work from now on: nobody has read it yet, no extension is asked."""
    return {
        "post": done.post,
        "handler": done.handler,
        "let_go": False,
        **dict.fromkeys(("read_at", "acknowledged_at", "on_scene_at", "asked_until")),
    }


def _marks(facts: Facts, done: Done) -> dict[str, Any]:
    """What a move leaves in the order beside its state."""
    leaves = _LEAVES.get(done.move)
    return leaves(facts, done, max(facts.at, done.at)) if leaves else {}


def _taken(facts: Facts, done: Done, at: datetime) -> dict[str, Any]:
    """Whoever acknowledges, arrives or handles has the work, and has read of it."""
    return {
        "handler": done.by,
        "let_go": False,
        "read_at": facts.read_at or at,
        "acknowledged_at": facts.acknowledged_at or at,
    }


Leaves = Callable[[Facts, Done, datetime], dict[str, Any]]
_LEAVES: Mapping[OrderMove, Leaves] = {
    M.READ: lambda facts, done, at: {"read_at": at},
    M.ACKNOWLEDGE: _taken,
    M.ARRIVE: lambda facts, done, at: {**_taken(facts, done, at), "on_scene_at": at},
    M.HANDLE: lambda facts, done, at: {
        **_taken(facts, done, at),
        "handled_at": at,
        "handled_by": done.by,
    },
    M.ASK: lambda facts, done, at: {"asked_until": done.until},
    **dict.fromkeys((M.GRANT, M.REFUSE), lambda facts, done, at: {"asked_until": None}),
    M.VERIFY: lambda facts, done, at: {"verified_at": at, "verified_by": done.by},
    M.REOPEN: lambda facts, done, at: {
        "reworks": facts.reworks + 1,
        "verified_at": None,
        "verified_by": None,
    },
    M.LET_GO: lambda facts, done, at: {
        "handler": None,
        "let_go": True,
        "read_at": None,
        "acknowledged_at": None,
    },
    M.CLOSE: lambda facts, done, at: {"closed_at": at},
    M.RATE: lambda facts, done, at: {"rating": done.rating},
    M.DUPLICATE: lambda facts, done, at: {"duplicate_of": done.other},
}


def is_over(facts: Facts) -> bool:
    """Whether nothing is awaited any more."""
    return facts.state in OVER
