"""Shapes of a change of boundaries and of its effect."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.staff.terms import Post
from gridward.ground.territory.rules.loads import Load
from gridward.ground.territory.schemas.places import Geometry, GridOut
from gridward.ground.territory.terms.boundaries import Plan, PlanKind

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Place = Annotated[int, Field(ge=0, le=50)]


class WorkerWish(Schema):
    """To which pieces an appointment of the old grid goes."""

    appointment_id: UUID
    pieces: list[Place] = Field(max_length=50)


class BuildingWish(Schema):
    """To which piece a building goes that the border would cut."""

    building_id: UUID
    piece: Place


class PlanIn(Schema):
    """A change of boundaries. The border is a line, an area or half-way around chosen buildings.

    `grids`: the one to split or to reassign; those to merge; the giver and the taker of land. `ceded` names the
    pieces of the line that go to the taker. Names left out are made from the community and the number.
    """

    kind: PlanKind
    grids: list[UUID] = Field(max_length=50)
    line: list[tuple[Longitude, Latitude]] = Field(default_factory=list, max_length=500)
    area: Geometry | None = None
    buildings: list[UUID] = Field(default_factory=list, max_length=2000)
    ceded: list[Place] = Field(default_factory=list, max_length=50)
    names: list[Annotated[str, Field(max_length=60)]] = Field(default_factory=list, max_length=50)
    community: str = Field("", max_length=12)
    wishes: list[BuildingWish] = Field(default_factory=list, max_length=2000)
    workers: list[WorkerWish] = Field(default_factory=list, max_length=500)
    on: date | None = None

    def plain(self) -> Plan:
        """For the service."""
        return Plan(
            kind=self.kind,
            grids=self.grids,
            line=self.line,
            area=self.area,
            buildings=self.buildings,
            ceded=self.ceded,
            names=self.names,
            community=self.community,
            wishes={one.building_id: one.piece for one in self.wishes},
            workers={one.appointment_id: one.pieces for one in self.workers},
        )


class ConfirmIn(PlanIn):
    """The plan again, with the stamp of the effect that was shown and the reason."""

    stamp: str = Field(max_length=2000)
    reason: str = Field(max_length=300)


class BandOut(Schema):
    """How many households one worker should have; a warning only."""

    fewest: int
    most: int
    since: date
    source: str


class GridEffectOut(Schema):
    """A grid before or after the change. Register figures are null for who may not read the register there."""

    id: UUID | None = Field(description="Null for a grid that does not exist yet.")
    code: str
    name: str
    state: str = Field(description="retired, kept or new.")
    boundary: Geometry | None
    area_m2: float | None
    sites: int
    buildings: int
    dwellings: int
    households: int | None
    residents: int | None
    organisations: int | None
    conflicts: int | None
    workers: int
    load: Load | None
    sentence: str


class StaffEffectOut(Schema):
    """A post that moves; `pieces` are the places of the grids in `after` to which it goes."""

    appointment_id: UUID
    member_name: str
    post: Post
    unit_name: str
    pieces: list[int]
    to: list[str]


class AstrideOut(Schema):
    """A building that the border would cut: its part (0 to 1) in each piece, and where it goes."""

    building_id: UUID
    name: str
    parts: list[float]
    piece: int
    decided: bool


class CoverCountsOut(Schema):
    """The proof of cover in figures, of what the caller sees."""

    gaps: int
    overlaps: int
    outside: int
    in_two: int
    disagree: int


class EffectOut(Schema):
    """What a change would do; nothing has been done."""

    stamp: str
    on: date
    before: list[GridEffectOut]
    after: list[GridEffectOut]
    retired_codes: list[str]
    new_codes: list[str]
    staff: list[StaffEffectOut]
    astride: list[AstrideOut]
    cover_before: CoverCountsOut
    cover_after: CoverCountsOut
    band: BandOut | None
    notes: list[str] = Field(description="What a person should look at before confirming.")


class ChangedOut(Schema):
    """The grids after a change."""

    grids: list[GridOut]


Told = dict[str, Any]
