"""Shapes of posts that change hands."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.ground.staff.terms import HandoverSide, Post

Note = Annotated[str, StringConstraints(max_length=2000)]
Reason = Annotated[str, StringConstraints(max_length=300)]


class HandoverIn(Schema):
    """A post to hand over: the appointment that ends, who follows, from which day."""

    appointment_id: UUID
    member_id: UUID
    on: date
    note: Note = ""


class NoteIn(Schema):
    """What the next one has to know."""

    version: int
    note: Note


class VersionIn(Schema):
    """The version that was read."""

    version: int


class VouchIn(Schema):
    """For whom is signed, and why they cannot."""

    version: int
    side: HandoverSide
    reason: Reason


class MatterOut(Schema):
    """An open matter, and the page of the console where it is."""

    sentence: str
    link: str


class HandedOut(Schema):
    """One kind of thing that goes over."""

    what: str
    label: str
    count: int
    open: list[MatterOut]


class HandoverSignatureOut(Schema):
    """One side's signature; `vouched` where somebody else signed for a reason."""

    side: HandoverSide
    at: datetime
    by: str
    vouched: bool
    reason: str


class HandoverRow(Schema):
    """A hand-over in a list; `side` is the reader's own side."""

    id: UUID
    version: int
    post: Post
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    predecessor_id: UUID
    predecessor: str
    successor_id: UUID
    successor: str
    on: date
    due: date
    signed_on: date | None
    overdue: bool
    signed_sides: list[HandoverSide]
    side: HandoverSide | None


class HandoverOut(HandoverRow):
    """A hand-over with what goes over."""

    note: str
    counted_at: datetime
    content: list[HandedOut]
    signatures: list[HandoverSignatureOut]
    may_recount: bool
    may_note: bool
    may_vouch: bool
