"""Words of the completeness check (P3): plain facts about units, people and posts, and what is found amiss."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.staff.terms import Post, PostLevel


class Rule(StrEnum):
    """What can be amiss with the filling of posts; the order is that of the list people read."""

    VACANT = "vacant"
    VACANT_SOON = "vacant_soon"
    TWO_AT_ONE = "two_at_one"
    ONE_AT_TWO = "one_at_two"
    CLASH = "clash"
    ACTING_OVERLAPS = "acting_overlaps"
    ACTING_LONG = "acting_long"
    INACTIVE_IN_POST = "inactive_in_post"
    NO_POST = "no_post"
    ACCOUNT_WITHOUT_POST = "account_without_post"
    HANDOVER_LATE = "handover_late"


class Where(StrEnum):
    """At which units two posts of one person clash."""

    ANYWHERE = "anywhere"
    SAME_UNIT = "same_unit"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True)
class Unit:
    """A unit of territory where posts are held: the street (`id` None), a community grid or a base grid."""

    id: UUID | None
    code: str
    name: str
    level: PostLevel
    since: date


@dataclass(frozen=True)
class Person:
    """A person of the service; `account` tells of an open sign-in, `seated` of a seat in the leading group."""

    id: UUID
    name: str
    active: bool
    since: date
    account: bool = False
    seated: bool = False


@dataclass(frozen=True)
class Held:
    """A post held at a unit from a day until the day before `until`."""

    id: UUID
    person: UUID
    post: Post
    unit: UUID | None
    since: date
    until: date | None = None
    acting: bool = False

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Unsigned:
    """A hand-over that somebody has not signed yet."""

    id: UUID
    post: Post
    unit: UUID | None
    people: tuple[UUID, ...]
    due: date


@dataclass(frozen=True)
class Clash:
    """Two kinds of posts that one person must not hold together, with the source of that rule."""

    id: str
    first: frozenset[Post]
    second: frozenset[Post]
    where: Where
    source: str


@dataclass(frozen=True)
class Measures:
    """What the check measures by on one day: dated, each with its source."""

    needed: Mapping[Post, int]
    clashes: tuple[Clash, ...]
    coming_days: int
    acting_days: int
    handover_days: int
    answer_days: int
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """Everything the check looks at."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    held: tuple[Held, ...]
    unsigned: tuple[Unsigned, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing amiss: by which rule, at which posts and units, about whom, since when, by what source.

    `missing` is how many holders a vacant post lacks; `clash` names the entry of the list of clashing posts.
    """

    rule: Rule
    since: date
    source: str
    posts: tuple[Post, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    missing: int = 0
    clash: str = ""
    row: UUID | None = None

    @property
    def key(self) -> str:
        """The same finding has the same key from day to day."""
        where = (
            *self.posts,
            *(unit.code for unit in self.units),
            *(str(p.id) for p in self.people),
        )
        return ":".join((self.rule.value, self.clash, *(str(one) for one in where)))
