"""Words of handovers at gates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act

MOST_KIT = 60
MOST_MATTERS = 20
MOST_ORDERS = 40
MOST_COUNT = 1_000_000


class HandoverKind(StrEnum):
    """交接, 开岗 (taken over from nobody), 撤岗 (handed to nobody)."""

    SHIFT = "shift"
    OPENING = "opening"
    CLOSING = "closing"


class HandoverState(StrEnum):
    """Where a handover stands.

    BEGUN: whoever takes was heard first. SIGNED: given, and nobody took it yet. CROSSED: another one counts instead.
    """

    BEGUN = "begun"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    QUESTIONED = "questioned"
    CROSSED = "crossed"


class TakeAnswer(StrEnum):
    """无误, 有疑问."""

    CONFIRM = "confirm"
    QUESTION = "question"


class TakenBy(StrEnum):
    """How whoever takes learned what was given: scanned, typed the code, chose it from the list."""

    SCAN = "scan"
    CODE = "code"
    LIST = "list"


class GateHealth(StrEnum):
    """正常, 需留意, 有故障."""

    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "trouble"


class LackKind(StrEnum):
    """未交接, 空岗, 重叠未交接."""

    MISSING = "missing"
    GAP = "gap"
    OVERLAP = "overlap"


COUNTED = ("in", "out", "turned_back", "held", "emergency")
"""What a keeper's phone counts in a shift, in the order in which codes say it."""


@dataclass(frozen=True)
class Counts:
    """Passages of a shift."""

    inward: int = 0
    outward: int = 0
    turned_back: int = 0
    held: int = 0
    emergency: int = 0

    def row(self) -> tuple[int, ...]:
        """In the order of COUNTED."""
        return (self.inward, self.outward, self.turned_back, self.held, self.emergency)

    def plain(self) -> dict[str, int]:
        """As they are stored."""
        return dict(zip(COUNTED, self.row(), strict=True))


@dataclass(frozen=True)
class KitFound:
    """A thing of the gate: how many there should be, how many were found, and a word where some are missing."""

    name: str
    expected: int
    found: int
    word: str = ""


@dataclass(frozen=True)
class HandoverSaid:
    """What is handed over, as its author signed it.

    `code` is eight letters that the phone drew, from which the id follows; `since` is when the author's shift began.
    `orders` are ids of open work orders. `word` says why a gate is opened or closed without anybody else. `digest` is
    that of all of it with the times of the phone's clock (`rules.codes`).
    """

    code: str
    gate_id: UUID
    kind: HandoverKind
    at: datetime
    since: datetime | None
    digest: str
    signature: str
    counts: Counts = Counts()
    kit: Sequence[KitFound] = ()
    keys: int = 0
    matters: Sequence[str] = ()
    orders: Sequence[UUID] = ()
    health: GateHealth = GateHealth.GOOD
    health_word: str = ""
    remarks: str = ""
    word: str = ""


@dataclass(frozen=True)
class TakeSaid:
    """What whoever takes says; `digest` is that of the code that was scanned, empty where it was typed."""

    code: str
    gate_id: UUID
    at: datetime
    answer: TakeAnswer
    signature: str
    by: TakenBy
    digest: str = ""
    word: str = ""


@dataclass(frozen=True)
class GiveHalf:
    """Who gave, and what."""

    member: UUID
    digest: str


@dataclass(frozen=True)
class TakeHalf:
    """Who took, and with which answer."""

    member: UUID
    answer: TakeAnswer
    at: datetime
    digest: str = ""


@dataclass(frozen=True)
class Crossing:
    """A handover with both halves; `ends` is when a shift of whoever gave it ends there about that time."""

    id: UUID
    giver: UUID
    taker: UUID
    at: datetime
    ends: datetime | None = None


@dataclass(frozen=True)
class Duty:
    """Somebody keeps the gate from an instant until another."""

    member: UUID
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Hours:
    """Local times between which a gate is open; without them day and night."""

    opens_at: time | None = None
    closes_at: time | None = None


@dataclass(frozen=True)
class Lack:
    """The end of a shift that nobody handed over; a handover between `since` and `until` answers it."""

    kind: LackKind
    at: datetime
    since: datetime
    until: datetime


@dataclass(frozen=True)
class HandoverFigures:
    """Each with its source: a handover is due so long after the end of a shift at the latest, counts so long before it
    already, and a gap is told so long ahead. No more than `crossed` apart, two of the same two people are one matter.
    """

    after: timedelta
    before: timedelta
    gap_ahead: timedelta
    crossed: timedelta
    sources: dict[str, str] = field(default_factory=dict)


class HandoverAct(Act):
    """What people do with handovers."""

    GIVEN = "handovers.given"
    TAKEN = "handovers.taken"
    QUESTIONED = "handovers.questioned"
    OPENED = "handovers.opened"
    CLOSED = "handovers.closed"
    CROSSED = "handovers.crossed"
    LACKING = "handovers.lacking"
    PRINTED = "handovers.printed"
