"""Words of the response level."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event

MOST_UNITS = 200
Texts = Mapping[str, str]
"""A text by language."""


class ResponseLevel(StrEnum):
    """常态, 预警, 应急; the later one is the higher."""

    ORDINARY = "ordinary"
    ALERT = "alert"
    EMERGENCY = "emergency"


class ResponseStep(StrEnum):
    """What a decision does: 启动, 调整级别, 延长, 终止."""

    DECLARE = "declare"
    CHANGE = "change"
    PROLONG = "prolong"
    END = "end"


class ResponsePlanKind(StrEnum):
    """What a level turns on and off."""

    DUTY = "duty"
    CADENCE = "cadence"
    MODULE = "module"


@dataclass(frozen=True)
class LevelRule:
    """What holds for a level: how many days until it is reviewed at the latest, and the source of that figure."""

    level: ResponseLevel
    review_days: int
    source: str


@dataclass(frozen=True)
class LegalBasis:
    """An entry of the dated list of bases; `needs_document`: the number of the paper is named with it."""

    code: str
    source: str
    levels: frozenset[ResponseLevel]
    needs_document: bool


@dataclass(frozen=True)
class BasisSaid:
    """A basis that a decision names, with the number of its paper."""

    code: str
    document: str = ""


@dataclass(frozen=True)
class Span:
    """A unit at a level: `grid` None for the whole street, a community grid for all grids of its community.

    `until` is the last day, None while no end is set.
    """

    id: UUID
    street: UUID
    grid: UUID | None
    community: UUID | None
    level: ResponseLevel
    since: date
    until: date | None


@dataclass(frozen=True)
class HeldLevel:
    """The level at a grid, by which spans it holds, and those that a higher one outweighs."""

    level: ResponseLevel
    because: tuple[Span, ...] = ()
    outweighed: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Times:
    """From which day, until which last day or until when it is reviewed; of an end `since` is the last day."""

    since: date | None = None
    until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class Seen:
    """A standing as it was seen."""

    id: UUID
    version: int


@dataclass(frozen=True)
class PlanLine:
    """Something that holds at a level: what it is, and how (how often, by whom)."""

    kind: ResponsePlanKind
    code: str
    title: Texts
    told: Texts
    source: str


@dataclass(frozen=True)
class PlanChange:
    """What a switch changes: `before` is empty for what it turns on, `after` for what it turns off."""

    kind: ResponsePlanKind
    code: str
    title: Texts
    before: Texts | None
    after: Texts | None


@dataclass(frozen=True)
class ModuleShown:
    """A part of the console that only some levels need: shown by its level, or since something in it is open."""

    code: str
    shown: bool
    by_level: bool
    open: int


@dataclass(frozen=True)
class ResponseSwitched(Event):
    """A decision was signed, or standings came to their end (`decision` None)."""

    street: UUID
    decision: UUID | None
    step: ResponseStep


class ResponseAct(Act):
    """What people do with the response level."""

    DECLARED = "response.declared"
    CHANGED = "response.changed"
    PROLONGED = "response.prolonged"
    ENDED = "response.ended"
    LAPSED = "response.lapsed"
    TAKEN = "response.taken"


@dataclass(frozen=True)
class DecisionSaid:
    """What is to be decided: new units for DECLARE, standings as they were seen for every other step."""

    step: ResponseStep
    times: Times
    bases: tuple[BasisSaid, ...]
    reason: str
    level: ResponseLevel | None = None
    whole_street: bool = False
    grids: tuple[UUID, ...] = ()
    standings: tuple[Seen, ...] = ()
