"""Shapes of shortages and their answers."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.staff.terms import Post, ShortageState

Name = Annotated[str, StringConstraints(max_length=60)]
Wish = Annotated[str, StringConstraints(max_length=200)]
Reason = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=500)]


class WantedIn(Schema):
    """A post at a unit to report; `grid_id` is null for posts of the street."""

    post: Post
    grid_id: UUID | None = None
    reason: Reason = ""
    wish: Wish = ""
    wished_by: date | None = None


class ShortageListIn(Schema):
    """A list to begin."""

    addressee: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    note: Text = ""
    wanted: Annotated[list[WantedIn], Field(max_length=500)]


class ShortageChange(Schema):
    """Changes before the list is sent; what is left out stays."""

    version: int
    reason: Reason | None = None
    wish: Wish | None = None
    wished_by: date | None = None


class SendIn(Schema):
    """The day on which the list was handed over."""

    version: int
    on: date


class AnswerIn(Schema):
    """What the district said: granted with a name, refused with a reason, later by a day."""

    version: int
    verdict: Literal[ShortageState.GRANTED, ShortageState.REFUSED, ShortageState.LATER]
    on: date
    text: Text = ""
    named: Name = ""
    later_until: date | None = None


class StepOut(Schema):
    """One step in the life of a shortage, with what the row said after it."""

    at: datetime
    by: str
    state: ShortageState
    said: dict[str, Any]


class ShortageOut(Schema):
    """A post that is or was short."""

    id: UUID
    version: int
    post: Post
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    count: int
    since: date
    reason: str
    wish: str
    wished_by: date | None
    state: ShortageState
    answered_on: date | None
    answer: str
    named: str
    later_until: date | None
    filled_by: str
    filled_from: date | None
    closed_on: date | None
    overdue: bool
    steps: list[StepOut] = []


class ShortageListRow(Schema):
    """A list in the list of lists."""

    id: UUID
    version: int
    number: str
    addressee: str
    note: str
    made_by: str
    created_at: datetime
    sent_on: date | None
    sent_by: str
    answer_due: date | None
    total: int
    waiting: int
    answered: int
    over: int
    overdue: int


class ShortageListOut(ShortageListRow):
    """A list with its shortages."""

    shortages: list[ShortageOut]
