"""Shapes of the record on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.audit.terms import AlertRule, ExportState, NoteKind


class LineOut(Schema):
    """One act in a sentence."""

    seq: int
    at: datetime
    act: str
    actor: str
    account_id: UUID | None
    sentence: str
    reason: str
    about_table: str
    about_id: UUID | None


class ExportOut(Schema):
    """Something that left the house: who, what, when, how much of a person, why, how it ended.

    `expired`: it cannot be taken any more. `open`: it can be taken now by who let it out.
    """

    id: UUID
    number: str
    at: datetime
    account_id: UUID | None
    actor: str
    kind: str
    kind_label: str
    format: str
    masked: bool
    children: bool
    look_label: str
    reason: str
    grids: int
    rows: int | None
    bytes: int | None
    state: ExportState
    expires_at: datetime
    expired: bool
    takable: bool
    times: int
    alert: bool


class ExcessOut(Schema):
    """A limit that was passed, in a sentence."""

    rule: AlertRule
    figure: int
    limit: int
    sentence: str


class AlertNoteOut(Schema):
    """What was said about an alert."""

    at: datetime
    actor: str
    kind: NoteKind
    text: str


class AlertOut(Schema):
    """More was taken, or looked at, than the limits allow for; `export` is null for looks at full values.

    `mine`: it is about the reader, who may answer and not confirm.
    """

    id: UUID
    at: datetime
    account_id: UUID | None
    actor: str
    excesses: list[ExcessOut]
    confirmed: bool
    mine: bool
    notes: list[AlertNoteOut]
    export: ExportOut | None


class AlertNoteIn(Schema):
    """Ask back, answer or confirm, in words."""

    kind: NoteKind
    text: Annotated[str, StringConstraints(max_length=300)]


Figure = Annotated[int, Field(ge=0, le=10_000_000)]


class LimitFigures(Schema):
    """The figures by which exports are judged."""

    expiry_hours: Figure
    rows_per_export: Figure
    full_rows_per_export: Figure
    rows_per_day: Figure
    exports_per_hour: Figure
    reveals: Figure
    reveal_minutes: Figure
    full_rows_without_right: Figure
    stream_minutes: Figure
    at_once: Figure
    work_from: Figure
    work_to: Figure


class LimitsOut(Schema):
    """Limits in force since a day, and where they come from; `by` is empty for the standard ones."""

    since: date
    source: str
    by: str
    figures: LimitFigures


class AllLimitsOut(Schema):
    """What is in force today, and what the street has set, the last first."""

    now: LimitsOut
    set: list[LimitsOut]


class LimitsIn(Schema):
    """Limits from a day on."""

    since: date
    source: Annotated[str, StringConstraints(max_length=200)]
    figures: LimitFigures
