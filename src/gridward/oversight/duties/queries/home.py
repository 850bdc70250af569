"""The home: duties of each post held today with their items; a duty without items is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.oversight.duties.queries.posts import Asked, HeldPost, posts_held
from gridward.oversight.duties.queries.sources import SOURCES
from gridward.oversight.duties.rules.lists import duties_of, paced
from gridward.oversight.duties.terms import Duty, DutyItem, Rhythm
from gridward.work.response.queries.levels import levels_held
from gridward.work.response.terms import ResponseLevel


@dataclass(frozen=True)
class DutyToday:
    """A duty with what is due, late and done of it; `off_level`: the level does not ask for it, but this is there."""

    duty: Duty
    items: Sequence[DutyItem]
    off_level: bool = False


@dataclass(frozen=True)
class PostToday:
    """A post with those of its duties of which there is something, at the highest response level of its grids."""

    held: HeldPost
    level: ResponseLevel
    duties: Sequence[DutyToday]


def home_of(actor: Actor, now: datetime) -> list[PostToday]:
    """What each post of the actor has today; how many queries it costs depends on the posts alone."""
    day = clock.local_date(now)
    posts = posts_held(actor, day)
    levels = levels_held({grid for held in posts for grid in held.grids}, day)
    found = []
    for held in posts:
        level = levels.highest_at(held.grids)
        found.append(PostToday(held, level, _duties(actor, held, level, now)))
    return found


def _duties(actor: Actor, held: HeldPost, level: ResponseLevel, now: datetime) -> list[DutyToday]:
    found = []
    day = clock.local_date(now)
    for duty in duties_of(held.post, day):
        off = level not in duty.levels
        if off and duty.rhythm is not Rhythm.WHEN_DUE:
            continue
        asked = paced(duty, level, day)
        items = list(SOURCES[duty.kept_by](Asked(actor, held, asked, now)))
        if items:
            found.append(DutyToday(asked, items, off))
    return found
