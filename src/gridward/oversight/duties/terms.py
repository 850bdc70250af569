"""Words of duties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gridward.ground.staff.terms import Employer, Post
from gridward.work.response.terms import ResponseLevel

PHONE = "phone"
"""The source of what only the worker's phone can know."""


class Rhythm(StrEnum):
    """How often a duty comes; WHEN_DUE when there is something."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    WHEN_DUE = "when_due"


class DutyState(StrEnum):
    """Where an item of a duty stands today."""

    DUE = "due"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True)
class Duty:
    """An entry of the list of duties: of which posts, by which clause, where it stands, how often it comes.

    `kept_by` names the source that gives its items, "" where no part of the program keeps it yet. `page` is the path
    of the screen that does it. `days` are the duty's own figures. `on_phone`: the app of phones works it out itself.
    `levels` are the response levels at which it applies; `cadence` names the pace that a level gives it.
    """

    id: str
    posts: frozenset[Post]
    clause: str
    source: str
    rhythm: Rhythm
    kept_by: str = ""
    page: str = ""
    on_phone: bool = False
    days: Mapping[str, int] = field(default_factory=dict)
    levels: frozenset[ResponseLevel] = frozenset(ResponseLevel)
    cadence: str = ""


@dataclass(frozen=True)
class DutyItem:
    """One thing of a duty: a sentence `text` (key under `duty_item`) filled with `values`, and the page that does it.

    `until` is the last day on which it is in time, for what is late the day that has passed; None where no day is set.
    `days` are those it is about, where it is about some.
    """

    state: DutyState
    text: str
    link: str
    count: int = 1
    until: date | None = None
    days: tuple[date, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


class AlikeSide(StrEnum):
    """By whom somebody in a post is employed: the street and its communities, or whoever sent them."""

    OWN = "own"
    SECONDED = "seconded"


class AlikeFigure(StrEnum):
    """What is counted of both sides: checks that applied, work done, hours and recognitions."""

    LOGS_SIGNED = "logs_signed"
    LOGS_COUNTERSIGNED = "logs_countersigned"
    SHEETS_CONFIRMED = "sheets_confirmed"
    HANDOVERS_SIGNED = "handovers_signed"
    ORDERS_VERIFIED = "orders_verified"
    SERVICE_MINUTES = "service_minutes"
    RECOGNITIONS = "recognitions"


class AlikeSplit(StrEnum):
    """How counts of a post are shown: side by side, as one sum, or not at all, where a group is too small."""

    APART = "apart"
    TOGETHER = "together"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class AlikeRules:
    """Who counts as own, the smallest group that is counted apart, the days counted, when a difference is told."""

    own: frozenset[Employer]
    group_least: int
    window_days: int
    less_percent: int


@dataclass(frozen=True)
class AlikeGroup:
    """One side of a post: how many people, and what was counted of them together."""

    people: int
    counts: Mapping[AlikeFigure, int]


@dataclass(frozen=True)
class AlikeGap:
    """One side has much less of a figure than the other."""

    figure: AlikeFigure
    side: AlikeSide
    less: int
    more: int
