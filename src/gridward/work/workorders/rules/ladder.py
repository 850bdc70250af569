"""The ladder: whose an order becomes, on whose desk it lies, and when silence sends it one rung higher."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.kernel.calendar import Calendar
from gridward.work.workorders.rules.clocks import due
from gridward.work.workorders.rules.machine import apply, begun_by, is_over, running
from gridward.work.workorders.terms import (
    WITH_DESK,
    WITH_HANDLER,
    Done,
    Facts,
    Kind,
    Limit,
    OrderClock,
    OrderMove,
    OrderState,
    Rung,
)

Holders = Mapping[Post, Sequence[UUID]]
"""Who holds each post at an order's grid, its community or its street; posts that nobody holds are left out."""


def reached(kind: Kind, facts: Facts) -> tuple[Rung, ...]:
    """The rungs that an order has risen to."""
    return kind.route(facts.route).ladder[: facts.rung]


def limit_of(kind: Kind, facts: Facts, clock: OrderClock) -> Limit | None:
    """The limit of a clock: that of the rung that has taken the work over, else the kind's."""
    for rung in reversed(reached(kind, facts)):
        if rung.takes_over and facts.post in rung.posts and clock in rung.limits:
            return rung.limits[clock]
    return kind.limits.get(clock)


def dues_after(
    kind: Kind, calendar: Calendar, before: OrderState | None, after: Facts
) -> dict[OrderClock, datetime]:
    """The instants of the clocks that begin with a move."""
    found = {}
    for clock in begun_by(before, after.state):
        limit = limit_of(kind, after, clock)
        if limit is not None:
            found[clock] = due(calendar, after.at, limit, urgent=kind.urgent)
    return found


def alarm(kind: Kind, calendar: Calendar, facts: Facts) -> datetime | None:
    """When the sweep has to look at an order next; None where nobody stands higher, or it is over.

    A clock that has sent it one rung higher begins again there: each step has as long as the first.
    """
    if facts.let_go:
        return facts.at
    if is_over(facts) or facts.rung >= len(kind.route(facts.route).ladder):
        return None
    return min((_rings(kind, calendar, facts, clock) for clock in running(facts)), default=None)


def _rings(kind: Kind, calendar: Calendar, facts: Facts, clock: OrderClock) -> datetime:
    at, limit = facts.dues[clock], limit_of(kind, facts, clock)
    if facts.raised_at is None or at > facts.raised_at or limit is None:
        return at
    return due(calendar, facts.raised_at, limit, urgent=kind.urgent)


def passed(facts: Facts, now: datetime) -> list[OrderClock]:
    """The clocks that ran out while an order lay where it lies."""
    return [clock for clock in running(facts) if facts.dues[clock] <= now]


def higher(
    kind: Kind, facts: Facts, held: Holders, *, take_over: bool = False
) -> tuple[int, Post | None] | None:
    """The next rung with somebody on it, and the post that takes the work over there, if one does.

    `take_over`: whoever stands there has to, since the work is nobody's. None where nobody stands higher.
    """
    ladder = kind.route(facts.route).ladder
    for number in range(facts.rung + 1, len(ladder) + 1):
        rung = ladder[number - 1]
        filled = [post for post in rung.posts if post in held]
        if not filled:
            continue
        takes = facts.state in WITH_HANDLER and (rung.takes_over or take_over)
        return number, filled[0] if takes else None
    return None


def given_to(kind: Kind, facts: Facts, held: Holders, post: Post) -> tuple[int, Post, UUID | None]:
    """Whose the work of a post is: its holder's; where it is vacant, that of the first filled rung above.

    Where nobody stands above either, it stays with the vacant post, and lies on the desk.
    """
    if post in held:
        return facts.rung, post, only(held[post])
    above = higher(kind, replace(facts, state=OrderState.DISPATCHED), held, take_over=True)
    if above is None or above[1] is None:
        return facts.rung, post, None
    return above[0], above[1], only(held[above[1]])


def only(members: Sequence[UUID]) -> UUID | None:
    """The one who holds a post; where several do, the first to acknowledge is the handler."""
    return members[0] if len(members) == 1 else None


def with_dues(
    kind: Kind, calendar: Calendar, facts: Facts | None, done: Done, after: Facts
) -> Done:
    """The move with the instants of the clocks that it begins; of a granted extension the handler's."""
    if done.move is OrderMove.GRANT and facts is not None and facts.asked_until is not None:
        return replace(done, dues={OrderClock.HANDLE: facts.asked_until})
    if not _begins(facts, done, after):
        return done
    return replace(done, dues=dues_after(kind, calendar, facts.state if facts else None, after))


def _begins(facts: Facts | None, done: Done, after: Facts) -> bool:
    """Whether clocks begin: the state is another, or the work somebody else's."""
    return facts is None or after.state is not facts.state or done.post is not None


def advanced(kind: Kind, calendar: Calendar, facts: Facts, done: Done) -> tuple[Done, Facts]:
    """A move with its clocks, and the order after it; raises OrderMoveNotNow."""
    whole = with_dues(kind, calendar, facts, done, apply(facts, done))
    return whole, apply(facts, whole)


def desks(kind: Kind, facts: Facts, held: Holders) -> list[Post | UUID]:
    """On whose desks an order lies: posts, or one member. The rungs it has risen to see it there too."""
    if is_over(facts):
        return []
    lies = [post for rung in reached(kind, facts) for post in rung.posts]
    return list(dict.fromkeys([*awaited(kind, facts, held), *lies]))


def awaited(kind: Kind, facts: Facts, held: Holders) -> list[Post | UUID]:
    """Whose move is awaited: posts, or the handler; nobody's when it is over."""
    if is_over(facts):
        return []
    desk: list[Post | UUID] = [_first(kind.desk, held)]
    if facts.state in WITH_DESK or facts.state is OrderState.VERIFIED:
        return desk
    if facts.state is OrderState.HANDLED:
        return [_verifier(kind, facts, held)]
    if facts.post is None:
        return desk
    if facts.let_go:
        return [facts.post]
    if facts.handler is None and facts.post not in held:
        return desk
    mine: list[Post | UUID] = [facts.handler or facts.post]
    return mine + desk if facts.asked_until else mine


def _first(posts: Sequence[Post], held: Holders) -> Post:
    return next((post for post in posts if post in held), posts[0])


def verifying(kind: Kind, facts: Facts) -> tuple[Post, ...]:
    """Posts that may verify: the kind's own, then the desk's and the ladder's, where the handler holds the former."""
    ladder = [post for rung in kind.route(facts.route).ladder for post in rung.posts]
    return tuple(dict.fromkeys([*kind.verifiers, *kind.desk, *ladder]))


def _verifier(kind: Kind, facts: Facts, held: Holders) -> Post:
    posts = verifying(kind, facts)
    others = {post: set(held.get(post, ())) - {facts.handled_by} for post in posts}
    return next((post for post in posts if others[post]), posts[0])


def handling(kind: Kind) -> Collection[Post]:
    """Posts that an order may be given to: those of its routes and ladders, and its desk."""
    routes = {one.handler for one in kind.routes}
    ladders = {post for route in kind.routes for rung in route.ladder for post in rung.posts}
    return routes | ladders | set(kind.desk)
