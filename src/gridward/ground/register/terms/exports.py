"""Lists of the register on their way out: which list, filtered how, in which form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.register.terms.people import HouseholdState, OrganisationKind, Trading


class ExportKind(StrEnum):
    """The lists that can be taken out."""

    HOUSEHOLDS = "households"
    RESIDENTS = "residents"
    ORGANISATIONS = "organisations"
    EMPLOYEES = "employees"
    SEARCH = "search"


class ExportFormat(StrEnum):
    """How a list is written."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Wanted:
    """Which rows, as the list on the screen was filtered; residents follow their household, employees the employer."""

    grid: UUID | None = None
    state: HouseholdState | None = None
    kind: OrganisationKind | None = None
    trading: Trading | None = None
    q: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Asked:
    """What somebody asks for. `prepare`: made ready in the background instead of sent at once."""

    list: ExportKind
    format: ExportFormat
    wanted: Wanted
    masked: bool = True
    children: bool = False
    reason: str = ""
    prepare: bool = False
    language: str = "zh-Hans"


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household as it goes out."""

    grid: str
    address: str
    tenure: str
    state: str
    residents: int
    note: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A resident or an employee; `place` is the address of the household, or the organisation."""

    grid: str
    place: str
    name: str
    sex: str
    birth: date | None
    document_kind: str
    document: str
    phones: Sequence[str]
    plates: Sequence[str] = field(default=())
    relation: str = ""
    employer: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as it goes out."""

    grid: str
    kind: str
    name: str
    address: str
    representative: str
    phone: str
    credit_code: str
    industry: str
    trading: str
    employees: int
    note: str


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit of the search box."""

    kind: str
    title: str
    subtitle: str
    grid: str
    why: str


Line = HouseholdLine | PersonLine | OrganisationLine | HitLine
