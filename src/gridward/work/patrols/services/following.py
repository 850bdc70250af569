"""Points and plans follow the territory; what was recorded stays where it was, and is read by the heirs."""

from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.positions import Heirs, heirs_of, heirs_of_land
from gridward.ground.territory.services.moving import move_named
from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel import clock
from gridward.kernel.models import touched
from gridward.work.patrols.models import DrawPlan, PatrolPoint


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Points in force go to the grid under their position, else to the heir; plans that still run to the heir.

    The heir is the only new grid, or the community grid where there are several. Answers how many moved.
    """
    heirs = heirs_of(event.old_grid)
    if heirs.rest is None:
        return 0
    running = DrawPlan.objects.filter(grid=event.old_grid, ends_on__gte=clock.today())
    moved = running.update(grid=heirs.rest, street=heirs.rest.street_id, **touched())
    return moved + _send(event.old_grid, heirs)


@transaction.atomic
def follow_land(event: LandCeded) -> int:
    """Part of a grid is its neighbour's now: points with a position there follow. Answers how many moved."""
    return _send(event.old_grid, heirs_of_land(event.new_grid))


def _send(old_grid: UUID, heirs: Heirs) -> int:
    moved = 0
    for point in PatrolPoint.objects.filter(grid=old_grid, retired_on=None).order_by("id"):
        grid = heirs.of(point.longitude, point.latitude)
        if grid is not None:
            move_named(point, grid, PatrolPoint.objects.filter(retired_on=None))
            moved += 1
    return moved
