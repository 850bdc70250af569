"""Who looks at what by when: planned by hand, by kind, or of what has not been seen for long."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gridward.ground.audit.services import record
from gridward.ground.register.models import Organisation
from gridward.ground.register.terms.people import OrganisationKind
from gridward.ground.staff.models import Member
from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.inspections.models import Facility, Inspection, PlannedVisit
from gridward.work.inspections.problems import (
    PlanDayPast,
    PlanMemberUnfit,
    PlanNothing,
    PlanOver,
)
from gridward.work.inspections.queries.plans import of_kinds, unseen
from gridward.work.inspections.queries.rows import visible_to
from gridward.work.inspections.rules.checklists import figures
from gridward.work.inspections.services.shared import about
from gridward.work.inspections.terms import (
    MOST_PLANNED,
    InspectionAct,
    InspectionPurpose,
    InspectionSubject,
    VisitReason,
)
from gridward.work.workorders.queries.holders import posts_at


@dataclass(frozen=True)
class PlanSaid:
    """What is planned: chosen organisations or facilities, organisations of kinds, those not seen, or a grid's work."""

    due_on: date
    reason: VisitReason = VisitReason.CHOSEN
    organisations: tuple[UUID, ...] = ()
    facilities: tuple[UUID, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    grid_id: UUID | None = None
    member_id: UUID | None = None
    days: int | None = None
    purpose: InspectionPurpose = InspectionPurpose.DUTY


@transaction.atomic
def plan_visits(actor: Actor, *, said: PlanSaid) -> list[PlannedVisit]:
    """Plan a visit of each that was chosen and that nobody plans yet.

    Raises NotAllowed, NotFound, PlanDayPast, PlanMemberUnfit, PlanNothing.
    """
    actor.require(Permission.INSPECTION_LEAD, said.grid_id)
    if said.due_on < clock.today():
        raise PlanDayPast
    one_at_a_time("inspections.plan", actor.street_id)
    rows = _rows(actor, said)
    if not rows:
        raise PlanNothing
    _check_member(said.member_id, [row.grid for row in rows])
    for row in rows:
        row.due_on, row.planned_by, row.member_id = said.due_on, actor.name, said.member_id
        row.purpose, row.reason = said.purpose, said.reason
    PlannedVisit.objects.bulk_create(rows)
    record(
        actor,
        InspectionAct.PLANNED,
        street=rows[0].street_id,
        also=[row.pk for row in rows],
        count=len(rows),
        day=said.due_on.isoformat(),
    )
    return rows


@transaction.atomic
def cancel_visit(actor: Actor, *, planned_id: UUID, version: int) -> PlannedVisit:
    """The visit is not made. Raises NotFound, NotAllowed, PlanOver."""
    row = found(visible_to(actor, PlannedVisit).select_for_update(), planned_id)
    actor.require(Permission.INSPECTION_LEAD, row.grid_id)
    if row.done_at or row.cancelled_on or row.version != version:
        raise PlanOver
    row.cancelled_on, row.version = clock.today(), row.version + 1
    row.save(update_fields=["cancelled_on", "version", "updated_at"])
    record(actor, InspectionAct.PLAN_CANCELLED, about(row, row.grid_id), day=row.due_on.isoformat())
    return row


def made(actor: Actor, inspection: Inspection) -> None:
    """The planned visit that an inspection names is made. Raises NotFound, PlanOver."""
    if inspection.planned_id is None:
        return
    rows = visible_to(actor, PlannedVisit).select_for_update().filter(grid_id=inspection.grid_id)
    row = found(rows, inspection.planned_id)
    if row.done_at or row.cancelled_on or not _is_of(row, inspection):
        raise PlanOver
    row.done_at, row.version = inspection.at, row.version + 1
    row.save(update_fields=["done_at", "version", "updated_at"])


def _is_of(row: PlannedVisit, inspection: Inspection) -> bool:
    subjects = (row.subject, row.organisation_id, row.facility_id)
    return subjects == (inspection.subject, inspection.organisation_id, inspection.facility_id)


def _rows(actor: Actor, said: PlanSaid) -> list[PlannedVisit]:
    if said.purpose is InspectionPurpose.CHIEF and said.grid_id:
        return [_at(grid_of(actor, said.grid_id), InspectionSubject.GRID)]
    if said.facilities:
        rows = at_grids(Facility, actor.grids(Permission.INSPECTION_LEAD))
        chosen = rows.filter(pk__in=said.facilities).exclude(state="removed").select_related("grid")
        return [_at(one.grid, InspectionSubject.FACILITY, facility=one) for one in chosen]
    return [
        _at(one.grid, InspectionSubject.ORGANISATION, organisation=one)
        for one in _organisations(actor, said)[:MOST_PLANNED]
    ]


def _organisations(actor: Actor, said: PlanSaid) -> QuerySet[Organisation]:
    match said.reason:
        case VisitReason.KIND:
            return of_kinds(actor, said.kinds, said.grid_id)
        case VisitReason.UNSEEN:
            days = figures(clock.today()).unseen_days if said.days is None else said.days
            return unseen(actor, days, said.grid_id)
    return of_kinds(actor, list(OrganisationKind), said.grid_id).filter(pk__in=said.organisations)


def _at(grid: Grid, subject: InspectionSubject, **of: Organisation | Facility) -> PlannedVisit:
    return PlannedVisit(street_id=grid.street_id, grid=grid, subject=subject, **of)


def _check_member(member_id: UUID | None, grids: Collection[Grid]) -> None:
    """Whoever is to look holds a post that inspects at each of the grids."""
    if member_id is None:
        return
    if not Member.objects.filter(pk=member_id, active=True).exists():
        raise PlanMemberUnfit
    for grid in {one.pk: one for one in grids}.values():
        posts = posts_at(member_id, grid)
        if not any(Permission.INSPECTION_RECORD in PERMISSIONS[post] for post in posts):
            raise PlanMemberUnfit
