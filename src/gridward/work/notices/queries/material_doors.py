"""Whom a material is for, building by building and door by door, for whoever goes from door to door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from gridward.kernel.access import Actor, Permission
from gridward.work.notices.models import Material, MaterialHanded
from gridward.work.notices.queries.coverage import LABEL
from gridward.work.notices.queries.materials import told
from gridward.work.notices.terms import ReachedBy, SubjectKind

ALONG_THE_DOORS = (
    *("dwelling__building__site__name", "dwelling__building__number_key"),
    *("dwelling__unit__number_key", "dwelling__floor", "dwelling__room", "address_text", "id"),
)


@dataclass(frozen=True)
class MaterialBuilding:
    """A building, how many households of it a material is for, and how many have it in hand."""

    id: UUID
    label: str
    households: int
    handed: int


@dataclass(frozen=True)
class ReachedSubject:
    """A household or a unit, by what it was reached, and the note of it where it was handed out."""

    row: Any
    by: ReachedBy
    note: MaterialHanded | None


def buildings_with(actor: Actor, row: Material, grid_id: UUID) -> list[MaterialBuilding]:
    """Buildings of a grid in which somebody lives whom it is for; one query."""
    rows = _homes(actor, row).filter(grid=grid_id, dwelling__isnull=False).order_by()
    names = ("dwelling__building", "dwelling__building__site__name", "dwelling__building__name")
    counted = rows.values(*names).annotate(
        n=Count("pk"), has=Count("pk", filter=Q(by=ReachedBy.HANDED))
    )
    return [
        MaterialBuilding(one[names[0]], one[names[1]] + one[names[2]], one["n"], one["has"])
        for one in counted.order_by(names[1], "dwelling__building__number_key")
    ]


def doors_with(actor: Actor, row: Material, building_id: UUID) -> list[ReachedSubject]:
    """The households of a building, from the ground up; of one that the actor does not see there are none."""
    rows = _homes(actor, row).filter(dwelling__building=building_id)
    named = rows.select_related("dwelling__unit").annotate(label=F("address_text"))
    return with_notes(row, SubjectKind.HOUSEHOLD, list(named.order_by(*ALONG_THE_DOORS)))


def not_reached(actor: Actor, row: Material, kind: SubjectKind, grid_id: UUID) -> QuerySet[Any]:
    """Whom nothing has reached at a grid, in the order in which somebody goes there."""
    seen = actor.grids(Permission.REGISTER_READ) & {grid_id}
    rows = told(row, kind).filter(grid__among=seen, by=ReachedBy.NOBODY)
    along = ALONG_THE_DOORS if kind is SubjectKind.HOUSEHOLD else ("sort_key", "id")
    ordered: QuerySet[Any] = rows.annotate(label=F(LABEL[kind])).order_by(*along)
    return ordered


def with_notes(row: Material, kind: SubjectKind, rows: Sequence[Any]) -> list[ReachedSubject]:
    """Each with the note of when and how it was handed out; one query for all."""
    notes: Mapping[UUID, MaterialHanded] = {
        getattr(one, f"{kind.value}_id"): one
        for one in MaterialHanded.objects.filter(
            material=row, **{f"{kind.value}__in": [one.pk for one in rows]}
        )
    }
    return [ReachedSubject(one, ReachedBy(one.by), notes.get(one.pk)) for one in rows]


def _homes(actor: Actor, row: Material) -> QuerySet[Any]:
    seen = actor.grids(Permission.REGISTER_READ)
    return told(row, SubjectKind.HOUSEHOLD).filter(grid__among=seen)
