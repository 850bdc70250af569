"""Shapes of households, residents and what stands around them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.queries.homes import Home, Number, Person, Said
from gridward.ground.register.terms.people import (
    Away,
    CameFrom,
    DocumentKind,
    DocumentMissing,
    HouseholdState,
    Sex,
    Tenure,
)
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ages import age_on
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_phone

Name = Annotated[str, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(max_length=100)]
Address = Annotated[str, StringConstraints(max_length=200)]
Note = Annotated[str, StringConstraints(max_length=500)]
Typed = Annotated[str, StringConstraints(max_length=60)]
Reason = Annotated[str, StringConstraints(max_length=300)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class ResidentSituationIn(Schema):
    """核酸检测, 重点地区人员, 当前人员在外情况; what is left out stays."""

    tested: bool | None = None
    from_key_area: bool | None = None
    away: Away = Away.NONE


class WhyIn(Schema):
    """On which day it happened; or that what stood there was wrong (`correction`), and how one knows."""

    on: date | None = None
    correction: bool = False
    reason: Reason = ""


class DecidedIn(Schema):
    """Both sides were seen at this version (that of the refusal), and one's own is wanted in these fields."""

    version: int
    fields: Annotated[list[Typed], Field(max_length=30)]


class PersonIn(Schema):
    """A person's name and document; birth and sex follow from an identity number."""

    name: Name = ""
    sex: Sex = Sex.UNKNOWN
    birth_date: date | None = None
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: Typed = ""
    document_missing: DocumentMissing = DocumentMissing.NOT_MISSING


class ResidentIn(PersonIn):
    """A line of Annex 3; phones and plates are whole lists."""

    relation: Annotated[str, StringConstraints(max_length=20)] = ""
    employer: Short = ""
    note: Note = ""
    came_on: date | None = None
    came_from: CameFrom = CameFrom.NOT_SAID
    phones: Annotated[list[Typed], Field(max_length=10)] = []
    plates: Annotated[list[Typed], Field(max_length=10)] = []
    situation: ResidentSituationIn | None = None


class HouseholdChangeIn(Schema):
    """The head of Annex 3: a door by its id, or an address in words with its grid."""

    dwelling_id: UUID | None = None
    address_text: Address = ""
    grid_id: UUID | None = None
    tenure: Tenure = Tenure.UNKNOWN
    state: HouseholdState = HouseholdState.LIVING
    note: Note = ""
    persons_said: Annotated[int, Field(ge=0, le=99)] | None = None


class HouseholdIn(HouseholdChangeIn):
    """A whole Annex 3."""

    residents: Annotated[list[ResidentIn], Field(max_length=60)] = []


class HouseholdChange(HouseholdChangeIn):
    """What is left out stays."""

    version: int
    why: WhyIn | None = None
    decided: DecidedIn | None = None


class ResidentChange(ResidentIn):
    """What is left out stays."""

    version: int
    why: WhyIn | None = None
    decided: DecidedIn | None = None


class MoveIn(Schema):
    """The household to move to, and since when."""

    version: int
    household_id: UUID
    on: date | None = None


class LeaveIn(Schema):
    """Since which day somebody is no longer here; today when left out."""

    version: int
    on: date | None = None


class GridRef(Shape):
    """The grid of a row."""

    id: UUID
    code: str
    name: str

    @classmethod
    def of(cls, row: Grid) -> "GridRef":
        """From a row."""
        return cls(id=row.pk, code=row.code, name=row.name)

    @classmethod
    def of_line(cls, row: Any) -> "GridRef":
        """From the named tuple of a list."""
        return cls(id=row.grid_id, code=row.grid__code, name=row.grid__name)


class PhoneOut(Shape):
    """A masked number; its row can be revealed by id."""

    id: UUID
    masked: str

    @classmethod
    def of(cls, row: Number) -> "PhoneOut":
        """From a number."""
        return cls.of_stored(row.id, row.sealed)

    @classmethod
    def of_stored(cls, pk: UUID, sealed: bytes | None) -> "PhoneOut":
        """From the columns of a row."""
        return cls(id=pk, masked=mask_phone(ResidentPhone.open_stored("phone", pk, sealed) or ""))


class ResidentSituationOut(Shape):
    """核酸检测, 重点地区人员, 当前人员在外情况; null where nobody has said."""

    tested: bool | None
    from_key_area: bool | None
    away: Away

    @classmethod
    def of(cls, row: Said) -> "ResidentSituationOut":
        """From what was said."""
        return cls(tested=row.tested, from_key_area=row.from_key_area, away=Away(row.away))


class ResidentOut(Shape):
    """A resident; document masked, age instead of birth. `situation` is null without the right to it."""

    id: UUID
    version: int
    household_id: UUID
    name: str
    sex: Sex
    age: int | None
    document_kind: DocumentKind
    document: str
    document_missing: DocumentMissing
    relation: str
    employer: str
    note: str
    came_on: date | None
    came_from: CameFrom
    left_on: date | None
    phones: list[PhoneOut]
    plates: list[str]
    situation: ResidentSituationOut | None

    @classmethod
    def of(cls, row: Person, actor: Actor) -> "ResidentOut":
        """From a resident with phones, plates and situation."""
        document = Resident.open_stored("document", row.id, row.document)
        known = actor.may(Permission.SITUATION_READ, row.grid_id)
        return cls(
            id=row.id,
            version=row.version,
            household_id=row.household_id,
            name=row.name,
            sex=Sex(row.sex),
            age=age(row.birth_date),
            document_kind=DocumentKind(row.document_kind),
            document=mask_document(document or ""),
            document_missing=DocumentMissing(row.document_missing),
            relation=row.relation,
            employer=row.employer,
            note=row.note,
            came_on=row.came_on,
            came_from=CameFrom(row.came_from),
            left_on=row.left_on,
            phones=[PhoneOut.of(phone) for phone in row.phones],
            plates=list(row.plates),
            situation=ResidentSituationOut.of(row.situation) if row.situation and known else None,
        )


class HouseholdRow(Shape):
    """A household in a list."""

    id: UUID
    version: int
    address_text: str
    dwelling_id: UUID | None
    grid: GridRef
    tenure: Tenure
    state: HouseholdState
    residents: int

    @classmethod
    def of(cls, row: Any) -> "HouseholdRow":
        """From what `told_households` says of a household."""
        return cls(
            id=row.id,
            version=row.version,
            address_text=row.address_text,
            dwelling_id=row.dwelling_id,
            grid=GridRef.of_line(row),
            tenure=Tenure(row.tenure),
            state=HouseholdState(row.state),
            residents=row.resident_count,
        )


class HouseholdOut(Shape):
    """A household with everybody in it."""

    id: UUID
    version: int
    address_text: str
    dwelling_id: UUID | None
    grid: GridRef
    tenure: Tenure
    state: HouseholdState
    note: str
    merged_into_id: UUID | None
    residents: list[ResidentOut]

    @classmethod
    def of(cls, row: Home, actor: Actor) -> "HouseholdOut":
        """From a household with its residents."""
        residents = [ResidentOut.of(one, actor) for one in row.residents]
        return cls(
            id=row.id,
            version=row.version,
            address_text=row.address_text,
            dwelling_id=row.dwelling_id,
            grid=GridRef.of_line(row),
            tenure=Tenure(row.tenure),
            state=HouseholdState(row.state),
            note=row.note,
            merged_into_id=row.merged_into_id,
            residents=residents,
        )


class EnteredHouseholdOut(Schema):
    """The household, and how many of its persons are registered elsewhere and wait as conflicts."""

    household: HouseholdOut
    conflicts: list[UUID]


class EnteredResidentOut(Schema):
    """The resident; or, for a person registered elsewhere, the conflict that stands for the entry."""

    resident: ResidentOut | None
    conflict: UUID | None


def age(birth: date | None) -> int | None:
    """Whole years today."""
    return age_on(birth, clock.today()) if birth else None
