"""Kinds of divisions, grids and places, the acts on them, and the news they make."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event


class DivisionLevel(StrEnum):
    """Levels of GB/T 2260 and GB/T 10114, and the communities of the statistics code."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"


class GridKind(StrEnum):
    """The community grid holds base grids; a dedicated grid is one large organisation or market."""

    COMMUNITY = "community"
    BASE = "base"
    DEDICATED = "dedicated"


class SiteKind(StrEnum):
    """What clause T2 wants inside a grid, and the shops and construction sites of R7."""

    COMPOUND = "compound"
    OFFICE_BUILDING = "office_building"
    MARKET = "market"
    MALL = "mall"
    SUPERMARKET = "supermarket"
    STREET_SHOPS = "street_shops"
    SCHOOL = "school"
    HEALTH_STATION = "health_station"
    HOSPITAL = "hospital"
    PUBLIC_BODY = "public_body"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    SOCIAL_ORGANISATION = "social_organisation"
    CONSTRUCTION_SITE = "construction_site"
    HOTEL = "hotel"
    PARK = "park"
    OTHER = "other"


class TerritoryAct(Act):
    """What people do to the territory."""

    DIVISION_ADDED = "territory.division_added"
    DIVISION_ENDED = "territory.division_ended"
    GRID_ADDED = "territory.grid_added"
    GRID_CHANGED = "territory.grid_changed"
    GRID_SPLIT = "territory.grid_split"
    GRID_MERGED = "territory.grid_merged"
    GRID_REASSIGNED = "territory.grid_reassigned"
    BORDER_MOVED = "territory.border_moved"
    DIVISIONS_SUCCEEDED = "territory.divisions_succeeded"
    PLACE_ADDED = "territory.place_added"
    PLACE_CHANGED = "territory.place_changed"
    DOORS_ADDED = "territory.doors_added"
    DOOR_CHANGED = "territory.door_changed"
    DOOR_RETIRED = "territory.door_retired"
    PLACES_IMPORTED = "territory.places_imported"
    NAME_ADDED = "territory.name_added"
    NAME_CHANGED = "territory.name_changed"
    NAME_RETIRED = "territory.name_retired"
    NAMES_MERGED = "territory.names_merged"
    NAME_LEARNED = "territory.name_learned"
    NAME_CONFIRMED = "territory.name_confirmed"
    NAME_REFUSED = "territory.name_refused"
    LEARNING_SET = "territory.learning_set"


@dataclass(frozen=True)
class GridSucceeded(Event):
    """A grid was retired in favour of others; `new_grids` are their ids, divided by commas.

    Sites, buildings, units and dwellings have moved already. Whoever keeps rows of its own at the old grid moves
    them in this transaction: a row with a dwelling goes to the dwelling's grid, one with a building or site to
    that one's, any other to the only new grid, or to the community grid where there are several. The database's
    wall is open to the new grids for the rest of the transaction.

    `on` is the first day of the new grids, `account` whose sign-in decided it (None for the command line).
    `workers` says who of the old grid's posts goes where, as `appointment:grid,grid;…`; whoever is not in it goes
    to all new grids.
    """

    old_grid: UUID
    new_grids: str
    on: date
    account: UUID | None = None
    workers: str = ""


@dataclass(frozen=True)
class LandCeded(Event):
    """Part of a grid with its places now belongs to another; both stay. Rows at the places follow (see above)."""

    old_grid: UUID
    new_grid: UUID


@dataclass(frozen=True)
class StreetSucceeded(Event):
    """A street ended in favour of another; its grids have been succeeded one by one before (see above)."""

    old_street: UUID
    new_street: UUID
    on: date
    account: UUID | None = None


@dataclass(frozen=True)
class BuildingMoved(Event):
    """A building with its units and dwellings now lies in another grid; rows at its doors follow (see above)."""

    building: UUID
    old_grid: UUID
    new_grid: UUID


@dataclass(frozen=True)
class DoorRenamed(Event):
    """A door got another label; addresses in words that end with the old one follow."""

    dwelling: UUID
    before: str
    after: str


@dataclass(frozen=True)
class Position:
    """Degrees of CGCS2000."""

    longitude: float
    latitude: float


@dataclass(frozen=True)
class DoorKey:
    """A door of a building by its keys; `unit` is "" in a building without units."""

    building: UUID
    unit: str
    room: str
    floor: int | None = None
