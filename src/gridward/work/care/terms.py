"""Words of help of households."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.staff.terms import Post

Texts = Mapping[str, str]
"""A text by language."""
LONGEST_EVERY = 90
"""Of days, weeks or months between two contacts."""


class CareWay(StrEnum):
    """电话, 上门."""

    TELEPHONE = "telephone"
    VISIT = "visit"


class CareUnit(StrEnum):
    """In what a cadence is counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ConsentBy(StrEnum):
    """本人, 监护人, 受托家属."""

    ONESELF = "oneself"
    GUARDIAN = "guardian"
    FAMILY = "family"


class ConsentWay(StrEnum):
    """书面, 当面口头, 电话."""

    WRITTEN = "written"
    SPOKEN = "spoken"
    CALLED = "called"


class ContactOutcome(StrEnum):
    """平安, 有需要, 未联系上, 已搬离, 不再接受帮扶."""

    FINE = "fine"
    NEEDS = "needs"
    NOT_REACHED = "not_reached"
    MOVED = "moved"
    DECLINED = "declined"


class CareEnd(StrEnum):
    """Why a plan is over: 期满, 撤回同意, 搬离或去世, 不再需要."""

    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    NO_NEED = "no_need"


class CareView(StrEnum):
    """Which plans a list shows, by the day of the next contact."""

    DUE = "due"
    OVERDUE = "overdue"
    COMING = "coming"
    ALL = "all"


ENDED_BY: Mapping[ContactOutcome, CareEnd] = {
    ContactOutcome.MOVED: CareEnd.GONE,
    ContactOutcome.DECLINED: CareEnd.WITHDRAWN,
}
"""Outcomes with which a plan is over."""


@dataclass(frozen=True)
class Cadence:
    """A contact at the latest every so many days, weeks or months."""

    every: int
    unit: CareUnit


@dataclass(frozen=True)
class NeedKind:
    """A kind of need as it holds on a day, with what is proposed for its plan.

    `months`: the longest that a consent holds before it is asked anew. `on_rest_days`: contacts fall on days off too.
    `order_kind` and `order_need`: the kind of work order, and its answer, which a need opens.
    """

    code: str
    title: Texts
    cadence: Cadence
    way: CareWay
    months: int
    order_kind: str
    order_need: str
    source: str
    on_rest_days: bool = False


@dataclass(frozen=True)
class CareRules:
    """What holds on a day for all kinds; `keepers` are the posts that contacts are given to."""

    keepers: tuple[Post, ...]
    retry_days: int
    ending_days: int


@dataclass(frozen=True)
class PlanSaid:
    """What somebody says of a new plan; without a resident it is of the whole household.

    `agreed` names who agreed, where that is not the resident. What is None is as the kind proposes.
    """

    id: UUID
    household_id: UUID
    kind: str
    consent_by: ConsentBy
    consent_way: ConsentWay
    consent_on: date
    resident_id: UUID | None = None
    agreed: str = ""
    note: str = ""
    cadence: Cadence | None = None
    way: CareWay | None = None
    post: Post | None = None
    next_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class ContactSaid:
    """What somebody says of a contact. `at` is by the sender's clock, now where it is None; `by_when` is of a need."""

    id: UUID
    outcome: ContactOutcome
    way: CareWay
    note: str = ""
    at: datetime | None = None
    by_when: date | None = None


@dataclass(frozen=True)
class PlanFilter:
    """Of which grid, kind or household."""

    grid_id: UUID | None = None
    kind: str = ""
    household_id: UUID | None = None


@dataclass(frozen=True)
class ContactMade:
    """What became of a contact: the day of the next, none where the plan is over; the order that a need opened."""

    outcome: ContactOutcome
    next_on: date | None
    order_id: UUID | None = None
    order_number: str = ""


class CareAct(Act):
    """What people do with plans. Sentences name neither household nor need: who reads them may not know of it."""

    BEGUN = "care.begun"
    CHANGED = "care.changed"
    SEEN = "care.seen"
    CONTACTED = "care.contacted"
    ENDED = "care.ended"
    FORGOTTEN = "care.forgotten"
    OVERDUE = "care.overdue"
