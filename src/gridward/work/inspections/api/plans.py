"""Doors of planned visits and of facilities."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.inspections.api.shared import reader
from gridward.work.inspections.queries.facilities import facilities, facility_of
from gridward.work.inspections.queries.plans import (
    PlanFilter,
    last_seen,
    planned,
    planned_of,
    unseen,
)
from gridward.work.inspections.rules.checklists import figures
from gridward.work.inspections.schemas.plans import (
    FacilityChangeIn,
    FacilityIn,
    FacilityOut,
    PlannedVisitOut,
    UnseenOrganisationOut,
    VisitPlanIn,
    VisitsPlannedOut,
    VisitVersionIn,
)
from gridward.work.inspections.services.facilities import add_facility, change_facility
from gridward.work.inspections.services.planning import cancel_visit, plan_visits

plans_router = door("inspections")
facilities_router = door("inspections")


class PlansWanted(Schema):
    """Which visits; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    mine: bool = False
    over: bool = False
    after: str | None = None


class UnseenWanted(Schema):
    """Not inspected for so many days; by the dated figure where nothing is said."""

    grid_id: UUID | None = None
    days: Annotated[int, Field(ge=1, le=3660)] | None = None
    after: str | None = None


class FacilitiesWanted(Schema):
    """Which facilities; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    removed: bool = False
    after: str | None = None


@plans_router.get("", response=answers(PageOut[PlannedVisitOut]))
def list_plans(request: HttpRequest, wanted: Query[PlansWanted]) -> object:
    """Visits that wait by their day, or those that are over, the newest first."""
    chosen = PlanFilter(wanted.grid_id, wanted.mine, wanted.over)
    keys = ["-due_on", "-id"] if wanted.over else ["due_on", "id"]
    found = page(planned(reader(request), chosen), keys, wanted.after)
    told = [PlannedVisitOut.of(row) for row in found.rows]
    return PageOut[PlannedVisitOut](items=told, next=found.next)


@plans_router.post("", response=answers(VisitsPlannedOut, 201))
def post_plan(request: HttpRequest, given: VisitPlanIn) -> object:
    """Plan a visit of each that is chosen and not planned yet."""
    made = plan_visits(actor_of(request), said=given.said())
    return Status(201, VisitsPlannedOut(count=len(made)))


@plans_router.get("/unseen", response=answers(PageOut[UnseenOrganisationOut]))
def list_unseen(request: HttpRequest, wanted: Query[UnseenWanted]) -> object:
    """Organisations that nobody has inspected for long and nobody plans to."""
    actor = actor_of(request)
    actor.require(Permission.INSPECTION_LEAD)
    days = wanted.days or figures(clock.today()).unseen_days
    rows = unseen(actor, days, wanted.grid_id)
    found = page(rows, ["grid__code", "sort_key", "id"], wanted.after)
    seen = last_seen([row.pk for row in found.rows])
    told = [UnseenOrganisationOut.of(row, seen.get(row.pk)) for row in found.rows]
    return PageOut[UnseenOrganisationOut](items=told, next=found.next)


@plans_router.get("/{planned_id}", response=answers(PlannedVisitOut))
def get_plan(request: HttpRequest, planned_id: UUID) -> object:
    """One planned visit."""
    return PlannedVisitOut.of(planned_of(reader(request), planned_id))


@plans_router.post("/{planned_id}/cancel", response=answers(PlannedVisitOut))
def post_plan_cancel(request: HttpRequest, planned_id: UUID, given: VisitVersionIn) -> object:
    """The visit is not made."""
    actor = actor_of(request)
    cancel_visit(actor, planned_id=planned_id, version=given.version)
    return PlannedVisitOut.of(planned_of(actor, planned_id))


@facilities_router.get("", response=answers(PageOut[FacilityOut]))
def list_facilities(request: HttpRequest, wanted: Query[FacilitiesWanted]) -> object:
    """Facilities by grid and name."""
    rows = facilities(reader(request), wanted.grid_id, wanted.removed)
    found = page(rows, ["grid__code", "name", "id"], wanted.after)
    return PageOut[FacilityOut](items=[FacilityOut.of(row) for row in found.rows], next=found.next)


@facilities_router.post("", response=answers(FacilityOut, 201))
def post_facility(request: HttpRequest, given: FacilityIn) -> object:
    """Enter a facility at a grid."""
    actor = actor_of(request)
    made = add_facility(actor, **given.model_dump())
    return Status(201, FacilityOut.of(facility_of(actor, made.pk)))


@facilities_router.get("/{facility_id}", response=answers(FacilityOut))
def get_facility(request: HttpRequest, facility_id: UUID) -> object:
    """One facility."""
    return FacilityOut.of(facility_of(reader(request), facility_id))


@facilities_router.patch("/{facility_id}", response=answers(FacilityOut))
def patch_facility(request: HttpRequest, facility_id: UUID, given: FacilityChangeIn) -> object:
    """Change a facility; the state `removed` takes it down for good."""
    actor = actor_of(request)
    change_facility(actor, facility_id=facility_id, **given.model_dump(exclude_unset=True))
    return FacilityOut.of(facility_of(actor, facility_id))
