"""Shapes of the portal: what residents send and are told, what desks see."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.exchange.portal.models import Declaration, MeasureLink, PassRequest, Slip
from gridward.exchange.portal.queries.comparing import Comparison
from gridward.exchange.portal.queries.linking import asked_today, name_told, told_today
from gridward.exchange.portal.queries.requests import given_of, holders, words_of
from gridward.exchange.portal.rules.comparing import Known, Side
from gridward.exchange.portal.terms import (
    MOST_ASKED_AFTER,
    MOST_MEMBERS,
    MOST_SLIPS,
    MOST_VEHICLES,
    Admitted,
    DeclarationState,
    Declared,
    DeclaredArrival,
    DeclaredVehicle,
    LinkAdmitted,
    Member,
    PassAsked,
    PassEnding,
    PassRequestState,
    SlipGroup,
    SlipState,
    SlipsWanted,
)
from gridward.ground.register.models import Resident
from gridward.ground.register.rules.entries import read_phone
from gridward.ground.register.schemas.people import GridRef, Name, Note, Reason, Typed
from gridward.ground.register.terms.people import Away, DocumentKind, Tenure
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_phone
from gridward.kernel.texts import say
from gridward.work.arrivals.terms import MOST_STAYS, CameBy
from gridward.work.checkpoints.terms import PassKind
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.days import day_of, next_test
from gridward.work.measures.terms import RIGHTS, CallFor, Symptom
from gridward.work.riskareas.schemas import RiskStayIn
from gridward.work.riskareas.terms import Stay
from gridward.work.rounds.schemas import QuestionOut
from gridward.work.rounds.terms import MOST_QUESTIONS, VisitOutcome

SlipCode = Annotated[str, StringConstraints(max_length=80)]
MOST_GATES = 60
Answers = Annotated[dict[str, Any], Field(max_length=MOST_QUESTIONS)]


class SlipCodeIn(Schema):
    """The code of a slip, from its QR or typed."""

    token: SlipCode


class PublicSlipOut(Shape):
    """What the public page may know: what stands on the slip, what the round asks, and whether one may still send."""

    state: SlipState
    round: str
    place: str
    ends_on: date
    questions: list[QuestionOut]

    @classmethod
    def of(cls, one: Admitted, state: SlipState) -> "PublicSlipOut":
        """From what the database told."""
        return cls(
            state=state,
            round=one.round,
            place=one.place,
            ends_on=one.ends_on,
            questions=[QuestionOut.of(question) for question in one.questions],
        )


class DeclaredArrivalIn(Schema):
    """That somebody came from elsewhere lately, and where they had been."""

    arrived_on: date
    came_by: CameBy
    trip: Annotated[str, StringConstraints(max_length=40)] = ""
    stays: Annotated[list[RiskStayIn], Field(min_length=1, max_length=MOST_STAYS)]

    def said(self) -> DeclaredArrival:
        """As the services take it."""
        stays = tuple(Stay(**one.model_dump()) for one in self.stays)
        return DeclaredArrival(self.arrived_on, self.came_by, stays, self.trip)


class DeclaredMemberIn(Schema):
    """Somebody of the household; document and phone may be left out."""

    name: Name = ""
    relation: Annotated[str, StringConstraints(max_length=20)] = ""
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: Typed = ""
    phone: Typed = ""
    away: Away = Away.NONE
    answers: Answers = {}
    came: DeclaredArrivalIn | None = None

    def said(self) -> Member:
        """As the services take it."""
        came = self.came.said() if self.came else None
        return Member(**self.model_dump(exclude={"came"}), came=came)


class DeclaredVehicleIn(Schema):
    """A plate, and the place of the member whose it is."""

    plate: Typed = ""
    keeper: int = 0


class DeclarationIn(SlipCodeIn):
    """What a household says of itself; `id` is made by the page, so that sending again is harmless."""

    id: UUID
    members: Annotated[list[DeclaredMemberIn], Field(max_length=MOST_MEMBERS)]
    tenure: Tenure = Tenure.UNKNOWN
    vehicles: Annotated[list[DeclaredVehicleIn], Field(max_length=MOST_VEHICLES)] = []
    needs: Note = ""
    answers: Answers = {}

    def said(self) -> Declared:
        """As the services take it."""
        return Declared(
            members=tuple(one.said() for one in self.members),
            tenure=self.tenure,
            vehicles=tuple(DeclaredVehicle(**one.model_dump()) for one in self.vehicles),
            needs=self.needs,
            answers=self.answers,
        )


class ReceivedOut(Shape):
    """That a declaration arrived: no word of what it said."""

    sent_at: datetime
    revision: int


class SlipAddressOut(Shape):
    """The public address of the house, empty where none is set: then that of the desk."""

    address: str


class SlipsIn(Schema):
    """Which slips to print; `phone` is whom to call, `void_earlier` ends those printed before."""

    group: SlipGroup
    grid_id: UUID | None = None
    building_id: UUID | None = None
    ids: Annotated[list[UUID], Field(max_length=MOST_SLIPS)] = []
    phone: Typed = ""
    void_earlier: bool = False

    def wanted(self) -> SlipsWanted:
        """As the services take it."""
        return SlipsWanted(self.group, self.grid_id, self.building_id, tuple(self.ids))


class SlipOut(Shape):
    """A slip that was printed."""

    id: UUID
    printed_at: datetime
    printed_by: str
    revoked_at: datetime | None
    revoked_by: str

    @classmethod
    def of(cls, row: Slip) -> "SlipOut":
        """From a row."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "printed_at"}
        return cls(printed_at=row.created_at, **values)


class DeclarationRow(Shape):
    """A declaration in the list of a round; `outcome` is what the round knows of the door so far."""

    id: UUID
    target_id: UUID
    address: str
    grid: GridRef
    outcome: VisitOutcome | None
    members: int
    revision: int
    state: DeclarationState
    sent_at: datetime
    decided_at: datetime | None
    decided_by: str
    reason: str

    @classmethod
    def of(cls, row: Declaration) -> "DeclarationRow":
        """From a row read with its target's household and its grid."""
        apart = {"address", "grid", "outcome"}
        values = {name: getattr(row, name) for name in cls.model_fields if name not in apart}
        outcome, household = row.target.outcome, row.target.household
        return cls(
            **values,
            address=household.address_text if household else "",
            grid=GridRef.of(row.grid),
            outcome=VisitOutcome(outcome) if outcome else None,
        )


class DeclaredStayOut(Shape):
    """Where somebody had been."""

    region: str
    county: str
    detail: str
    begins: date
    ends: date


class DeclaredArrivalOut(Shape):
    """That somebody came from elsewhere; accepted, it becomes an arrival."""

    arrived_on: date
    came_by: CameBy
    trip: str
    stays: list[DeclaredStayOut]


class PersonSideOut(Shape):
    """A person as one side has them; number and phones masked. `came`: only a household says that."""

    name: str
    relation: str
    document_kind: DocumentKind
    document: str
    phones: list[str]
    plates: list[str]
    away: Away
    came: DeclaredArrivalOut | None = None

    @classmethod
    def declared(cls, said: Declared, place: int) -> "PersonSideOut":
        """As the household says."""
        one = said.members[place]
        return cls(
            name=one.name,
            relation=one.relation,
            document_kind=one.document_kind,
            document=mask_document(one.document),
            phones=[mask_phone(one.phone)] if one.phone else [],
            plates=said.plates_of(place),
            away=one.away,
            came=DeclaredArrivalOut.model_validate(one.came) if one.came else None,
        )

    @classmethod
    def known(cls, one: Known) -> "PersonSideOut":
        """As the register has them."""
        return cls(
            name=one.name,
            relation=one.relation,
            document_kind=one.document_kind,
            document=mask_document(one.document),
            phones=[mask_phone(read_phone(phone).e164) for phone in one.phones],
            plates=list(one.plates),
            away=one.away or Away.NONE,
        )


class SideOut(Shape):
    """Somebody on both sides; `declared` is null for whom nobody named, `known` for somebody new.

    `differs` names the fields that an acceptance writes.
    """

    declared: PersonSideOut | None
    known: PersonSideOut | None
    differs: list[str]
    answers: dict[str, Any]

    @classmethod
    def of(cls, said: Declared, side: Side) -> "SideOut":
        """From a side of a comparison."""
        place = side.place
        return cls(
            declared=None if place is None else PersonSideOut.declared(said, place),
            known=PersonSideOut.known(side.known) if side.known else None,
            differs=list(side.differs),
            answers=dict(side.member.answers) if side.member else {},
        )


class DeclarationOut(Shape):
    """A declaration beside the register. `seen` is sent back with the decision."""

    declaration: DeclarationRow
    household_id: UUID
    seen: str
    tenure: Tenure
    known_tenure: Tenure
    tenure_differs: bool
    needs: str
    answers: dict[str, Any]
    people: list[SideOut]
    questions: list[QuestionOut]


class AcceptIn(Schema):
    """What was looked at: `seen` of the comparison."""

    seen: Annotated[str, StringConstraints(max_length=64)]


class RejectIn(Schema):
    """Why nothing of it is taken."""

    reason: Reason


def laid_out(row: Declaration, both: Comparison, questions: list[QuestionOut]) -> DeclarationOut:
    """A declaration with its comparison."""
    return DeclarationOut(
        declaration=DeclarationRow.of(row),
        household_id=both.home.id,
        seen=both.seen,
        tenure=both.said.tenure,
        known_tenure=Tenure(both.home.tenure),
        tenure_differs=both.tenure_differs,
        needs=both.said.needs,
        answers=dict(both.said.answers),
        people=[SideOut.of(both.said, side) for side in both.sides],
        questions=questions,
    )


class PassAskedIn(SlipCodeIn):
    """A pass that a household asks for; `id` is made by the page, so that sending again is harmless."""

    id: UUID
    kind: PassKind
    name: Name
    begins_on: date
    days: int
    reason: Annotated[str, StringConstraints(max_length=200)]
    phone: Typed = ""
    plate: Typed = ""

    def said(self) -> PassAsked:
        """As the services take it."""
        return PassAsked(**self.model_dump(exclude={"token", "id"}))


class PassesAskedAfterIn(SlipCodeIn):
    """The requests that this page has sent."""

    ids: Annotated[list[UUID], Field(max_length=MOST_ASKED_AFTER)]


class PublicPassOut(Shape):
    """What became of a request: `reason` of one that was refused, `serial` and `code` of one that was granted.

    `ended` of one whose code holds no more: it is not told then.
    """

    id: UUID
    kind: PassKind
    state: PassRequestState
    sent_at: datetime
    begins_on: date
    days: int
    reason: str
    serial: str
    code: str
    ended: PassEnding | None

    @classmethod
    def of(cls, row: PassRequest, ended: PassEnding | None = None) -> "PublicPassOut":
        """From a row; raises SealBroken."""
        serial, code = given_of(row)
        same = ("kind", "state", "sent_at", "begins_on", "days", "reason")
        values = {name: getattr(row, name) for name in same}
        shown = "" if ended else code
        return cls(id=row.pk, serial=serial, code=shown, ended=ended, **values)


class PassRequestRow(Shape):
    """A request in the list of the desk."""

    id: UUID
    address: str
    grid: GridRef
    kind: PassKind
    state: PassRequestState
    sent_at: datetime
    begins_on: date
    days: int
    decided_at: datetime | None
    decided_by: str
    reason: str

    @classmethod
    def of(cls, row: PassRequest) -> "PassRequestRow":
        """From a row read with its target's household and its grid."""
        apart = {"address", "grid"}
        values = {
            name: getattr(row, name) for name in PassRequestRow.model_fields if name not in apart
        }
        household = row.target.household
        address = household.address_text if household else ""
        return cls(**values, address=address, grid=GridRef.of(row.grid))


class PassHolderOut(Shape):
    """Somebody who lives at the door by the register."""

    id: UUID
    name: str

    @classmethod
    def of(cls, row: Resident) -> "PassHolderOut":
        """From a row."""
        return cls(id=row.pk, name=row.name)


class PassRequestOut(Shape):
    """A request with what was written; phones masked. `pass_id` is that of the pass, once it was granted."""

    request: PassRequestRow
    name: str
    phone: str
    plate: str
    why: str
    holders: list[PassHolderOut]
    pass_id: UUID | None

    @classmethod
    def of(cls, row: PassRequest) -> "PassRequestOut":
        """From a row; raises SealBroken."""
        words = words_of(row)
        return cls(
            request=PassRequestRow.of(row),
            name=words.name,
            phone=mask_phone(words.phone) if words.phone else "",
            plate=words.plate,
            why=words.reason,
            holders=[PassHolderOut.of(one) for one in holders(row)],
            pass_id=row.pk if row.state == PassRequestState.GRANTED else None,
        )


class GrantIn(Schema):
    """Who of the register holds it, where somebody does; the gates it is for, none for all."""

    resident_id: UUID | None = None
    gates: Annotated[list[UUID], Field(max_length=MOST_GATES)] = []


class LinkPrintIn(Schema):
    """Whom to call, as the slip names it."""

    phone: Typed


class MeasureLinkOut(Shape):
    """A link that was printed for a measure."""

    id: UUID
    printed_at: datetime
    printed_by: str
    revoked_at: datetime | None
    revoked_by: str

    @classmethod
    def of(cls, row: MeasureLink) -> "MeasureLinkOut":
        """From a row."""
        return cls(
            id=row.pk,
            printed_at=row.created_at,
            printed_by=row.printed_by,
            revoked_at=row.revoked_at,
            revoked_by=row.revoked_by,
        )


class OwnReadingIn(SlipCodeIn):
    """A temperature in degrees Celsius, with symptoms; the id is made by the page."""

    id: UUID
    celsius: float
    symptoms: Annotated[list[Symptom], Field(max_length=10)] = []
    note: Annotated[str, StringConstraints(max_length=300)] = ""


class OwnReadingOut(Shape):
    """Whether it is a fever by the books."""

    fever: bool


class OwnNeedIn(SlipCodeIn):
    """What the person needs."""

    id: UUID
    what: CallFor
    text: Annotated[str, StringConstraints(max_length=500)]


class OwnNeedOut(Shape):
    """It was taken in."""

    taken: bool


class PublicPhaseOut(Shape):
    """A phase: what it is, from when until when."""

    title: str
    begins: date
    ends: date
    tests: list[date]


class PublicMeasureOut(Shape):
    """What the page of a measure shows; of the person the surname alone."""

    name: str
    where: str
    serial: str
    begins: date
    ends: date
    day: int
    days: int
    phases: list[PublicPhaseOut]
    next_test: date | None
    told: int
    asked: int
    rights: list[str]
    appeal: str
    phone: str

    @classmethod
    def of(cls, one: LinkAdmitted, today: date, language: str) -> "PublicMeasureOut":
        """From what the database tells; raises SealBroken."""
        rules, place = measure_rules(today), day_of(one.begins, one.ends, today)
        return cls(
            name=name_told(one),
            where=one.where,
            serial=one.serial,
            begins=one.begins,
            ends=one.ends,
            day=place.number,
            days=place.of,
            phases=[
                PublicPhaseOut(
                    title=say(f"word.measures.kind.{phase.kind}", language),
                    begins=phase.begins,
                    ends=phase.ends,
                    tests=list(phase.tests),
                )
                for phase in one.phases
            ],
            next_test=next_test(one.phases, today),
            told=told_today(one, today),
            asked=asked_today(one, today),
            rights=[say(f"measures.paper.rights.{right}", language) for right in RIGHTS],
            appeal=say(
                "measures.paper.appeal", language, where=rules.appeal, hours=rules.appeal_hours
            ),
            phone=one.phone,
        )
