"""Shapes of duty places, what they demand, who is on duty, gaps and overlaps."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.rota.models import DutyDemand, DutyPlace
from gridward.ground.rota.queries.duty import CoverAt, DutyAt, hours_of
from gridward.ground.rota.schemas.shifts import ShiftOut
from gridward.ground.rota.terms import CoverKind, DemandHours, DutyPlaceKind, ShiftRole
from gridward.kernel.http import Shape

PlaceName = Annotated[str, StringConstraints(max_length=60)]
Lanes = Annotated[int, Field(ge=1, le=20)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
MOST_HOURS = 7 * 24 * len(ShiftRole)


class DutyPlaceIn(Schema):
    """A new duty place."""

    grid_id: UUID
    name: PlaceName
    kind: DutyPlaceKind
    lanes: Lanes = 1


class DutyPlaceChangeIn(Schema):
    """What is left out stays."""

    version: int
    name: PlaceName = ""
    kind: DutyPlaceKind = DutyPlaceKind.GATE
    lanes: Lanes = 1

    def given(self) -> dict[str, Any]:
        """What was said, as `change_place` takes it."""
        return self.model_dump(exclude_unset=True, exclude={"version"})


class DutyVersionIn(Schema):
    """Which version of a row was seen."""

    version: int


class DutyPlaceOut(Shape):
    """A duty place."""

    id: UUID
    version: int
    grid_id: UUID
    grid_name: str
    grid_code: str
    name: str
    kind: DutyPlaceKind
    lanes: int
    closed_on: date | None

    @classmethod
    def of(cls, row: DutyPlace) -> "DutyPlaceOut":
        """From a row with its grid."""
        return cls(
            id=row.pk,
            version=row.version,
            grid_id=row.grid_id,
            grid_name=row.grid.name,
            grid_code=row.grid.code,
            name=row.name,
            kind=DutyPlaceKind(row.kind),
            lanes=row.lanes,
            closed_on=row.closed_on,
        )


class DemandHoursIn(Schema):
    """So many of a role on a weekday (1 Monday to 7 Sunday); past midnight where `until` is no later than `since`."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    since: time
    until: time
    role: ShiftRole
    number: Annotated[int, Field(ge=1, le=50)]

    def told(self) -> DemandHours:
        """As `set_demand` takes it, in whole minutes."""
        since, until = (
            one.replace(second=0, microsecond=0, tzinfo=None) for one in (self.since, self.until)
        )
        return DemandHours(self.weekday, since, until, self.role, self.number)


class DutyDemandIn(Schema):
    """What a place demands from a day on."""

    since: Day
    hours: Annotated[list[DemandHoursIn], Field(max_length=MOST_HOURS)]


class DemandHoursOut(Shape):
    """Hours of a demand, as they were said."""

    weekday: int
    since: str
    until: str
    role: ShiftRole
    number: int


class DutyDemandOut(Shape):
    """A version of what a place demands."""

    id: UUID
    version: int
    since: date
    hours: list[DemandHoursOut]

    @classmethod
    def of(cls, row: DutyDemand) -> "DutyDemandOut":
        """From a row."""
        told = [hours_of(one) for one in row.hours]
        hours = [
            DemandHoursOut(
                weekday=one.weekday,
                since=f"{one.since:%H:%M}",
                until=f"{one.until:%H:%M}",
                role=one.role,
                number=one.number,
            )
            for one in told
        ]
        return cls(id=row.pk, version=row.version, since=row.since, hours=hours)


class DutyAtOut(Shape):
    """A place at an instant: who is on duty, and the shifts that begin next."""

    place: DutyPlaceOut
    on_duty: list[ShiftOut]
    following: list[ShiftOut]

    @classmethod
    def of(cls, one: DutyAt) -> "DutyAtOut":
        """From what was found."""
        return cls(
            place=DutyPlaceOut.of(one.place),
            on_duty=[ShiftOut.of(row) for row in one.on_duty],
            following=[ShiftOut.of(row) for row in one.following],
        )


class CoverSpanOut(Shape):
    """Fewer than demanded, or more: of a role, from when to when."""

    kind: CoverKind
    role: ShiftRole
    begins_at: datetime
    ends_at: datetime
    wanted: int
    there: int


class CoverAtOut(Shape):
    """A place with its gaps and overlaps."""

    place: DutyPlaceOut
    spans: list[CoverSpanOut]

    @classmethod
    def of(cls, one: CoverAt) -> "CoverAtOut":
        """From what was found."""
        spans = [
            CoverSpanOut(
                kind=found.kind,
                role=found.role,
                begins_at=found.span.begins_at,
                ends_at=found.span.ends_at,
                wanted=found.wanted,
                there=found.there,
            )
            for found in one.spans
        ]
        return cls(place=DutyPlaceOut.of(one.place), spans=spans)


def demand_of(given: Sequence[DemandHoursIn]) -> list[DemandHours]:
    """The hours of a demand."""
    return [one.told() for one in given]
