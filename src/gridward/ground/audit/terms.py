"""Words of the record, and of what leaves the house."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gridward.kernel.events import Event


class Act(StrEnum):
    """Base of the acts that parts declare; each member's sentence stands under `audit.<value>`."""


class AuditAct(Act):
    """Acts about the record itself, and about exports."""

    VERIFIED = "audit.verified"
    BACKED_UP = "audit.backed_up"
    RESTORED = "audit.restored"
    PROMOTED = "audit.promoted"
    EXPORTED = "audit.exported"
    EXPORT_TAKEN = "audit.export_taken"
    EXPORT_EXPIRED = "audit.export_expired"
    ALERT_ASKED = "audit.alert_asked"
    ALERT_ANSWERED = "audit.alert_answered"
    ALERT_CONFIRMED = "audit.alert_confirmed"
    LIMITS_SET = "audit.limits_set"


@dataclass(frozen=True)
class About:
    """The row that an act is about, and the grid whose people may read of it."""

    table: str
    row: UUID
    grid: UUID | None = None


@dataclass(frozen=True)
class ChainReport:
    """Outcome of a verification: how many lines hold, and the first place where the chain breaks."""

    lines: int
    broken_at: int | None
    what: str | None
    last_at: datetime | None


class ExportState(StrEnum):
    """How far an export is. What is past its time is not a state: `expires_at` says so."""

    RELEASED = "released"
    PREPARING = "preparing"
    READY = "ready"
    SENDING = "sending"
    DONE = "done"
    BROKEN = "broken"
    FAILED = "failed"


class Look(StrEnum):
    """How much of a person an export shows."""

    MASKED = "masked"
    FULL = "full"
    FULL_CHILDREN = "full_children"


class NoteKind(StrEnum):
    """What is said about an alert; CONFIRM settles it."""

    ASK = "ask"
    ANSWER = "answer"
    CONFIRM = "confirm"


class AlertRule(StrEnum):
    """Which limit was passed."""

    ROWS_PER_EXPORT = "rows_per_export"
    FULL_ROWS_PER_EXPORT = "full_rows_per_export"
    ROWS_PER_DAY = "rows_per_day"
    EXPORTS_PER_HOUR = "exports_per_hour"
    OUTSIDE_HOURS = "outside_hours"
    REVEALS = "reveals"


@dataclass(frozen=True)
class Limits:
    """Figures by which exports are judged: hours, rows, counts; `work_from` and `work_to` are local hours of the day.

    A figure that is reached is still within; more than it raises an alert. `full_rows_without_right` and `at_once` (how
    many downloads an account has under way) refuse; a download that takes longer than `stream_minutes` is broken off.
    """

    expiry_hours: int
    rows_per_export: int
    full_rows_per_export: int
    rows_per_day: int
    exports_per_hour: int
    reveals: int
    reveal_minutes: int
    full_rows_without_right: int
    stream_minutes: int
    at_once: int
    work_from: int
    work_to: int


@dataclass(frozen=True)
class Excess:
    """A limit that was passed: the figure found, and the limit (for OUTSIDE_HOURS the hour and the day's end)."""

    rule: AlertRule
    figure: int
    limit: int


@dataclass(frozen=True)
class ExportReleased(Event):
    """Something with personal data was let out of the house."""

    export: UUID
    kind: str
    masked: bool
    rows: int | None


@dataclass(frozen=True)
class BulkTaken(Event):
    """Somebody took, or looked at, more than the limits allow for."""

    alert: UUID
    export: UUID | None
