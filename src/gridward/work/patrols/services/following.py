"""Points and plans follow the territory; what was recorded stays where it was, and is read by the heirs."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.rules.locating import GridMap
from gridward.ground.territory.rules.naming import coming_from
from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel import clock
from gridward.kernel.models import touched
from gridward.work.patrols.models import DrawPlan, PatrolPoint

NAME_LENGTH = 60


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Points in force go to the grid under their position, else to the heir; plans that still run to the heir.

    The heir is the only new grid, or the community grid where there are several. Answers how many moved.
    """
    new = took_over(event.old_grid)
    heir = heir_among(new)
    if heir is None:
        return 0
    running = DrawPlan.objects.filter(grid=event.old_grid, ends_on__gte=clock.today())
    moved = running.update(grid=heir, street=heir.street_id, **touched())
    return moved + _send(event.old_grid, new, heir)


@transaction.atomic
def follow_land(event: LandCeded) -> int:
    """Part of a grid is its neighbour's now: points with a position there follow. Answers how many moved."""
    return _send(event.old_grid, list(Grid.objects.filter(pk=event.new_grid)), None)


def _send(old_grid: UUID, grids: Sequence[Grid], heir: Grid | None) -> int:
    land = GridMap({one.pk: one.boundary for one in grids if one.boundary})
    by_id = {one.pk: one for one in grids}
    moved = 0
    for point in PatrolPoint.objects.filter(grid=old_grid, retired_on=None).order_by("id"):
        under = land.under(point.longitude, point.latitude)
        grid = by_id[under] if under else heir
        if grid is not None:
            _move(point, grid)
            moved += 1
    return moved


def _move(point: PatrolPoint, grid: Grid) -> None:
    """One whose name is taken there says where it comes from."""
    if PatrolPoint.objects.filter(grid=grid, name=point.name, retired_on=None).exists():
        point.name = coming_from(point.name, point.grid.code, NAME_LENGTH)
    point.grid, point.street_id = grid, grid.street_id
    point.version += 1
    point.save()
