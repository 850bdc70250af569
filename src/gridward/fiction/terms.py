"""What the fictional street consists of.

Words such as `kind` and `tenure` are the values of ground's enums. Rows point to each other by
`key`, a text that is unique in its table. Geometry is GeoJSON in degrees of WGS-84, longitude
first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

LABEL = "虚构数据，仅供演示"
Geometry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FictionalDivision:
    """An official unit: province, city, district, street or community."""

    code: str
    name: str
    level: str
    parent_code: str | None
    boundary: Geometry | None = None


@dataclass(frozen=True, slots=True)
class FictionalRoad:
    """A named road with its centre line."""

    name: str
    line: Geometry


@dataclass(frozen=True, slots=True)
class FictionalGrid:
    """A community grid (serial 000) or a base grid; `bounds` names the road on each side (四至)."""

    code: str
    name: str
    kind: str
    community_code: str
    boundary: Geometry
    bounds: Mapping[str, str]
    area_m2: float


@dataclass(frozen=True, slots=True)
class FictionalSite:
    """A compound, market, school ... of T2; the outline is a quadrilateral from south-west."""

    key: str
    grid_code: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    road: str
    house_number: str
    longitude: float
    latitude: float
    outline: Geometry


@dataclass(frozen=True, slots=True)
class FictionalBuilding:
    """A building of a site; people say its `name` (3栋), addresses compare `number_key` (3)."""

    key: str
    site_key: str
    grid_code: str
    name: str
    number_key: str
    aliases: tuple[str, ...]
    floors: int
    longitude: float
    latitude: float
    outline: Geometry


@dataclass(frozen=True, slots=True)
class FictionalUnit:
    """A stairwell."""

    key: str
    building_key: str
    grid_code: str
    number_key: str


@dataclass(frozen=True, slots=True)
class FictionalDwelling:
    """A door: a flat, a shop or an office."""

    key: str
    building_key: str
    unit_key: str | None
    grid_code: str
    floor: int
    room: str
    label: str
    residential: bool = True


@dataclass(frozen=True, slots=True)
class FictionalHousehold:
    """Who lives behind one door."""

    key: str
    dwelling_key: str
    grid_code: str
    address_text: str
    tenure: str
    state: str = "living"
    note: str = ""


@dataclass(frozen=True, slots=True)
class FictionalPerson:
    """A resident with the facts of Annex 3.

    `document` is the number in its canonical form, empty when `document_missing` says why;
    `paper_document` is how the person's old papers write it (15 digits before 1999). `tested` and
    `from_key_area` are None when nobody said.
    """

    key: str
    household_key: str
    grid_code: str
    name: str
    sex: str
    birth_date: date
    relation: str
    document_kind: str
    document: str
    document_missing: str
    paper_document: str
    phones: tuple[str, ...]
    employer: str
    note: str = ""
    tested: bool | None = None
    from_key_area: bool | None = None
    away: str = "none"


@dataclass(frozen=True, slots=True)
class FictionalVehicle:
    """A vehicle of a resident."""

    person_key: str
    grid_code: str
    plate: str


@dataclass(frozen=True, slots=True)
class FictionalOrganisation:
    """A company, shop, school, body ... with the facts of Annex 4."""

    key: str
    grid_code: str
    site_key: str
    building_key: str | None
    kind: str
    name: str
    address_text: str
    longitude: float
    latitude: float
    legal_representative: str
    phone: str
    credit_code: str
    credit_code_status: str
    industry: str
    trading: str
    resumption_filed: bool | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FictionalContact:
    """防控负责人, 测温人 or 医护人员 of an organisation."""

    organisation_key: str
    grid_code: str
    role: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class FictionalEmployee:
    """A person who works at an organisation; a resident of the street has a `person_key`."""

    key: str
    organisation_key: str
    grid_code: str
    person_key: str | None
    name: str
    sex: str
    birth_date: date
    document_kind: str
    document: str
    document_missing: str
    phone: str
    address_text: str
    fever: bool | None
    key_person: str


@dataclass(frozen=True, slots=True)
class FictionalMember:
    """A person of the service."""

    key: str
    name: str
    employer: str
    organisation: str
    phone: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class FictionalSeat:
    """A seat in the leading group."""

    member_key: str
    title: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class FictionalTeam:
    """A team of one of the four kinds; `grid_code` is None for teams of the street."""

    key: str
    kind: str
    name: str
    grid_code: str | None
    organisation: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class FictionalTeamMember:
    """Somebody in a team: a person of the service by `member_key`, or from outside with name and phone."""

    team_key: str
    role: str
    valid_from: date
    member_key: str | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FictionalAppointment:
    """A member holds a post; `grid_code` is None for posts of the street."""

    member_key: str
    post: str
    grid_code: str | None
    valid_from: date
    valid_to: date | None = None
    acting: bool = False


@dataclass(slots=True)
class GridChunk:
    """Everything that stands, lives and works in one base grid."""

    grid_code: str
    buildings: list[FictionalBuilding] = field(default_factory=list)
    units: list[FictionalUnit] = field(default_factory=list)
    dwellings: list[FictionalDwelling] = field(default_factory=list)
    households: list[FictionalHousehold] = field(default_factory=list)
    persons: list[FictionalPerson] = field(default_factory=list)
    vehicles: list[FictionalVehicle] = field(default_factory=list)
    organisations: list[FictionalOrganisation] = field(default_factory=list)
    employees: list[FictionalEmployee] = field(default_factory=list)
    contacts: list[FictionalContact] = field(default_factory=list)


@dataclass(slots=True)
class FictionalStreet(GridChunk):
    """The whole street; `grid_code` is empty. `today` is the day that ages count from."""

    label: str = LABEL
    today: date = date(2022, 4, 1)
    divisions: list[FictionalDivision] = field(default_factory=list)
    roads: list[FictionalRoad] = field(default_factory=list)
    grids: list[FictionalGrid] = field(default_factory=list)
    sites: list[FictionalSite] = field(default_factory=list)
    members: list[FictionalMember] = field(default_factory=list)
    appointments: list[FictionalAppointment] = field(default_factory=list)
    seats: list[FictionalSeat] = field(default_factory=list)
    teams: list[FictionalTeam] = field(default_factory=list)
    team_members: list[FictionalTeamMember] = field(default_factory=list)

    def take(self, chunk: GridChunk) -> None:
        """Add all that one grid holds."""
        for one in fields(GridChunk):
            if one.name != "grid_code":
                getattr(self, one.name).extend(getattr(chunk, one.name))
