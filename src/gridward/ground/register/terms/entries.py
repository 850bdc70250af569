"""What people enter about households, persons and organisations; what is left out stays."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from gridward.ground.register.terms.people import (
    Away,
    CameFrom,
    ContactRole,
    DocumentKind,
    DocumentMissing,
    HouseholdState,
    KeyPerson,
    Measure,
    OrganisationKind,
    Sex,
    Tenure,
    Trading,
)

PLACE = ("dwelling_id", "grid_id", "address_text")
"""The fields of a place, which are decided together."""
ORGANISATION_PLACE = ("building_id", "site_id", "grid_id", "address_text")
"""The same of an organisation."""
SITUATION = ("tested", "from_key_area", "away")
"""The fields of a resident's situation."""
MEASURES_TAKEN = ("resumption_filed", "measures")
"""The fields of an organisation's situation."""
HEALTH = ("fever", "key_person")
"""The fields of an employee's situation."""


class PlaceFields(TypedDict, total=False):
    """A door, or an address in words with the grid where it lies."""

    dwelling_id: UUID | None
    address_text: str
    grid_id: UUID | None


class HouseholdFields(PlaceFields, total=False):
    """家庭住址, 居住类型."""

    tenure: Tenure
    state: HouseholdState
    note: str
    persons_said: int | None


class PersonFields(TypedDict, total=False):
    """姓名, 性别, 身份证号. Birth and sex follow from an identity number."""

    name: str
    sex: Sex
    birth_date: date | None
    document_kind: DocumentKind
    document: str
    document_missing: DocumentMissing


class ResidentFields(PersonFields, total=False):
    """A line of Annex 3 but for the situation; phones and plates are the whole new lists."""

    relation: str
    employer: str
    note: str
    came_on: date | None
    came_from: CameFrom
    phones: list[str]
    plates: list[str]


class ResidentSituationFields(TypedDict, total=False):
    """核酸检测, 重点地区人员, 当前人员在外情况."""

    tested: bool | None
    from_key_area: bool | None
    away: Away


class ResidentEntry(ResidentFields, total=False):
    """A whole line of Annex 3."""

    situation: ResidentSituationFields | None


class OrganisationFields(TypedDict, total=False):
    """The base columns of Annex 4; `plates` is the whole new list."""

    kind: OrganisationKind
    name: str
    address_text: str
    grid_id: UUID | None
    site_id: UUID | None
    building_id: UUID | None
    longitude: float | None
    latitude: float | None
    legal_representative: str
    phone: str
    credit_code: str
    industry: str
    trading: Trading
    note: str
    plates: list[str]


class OrganisationSituationFields(TypedDict, total=False):
    """复工备案, 防疫举措落实."""

    resumption_filed: bool | None
    measures: list[Measure]


class ContactFields(TypedDict, total=False):
    """Who has a role, and their number; an empty one is none."""

    name: str
    phone: str


class OrganisationEntry(OrganisationFields, total=False):
    """The whole head of Annex 4; of `contacts` the roles that are said."""

    contacts: dict[ContactRole, ContactFields]
    situation: OrganisationSituationFields | None


class EmployeeFields(PersonFields, total=False):
    """A person of 从业人员信息."""

    address_text: str
    phone: str


class EmployeeSituationFields(TypedDict, total=False):
    """是否发热, 重点人员."""

    fever: bool | None
    key_person: KeyPerson


class EmployeeEntry(EmployeeFields, total=False):
    """A whole line of 从业人员信息."""

    situation: EmployeeSituationFields | None
