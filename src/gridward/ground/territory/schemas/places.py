"""Shapes of the territory on the wire. Positions are degrees of CGCS2000, longitude first; geometry is GeoJSON."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.territory.terms.addresses import Doubt, Evidence
from gridward.ground.territory.terms.places import (
    DivisionLevel,
    GridKind,
    Position,
    SiteKind,
)

Geometry = dict[str, Any]


class FeatureOut(Schema):
    """A GeoJSON feature."""

    type: Literal["Feature"] = "Feature"
    id: UUID | None = None
    geometry: Geometry | None
    properties: dict[str, Any]


class MapOut(Schema):
    """A GeoJSON feature collection; `bbox` is west, south, east, north, null where there is nothing to show."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    bbox: tuple[float, float, float, float] | None
    features: list[FeatureOut]


class DivisionOut(Schema):
    """A division and who took over when it ended."""

    id: UUID
    code: str
    name: str
    level: DivisionLevel
    valid_from: date | None
    valid_to: date | None
    successor: str = Field("", description="Name and code of the division that took over.")


class GridRow(Schema):
    """A grid in a list; `mine` tells whether the caller sees the places in it."""

    id: UUID
    code: str
    name: str
    kind: GridKind
    valid_from: date
    valid_to: date | None
    mine: bool


class CommunityOut(DivisionOut):
    """A community with its own grid first and its base grids."""

    street_name: str
    grids: list[GridRow]


class TreeOut(Schema):
    """A street, its communities and grids in force on a day; those of the streets it took over where it was not."""

    street: DivisionOut
    on: date
    since: date | None = Field(description="The first day of which anything is known.")
    fictional: bool
    communities: list[CommunityOut]


class SuccessionOut(Schema):
    """A grid that took over, or one that was taken over, with the share of households."""

    grid_id: UUID
    code: str
    name: str
    on: date
    share: float


class HeirOut(Schema):
    """A grid in force that holds what a retired grid held."""

    id: UUID
    code: str
    name: str


class PastBoundaryOut(Schema):
    """A boundary of former days; `valid_to` is the first day on which it no longer held."""

    boundary: Geometry | None
    area_m2: float | None
    valid_from: date
    valid_to: date


class SidesOut(Schema):
    """四至: what lies on each side, in words."""

    north: str = ""
    east: str = ""
    south: str = ""
    west: str = ""


class GridOut(GridRow):
    """One grid. The counts are null outside the caller's grids."""

    version: int
    community_id: UUID
    community_name: str
    community_code: str
    boundary: Geometry | None
    bounds: SidesOut
    bounds_text: str = Field(
        description="东至…，南至…，西至…，北至…; sides not known are left out."
    )
    area_m2: float | None
    fictional: bool
    sites: int | None
    buildings: int | None
    dwellings: int | None
    successors: list[SuccessionOut]
    origins: list[SuccessionOut]
    heirs: list[HeirOut]
    past_boundaries: list[PastBoundaryOut]


class GridChange(Schema):
    """Changes of a grid; what is left out stays."""

    version: int
    name: str | None = None
    boundary: Geometry | None = None


class Located(Schema):
    """Where something stands; both degrees or none."""

    grid_id: UUID | None = None
    longitude: float | None = Field(None, ge=-180, le=180)
    latitude: float | None = Field(None, ge=-90, le=90)

    def position(self) -> Position | None:
        """The position, where both degrees are given."""
        if self.longitude is None or self.latitude is None:
            return None
        return Position(self.longitude, self.latitude)


class SiteRow(Schema):
    """A site in a list."""

    id: UUID
    version: int
    kind: SiteKind
    name: str
    aliases: list[str]
    road: str
    house_number: str
    grid_id: UUID
    grid_name: str
    longitude: float | None
    latitude: float | None
    buildings: int


class BuildingRow(Schema):
    """A building in a list."""

    id: UUID
    version: int
    name: str
    number_key: str
    aliases: list[str]
    floors: int | None
    units: int
    dwellings: int
    grid_id: UUID
    longitude: float | None
    latitude: float | None


class SiteOut(SiteRow):
    """A site with its buildings."""

    outline: Geometry | None
    building_list: list[BuildingRow]


class SiteIn(Located):
    """A new site; its position decides the grid, `grid_id` where there is no position."""

    kind: SiteKind
    name: str = Field(max_length=100)
    aliases: list[str] = Field(default_factory=list)
    road: str = Field("", max_length=60)
    house_number: str = Field("", max_length=30)


class SiteChange(Located):
    """Changes of a site; what is left out stays."""

    version: int
    kind: SiteKind | None = None
    name: str | None = Field(None, max_length=100)
    aliases: list[str] | None = None
    road: str | None = Field(None, max_length=60)
    house_number: str | None = Field(None, max_length=30)


class BuildingIn(Located):
    """A new building of a site, with its units 1 to `units`."""

    name: str = Field(max_length=60)
    floors: int | None = Field(None, ge=1, le=200)
    units: int = Field(0, ge=0, le=40)


class BuildingChange(Located):
    """Changes of a building; what is left out stays."""

    version: int
    name: str | None = Field(None, max_length=60)
    aliases: list[str] | None = None
    floors: int | None = Field(None, ge=1, le=200)


class DoorOut(Schema):
    """A dwelling in the door table."""

    id: UUID
    room: str
    label: str
    residential: bool


class FloorOut(Schema):
    """The doors of one floor of a unit; `floor` is null for doors whose floor is not known."""

    floor: int | None
    doors: list[DoorOut]


class UnitOut(Schema):
    """A unit with its floors, the highest first; `id` and `number_key` are empty for doors outside units."""

    id: UUID | None
    number_key: str
    floors: list[FloorOut]


class BuildingOut(BuildingRow):
    """A building as its table of doors."""

    site_id: UUID
    site_name: str
    grid_name: str
    outline: Geometry | None
    unit_list: list[UnitOut]


class DwellingIn(Schema):
    """A new door; `unit` as people write it, empty in a building without units."""

    unit: str = Field("", max_length=20)
    floor: int | None = Field(None, ge=-20, le=200)
    room: str = Field(max_length=30)
    residential: bool = True


class DwellingOut(Schema):
    """One door."""

    id: UUID
    building_id: UUID
    unit_id: UUID | None
    floor: int | None
    room: str
    label: str
    residential: bool
    grid_id: UUID


class DwellingChange(Schema):
    """Corrections of a door; what is left out stays."""

    version: int
    unit: str = Field("", max_length=20)
    floor: int | None = None
    room: str = Field("", max_length=30)
    residential: bool = True


class RetireIn(Schema):
    """The version of the door to take off."""

    version: int


class DoorsIn(Schema):
    """Many doors in one line, such as 1-6层每层2户; `unit` is the unit where the line names none."""

    text: str = Field(max_length=200)
    unit: str = Field("", max_length=20)
    rehearse: bool = False


class PatternDoorOut(Schema):
    """A door that the line names; `id` is null in a rehearsal for one that is not known yet."""

    id: UUID | None
    unit: str
    floor: int | None
    room: str
    label: str
    known: bool


class CoverItemOut(Schema):
    """One finding of the proof of cover, in words and on the map."""

    reason: str
    what: str = Field(description="grid, site, building, dwelling, organisation ...")
    id: UUID | None
    name: str
    grids: list[str] = Field(description="Names of the grids concerned.")
    area_m2: float | None
    dwellings: int = Field(description="Doors of the building concerned.")
    sentence: str


class CoverOut(Schema):
    """Proof of cover (T2): all counts 0 but `grids` means that nothing is left out and nothing is double."""

    grids: int
    gaps: int
    overlaps: int
    outside: int
    in_two: int
    disagree: int = Field(description="Things that stand in another grid than they are entered at.")
    no_boundary: int
    not_placed: int = Field(description="Things without a position: nothing can be proved of them.")
    holds: bool
    by_kind: dict[str, dict[str, int]] = Field(
        description="outside, in_two and disagree by kind of thing: site, building, dwelling ..."
    )
    items: list[CoverItemOut]
    map: MapOut


class AddressIn(Schema):
    """Free text to read, with what is known beside it."""

    text: str = Field(max_length=300)
    community: str = Field(
        "", description="Twelve-digit code of the community that the list comes from."
    )
    site_id: UUID | None = None


class NamedOut(Schema):
    """A row by id and name."""

    id: UUID
    name: str
    code: str = ""


class PlaceOut(Schema):
    """Where an address leads; `dwelling_id` null with a room means a door not known yet."""

    community: NamedOut
    grid: NamedOut
    site: NamedOut
    building: NamedOut | None
    unit: str
    floor: int | None
    room: str
    dwelling_id: UUID | None
    label: str


class CandidateOut(Schema):
    """A place that the text may mean."""

    place: PlaceOut
    score: float
    evidence: Evidence
    doubt: Doubt | None


class PartsOut(Schema):
    """The text taken apart by grammar alone, best reading first."""

    text: str
    province: str
    city: str
    district: str
    street: str
    community: str
    road: str
    house_number: str
    building: str
    unit: str
    floor: str
    room: str


class ReadingOut(Schema):
    """The answer: `best` only when nothing is in doubt, else a person picks one of the candidates."""

    best: PlaceOut | None
    score: float
    candidates: list[CandidateOut]
    parts: PartsOut
    not_understood: str
    doubt: Doubt | None
    sentence: str = Field(description="The doubt in words; empty without one.")


class TakenRowOut(Schema):
    """What became of one feature of the file."""

    number: int = Field(description="Line of the CSV or place in the GeoJSON, from 1.")
    name: str
    outcome: Literal["added", "updated", "unchanged", "rejected"]
    reasons: list[str] = Field(description="Sentences: why rejected, or what to look at.")
    codes: list[str] = Field(description="The codes of the reasons.")


class TakenOut(Schema):
    """What became of the whole file; the four counts add up to `features`."""

    kind: str
    features: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    noted: int = Field(description="Rows taken in with something to look at.")
    rows: list[TakenRowOut]
