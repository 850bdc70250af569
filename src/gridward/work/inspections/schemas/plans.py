"""Shapes of planned visits and of facilities."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.models import Organisation
from gridward.ground.register.schemas.people import Address, GridRef
from gridward.ground.register.terms.people import OrganisationKind
from gridward.kernel import clock
from gridward.kernel.http import Shape
from gridward.work.inspections.models import Facility, PlannedVisit
from gridward.work.inspections.queries.facilities import seen_on
from gridward.work.inspections.schemas import Day, Latitude, Longitude, Name
from gridward.work.inspections.services.planning import PlanSaid
from gridward.work.inspections.terms import (
    MOST_PLANNED,
    FacilityKind,
    FacilityState,
    InspectionPurpose,
    InspectionSubject,
    VisitReason,
)

Chosen = Annotated[list[UUID], Field(max_length=MOST_PLANNED)]


class VisitPlanIn(Schema):
    """What is planned by when, and by whom it is looked at."""

    due_on: Day
    reason: VisitReason = VisitReason.CHOSEN
    purpose: InspectionPurpose = InspectionPurpose.DUTY
    organisations: Chosen = []
    facilities: Chosen = []
    kinds: Annotated[list[OrganisationKind], Field(max_length=20)] = []
    grid_id: UUID | None = None
    member_id: UUID | None = None
    days: Annotated[int, Field(ge=1, le=3660)] | None = None

    def said(self) -> PlanSaid:
        """As the services take it."""
        words = self.model_dump(exclude={"organisations", "facilities", "kinds"})
        return PlanSaid(
            **words,
            organisations=tuple(self.organisations),
            facilities=tuple(self.facilities),
            kinds=tuple(self.kinds),
        )


class VisitVersionIn(Schema):
    """The version that was seen."""

    version: int


class VisitsPlannedOut(Shape):
    """How many visits were planned."""

    count: int


class PlannedVisitOut(Shape):
    """A visit that is planned."""

    id: UUID
    version: int
    grid: GridRef
    subject: InspectionSubject
    purpose: InspectionPurpose
    reason: VisitReason
    organisation_id: UUID | None
    facility_id: UUID | None
    name: str
    place: str
    member_id: UUID | None
    member: str
    due_on: date
    late: bool
    planned_by: str
    done_at: datetime | None
    cancelled_on: date | None
    inspection_id: UUID | None

    @classmethod
    def of(cls, row: PlannedVisit) -> "PlannedVisitOut":
        """From a row."""
        same = ("organisation_id", "facility_id", "member_id", "due_on", "planned_by")
        when = ("version", "done_at", "cancelled_on")
        inspection = getattr(row, "inspection", None)
        waits = row.done_at is None and row.cancelled_on is None
        return cls(
            id=row.pk,
            grid=GridRef.of(row.grid),
            subject=InspectionSubject(row.subject),
            purpose=InspectionPurpose(row.purpose),
            reason=VisitReason(row.reason),
            name=_name(row),
            place=_place(row),
            member=row.member.name if row.member else "",
            late=waits and row.due_on < clock.today(),
            inspection_id=inspection.pk if inspection else None,
            **{name: getattr(row, name) for name in (*same, *when)},
        )


class UnseenOrganisationOut(Shape):
    """An organisation that nobody has inspected for long; `seen_on` is null where nobody ever has."""

    id: UUID
    name: str
    kind: OrganisationKind
    grid: GridRef
    seen_on: date | None

    @classmethod
    def of(cls, row: Organisation, seen: date | None) -> "UnseenOrganisationOut":
        """From a row."""
        kind = OrganisationKind(row.kind)
        return cls(id=row.pk, name=row.name, kind=kind, grid=GridRef.of(row.grid), seen_on=seen)


class FacilityChangeIn(Schema):
    """What is left out stays; degrees of CGCS2000."""

    version: int
    kind: FacilityKind = FacilityKind.OTHER
    name: Name = ""
    place: Address = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    keeper: Name = ""
    state: FacilityState = FacilityState.SOUND


class FacilityIn(Schema):
    """A facility of a grid."""

    grid_id: UUID
    kind: FacilityKind
    name: Name
    place: Address = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    keeper: Name = ""


class FacilityOut(Shape):
    """A facility of a grid, and when it was inspected last."""

    id: UUID
    version: int
    grid: GridRef
    kind: FacilityKind
    name: str
    place: str
    longitude: float | None
    latitude: float | None
    keeper: str
    state: FacilityState
    seen_on: date | None

    @classmethod
    def of(cls, row: Facility) -> "FacilityOut":
        """From a row."""
        plain: dict[str, Any] = {
            name: getattr(row, name) for name in cls.model_fields if name not in ("grid", "seen_on")
        }
        return cls(grid=GridRef.of(row.grid), seen_on=seen_on(row), **plain)


def _name(row: PlannedVisit) -> str:
    subject = row.organisation or row.facility
    return subject.name if subject else row.grid.name


def _place(row: PlannedVisit) -> str:
    if row.organisation:
        return row.organisation.address_text
    return row.facility.place if row.facility else ""
