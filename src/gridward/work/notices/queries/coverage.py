"""Coverage: how many households and units somebody of is in a group, by grid, and whom no group reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from gridward.ground.register.models import Household, Organisation
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import at_grids, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.models import GroupMember, OtherReach
from gridward.work.notices.queries.groups import PRESENT
from gridward.work.notices.terms import Reached, SubjectKind

_ALIVE: Mapping[SubjectKind, Q] = {
    SubjectKind.HOUSEHOLD: Q(state=HouseholdState.LIVING, merged_into=None),
    SubjectKind.ORGANISATION: Q(closed_on=None),
}
_MODELS: Mapping[SubjectKind, Any] = {
    SubjectKind.HOUSEHOLD: Household,
    SubjectKind.ORGANISATION: Organisation,
}


@dataclass(frozen=True)
class GridReached:
    """Of one grid: its households and its units."""

    grid: Grid
    households: Reached
    organisations: Reached


def coverage(actor: Actor, grid_id: UUID | None = None) -> list[GridReached]:
    """Of each grid where the actor reads the work, by code; three queries for all of them."""
    seen = actor.grids(Permission.WORK_READ)
    wanted = seen if grid_id is None else seen & {grid_id}
    by_kind = {kind: _reached(kind, wanted) for kind in SubjectKind}
    rows = Grid.objects.filter(pk__among=wanted, valid_to=None).defer("boundary", "bounds")
    return [
        GridReached(
            grid,
            by_kind[SubjectKind.HOUSEHOLD].get(grid.pk, Reached()),
            by_kind[SubjectKind.ORGANISATION].get(grid.pk, Reached()),
        )
        for grid in rows.select_related("community").order_by("code")
    ]


def subjects(actor: Actor, kind: SubjectKind, grid_id: UUID | None = None) -> QuerySet[Any]:
    """Households that are lived in, or units that are open, at the actor's grids."""
    return visible_to(actor, _MODELS[kind], grid_id).filter(_ALIVE[kind])


def living(kind: SubjectKind) -> QuerySet[Any]:
    """Households that are lived in, or units that are open, as far as the database shows them."""
    rows: QuerySet[Any] = _MODELS[kind].objects.filter(_ALIVE[kind])
    return rows


def unreached(
    actor: Actor, kind: SubjectKind, grid_id: UUID | None = None, said: bool | None = None
) -> QuerySet[Any]:
    """Those that no group reaches, with `way` and `reach` (its row); `said`: only those with a way, or without."""
    rows = subjects(actor, kind, grid_id).filter(~Exists(in_a_group(kind)))
    other = OtherReach.objects.filter(**{kind.value: OuterRef("pk")})
    rows = rows.annotate(way=Subquery(other.values("way")), reach=Subquery(other.values("pk")))
    if said is not None:
        rows = rows.filter(way__isnull=not said)
    labelled: QuerySet[Any] = with_grid(rows).annotate(label=F(LABEL[kind]))
    return labelled


LABEL: Mapping[SubjectKind, str] = {
    SubjectKind.HOUSEHOLD: "address_text",
    SubjectKind.ORGANISATION: "name",
}


def in_a_group(kind: SubjectKind) -> QuerySet[GroupMember]:
    """Members of groups for the household or unit of an outer query."""
    return GroupMember.objects.filter(PRESENT, **{kind.value: OuterRef("pk")})


def _reached(kind: SubjectKind, grids: frozenset[UUID]) -> dict[UUID, Reached]:
    inside = Exists(in_a_group(kind))
    otherwise = Exists(OtherReach.objects.filter(**{kind.value: OuterRef("pk")}))
    rows = at_grids(_MODELS[kind], grids).filter(_ALIVE[kind]).order_by().values("grid_id")
    counted = rows.annotate(
        all=Count("pk"),
        in_group=Count("pk", filter=Q(inside)),
        otherwise=Count("pk", filter=~Q(inside) & Q(otherwise)),
    )
    return {one.pop("grid_id"): Reached(**one) for one in counted}
