"""Words of a recognition (表扬): of which kinds, for whom, on what evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.kernel.access import Grids


class RecognitionEvidence(StrEnum):
    """What the evidence of a recognition refers to."""

    SERVICE = "service"
    ORDER = "order"


@dataclass(frozen=True)
class RecognitionKind:
    """A kind that may be recorded on a day, and who says so."""

    id: str
    source: str


@dataclass(frozen=True)
class RecognitionRules:
    """The dated list of kinds, and how many days back evidence is offered."""

    kinds: Mapping[str, RecognitionKind]
    evidence_days: int


@dataclass(frozen=True)
class Serving:
    """All that is asked of whoever is recognised: from when until when they serve there, and whether it is oneself.

    Who employs them is left out on purpose: own and seconded are eligible alike (P7).
    """

    since: date
    until: date | None
    is_oneself: bool


@dataclass(frozen=True)
class Served:
    """Whose evidence is looked for, a member's or that of a person of a team; where the asker leads; in which days."""

    member: UUID | None
    person: UUID | None
    grids: Grids
    first: date
    last: date


@dataclass(frozen=True)
class Evidence:
    """A reference to work on record: `said` is a task or an order's number; `minutes` of a time of service alone."""

    kind: RecognitionEvidence
    id: UUID
    day: date
    said: str
    minutes: int | None = None
