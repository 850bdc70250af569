"""What a move becomes, by its kind: to whom an order goes, how long it may take, of which one it is a duplicate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.kernel.access import Actor
from gridward.work.workorders.problems import (
    OrderHandlerUnfit,
    OrderNeedMissing,
    OrderNobodyHigher,
    OrderRatingUnfit,
    OrderUntilUnfit,
)
from gridward.work.workorders.queries.cases import OrderCase
from gridward.work.workorders.queries.holders import posts_at
from gridward.work.workorders.rules.ladder import given_to, handling, higher, only
from gridward.work.workorders.rules.machine import NEEDS
from gridward.work.workorders.terms import (
    Done,
    MoveSaid,
    OrderClock,
    OrderMove,
    OrderNeed,
)

WORST, BEST = 1, 5


@dataclass(frozen=True)
class Prepared:
    """A move ready to be made, and the names that its sentence says."""

    done: Done
    told: Mapping[str, Any] = field(default_factory=dict)


def prepare(
    actor: Actor, case: OrderCase, move: OrderMove, said: MoveSaid, now: datetime
) -> Prepared:
    """The move with what it brings along. Raises OrderNeedMissing and what the move itself may raise."""
    _check_needs(case, move, said)
    done = Done(move, max(now, case.facts.at), by=actor.member_id)
    more = _MORE.get(move)
    return more(case, said, done) if more else Prepared(done)


def given(case: OrderCase, done: Done, post: Post | None, member: UUID | None) -> Prepared:
    """A move that gives the order to a post, or to one member by a post that reaches it. Raises OrderHandlerUnfit."""
    if member is not None:
        held = posts_at(member, case.row.grid) & set(handling(case.kind))
        found = post if post in held else next(iter(sorted(held)), None)
        if found is None or (post is not None and post not in held):
            raise OrderHandlerUnfit
        return _to(case, replace(done, post=found, handler=member))
    wanted = post or case.kind.route(case.facts.route).handler
    if wanted not in handling(case.kind):
        raise OrderHandlerUnfit
    rung, found, handler = given_to(case.kind, case.facts, case.around.held, wanted)
    return _to(case, replace(done, rung=rung, post=found, handler=handler))


def _to(case: OrderCase, done: Done) -> Prepared:
    return Prepared(done, {"to": case.around.name(done.handler)})


def _given(case: OrderCase, said: MoveSaid, done: Done) -> Prepared:
    return given(case, done, said.post, said.member_id)


def _raised(case: OrderCase, said: MoveSaid, done: Done) -> Prepared:
    above = higher(case.kind, case.facts, case.around.held)
    if above is None:
        raise OrderNobodyHigher
    return risen(case, done, above)


def risen(case: OrderCase, done: Done, above: tuple[int, Post | None]) -> Prepared:
    """The order goes to a rung above; where a post takes it over there, it is that post's."""
    number, post = above
    rung = case.kind.route(case.facts.route).ladder[number - 1]
    handler = only(case.around.held[post]) if post else None
    told = {"posts": list(rung.posts), "outside": dict(rung.outside)}
    told["to"] = case.around.name(handler)
    return Prepared(replace(done, rung=number, post=post, handler=handler), told)


def _asked(case: OrderCase, said: MoveSaid, done: Done) -> Prepared:
    due = case.facts.dues.get(OrderClock.HANDLE, done.at)
    if said.until is None or said.until <= max(due, done.at):
        raise OrderUntilUnfit
    return Prepared(replace(done, until=said.until))


def _granted(case: OrderCase, said: MoveSaid, done: Done) -> Prepared:
    return Prepared(replace(done, until=case.facts.asked_until))


def _rated(case: OrderCase, said: MoveSaid, done: Done) -> Prepared:
    if said.rating is None or not WORST <= said.rating <= BEST:
        raise OrderRatingUnfit(worst=WORST, best=BEST)
    return Prepared(replace(done, rating=said.rating))


_MORE: Mapping[OrderMove, Callable[[OrderCase, MoveSaid, Done], Prepared]] = {
    OrderMove.DISPATCH: _given,
    OrderMove.REASSIGN: _given,
    OrderMove.RAISE: _raised,
    OrderMove.ASK: _asked,
    OrderMove.GRANT: _granted,
    OrderMove.REFUSE: _granted,
    OrderMove.RATE: _rated,
}
_SAID: Mapping[OrderNeed, Callable[[MoveSaid], bool]] = {
    OrderNeed.TEXT: lambda said: bool(said.text.strip()),
    OrderNeed.PHOTO: lambda said: bool(said.photos),
    OrderNeed.UNTIL: lambda said: said.until is not None,
    OrderNeed.RATING: lambda said: said.rating is not None,
    OrderNeed.OTHER: lambda said: said.other_id is not None,
    OrderNeed.PARTS: lambda said: bool(said.parts),
}


def needs(case: OrderCase, move: OrderMove) -> frozenset[OrderNeed]:
    """What a move needs: always, and by the order's kind."""
    return NEEDS.get(move, frozenset()) | case.kind.needs.get(move, frozenset())


def _check_needs(case: OrderCase, move: OrderMove, said: MoveSaid) -> None:
    for need in OrderNeed:
        if need in needs(case, move) and not _SAID[need](said):
            raise OrderNeedMissing(need=f"word.order.need.{need}")
