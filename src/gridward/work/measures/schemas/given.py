"""What people send about measures."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import Name, Note, Typed
from gridward.ground.register.terms.people import DocumentKind
from gridward.work.measures.queries.moving import MOST
from gridward.work.measures.services.appealing import ToLess
from gridward.work.measures.terms import (
    AppealBy,
    CallFor,
    ControlKind,
    GuardianSaid,
    MeasureAppealOutcome,
    MeasureEnd,
    MeasureOrigin,
    MoveSeen,
    PersonSaid,
    ProposalSaid,
    ReadingWay,
    ResultSaid,
    SampleMethod,
    SampleResult,
    SampleSaid,
    Symptom,
    TransferAnswer,
    Wanted,
)
from gridward.work.rulebooks.terms import PersonCategory

Words = Annotated[str, StringConstraints(max_length=1000)]
Line = Annotated[str, StringConstraints(max_length=100)]
Code = Annotated[str, StringConstraints(max_length=400)]
Days = Annotated[list[date], Field(max_length=60)]


class MeasureGuardianIn(Schema):
    """Who answers for a minor."""

    name: Name = ""
    phone: Typed = ""
    relation: Typed = ""

    def said(self) -> GuardianSaid:
        """As the services take it."""
        return GuardianSaid(self.name, self.phone, self.relation)


class MeasurePersonIn(Schema):
    """Somebody who is not registered."""

    name: Name
    phone: Typed
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: Typed = ""
    birth_date: date | None = None
    address: Annotated[str, StringConstraints(max_length=200)] = ""

    def said(self) -> PersonSaid:
        """As the services take it."""
        return PersonSaid(
            name=self.name,
            phone=self.phone,
            document_kind=self.document_kind.value,
            document=self.document,
            birth_date=self.birth_date.isoformat() if self.birth_date else "",
            address=self.address,
        )


class MeasureWantedIn(Schema):
    """What a person states; nothing of it where the rule gives everything."""

    kind: ControlKind | None = None
    ends: date | None = None
    reason: Note = ""
    tests: Days = []

    def said(self) -> Wanted:
        """As the services take it."""
        return Wanted(self.kind, self.ends, self.reason, tuple(self.tests))


class MeasureIn(Schema):
    """A proposal: of a resident, or of somebody named at a grid."""

    id: UUID
    category: PersonCategory
    origin: MeasureOrigin
    evidence: Words
    determined_on: date
    counted_from: date
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: MeasurePersonIn | None = None
    guardian: MeasureGuardianIn = MeasureGuardianIn()
    adult: bool = False
    authority: Line = ""
    paper: Line = ""
    place: Note = ""
    necessity: Words = ""
    wanted: MeasureWantedIn = MeasureWantedIn()

    def said(self) -> ProposalSaid:
        """As the services take it."""
        same = ("id", "category", "origin", "evidence", "determined_on", "counted_from")
        more = ("resident_id", "grid_id", "adult", "authority", "paper", "place", "necessity")
        return ProposalSaid(
            person=self.person.said() if self.person else None,
            guardian=self.guardian.said(),
            wanted=self.wanted.said(),
            **{name: getattr(self, name) for name in (*same, *more)},
        )


class MeasurePreviewIn(Schema):
    """For which a preview is wanted."""

    grid_id: UUID
    category: PersonCategory
    determined_on: date
    counted_from: date


class MeasureDecisionIn(Schema):
    """Whether somebody agrees, and why; `version` is that of the measure that they read."""

    version: int
    agrees: bool
    reason: Words


class MeasureEndIn(Schema):
    """Why a measure ends; `met` are the conditions of the rule that were shown."""

    version: int
    why: MeasureEnd
    reason: Words = ""
    met: Annotated[list[Typed], Field(max_length=20)] = []


class MeasurePlaceIn(Schema):
    """Where the person stays."""

    version: int
    place: Note


class MeasureTransferIn(Schema):
    """Which grid is asked, by its code, and why."""

    id: UUID
    grid_code: Typed
    reason: Words


class MeasureAnswerIn(Schema):
    """What the asked grid says."""

    answer: TransferAnswer
    text: Words = ""


class MeasureAppealIn(Schema):
    """What is said against a measure, and by whom."""

    id: UUID
    by: AppealBy
    text: Words


class MeasureAppealDecisionIn(Schema):
    """What was decided on an appeal; for `changed` an earlier end, a milder kind, or both."""

    outcome: MeasureAppealOutcome
    text: Words
    ends: date | None = None
    kind: ControlKind | None = None

    def less(self) -> ToLess:
        """As the services take it."""
        return ToLess(self.ends, self.kind)


class MeasureReadingIn(Schema):
    """A temperature in degrees Celsius, with symptoms."""

    id: UUID
    at: AwareDatetime
    way: ReadingWay
    celsius: float
    symptoms: Annotated[list[Symptom], Field(max_length=10)] = []
    note: Note = ""


class MeasureResultIn(Schema):
    """A result with the instant of its report, and by whom it was told; `reason` where it corrects another."""

    result: SampleResult
    reported_at: AwareDatetime
    told_by: Line = ""
    ct: float | None = None
    reason: Words = ""

    def said(self) -> ResultSaid:
        """As the services take it."""
        return ResultSaid(self.result, self.reported_at, self.told_by, self.ct)


class MeasureSampleIn(Schema):
    """A sample, with its result where there is one; `day` where it answers another day of the rule."""

    id: UUID
    at: AwareDatetime
    method: SampleMethod = SampleMethod.NUCLEIC_ACID
    place: Line = ""
    laboratory: Line = ""
    day: date | None = None
    result: MeasureResultIn | None = None

    def said(self) -> SampleSaid:
        """As the services take it."""
        same = ("id", "at", "method", "place", "laboratory", "day")
        return SampleSaid(
            **{name: getattr(self, name) for name in same},
            result=self.result.said() if self.result else None,
        )


class MeasureNeedIn(Schema):
    """What the person needs."""

    id: UUID
    what: CallFor
    text: Words


class MeasureCodeIn(Schema):
    """What was scanned or typed."""

    code: Code


class MeasureMoveSeenIn(Schema):
    """A measure as it was shown, with the last day that was shown for it."""

    id: UUID
    version: int
    ends: date | None = None


class MeasureMovesIn(Schema):
    """Measures that move to the rule of today, and why."""

    chosen: Annotated[list[MeasureMoveSeenIn], Field(max_length=MOST)]
    reason: Words

    def seen(self) -> list[MoveSeen]:
        """As the services take it."""
        return [MoveSeen(**one.model_dump()) for one in self.chosen]
