"""Groups follow their grids; members and ways of reaching follow the household or unit that they are about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from gridward.ground.register.models import Household, Organisation
from gridward.ground.territory.models import Building, Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.services.moving import move_named
from gridward.ground.territory.terms.places import GridKind, GridSucceeded
from gridward.kernel import clock
from gridward.kernel.models import touched
from gridward.work.notices.models import (
    GroupMember,
    Material,
    MaterialGrid,
    MaterialHanded,
    MaterialShown,
    NoticeGrid,
    OtherReach,
    ServiceGroup,
)

_SUBJECTS = {"household": Household, "organisation": Organisation}


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Groups of a grid go to its heir: the only new grid, or the community's where there are several.

    What was told to it is told to all that took over, while it holds.
    """
    new = took_over(event.old_grid)
    _spread(_notices(event.old_grid), "notice_id", new)
    _spread(_materials(event.old_grid), "material_id", new)
    heir = heir_among(new)
    if heir is None:
        return 0
    rows = list(ServiceGroup.objects.filter(grid=event.old_grid, ended_on=None).order_by("id"))
    for row in rows:
        _move(row, heir)
    return len(rows)


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Households and units went to other grids with their land, and are in their groups as before.

    What hangs at a building went along with it.
    """
    _follow_building(old_grid)
    return sum(_follow(name, {"grid": old_grid}) for name in _SUBJECTS)


@transaction.atomic
def follow_subject(name: str, row_id: UUID) -> int:
    """A household or a unit (`name`) went to another grid: it is in groups of the former one no more."""
    moved = _follow(name, {name: row_id})
    for row in GroupMember.objects.filter(**{name: row_id}, left_on=None).select_related(
        "grid", "group__grid"
    ):
        if not _is_for(row.group.grid, row.grid):
            row.left_on = max(clock.today(), row.joined_on)
            row.version += 1
            row.save()
    return moved


def _notices(old_grid: UUID) -> QuerySet[NoticeGrid]:
    """Where notices that still hold are for the grid."""
    return NoticeGrid.objects.filter(
        grid=old_grid, notice__withdrawn_at=None, notice__ends_at__gt=clock.now()
    )


def _materials(old_grid: UUID) -> QuerySet[MaterialGrid]:
    """Where materials that still are to be handed out are for the grid."""
    today = clock.today()
    rows = Material.objects.filter(valid_to__gte=today).exclude(ended_on__lte=today)
    return MaterialGrid.objects.filter(grid=old_grid, material__in=rows)


def _spread(here: QuerySet[Any], told: str, new: Sequence[Grid]) -> None:
    """What is for the grid is for the grids that took over, too."""
    table = here.model
    table.objects.bulk_create(
        [
            table(**{told: one}, grid=grid, street_id=grid.street_id)
            for one in here.values_list(told, flat=True)
            for grid in new
        ],
        ignore_conflicts=True,
    )


def _follow_building(old_grid: UUID) -> None:
    here = Building.objects.filter(pk=OuterRef("building_id"))
    MaterialShown.objects.filter(grid=old_grid, building__isnull=False).update(
        grid=Subquery(here.values("grid")), street=Subquery(here.values("street")), **touched()
    )


def _follow(name: str, which: dict[str, UUID]) -> int:
    model = _SUBJECTS[name]
    here = model._default_manager.filter(pk=OuterRef(f"{name}_id"))
    place = {
        "grid": Subquery(here.values("grid")),
        "street": Subquery(here.values("street")),
    }
    return sum(
        table._default_manager.filter(**which, **{f"{name}__isnull": False}).update(
            **place, **touched()
        )
        for table in (GroupMember, MaterialHanded, OtherReach)
    )


def _is_for(grid: Grid, other: Grid) -> bool:
    if grid.kind == GridKind.COMMUNITY:
        return grid.community_id == other.community_id
    return grid.pk == other.pk


def _move(row: ServiceGroup, grid: Grid) -> None:
    move_named(row, grid, ServiceGroup.objects.filter(ended_on=None))
    MaterialShown.objects.filter(group=row).update(grid=grid, street_id=grid.street_id, **touched())
