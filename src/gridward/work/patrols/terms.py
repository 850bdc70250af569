"""Words of patrols, logs, sheets and draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NotRequired, TypedDict
from uuid import UUID

from gridward.ground.audit.terms import Act

MOST_STOPS, MOST_FINDINGS = 200, 100
MOST_LOGS = 200
"""Logs in one file."""


class PatrolKind(StrEnum):
    """What was done: 网格巡查, 卡口值守, 防护设施巡查管护."""

    PATROL = "patrol"
    GATE = "gate"
    FACILITY = "facility"


class PointCategory(StrEnum):
    """What stands at a point of a patrol."""

    GATE = "gate"
    FACILITY = "facility"
    ENTRANCE = "entrance"
    PUBLIC_PLACE = "public_place"
    SITE = "site"
    OTHER = "other"


class StopFound(StrEnum):
    """Whether something was found at a stop."""

    NOTHING = "nothing"
    FINDING = "finding"


class FindingCategory(StrEnum):
    """What a finding is about, in the words of A1 two(2): 卡口, 防护设施, 违反疫情防控行为; and 环境, 安全, 其他."""

    GATE = "gate"
    FACILITY = "facility"
    VIOLATION = "violation"
    ENVIRONMENT = "environment"
    SAFETY = "safety"
    OTHER = "other"


class StopSaid(TypedDict):
    """A stop as somebody noted it; without a point it has a name."""

    at: datetime
    point_id: NotRequired[UUID | None]
    name: NotRequired[str]
    found: NotRequired[StopFound]


class FindingSaid(TypedDict):
    """A finding as somebody noted it; `handled` says what was done about it, empty for nothing yet."""

    category: FindingCategory
    text: str
    place: NotRequired[str]
    handled: NotRequired[str]


class EntryKind(StrEnum):
    """What somebody entered in the register that the papers of a day tell of."""

    HOUSEHOLD_ADDED = "household_added"
    RESIDENT_ADDED = "resident_added"
    RESIDENT_LEFT = "resident_left"
    ORGANISATION_ADDED = "organisation_added"
    CHANGED = "changed"


@dataclass(frozen=True)
class Entry:
    """One act at the register: which row it was about, and its masked words."""

    kind: EntryKind
    row: UUID
    label: str
    at: datetime


@dataclass(frozen=True)
class VisitFact:
    """A visit as figures need it. `subject` is the household or organisation, of which a later visit counts alone."""

    id: UUID
    at: datetime
    outcome: str
    way: str
    subject: UUID
    organisation: bool
    label: str
    persons_met: int = 0
    away: str = "none"


@dataclass(frozen=True)
class TargetFact:
    """Somebody who is to be visited, or was added late."""

    id: UUID
    organisation: bool
    label: str
    persons: int
    late_added: bool = False
    due: bool = True


@dataclass(frozen=True)
class FindingFact:
    """A finding as the papers tell it."""

    id: UUID
    category: str
    text: str
    place: str
    handled: str


@dataclass(frozen=True)
class PatrolFact:
    """A patrol as the papers tell it; times are local."""

    id: UUID
    kind: str
    started_at: datetime
    ended_at: datetime
    stops: tuple[str, ...] = ()
    findings: tuple[FindingFact, ...] = ()


@dataclass(frozen=True)
class DayFacts:
    """What somebody recorded at a grid in some time; `targets` are the grid's, whoever visits them."""

    visits: tuple[VisitFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    patrols: tuple[PatrolFact, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class LogSaid:
    """A log as somebody signs it: Annex 2 filled, and the line that their finger drew."""

    grid_id: UUID
    day: date
    start: datetime
    end: datetime
    work: str
    signature: str
    handling: str = ""
    result: str = ""


@dataclass(frozen=True)
class Proposal:
    """工作情况, 处置情况, 处置结果 as they may be signed, or changed first."""

    work: str
    handling: str
    result: str


class RowUnder(StrEnum):
    """What a row under a figure is."""

    VISIT = "visit"
    TARGET = "target"
    PATROL = "patrol"
    FINDING = "finding"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Under:
    """A row under a figure, and how much it counts there; `at` where it happened at a moment."""

    kind: RowUnder
    id: UUID
    label: str
    count: int = 1
    at: datetime | None = None


@dataclass(frozen=True)
class Window:
    """Hours of some days of the week (1 is Monday) in which a patrol may be drawn; `to` is not included."""

    days: tuple[int, ...]
    start: int
    to: int


@dataclass(frozen=True)
class Lots:
    """What a draw is made from; nothing of it changes after the seed is bound."""

    plan: UUID
    starts_on: date
    ends_on: date
    windows: tuple[Window, ...]
    points: tuple[UUID, ...]
    per_week: int


@dataclass(frozen=True, order=True)
class Slot:
    """A patrol that was drawn: the day, the local time at which it begins, and the point."""

    day: date
    at: time
    point: UUID


@dataclass(frozen=True)
class Chance:
    """How often something was drawn, beside how often it was to be expected."""

    drawn: int
    expected: float


@dataclass(frozen=True)
class Fairness:
    """The chances of one question (hours, or points) and the test of them.

    `surprise` is the chance that equal lots differ from what is expected at least as much; None where nothing can
    differ.
    """

    chances: Mapping[str, Chance]
    statistic: float = 0.0
    freedom: int = 0
    surprise: float | None = None


@dataclass(frozen=True)
class Proof:
    """What anybody can compute again once a plan is over."""

    seed: str
    commitment: str
    seed_fits: bool
    slots: Sequence[Slot]
    shown_otherwise: Sequence[date] = field(default=())
    """Days of which an officer was shown something else than the seed gives."""

    @property
    def holds(self) -> bool:
        """Whether everything agrees."""
        return self.seed_fits and not self.shown_otherwise


class PatrolAct(Act):
    """What people do with patrols and their papers."""

    POINT_ADDED = "patrols.point_added"
    POINT_CHANGED = "patrols.point_changed"
    POINT_RETIRED = "patrols.point_retired"
    PATROL_RECORDED = "patrols.patrol_recorded"
    LOG_SIGNED = "patrols.log_signed"
    LOG_CORRECTED = "patrols.log_corrected"
    LOG_COUNTERSIGNED = "patrols.log_countersigned"
    SHEET_CONFIRMED = "patrols.sheet_confirmed"
    SHEETS_TAKEN = "patrols.sheets_taken"
    DRAW_BOUND = "patrols.draw_bound"
    DRAW_STOPPED = "patrols.draw_stopped"
    DRAW_SHOWN = "patrols.draw_shown"
