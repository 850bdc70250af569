"""Shapes of households, residents and what stands around them."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
)
from gridward.ground.register.terms.people import (
    Away,
    ConflictDecision,
    ConflictKind,
    DocumentKind,
    DocumentMissing,
    HouseholdState,
    Settlement,
    Sex,
    Tenure,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_document, mask_name, mask_phone

Name = Annotated[str, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(max_length=100)]
Address = Annotated[str, StringConstraints(max_length=200)]
Note = Annotated[str, StringConstraints(max_length=500)]
Typed = Annotated[str, StringConstraints(max_length=60)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class ResidentSituationIn(Schema):
    """核酸检测, 重点地区人员, 当前人员在外情况; what is left out stays."""

    tested: bool | None = None
    from_key_area: bool | None = None
    away: Away = Away.NONE


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


class ResidentChange(ResidentIn):
    """What is left out stays."""

    version: int


class MoveIn(Schema):
    """The household to move to."""

    version: int
    household_id: UUID


class LeaveIn(Schema):
    """Since which day somebody is no longer here; today when left out."""

    version: int
    on: date | None = None


class GridRef(Schema):
    """The grid of a row."""

    id: UUID
    code: str
    name: str


class PhoneOut(Schema):
    """A masked number; its row can be revealed by id."""

    id: UUID
    masked: str

    @classmethod
    def of(cls, row: ResidentPhone) -> "PhoneOut":
        """From a row."""
        return cls(id=row.pk, masked=mask_phone(row.open_sealed("phone") or ""))


class ResidentSituationOut(Schema):
    """核酸检测, 重点地区人员, 当前人员在外情况; null where nobody has said."""

    tested: bool | None
    from_key_area: bool | None
    away: Away

    @classmethod
    def of(cls, row: ResidentSituation) -> "ResidentSituationOut":
        """From a row."""
        return cls(tested=row.tested, from_key_area=row.from_key_area, away=Away(row.away))


class ResidentOut(Schema):
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
    left_on: date | None
    phones: list[PhoneOut]
    plates: list[str]
    situation: ResidentSituationOut | None

    @classmethod
    def of(cls, row: Resident, actor: Actor) -> "ResidentOut":
        """From a row read with phones, vehicles and situation."""
        situation = getattr(row, "situation", None)
        known = actor.may(Permission.SITUATION_READ, row.grid_id)
        return cls(
            id=row.pk,
            version=row.version,
            household_id=row.household_id,
            name=row.name,
            sex=Sex(row.sex),
            age=age(row.birth_date),
            document_kind=DocumentKind(row.document_kind),
            document=mask_document(row.open_sealed("document") or ""),
            document_missing=DocumentMissing(row.document_missing),
            relation=row.relation,
            employer=row.employer,
            note=row.note,
            left_on=row.left_on,
            phones=[PhoneOut.of(phone) for phone in row.phones.all()],
            plates=[vehicle.plate for vehicle in row.vehicles.all()],
            situation=ResidentSituationOut.of(situation) if situation and known else None,
        )


class HouseholdRow(Schema):
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
    def of(cls, row: Household) -> "HouseholdRow":
        """From a row read with `resident_count`."""
        return cls(**_household(row), residents=getattr(row, "resident_count", 0))


class HouseholdOut(Schema):
    """A household with everybody in it."""

    id: UUID
    version: int
    address_text: str
    dwelling_id: UUID | None
    grid: GridRef
    tenure: Tenure
    state: HouseholdState
    note: str
    residents: list[ResidentOut]

    @classmethod
    def of(cls, row: Household, actor: Actor) -> "HouseholdOut":
        """From a row read with its residents."""
        residents = [ResidentOut.of(one, actor) for one in row.residents.all()]
        return cls(**_household(row), note=row.note, residents=residents)


class EnteredHouseholdOut(Schema):
    """The household, and how many of its persons are registered elsewhere and wait as conflicts."""

    household: HouseholdOut
    conflicts: list[UUID]


class EnteredResidentOut(Schema):
    """The resident; or, for a person registered elsewhere, the conflict that stands for the entry."""

    resident: ResidentOut | None
    conflict: UUID | None


class ConflictOut(Schema):
    """Two sources beside each other. `registered_at` is empty beyond the actor's grids."""

    id: UUID
    version: int
    kind: ConflictKind
    grid: GridRef
    name: str
    document: str
    registered_at: str
    registered_household_id: UUID | None
    claimed_at: str
    claimed_household_id: UUID | None
    source: str
    created_at: datetime
    decision: ConflictDecision
    decided_by: str
    decided_at: datetime | None
    reason: str

    @classmethod
    def of(cls, row: Conflict, values: dict[str, str]) -> "ConflictOut":
        """From a row and the values that came."""
        stored, claimed = row.resident, row.household
        return cls(
            id=row.pk,
            version=row.version,
            kind=ConflictKind(row.kind),
            grid=GridRef.from_orm(row.grid),
            name=mask_name(values.get("name") or ""),
            document=mask_document(values.get("document") or ""),
            registered_at=stored.household.address_text if stored else "",
            registered_household_id=stored.household_id if stored else None,
            claimed_at=claimed.address_text if claimed else values.get("address_text") or "",
            claimed_household_id=row.household_id,
            source=row.source,
            created_at=row.created_at,
            decision=ConflictDecision(row.decision),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            reason=row.reason,
        )


class SettleIn(Schema):
    """Keep what is registered or take what came, and why."""

    decision: Settlement
    reason: Annotated[str, StringConstraints(max_length=300)]


class FieldChangeOut(Schema):
    """A field by its key and name, before and after in words; personal values are masked."""

    field: str
    name: str
    before: str | None
    after: str | None


class ChangeOut(Schema):
    """One act on one row."""

    at: datetime
    by: str
    what: str
    kind: str
    subject: str
    fields: list[FieldChangeOut]


def age(birth: date | None) -> int | None:
    """Whole years today."""
    if birth is None:
        return None
    today = clock.today()
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _household(row: Household) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "address_text": row.address_text,
        "dwelling_id": row.dwelling_id,
        "grid": GridRef.from_orm(row.grid),
        "tenure": row.tenure,
        "state": row.state,
    }
