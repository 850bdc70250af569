"""Shapes of the record on the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


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
