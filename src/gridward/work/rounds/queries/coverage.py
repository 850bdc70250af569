"""Coverage: how much of a round has been reached, by grid, community, street and worker."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor
from gridward.work.rounds.models import CycleCount, Round, Target, Visit
from gridward.work.rounds.queries.rows import grids_of, round_of, visible_to
from gridward.work.rounds.terms import Coverage

_SUMS = {
    "targets": Count("id"),
    "done": Count("id", filter=~Q(outcome="")),
    "settled": Count("id", filter=Q(settled=True)),
    "persons": Coalesce(Sum("persons"), 0),
    "persons_met": Coalesce(Sum("persons_met"), 0),
    "late_added": Count("id", filter=Q(late_added=True)),
    "visits": Coalesce(Sum("visits"), 0),
    "asked_again": Coalesce(Sum("asked_again"), 0),
}


@dataclass(frozen=True)
class GridCoverage:
    """Of one grid."""

    grid: Grid
    coverage: Coverage


@dataclass(frozen=True)
class WorkerCoverage:
    """Of one worker: the doors whose outcome is theirs, and the visits they made, by way."""

    member_id: UUID
    name: str
    settled: int
    persons_met: int
    visits: int
    asked_again: int


def coverage_by_grid(actor: Actor, round_id: UUID) -> list[GridCoverage]:
    """The grids of a round that the actor sees, by code; two queries for all of them."""
    row = round_of(actor, round_id)
    rows = visible_to(actor, Target).filter(round=row)
    found = counted(rows)
    seen = actor.readable()
    return [
        GridCoverage(one, found.get(one.pk, Coverage()))
        for one in grids_of(row.pk)
        if one.pk in seen
    ]


def counted(rows: QuerySet[Target]) -> dict[UUID, Coverage]:
    """Coverage of targets by grid."""
    outcomes: dict[UUID, dict[str, int]] = defaultdict(dict)
    said = rows.exclude(outcome="").values_list("grid_id", "outcome").annotate(n=Count("id"))
    for grid, outcome, n in said.order_by():
        outcomes[grid][outcome] = n
    sums: Any = rows.values("grid_id").annotate(**_SUMS).order_by()
    return {
        one.pop("grid_id"): Coverage(**one, outcomes=outcomes[grid])
        for one in sums
        for grid in [one["grid_id"]]
    }


def past_cycles(actor: Actor, round_id: UUID) -> list[CycleCount]:
    """What cycles that are over had come to, the latest first."""
    rows = visible_to(actor, CycleCount).filter(round=round_id).select_related("grid")
    return list(rows.defer("grid__boundary").order_by("-began_on", "grid__code")[:1000])


def coverage_by_worker(actor: Actor, round_id: UUID) -> list[WorkerCoverage]:
    """Who reached what, by name."""
    row = round_of(actor, round_id)
    doors: Any = (
        visible_to(actor, Target)
        .filter(round=row, settled=True)
        .values_list("outcome_by")
        .annotate(n=Count("id"), met=Sum("persons_met"))
        .order_by()
    )
    settled = {member: (n, met) for member, n, met in doors}
    made: Any = (
        visible_to(actor, Visit)
        .filter(target__round=row, member_id__isnull=False)
        .values_list("member_id", "by")
        .annotate(n=Count("id"), again=Sum("asked_again"))
        .order_by("by", "member_id")
    )
    return [
        WorkerCoverage(member, by, *settled.get(member, (0, 0)), n, again)
        for member, by, n, again in made
    ]


def without_outcome(row: Round) -> int:
    """How many targets have no outcome that stands."""
    return Target.objects.filter(round=row, settled=False).count()
