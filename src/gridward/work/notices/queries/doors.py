"""The buildings of a group's grids, and the households of one for whoever ticks along."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Q

from gridward.ground.territory.queries import buildings_visible_to
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.models import ServiceGroup
from gridward.work.notices.queries.coverage import in_a_group, subjects
from gridward.work.notices.queries.proposals import Door, by_dwelling, served
from gridward.work.notices.terms import SubjectKind


@dataclass(frozen=True)
class BuildingReached:
    """A building, its households, and of how many somebody is in a group."""

    id: UUID
    label: str
    households: int
    in_group: int


def buildings_of(actor: Actor, group: ServiceGroup) -> list[BuildingReached]:
    """Buildings in which somebody lives, at the group's grids; one query beside that of the grids."""
    grids = served(group.grid) & actor.grids(Permission.REGISTER_READ)
    rows = subjects(actor, SubjectKind.HOUSEHOLD).filter(grid__among=grids)
    counted = (
        rows.filter(dwelling__isnull=False)
        .order_by()
        .values("dwelling__building", "dwelling__building__site__name", "dwelling__building__name")
    )
    told = counted.annotate(
        n=Count("pk"), reached=Count("pk", filter=Q(Exists(in_a_group(SubjectKind.HOUSEHOLD))))
    ).order_by("dwelling__building__site__name", "dwelling__building__number_key")
    return [
        BuildingReached(
            one["dwelling__building"],
            one["dwelling__building__site__name"] + one["dwelling__building__name"],
            one["n"],
            one["reached"],
        )
        for one in told
    ]


def doors_of_building(actor: Actor, group_id: UUID | None, building_id: UUID) -> list[Door]:
    """Door by door, from the ground up; raises NotFound."""
    building = found(buildings_visible_to(actor), building_id)
    rows = subjects(actor, SubjectKind.HOUSEHOLD, building.grid_id)
    rows = rows.filter(dwelling__building=building).order_by(
        "dwelling__unit__number_key", "dwelling__floor", "dwelling__room", "created_at", "id"
    )
    told = by_dwelling(list(rows), group_id)
    return [door for doors in told.values() for door in doors]
