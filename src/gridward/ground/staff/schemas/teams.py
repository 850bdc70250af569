"""Shapes of teams and their people."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.staff.rules.pasting import LineOutcome
from gridward.ground.staff.terms import ServiceState, TeamKind, TeamRole

Name = Annotated[str, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(max_length=100)]
Reason = Annotated[str, StringConstraints(max_length=200)]
Note = Annotated[str, StringConstraints(max_length=500)]
Paste = Annotated[str, StringConstraints(max_length=60_000)]


class TeamOut(Schema):
    """A team; `lead` is its lead's name, masked for who works elsewhere. `near` tells whether its people are shown.

    `waiting` counts times of service that wait for whoever keeps the team to confirm them.
    """

    id: UUID
    version: int
    kind: TeamKind
    name: str
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    organisation: str
    note: str
    valid_from: date
    valid_to: date | None
    size: int
    waiting: int
    lead: str
    near: bool
    may_change: bool


class TeamIn(Schema):
    """A new team; without a grid it is the street's."""

    kind: TeamKind
    name: Name
    grid_id: UUID | None = None
    organisation: Short = ""
    note: Note = ""
    valid_from: date


class TeamChange(Schema):
    """Changes of a team; what is left out stays."""

    version: int
    name: Name | None = None
    organisation: Short | None = None
    note: Note | None = None


class TeamPersonOut(Schema):
    """Somebody in a team, how long they served (confirmed) and how much of it still waits; the phone is masked.

    `member_id` is set for a person of the service.
    """

    id: UUID
    version: int
    member_id: UUID | None
    name: str
    phone: str
    role: TeamRole
    valid_from: date
    valid_to: date | None
    minutes: int
    waiting_minutes: int


class TeamPersonIn(Schema):
    """A person of the service to put into a team."""

    member_id: UUID
    role: TeamRole = TeamRole.MEMBER
    valid_from: date


class TeamPersonChange(Schema):
    """Changes of somebody in a team; name and phone only of people from outside."""

    version: int
    role: TeamRole | None = None
    name: Name | None = None
    phone: Name | None = None


class PasteIn(Schema):
    """Lines of names and phones from a spreadsheet; with `dry_run` nothing is entered."""

    text: Paste
    valid_from: date
    dry_run: bool = False


class PastedLineOut(Schema):
    """What became of one line; the phone is masked."""

    number: int
    name: str
    phone: str
    role: TeamRole
    outcome: LineOutcome
    sentence: str
    entered: bool


class PastedOut(Schema):
    """Every line that is not blank, in its order."""

    lines: list[PastedLineOut]
    entered: int


class ServiceIn(Schema):
    """The same time of service for some people of a team."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    day: date
    minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    what: Name


class ServiceOut(Schema):
    """When somebody of a team served, how long, at what, and whether it counts.

    `may_decide` tells whether the reader may confirm or return it: never what they entered, or their own.
    """

    id: UUID
    person_id: UUID
    name: str
    day: date
    minutes: int
    what: str
    state: ServiceState
    entered_by: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    corrected_minutes: int | None
    may_decide: bool


class ServicesIn(Schema):
    """Times of service to decide on together."""

    services: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class ServicesBackIn(ServicesIn):
    """Times of service to return, and why."""

    reason: Reason


class ServiceCorrectionIn(Schema):
    """What a confirmed time of service should have been, and why."""

    minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    what: Name
    reason: Reason


class NotedOut(Schema):
    """For how many people it was noted."""

    noted: int


class CertificateIn(Schema):
    """The first and the last day that a certificate tells of."""

    first: date
    last: date


class CertificateOut(Schema):
    """A certificate of confirmed hours that was issued."""

    id: UUID
    number: str
    first: date
    last: date
    minutes: int
    issued_by: str
    issued_on: date
