"""Protective facilities."""

from datetime import date
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.inspections.models import Facility, Inspection, InspectionFinding
from gridward.work.inspections.problems import FacilityGone
from gridward.work.inspections.queries.rows import named, visible_to
from gridward.work.inspections.terms import FacilityState
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OVER


def facilities(
    actor: Actor, grid_id: UUID | None = None, removed: bool = False
) -> QuerySet[Facility]:
    """Facilities that stand, or those that were removed, with when each was seen last."""
    rows = visible_to(actor, Facility, grid_id)
    gone = {"state": FacilityState.REMOVED}
    rows = rows.filter(**gone) if removed else rows.exclude(**gone)
    return _seen(named(rows))


def facility_of(actor: Actor, facility_id: UUID) -> Facility:
    """One facility; raises NotFound."""
    return found(_seen(named(visible_to(actor, Facility))), facility_id)


def open_orders_of(facility: Facility) -> list[UUID]:
    """Orders that inspections of it have opened and that are not over, the oldest first."""
    found_there = InspectionFinding.objects.filter(inspection__facility=facility)
    rows = Order.objects.filter(pk__in=found_there.values("order")).exclude(state__in=OVER)
    return list(rows.order_by("created_at", "id").values_list("id", flat=True))


def facility_to_change(actor: Actor, facility_id: UUID, version: int) -> Facility:
    """One facility, locked; raises NotFound, NotAllowed, FacilityGone, Stale."""
    row = found(visible_to(actor, Facility).select_for_update(), facility_id)
    actor.require(Permission.INSPECTION_RECORD, row.grid_id)
    if row.state == FacilityState.REMOVED:
        raise FacilityGone(name=row.name)
    if row.version != version:
        raise Stale
    return row


def seen_on(row: Facility) -> date | None:
    """The day on which it was inspected last."""
    at = getattr(row, "seen_at", None)
    return clock.local_date(at) if at else None


def _seen(rows: QuerySet[Facility]) -> QuerySet[Facility]:
    seen = Inspection.objects.filter(facility=OuterRef("pk")).order_by().values("facility")
    return rows.annotate(seen_at=Subquery(seen.annotate(last=Max("at")).values("last")))
