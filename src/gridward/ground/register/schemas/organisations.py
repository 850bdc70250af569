"""Shapes of organisations, contacts and employees."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.models import (
    Contact,
    Employee,
    Organisation,
    OrganisationSituation,
)
from gridward.ground.register.schemas.people import (
    Address,
    DecidedIn,
    GridRef,
    Latitude,
    Longitude,
    Name,
    Note,
    PersonIn,
    Typed,
    WhyIn,
    age,
)
from gridward.ground.register.terms.people import (
    ContactRole,
    CreditCodeStatus,
    DocumentKind,
    DocumentMissing,
    KeyPerson,
    Measure,
    OrganisationKind,
    Sex,
    Trading,
)
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_phone


class OrganisationSituationIn(Schema):
    """复工备案, 防疫举措落实."""

    resumption_filed: bool | None = None
    measures: list[Measure] = []


class OrganisationIn(Schema):
    """The base columns of Annex 4; a building or a site decides the grid, otherwise `grid_id`."""

    kind: OrganisationKind = OrganisationKind.OTHER
    name: Annotated[str, StringConstraints(max_length=120)] = ""
    address_text: Address = ""
    grid_id: UUID | None = None
    site_id: UUID | None = None
    building_id: UUID | None = None
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    legal_representative: Name = ""
    phone: Typed = ""
    credit_code: Typed = ""
    industry: Annotated[str, StringConstraints(max_length=1)] = ""
    trading: Trading = Trading.UNKNOWN
    note: Note = ""
    plates: Annotated[list[Typed], Field(max_length=200)] = []


class OrganisationChange(OrganisationIn):
    """What is left out stays."""

    version: int
    why: WhyIn | None = None
    decided: DecidedIn | None = None
    situation: OrganisationSituationIn | None = None


class ContactIn(Schema):
    """Who has a role at the organisation."""

    role: ContactRole
    name: Name
    phone: Typed = ""


class ContactChange(Schema):
    """What is left out stays."""

    version: int
    name: Name = ""
    phone: Typed = ""


class EmployeeSituationIn(Schema):
    """是否发热, 重点人员."""

    fever: bool | None = None
    key_person: KeyPerson = KeyPerson.NONE


class EmployeeIn(PersonIn):
    """A line of 从业人员信息."""

    address_text: Address = ""
    phone: Typed = ""
    situation: EmployeeSituationIn | None = None


class EmployeeChange(EmployeeIn):
    """What is left out stays."""

    version: int
    decided: DecidedIn | None = None


class CloseIn(Schema):
    """The version that was read."""

    version: int


class ContactOut(Shape):
    """A contact; the phone is masked."""

    id: UUID
    version: int
    role: ContactRole
    name: str
    phone: str

    @classmethod
    def of(cls, row: Contact) -> "ContactOut":
        """From a row."""
        return cls(
            id=row.pk,
            version=row.version,
            role=ContactRole(row.role),
            name=row.name,
            phone=mask_phone(row.open_sealed("phone") or ""),
        )


class EmployeeSituationOut(Shape):
    """是否发热, 重点人员."""

    fever: bool | None
    key_person: KeyPerson


class EmployeeOut(Shape):
    """An employee; document and phone masked, age instead of birth."""

    id: UUID
    version: int
    organisation_id: UUID
    name: str
    sex: Sex
    age: int | None
    document_kind: DocumentKind
    document: str
    document_missing: DocumentMissing
    address_text: str
    phone: str
    resident_id: UUID | None
    left_on: date | None
    situation: EmployeeSituationOut | None

    @classmethod
    def of(cls, row: Employee, actor: Actor) -> "EmployeeOut":
        """From a row read with its situation."""
        situation = getattr(row, "situation", None)
        known = actor.may(Permission.SITUATION_READ, row.grid_id)
        return cls(
            id=row.pk,
            version=row.version,
            organisation_id=row.organisation_id,
            name=row.name,
            sex=Sex(row.sex),
            age=age(row.birth_date),
            document_kind=DocumentKind(row.document_kind),
            document=mask_document(row.open_sealed("document") or ""),
            document_missing=DocumentMissing(row.document_missing),
            address_text=row.address_text,
            phone=mask_phone(row.open_sealed("phone") or ""),
            resident_id=row.resident_id,
            left_on=row.left_on,
            situation=EmployeeSituationOut.model_validate(situation)
            if situation and known
            else None,
        )


class OrganisationSituationOut(Shape):
    """复工备案, 防疫举措落实."""

    resumption_filed: bool | None
    measures: list[Measure]

    @classmethod
    def of(cls, row: OrganisationSituation) -> "OrganisationSituationOut":
        """From a row."""
        measures = [Measure(one) for one in row.measures]
        return cls(resumption_filed=row.resumption_filed, measures=measures)


class OrganisationRow(Shape):
    """An organisation in a list."""

    id: UUID
    version: int
    kind: OrganisationKind
    name: str
    address_text: str
    grid: GridRef
    trading: Trading
    industry: str
    employees: int

    @classmethod
    def of(cls, row: Any) -> "OrganisationRow":
        """From what `told_organisations` says of an organisation."""
        return cls(
            id=row.id,
            version=row.version,
            kind=OrganisationKind(row.kind),
            name=row.name,
            address_text=row.address_text,
            grid=GridRef.of_line(row),
            trading=Trading(row.trading),
            industry=row.industry,
            employees=row.employee_count,
        )


class OrganisationOut(Shape):
    """An organisation with all that belongs to it; `situation` is null without the right to it."""

    id: UUID
    version: int
    kind: OrganisationKind
    name: str
    address_text: str
    grid: GridRef
    site_id: UUID | None
    building_id: UUID | None
    longitude: float | None
    latitude: float | None
    legal_representative: str
    phone: str
    credit_code: str
    credit_code_status: CreditCodeStatus
    industry: str
    trading: Trading
    note: str
    closed_on: date | None
    plates: list[str]
    contacts: list[ContactOut]
    employees: list[EmployeeOut]
    situation: OrganisationSituationOut | None

    @classmethod
    def of(cls, row: Organisation, actor: Actor) -> "OrganisationOut":
        """From a row read with all that belongs to it."""
        situation = getattr(row, "situation", None)
        known = actor.may(Permission.SITUATION_READ, row.grid_id)
        return cls(
            id=row.pk,
            version=row.version,
            kind=OrganisationKind(row.kind),
            name=row.name,
            address_text=row.address_text,
            grid=GridRef.of(row.grid),
            site_id=row.site_id,
            building_id=row.building_id,
            longitude=row.longitude,
            latitude=row.latitude,
            legal_representative=row.legal_representative,
            phone=mask_phone(row.open_sealed("phone") or ""),
            credit_code=row.credit_code,
            credit_code_status=CreditCodeStatus(row.credit_code_status),
            industry=row.industry,
            trading=Trading(row.trading),
            note=row.note,
            closed_on=row.closed_on,
            plates=[vehicle.plate for vehicle in row.vehicles.all()],
            contacts=[ContactOut.of(contact) for contact in row.contacts.all()],
            employees=[EmployeeOut.of(one, actor) for one in row.employees.all()],
            situation=OrganisationSituationOut.of(situation) if situation and known else None,
        )
