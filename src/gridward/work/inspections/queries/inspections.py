"""Inspections that were made."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor
from gridward.work.inspections.models import Inspection, InspectionFinding
from gridward.work.inspections.queries.rows import named, visible_to
from gridward.work.inspections.terms import InspectionSubject


@dataclass(frozen=True)
class InspectionFilter:
    """Which inspections: of a grid, an organisation, a facility, a kind of subject."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    facility_id: UUID | None = None
    subject: InspectionSubject | None = None


def inspections(actor: Actor, wanted: InspectionFilter) -> QuerySet[Inspection]:
    """Inspections with how many findings each has; what is sealed is not read."""
    rows = visible_to(actor, Inspection, wanted.grid_id)
    for column in ("organisation_id", "facility_id", "subject"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{column: value})
    rows = named(rows, "organisation", "facility").defer("said")
    return rows.annotate(
        found=Count("findings"),
        left=Count("findings", filter=Q(findings__on_the_spot=False)),
    )


def inspection_of(actor: Actor, inspection_id: UUID) -> Inspection:
    """One inspection with its findings, orders and notice; raises NotFound."""
    rows = named(
        visible_to(actor, Inspection),
        *("organisation", "facility", "notice", "recheck_of__grid__street"),
    )
    findings = InspectionFinding.objects.select_related("order__handler").order_by("position")
    return found(rows.prefetch_related(Prefetch("findings", findings)), inspection_id)
