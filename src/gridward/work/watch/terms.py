"""Words of the watch list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.passages.terms import EntryKind

Texts = Mapping[str, str]
"""A text by language."""
MOST_ROWS = 1000
"""Entries that are pasted at once."""
ENTRY_LETTERS = 32


class WatchStanding(StrEnum):
    """What the gate is told: 到卡口须核查, 应居家."""

    WATCHED = "watched"
    STAYS_HOME = "stays_home"


class WatchEnd(StrEnum):
    """Why an entry ended before its time: 事由消除, 登记有误, 来源通知撤回, 申诉成立."""

    NO_NEED = "no_need"
    MISTAKEN = "mistaken"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"


class WatchState(StrEnum):
    """Where an entry stands at a moment."""

    COMING = "coming"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"


class AppealOutcome(StrEnum):
    """申诉成立, 不成立."""

    UPHELD = "upheld"
    REFUSED = "refused"


class CallKind(StrEnum):
    """Kinds of work orders that a gate calls for."""

    WATCHED = "gate_watch"
    FEVER = "fever"
    CODE = "gate_code"


class MissingAnswer(StrEnum):
    """What the keeper hears of somebody who says they live here: 已登记, 已上报, 已有人上报."""

    REGISTERED = "registered"
    REPORTED = "reported"
    REPORTED_BEFORE = "reported_before"


@dataclass(frozen=True)
class WatchRules:
    """What holds on a day: the longest that an entry lasts, how long it is kept after its end, how to object."""

    longest_days: int
    kept_days: int
    appeal: str
    source: str


@dataclass(frozen=True)
class WatchGrounds:
    """What an entry rests on: for how long, what gates are told, the notice, why, and how the person objects."""

    standing: WatchStanding
    source: str
    why: str
    begins: datetime | None = None
    ends: datetime | None = None
    appeal: str = ""


@dataclass(frozen=True)
class EntrySaid:
    """Who: a value of a kind and a name, or a resident of the register; at which grid the entry is kept."""

    id: UUID
    grid_id: UUID | None
    kind: EntryKind | None = None
    value: str = ""
    name: str = ""
    resident_id: UUID | None = None


@dataclass(frozen=True)
class PastedRow:
    """A line that was pasted; `kind` is None where nothing in it is a number."""

    line: int
    kind: EntryKind | None
    value: str
    name: str


@dataclass(frozen=True)
class RowRefused:
    """A line that was not taken, and why."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True)
class Call:
    """What a gate calls for: where and when, what the keeper did, and never why."""

    kind: CallKind
    gate_id: UUID
    at: datetime
    direction: Direction
    decision: Decision


@dataclass(frozen=True)
class MissingSaid:
    """What somebody at a gate says who is not in the register; `at` is by the phone's clock, set right."""

    id: UUID
    gate_id: UUID
    name: str
    at: datetime
    document: str = ""
    phone: str = ""
    address: str = ""
    dwelling_id: UUID | None = None
    move_in: date | None = None


class WatchAct(Act):
    """What people do with the watch list. Sentences name nobody: who reads them may not know whom gates watch for."""

    SET = "watch.set"
    SET_MANY = "watch.set_many"
    SEEN = "watch.seen"
    ENDED = "watch.ended"
    APPEALED = "watch.appealed"
    DECIDED = "watch.decided"
    FORGOTTEN = "watch.forgotten"
    MISSING_REPORTED = "watch.missing_reported"
    MISSING_ANSWERED = "watch.missing_answered"
    MISSING_SEEN = "watch.missing_seen"
    MISSING_SETTLED = "watch.missing_settled"
