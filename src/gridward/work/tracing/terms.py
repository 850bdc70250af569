"""Words of tracing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.work.measures.terms import ControlKind
from gridward.work.rulebooks.terms import Lack, PersonCategory

HOUSE = "流调协查"
"""In whose name the house gathers beyond somebody's grids."""
MOST_DAYS = 60
"""Looked back at most: a bound of the program against slips, not a rule."""
MOST_CHOSEN = 500
"""Contacts decided in one go."""


class CaseState(StrEnum):
    """协查中, 已办结, 已撤销."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class RunState(StrEnum):
    """排队中, 计算中, 已完成, 未完成."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PersonKind(StrEnum):
    """Who a contact is: 居民, 单位员工, 工作人员, 未登记人员, 病例本人; the beginning of their key."""

    RESIDENT = "resident"
    EMPLOYEE = "employee"
    MEMBER = "member"
    UNKNOWN = "unknown"
    CASE = "case"


class EvidenceKind(StrEnum):
    """同一卡口, 同住一户, 同一住房, 同一单位, 同班值守, 入户走访."""

    GATE = "gate"
    HOUSEHOLD = "household"
    DWELLING = "dwelling"
    ORGANISATION = "organisation"
    SHIFT = "shift"
    VISIT = "visit"


class ContactDecision(StrEnum):
    """密切接触者, 密接的密接, 一般接触者, 不判定."""

    CLOSE = "close"
    SECONDARY = "secondary"
    GENERAL = "general"
    NONE = "none"


CATEGORIES: Mapping[ContactDecision, PersonCategory] = {
    ContactDecision.CLOSE: PersonCategory.CLOSE_CONTACT,
    ContactDecision.SECONDARY: PersonCategory.SECONDARY_CONTACT,
    ContactDecision.GENERAL: PersonCategory.GENERAL_CONTACT,
}
PROPOSES = frozenset({ContactDecision.CLOSE, ContactDecision.SECONDARY})
"""Decisions that propose a measure."""


class DecisionReason(StrEnum):
    """Why somebody is or is not a contact: 同住, 同餐, 近距离共事, 照护诊疗, 无防护近距离, 与密接同住, 与密接近距离,
    短暂同场, 有效防护, 仅同过卡口, 当时不在场, 认错人, 未有交集, 其他.
    """

    LIVED_TOGETHER = "lived_together"
    ATE_TOGETHER = "ate_together"
    WORKED_TOGETHER = "worked_together"
    CARED_FOR = "cared_for"
    UNPROTECTED = "unprotected"
    LIVES_WITH_CONTACT = "lives_with_contact"
    NEAR_CONTACT = "near_contact"
    BRIEFLY = "briefly"
    PROTECTED = "protected"
    GATE_ONLY = "gate_only"
    ABSENT = "absent"
    MISTAKEN = "mistaken"
    APART = "apart"
    OTHER = "other"


class ContactView(StrEnum):
    """Lists that people work by; NEWS has evidence that came after the decision."""

    ALL = "all"
    TO_DECIDE = "to_decide"
    NEWS = "news"
    CLOSE = "close"
    SECONDARY = "secondary"
    GENERAL = "general"
    NONE = "none"


class TracingAct(Act):
    """What people do with cases. Sentences name cases by their number and grid, and nobody."""

    CASE_OPENED = "tracing.case_opened"
    CASE_SEEN = "tracing.case_seen"
    CASE_CLOSED = "tracing.case_closed"
    CASE_WITHDRAWN = "tracing.case_withdrawn"
    CONTACTS_SEEN = "tracing.contacts_seen"
    CONTACT_SEEN = "tracing.contact_seen"
    CHAIN_SEEN = "tracing.chain_seen"
    RUN_ASKED = "tracing.run_asked"
    RUN_DONE = "tracing.run_done"
    DECIDED = "tracing.decided"
    TRIAL_ASKED = "tracing.trial_asked"
    TRIAL_SEEN = "tracing.trial_seen"
    FORGOTTEN = "tracing.forgotten"


@dataclass(frozen=True)
class TracingRules:
    """The settings of the house that hold on a day (`dated/tracing.toml`).

    `largest_group`: a unit with more people is told as a whole, and its people are not proposed one by one.
    """

    window_minutes: int
    degrees: int
    largest_group: int
    kept_days: int
    trial_minutes: int
    source: str


@dataclass(frozen=True)
class LookbackTold:
    """How many days before the onset or sample contacts are looked for, and which paper says so.

    `days` is None where the books are silent; `lack` says why, `book` is then empty. `draft`: nobody has compared the
    figure with the paper.
    """

    category: PersonCategory
    days: int | None
    book: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    draft: bool = False
    lack: Lack | None = None
    ended_by: str = ""


@dataclass(frozen=True)
class NamedSaid:
    """Somebody as they are told; numbers in the forms of the register."""

    name: str
    phone: str = ""
    document: str = ""
    address: str = ""


@dataclass(frozen=True)
class CaseSaid:
    """A case as it is entered: a resident, or somebody who is named at a grid.

    `began_on` is the day of onset where there are symptoms, else that of the sample. `lookback_days` with its reason is
    a person's, where the books are silent. `isolated_at`: when they met nobody any more.
    """

    id: UUID
    source: str
    paper: str
    determined_on: date
    began_on: date
    symptomatic: bool
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: NamedSaid | None = None
    isolated_at: datetime | None = None
    lookback_days: int | None = None
    lookback_reason: str = ""


@dataclass(frozen=True)
class MeasureWish:
    """What a proposal of a measure needs beside the evidence; kind and end where no rule gives them."""

    necessity: str = ""
    kind: ControlKind | None = None
    ends: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class ContactChosen:
    """A contact as it was shown."""

    id: UUID
    version: int


@dataclass(frozen=True)
class ContactDecisionSaid:
    """What is decided of contacts, why, in which words; `wish` is for the measure that it proposes."""

    decision: ContactDecision
    reason: DecisionReason
    note: str = ""
    wish: MeasureWish = field(default_factory=MeasureWish)


@dataclass(frozen=True)
class TrialSaid:
    """Of whom it is asked what would be if they were positive, from which day counted; days where books are silent."""

    id: UUID
    resident_id: UUID
    began_on: date
    symptomatic: bool = False
    lookback_days: int | None = None


@dataclass(frozen=True)
class PersonTold:
    """Who somebody of the tables is: by what they are known, and what people are shown of them."""

    key: str
    kind: PersonKind
    name: str = ""
    phone: str = ""
    address: str = ""
    grid: UUID | None = None
    row: UUID | None = None
    door: str = ""


@dataclass(frozen=True)
class PlaceTold:
    """Where people met."""

    key: str
    kind: EvidenceKind
    name: str


@dataclass(frozen=True)
class Evidence:
    """What is known of one person and one case, or their contact `via`, at one place. Minutes; moments are aware."""

    person: str
    degree: int
    via: str
    place: str
    first: datetime
    last: datetime
    minutes: int
    meetings: int


@dataclass(frozen=True)
class Street:
    """What a street knows of some days: rows of the engine's tables by keys, with whom and where the keys mean.

    Passages: (person, place, at). Stays: (person, place, from, to). Groups: (person, group, kind, from, to). `large`
    are units that are too large to be proposed one by one, with how many people they have.
    """

    passages: list[tuple[str, str, datetime]] = field(default_factory=list)
    stays: list[tuple[str, str, datetime, datetime]] = field(default_factory=list)
    groups: list[tuple[str, str, str, datetime | None, datetime | None]] = field(
        default_factory=list
    )
    persons: dict[str, PersonTold] = field(default_factory=dict)
    places: dict[str, PlaceTold] = field(default_factory=dict)
    large: list[tuple[str, int]] = field(default_factory=list)


Counts = dict[str, Any]
