"""Conflicts to settle and conflicts settled."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from gridward.ground.register.models import Conflict
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import ConflictKind
from gridward.ground.territory.queries.rows import with_grid
from gridward.kernel.access import Actor

MOST_SOURCES = 50


@dataclass(frozen=True)
class ConflictFilter:
    """Which conflicts: open or settled, of a kind, of a grid, from one source (a file or a person)."""

    settled: bool = False
    kind: ConflictKind | None = None
    grid_id: UUID | None = None
    source: str = ""


@dataclass(frozen=True)
class ConflictCounts:
    """How many wait: all, by kind; and the sources that they came from, the largest first."""

    open: int
    kinds: dict[str, int]
    sources: list[str]


def conflicts(actor: Actor, wanted: ConflictFilter | None = None) -> QuerySet[Conflict]:
    """Conflicts at the actor's grids, the registered person with phones and vehicles.

    The registered side is None where it lies beyond the actor's grids.
    """
    wanted = wanted or ConflictFilter()
    rows = with_grid(
        visible_to(actor, Conflict),
        *("household", "resident__household", "resident__situation"),
        *("organisation__situation", "employee__situation"),
    )
    rows = rows.prefetch_related("resident__phones", "resident__vehicles")
    rows = rows.prefetch_related("organisation__contacts", "organisation__vehicles")
    rows = rows.exclude(decision="") if wanted.settled else rows.filter(decision="")
    given = {"kind": wanted.kind, "grid_id": wanted.grid_id, "source": wanted.source}
    return rows.filter(**{name: value for name, value in given.items() if value})


def conflict_counts(actor: Actor) -> ConflictCounts:
    """Two queries over the open ones alone."""
    rows = visible_to(actor, Conflict).filter(decision="").order_by()
    kinds: dict[str, int] = dict(rows.values_list("kind").annotate(Count("pk")))
    sources: Any = rows.values_list("source").annotate(many=Count("pk")).order_by("-many")
    names = [name for name, _ in sources[:MOST_SOURCES] if name]
    return ConflictCounts(sum(kinds.values()), kinds, names)
