"""Words of the portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.register.terms.people import Away, DocumentKind, Tenure
from gridward.work.arrivals.terms import CameBy
from gridward.work.checkpoints.terms import PassKind
from gridward.work.measures.terms import GivenPhase
from gridward.work.riskareas.terms import Stay
from gridward.work.rounds.terms import Question

MOST_SLIPS = 200
"""Slips of one print: about seventy sheets."""
MOST_MEMBERS, MOST_VEHICLES = 20, 10
LARGEST_BYTES = 64_000
"""Of a declaration as it is sent: twenty people with long answers, and no more."""

DOOR_LOCK = "portal.door"
"""Two who send for one door, and whoever decides about what they sent, wait for each other (`kernel/locks.py`)."""


class SlipGroup(StrEnum):
    """For whom slips are printed: doors to go back to, doors that nobody opened, a building, or chosen ones."""

    REVISITS = "revisits"
    NO_ANSWER = "no_answer"
    BUILDING = "building"
    CHOSEN = "chosen"


class SlipState(StrEnum):
    """What a slip may still be used for: nothing sent yet, sent and replaceable, looked at already."""

    UNUSED = "unused"
    SENT = "sent"
    HANDLED = "handled"


class DeclarationState(StrEnum):
    """待核对, 被新的一份代替, 已采纳, 已退回."""

    WAITING = "waiting"
    REPLACED = "replaced"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class PassRequestState(StrEnum):
    """待办, 已办, 未批准."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"


class PassEnding(StrEnum):
    """已作废, 已换发: why the code that a page was given holds no more."""

    REVOKED = "revoked"
    REPLACED = "replaced"


ASKED_KINDS = (PassKind.RESIDENT, PassKind.VEHICLE, PassKind.VISITOR)
"""What a household may ask for; passes of helpers and deliveries are for those whom they work for."""
MOST_WAITING = 5
"""Requests of one door that wait at once: bounds of the program, not rules, as those below."""
MOST_DAYS, DAYS_AHEAD = 31, 31
"""For how long a pass is asked, and how far ahead it may begin."""
MOST_ASKED_AFTER = 20
"""Requests that a page asks after at once."""


@dataclass(frozen=True)
class PassAsked:
    """A pass as a household asks for it; `name` is who is to hold it."""

    kind: PassKind
    name: str = field(repr=False)
    begins_on: date
    days: int
    reason: str
    phone: str = field(default="", repr=False)
    plate: str = ""


@dataclass(frozen=True)
class SlipsWanted:
    """Which slips: of a group, of one grid or all that the actor works at; `ids` of chosen targets."""

    group: SlipGroup
    grid_id: UUID | None = None
    building_id: UUID | None = None
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class DeclaredArrival:
    """That somebody came from elsewhere lately: on which day, how, and where they had been."""

    arrived_on: date
    came_by: CameBy
    stays: tuple[Stay, ...]
    trip: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody of the household, as declared; number and phone may be empty."""

    name: str
    relation: str = ""
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    away: Away = Away.NONE
    answers: Mapping[str, Any] = field(default_factory=dict)
    came: DeclaredArrival | None = None


@dataclass(frozen=True)
class DeclaredVehicle:
    """A plate and whose it is: the place of a member."""

    plate: str
    keeper: int = 0


@dataclass(frozen=True)
class Declared:
    """What a household says of itself. Answers of a member are to questions about persons."""

    members: tuple[Member, ...]
    tenure: Tenure = Tenure.UNKNOWN
    vehicles: tuple[DeclaredVehicle, ...] = ()
    needs: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def present(self) -> list[int]:
        """The places of members who are not away."""
        return [place for place, one in enumerate(self.members) if one.away is Away.NONE]

    def plates_of(self, place: int) -> list[str]:
        """The vehicles of a member."""
        return [one.plate for one in self.vehicles if one.keeper == place]


@dataclass(frozen=True)
class Admitted:
    """What the database tells whoever knows a token: the slip, and what stands on it. No more of the household."""

    slip: UUID
    target: UUID
    street: UUID
    grid: UUID
    printed_at: datetime
    revoked: bool
    place: str
    round: str
    is_open: bool
    ends_on: date
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class LinkAdmitted:
    """What the database tells whoever knows the token of a measure's link; `person` is sealed, `phases` are JSON."""

    link: UUID
    measure: UUID
    street: UUID
    grid: UUID
    revoked: bool
    in_force: bool
    serial: str
    begins: date
    ends: date
    person: bytes = field(repr=False)
    phases: tuple[GivenPhase, ...]
    readings: tuple[int | None, ...]
    since: date
    where: str
    phone: str


class PortalAct(Act):
    """What is done with slips and declarations."""

    SLIPS_PRINTED = "portal.slips_printed"
    SLIP_REVOKED = "portal.slip_revoked"
    DECLARED = "portal.declared"
    ACCEPTED = "portal.accepted"
    REJECTED = "portal.rejected"
    PASS_ASKED = "portal.pass_asked"
    PASS_GRANTED = "portal.pass_granted"
    PASS_REFUSED = "portal.pass_refused"
    LINK_PRINTED = "portal.link_printed"
    LINK_REVOKED = "portal.link_revoked"
    SELF_READ = "portal.self_read"
    SELF_ASKED = "portal.self_asked"
