"""Shapes of publicity."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef
from gridward.ground.register.terms.people import OrganisationKind
from gridward.kernel.http import Shape
from gridward.work.notices.models import MaterialShown
from gridward.work.notices.queries.material_doors import MaterialBuilding, ReachedSubject
from gridward.work.notices.queries.materials import MaterialAtGrid, standing
from gridward.work.notices.queries.places import Place
from gridward.work.notices.schemas.notices import MOST_GRIDS, Text, TextEn, Title, TitleEn
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    HandedWay,
    MaterialFormat,
    MaterialSaid,
    MaterialState,
    ReachedBy,
    ShownPlace,
    ShownWay,
    Spread,
    SubjectKind,
    Whom,
)

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
Ids = Annotated[list[UUID], Field(min_length=1, max_length=MOST_MEMBERS)]
SomePlaces = Annotated[list[UUID], Field(max_length=MOST_GRIDS)]


class MaterialIn(Schema):
    """A material; its id is made by the sender. `replaces` is the edition that it follows."""

    id: UUID
    title: Title
    text: Text
    title_en: TitleEn = ""
    text_en: TextEn = ""
    issuer: Annotated[str, StringConstraints(max_length=80)]
    source: Annotated[str, StringConstraints(max_length=120)] = ""
    grid_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_GRIDS)]
    whom: Whom = Whom.EVERYBODY
    buildings: SomePlaces = []
    units: SomePlaces = []
    kinds: Annotated[list[OrganisationKind], Field(max_length=30)] = []
    valid_from: Day
    valid_to: Day
    replaces: UUID | None = None

    def said(self) -> MaterialSaid:
        """As `make_material` takes it."""
        words = self.model_dump(exclude={"id"})
        for name in ("grid_ids", "buildings", "units", "kinds"):
            words[name] = tuple(words[name])
        return MaterialSaid(**words)


class MaterialVersionIn(Schema):
    """The version that was seen."""

    version: int


class MaterialHandedIn(Schema):
    """Who has it since a day, today where none is said, and how they came to it."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    subject_ids: Ids
    way: HandedWay
    on: Day | None = None


class MaterialTakenBackIn(Schema):
    """Who was noted by mistake."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    subject_ids: Ids


class MaterialShownIn(Schema):
    """Where it hangs, or in which group it was told."""

    way: ShownWay
    building_id: UUID | None = None
    unit_id: UUID | None = None
    group_id: UUID | None = None
    on: Day | None = None

    def place(self) -> ShownPlace:
        """As `show_material` takes it."""
        return ShownPlace(self.building_id, self.unit_id, self.group_id)


class MaterialListIn(Schema):
    """Of which grid."""

    grid_id: UUID


class MaterialRow(Shape):
    """A material in a list; `state` is today's, `next_id` its newer edition."""

    id: UUID
    version: int
    title: str
    text: str
    title_en: str
    text_en: str
    issuer: str
    source: str
    whom: Whom
    edition: int
    replaces_id: UUID | None
    next_id: UUID | None
    next_title: str | None
    valid_from: date
    valid_to: date
    ended_on: date | None
    ended_by: str
    made_by: str
    format: MaterialFormat | None
    state: MaterialState

    @classmethod
    def of(cls, row: Any, today: date) -> "MaterialRow":
        """From a row of `materials`."""
        return cls(**cls.told(row, today))

    @classmethod
    def told(cls, row: Any, today: date) -> dict[str, Any]:
        """Its own fields."""
        names = set(MaterialRow.model_fields) - {"state"}
        told = {name: getattr(row, name) for name in names}
        return {"state": standing(row, today), **told}


class SpreadOut(Shape):
    """How many it is for, and how many of them it reached in which way."""

    all: int
    handed: int
    group: int
    posted: int
    nobody: int

    @classmethod
    def of(cls, one: Spread) -> "SpreadOut":
        """From counts."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class MaterialGridOut(Shape):
    """How far a material is at a grid."""

    grid: GridRef
    community_name: str
    households: SpreadOut
    organisations: SpreadOut

    @classmethod
    def of(cls, one: MaterialAtGrid) -> "MaterialGridOut":
        """From counts of a grid."""
        return cls(
            grid=GridRef.of(one.row.grid),
            community_name=one.row.grid.community.name,
            households=SpreadOut.of(one.households),
            organisations=SpreadOut.of(one.organisations),
        )


class MaterialShownOut(Shape):
    """Where it hangs, or in which group it was told."""

    id: UUID
    way: ShownWay
    place: str
    unit: str
    grid: GridRef
    on: date
    said_by: str

    @classmethod
    def of(cls, row: MaterialShown) -> "MaterialShownOut":
        """From a row that was read whole."""
        house, group = row.building, row.group
        return cls(
            id=row.pk,
            way=ShownWay(row.way),
            place=group.name if group else house.site.name + house.name if house else "",
            unit=row.unit.number_key if row.unit else "",
            grid=GridRef.of(row.grid),
            on=row.on,
            said_by=row.said_by,
        )


class MaterialOut(MaterialRow):
    """A material whole; `page` is its public address, empty where there is none."""

    kinds: list[OrganisationKind]
    buildings: list[UUID]
    units: list[UUID]
    page: str
    grids: list[MaterialGridOut]
    shown: list[MaterialShownOut]


class MaterialBuildingOut(Shape):
    """A building, how many households of it a material is for, how many have it in hand."""

    id: UUID
    label: str
    households: int
    handed: int

    @classmethod
    def of(cls, one: MaterialBuilding) -> "MaterialBuildingOut":
        """From counts."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class MaterialSubjectOut(Shape):
    """A household or a unit, and by what a material reached it."""

    id: UUID
    label: str
    grid_id: UUID
    by: ReachedBy
    way: HandedWay | None
    on: date | None
    said_by: str

    @classmethod
    def of(cls, one: ReachedSubject) -> "MaterialSubjectOut":
        """From a row with its note."""
        return cls(**cls.told(one))

    @classmethod
    def told(cls, one: ReachedSubject) -> dict[str, Any]:
        """Its own fields."""
        noted = one.note
        return {
            "id": one.row.pk,
            "label": one.row.label,
            "grid_id": one.row.grid_id,
            "by": one.by,
            "way": HandedWay(noted.way) if noted else None,
            "on": noted.on if noted else None,
            "said_by": noted.said_by if noted else "",
        }


class MaterialDoorOut(MaterialSubjectOut):
    """A household behind a door of a building; `unit` is its stairwell, empty where there are none."""

    unit: str
    floor: int | None

    @classmethod
    def of(cls, one: ReachedSubject) -> "MaterialDoorOut":
        """From a row with its dwelling."""
        door = one.row.dwelling
        unit = door.unit.number_key if door.unit else ""
        return cls(**cls.told(one), unit=unit, floor=door.floor)


class MaterialNotedOut(Schema):
    """How many were noted, or taken back."""

    noted: int


class ToldUnitOut(Shape):
    """A stairwell."""

    id: UUID
    number_key: str


class ToldPlaceOut(Shape):
    """A building that something can be told at, with its stairwells."""

    id: UUID
    label: str
    grid_id: UUID
    units: list[ToldUnitOut]

    @classmethod
    def of(cls, one: Place) -> "ToldPlaceOut":
        """From a building."""
        units = [ToldUnitOut(id=unit.pk, number_key=unit.number_key) for unit in one.units]
        label = one.row.site.name + one.row.name
        return cls(id=one.row.pk, label=label, grid_id=one.row.grid_id, units=units)
