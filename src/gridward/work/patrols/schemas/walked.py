"""Shapes of points and patrols; `PatrolIn` is also what a phone's command `patrol.record` holds."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.schemas.people import Address, GridRef, Note
from gridward.kernel.http import Shape
from gridward.work.patrols.models import Finding, Patrol, PatrolPoint, Stop
from gridward.work.patrols.schemas import Moment
from gridward.work.patrols.terms import (
    MOST_FINDINGS,
    MOST_STOPS,
    FindingCategory,
    PatrolKind,
    PointCategory,
    StopFound,
)

PlaceName = Annotated[str, StringConstraints(max_length=60)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]


class PointChangeIn(Schema):
    """What is left out stays; degrees of CGCS2000."""

    version: int
    name: PlaceName = ""
    place: Address = ""
    category: PointCategory = PointCategory.OTHER
    longitude: Longitude | None = None
    latitude: Latitude | None = None


class PointIn(Schema):
    """A point of a grid."""

    grid_id: UUID
    name: PlaceName
    place: Address = ""
    category: PointCategory = PointCategory.OTHER
    longitude: Longitude | None = None
    latitude: Latitude | None = None


class PointVersionIn(Schema):
    """The version that was seen."""

    version: int


class PointOut(Shape):
    """A point of a grid."""

    id: UUID
    version: int
    grid: GridRef
    name: str
    place: str
    category: PointCategory
    longitude: float | None
    latitude: float | None
    retired_on: date | None

    @classmethod
    def of(cls, row: PatrolPoint) -> "PointOut":
        """From a row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "grid"}
        return cls(grid=GridRef.of(row.grid), **plain)


class PatrolStopIn(Schema):
    """A stop by the phone's clock."""

    at: Moment
    point_id: UUID | None = None
    name: PlaceName = ""
    found: StopFound = StopFound.NOTHING


class PatrolFindingIn(Schema):
    """What was found, and what was done about it; `handled` is empty for nothing yet."""

    category: FindingCategory
    text: Note
    place: Address = ""
    handled: Note = ""


class PatrolIn(Schema):
    """A patrol that was walked; its id is made by the sender."""

    id: UUID
    grid_id: UUID
    kind: PatrolKind = PatrolKind.PATROL
    started_at: Moment
    ended_at: Moment
    stops: Annotated[list[PatrolStopIn], Field(default_factory=list, max_length=MOST_STOPS)]
    findings: Annotated[
        list[PatrolFindingIn], Field(default_factory=list, max_length=MOST_FINDINGS)
    ]
    note: Note = ""

    def said(self) -> dict[str, Any]:
        """As `record_patrol` takes it."""
        words = self.model_dump()
        return {"patrol_id": words.pop("id"), **words}


class PatrolStopOut(Shape):
    """A stop."""

    point_id: UUID | None
    name: str
    at: datetime
    found: StopFound

    @classmethod
    def of(cls, row: Stop) -> "PatrolStopOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class PatrolFindingOut(Shape):
    """A finding."""

    id: UUID
    category: FindingCategory
    text: str
    place: str
    handled: str

    @classmethod
    def of(cls, row: Finding) -> "PatrolFindingOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class PatrolOut(Shape):
    """A patrol with stops and findings; `created_at` is when it reached the server."""

    id: UUID
    grid: GridRef
    member_id: UUID
    account_name: str
    kind: PatrolKind
    started_at: datetime
    ended_at: datetime
    created_at: datetime
    note: str
    stops: list[PatrolStopOut]
    findings: list[PatrolFindingOut]

    @classmethod
    def of(cls, row: Patrol) -> "PatrolOut":
        """From a row that was read whole."""
        return cls(
            id=row.pk,
            grid=GridRef.of(row.grid),
            member_id=row.member_id,
            account_name=row.account_name,
            kind=PatrolKind(row.kind),
            started_at=row.started_at,
            ended_at=row.ended_at,
            created_at=row.created_at,
            note=row.note,
            stops=[PatrolStopOut.of(one) for one in row.stops.all()],
            findings=[PatrolFindingOut.of(one) for one in row.findings.all()],
        )
