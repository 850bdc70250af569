"""Shapes of roster import on the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from gridward.ground.register.terms.roster import BatchState, Outcome


class CountsOut(Schema):
    """How many rows came to each outcome; they sum to `rows`. `reasons`: code to count."""

    rows: int
    added: int
    updated: int
    unchanged: int
    same: int
    conflicts: int
    rejected: int
    not_data: int
    reasons: dict[str, int]


class ReasonOut(Schema):
    """A reason with its sentence in the caller's language."""

    code: str
    sentence: str


class ColumnOut(Schema):
    """A column of a layout; `field` null means left out; samples are masked."""

    place: int
    header: str
    field: str | None
    score: float
    alternatives: list[str]
    samples: list[str]


class LayoutOut(Schema):
    """Tables of equal headers, seen as one; `remembered`: somebody corrected such a layout before."""

    key: str
    sheet: str
    header_rows: list[int]
    score: float
    remembered: bool
    tables: int
    rows: int
    columns: list[ColumnOut]


class SheetOut(Schema):
    """A sheet with its physical rows."""

    name: str
    rows: int


class FieldOut(Schema):
    """A field that a column may be mapped to, with its name in the caller's language."""

    name: str
    label: str


class BatchOut(Schema):
    """An import in a list."""

    id: UUID
    version: int
    community: str
    community_code: str
    file_name: str
    file_bytes: int
    state: BatchState
    progress: float
    counts: CountsOut | None
    problem: ReasonOut | None
    account_name: str
    created_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None


class BatchDetailOut(BatchOut):
    """An import with what was found in its file, and the fields to choose from."""

    sheets: list[SheetOut]
    layouts: list[LayoutOut]
    cards: int
    fields: list[FieldOut]


class MappingIn(Schema):
    """The columns of one layout: place to field, null to leave a column out."""

    layout: str
    columns: dict[int, str | None]


class RowOut(Schema):
    """A physical row of the file (`sheet` and `number` from 1) and what became of it."""

    sheet: int
    sheet_name: str
    number: int
    outcome: Outcome
    outcome_label: str
    reasons: list[ReasonOut]
    resident_id: UUID | None
    household_id: UUID | None
