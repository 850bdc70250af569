"""Patrols with their stops and findings."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.patrols.models import Finding, Patrol, Stop
from gridward.work.patrols.queries.rows import WorkFilter, hours_of, named, visible_to
from gridward.work.patrols.terms import FindingFact, PatrolFact


def patrols(actor: Actor, wanted: WorkFilter) -> QuerySet[Patrol]:
    """Patrols whole, the filter's; a patrol is of the day on which it began."""
    rows = visible_to(actor, Patrol, wanted.grid_id)
    if wanted.member_id:
        rows = rows.filter(member_id=wanted.member_id)
    if wanted.day:
        start, end = hours_of(wanted.day)
        rows = rows.filter(started_at__gte=start, started_at__lt=end)
    return whole(named(rows))


def patrol_of(actor: Actor, patrol_id: UUID) -> Patrol:
    """One patrol, whole; raises NotFound."""
    return found(whole(named(visible_to(actor, Patrol))), patrol_id)


def whole(rows: QuerySet[Patrol]) -> QuerySet[Patrol]:
    """With stops and findings in their order."""
    return rows.prefetch_related(
        Prefetch("stops", queryset=Stop.objects.order_by("position")),
        Prefetch("findings", queryset=Finding.objects.order_by("position")),
    )


def walked_by(
    actor: Actor, grid_id: UUID, member_id: UUID, start: datetime, end: datetime
) -> list[PatrolFact]:
    """Patrols of a member that began in a time; three queries."""
    rows = visible_to(actor, Patrol, grid_id).filter(
        member_id=member_id, started_at__gte=start, started_at__lt=end
    )
    return [_fact(row) for row in whole(rows).order_by("started_at", "id")]


def _fact(row: Patrol) -> PatrolFact:
    return PatrolFact(
        row.pk,
        row.kind,
        row.started_at.astimezone(clock.LOCAL),
        row.ended_at.astimezone(clock.LOCAL),
        tuple(one.name for one in row.stops.all()),
        tuple(
            FindingFact(one.pk, one.category, one.text, one.place, one.handled)
            for one in row.findings.all()
        ),
    )
