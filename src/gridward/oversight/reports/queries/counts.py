"""Reading the counters: live, or from scratch as the rows were recorded at a past moment."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Min, QuerySet, Sum

from gridward.ground.territory.models import Grid
from gridward.oversight.reports.models import Count

Counts = dict[UUID, dict[str, int]]


@dataclass(frozen=True)
class Difference:
    """A counter that is not what a count from scratch says."""

    grid_id: UUID
    figure: str
    live: int
    counted: int


def counts(grids: Collection[UUID], moment: datetime | None) -> Counts:
    """How many rows count for each figure at each of the grids; one query."""
    return _past(grids, moment) if moment else _summed(Count.objects.filter(grid_id__among=grids))


def live(grids: Collection[UUID], figures: Collection[str]) -> Counts:
    """How many rows count now for some figures at each of the grids; one query."""
    return _summed(Count.objects.filter(grid_id__among=grids, figure__among=figures))


def _summed(rows: QuerySet[Count]) -> Counts:
    found: Counts = defaultdict(dict)
    amounts = rows.values_list("grid_id", "figure").annotate(Sum("amount")).order_by()
    for grid, figure, amount in amounts:
        found[grid][figure] = int(amount)
    return found


def _past(grids: Collection[UUID], moment: datetime) -> Counts:
    found: Counts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grid_id, figure, amount FROM reports_count_at(%s) WHERE grid_id = ANY (%s)",
            [moment, list(grids)],
        )
        for grid, figure, amount in cursor.fetchall():
            found[grid][figure] = amount
    return found


def recorded_since(grids: Collection[UUID]) -> datetime | None:
    """When the first grid of these was recorded: before it nothing can be told."""
    first: datetime | None = Grid.objects.filter(pk__in=grids).aggregate(Min("created_at"))[
        "created_at__min"
    ]
    return first


def differences(mend: bool) -> list[Difference]:
    """Every counter that a count from scratch contradicts, in one snapshot; mended where asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grid, named, live, from_scratch FROM reports_count_recount(%s)", [mend]
        )
        return [Difference(*row) for row in cursor.fetchall()]


def compact() -> int:
    """Join the differences of each figure into one row; answers how many rows are gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reports_count_compact()")
        return int(cursor.fetchone()[0])
