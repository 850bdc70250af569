"""The home: duties of each post held today with their items; a duty without items is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.oversight.duties.queries.posts import Asked, HeldPost, posts_held
from gridward.oversight.duties.queries.sources import SOURCES
from gridward.oversight.duties.rules.lists import duties_of
from gridward.oversight.duties.terms import Duty, DutyItem


@dataclass(frozen=True)
class DutyToday:
    """A duty with what is due, late and done of it."""

    duty: Duty
    items: Sequence[DutyItem]


@dataclass(frozen=True)
class PostToday:
    """A post with those of its duties of which there is something."""

    held: HeldPost
    duties: Sequence[DutyToday]


def home_of(actor: Actor, now: datetime) -> list[PostToday]:
    """What each post of the actor has today; how many queries it costs depends on the posts alone."""
    day = clock.local_date(now)
    return [PostToday(held, _duties(actor, held, now)) for held in posts_held(actor, day)]


def _duties(actor: Actor, held: HeldPost, now: datetime) -> list[DutyToday]:
    found = []
    for duty in duties_of(held.post, clock.local_date(now)):
        items = list(SOURCES[duty.kept_by](Asked(actor, held, duty, now)))
        if items:
            found.append(DutyToday(duty, items))
    return found
