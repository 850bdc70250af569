"""Visits that are planned, and what has not been seen for long."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from gridward.ground.register.models import Organisation
from gridward.ground.register.terms.people import OrganisationKind
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.inspections.models import Inspection, PlannedVisit
from gridward.work.inspections.queries.rows import named, visible_to


@dataclass(frozen=True)
class PlanFilter:
    """Which planned visits: of a grid, one's own and anybody's, or those that are over."""

    grid_id: UUID | None = None
    mine: bool = False
    over: bool = False


def planned(actor: Actor, wanted: PlanFilter) -> QuerySet[PlannedVisit]:
    """Visits that wait, or those that were made or cancelled."""
    rows = visible_to(actor, PlannedVisit, wanted.grid_id)
    if wanted.mine:
        rows = rows.filter(Q(member=actor.member_id) | Q(member=None))
    open_now = Q(done_at=None, cancelled_on=None)
    rows = rows.exclude(open_now) if wanted.over else rows.filter(open_now)
    return named(rows, "organisation", "facility", "member", "inspection")


def planned_of(actor: Actor, planned_id: UUID) -> PlannedVisit:
    """One planned visit; raises NotFound."""
    return found(
        named(visible_to(actor, PlannedVisit), "organisation", "facility", "member", "inspection"),
        planned_id,
    )


def unseen(actor: Actor, days: int, grid_id: UUID | None = None) -> QuerySet[Organisation]:
    """Organisations of the register that nobody has inspected for so many days, and that nobody plans to."""
    since = clock.midnight(date.fromordinal(clock.today().toordinal() - days))
    seen = Inspection.objects.filter(organisation=OuterRef("pk"), at__gte=since)
    return _unplanned(actor, grid_id).filter(~Exists(seen))


def of_kinds(
    actor: Actor, kinds: Collection[OrganisationKind], grid_id: UUID | None = None
) -> QuerySet[Organisation]:
    """Organisations of some kinds that nobody plans to inspect."""
    return _unplanned(actor, grid_id).filter(kind__in=kinds)


def last_seen(organisations: Collection[UUID]) -> dict[UUID, date]:
    """The day on which each organisation was inspected last."""
    rows = Inspection.objects.filter(organisation__in=organisations).order_by()
    told = rows.values_list("organisation").annotate(last=Max("at"))
    return {one: clock.local_date(last) for one, last in told}


def _unplanned(actor: Actor, grid_id: UUID | None) -> QuerySet[Organisation]:
    rows = at_grids(Organisation, actor.grids(Permission.INSPECTION_LEAD), grid_id)
    waits = PlannedVisit.objects.filter(
        organisation=OuterRef("pk"), done_at=None, cancelled_on=None
    )
    return named(rows.filter(~Exists(waits), closed_on=None)).order_by(
        "grid__code", "sort_key", "id"
    )
