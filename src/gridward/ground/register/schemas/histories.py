"""Shapes of history."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.register.queries.history import Change
from gridward.kernel.texts import say


class FieldChangeOut(Schema):
    """A field by its key and name, before and after in words; personal values are masked."""

    field: str
    name: str
    before: str | None
    after: str | None


class ChangeOut(Schema):
    """One act on one row. `at` is when it was recorded, `on` the day on which it happened, where somebody said.

    A `correction` says that the value before was entered wrongly, and `reason` how one knows.
    """

    at: datetime
    by: str
    what: str
    kind: str
    subject: str
    subject_id: UUID | None
    act: str
    on: date | None
    correction: bool
    reason: str
    fields: list[FieldChangeOut]


def told(change: Change, language: str) -> dict[str, Any]:
    """A change with the names of its fields in a language."""
    fields = [
        {**vars(one), "name": say(f"word.register.field.{one.field}", language)}
        for one in change.fields
    ]
    return {**vars(change), "fields": fields}
