"""Kinds of the repository, and orders drawn at random for the rules."""

from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.kernel.clock import LOCAL
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kinds import kind_from
from gridward.work.workorders.rules.ladder import Holders
from gridward.work.workorders.terms import Done, Kind, OrderMove

START = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL)
"""A Monday morning."""
WORKER, LEADER, FIRST, POLICE, STREET = (UUID(int=number) for number in range(1, 6))
HOLDERS: Holders = {
    Post.GRID_MANAGER: [WORKER],
    Post.COMMUNITY_GRID_LEADER: [LEADER],
    Post.FIRST_GRID_LEADER: [FIRST],
    Post.GRID_POLICE: [POLICE],
    Post.STREET_COMMAND: [STREET],
}


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of the repository by code."""
    return {kind.code: kind for kind in map(kind_from, contents())}


def opening(kind: Kind, at: datetime = START) -> Done:
    """An order is opened, and lies with the first handler where the kind says so."""
    route = kind.routes[-1]
    post = route.handler if kind.at_once else None
    handler = HOLDERS.get(post, [None])[0] if post else None
    return Done(OrderMove.OPEN, at, by=WORKER, post=post, handler=handler, route=route.code)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
