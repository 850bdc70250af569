"""Gates follow the territory, with their rules and where their keepers are on duty; passes without a holder in the
register follow their grid.

Passes of residents and of units go along with them by the database itself (migration 0001): whoever moves them need not
see that they have one.
"""

from uuid import UUID

from django.db import transaction

from gridward.ground.rota.services.hosting import move_places
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import Heirs, heirs_of, heirs_of_land
from gridward.ground.territory.services.moving import move_named
from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel.models import touched
from gridward.work.checkpoints.models import Checkpoint, Pass


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Gates go to the grid under their position, else to the heir; what guarded the grid guards those that took over.

    Answers how many gates moved.
    """
    heirs = heirs_of(event.old_grid)
    _guard(event.old_grid, heirs)
    if heirs.rest is not None:
        place = {"grid": heirs.rest, "street": heirs.rest.street_id}
        rows = Pass.objects.filter(grid=event.old_grid, resident=None, organisation=None)
        rows.update(**place, **touched())
    return _send(event.old_grid, heirs)


@transaction.atomic
def follow_land(event: LandCeded) -> int:
    """Part of a grid is its neighbour's now: gates with a position there follow. Answers how many moved."""
    return _send(event.old_grid, heirs_of_land(event.new_grid))


def _guard(old_grid: UUID, heirs: Heirs) -> None:
    new = [one.pk for one in heirs.grids]
    for row in Checkpoint.objects.filter(sides__contains=[old_grid], closed_on=None).order_by("id"):
        row.sides = list(dict.fromkeys([one for one in row.sides if one != old_grid] + new))
        row.version += 1
        row.save()


def _send(old_grid: UUID, heirs: Heirs) -> int:
    moved = 0
    for row in Checkpoint.objects.filter(grid=old_grid, closed_on=None).order_by("id"):
        grid = heirs.of(row.longitude, row.latitude)
        if grid is not None:
            _move(row, grid)
            moved += 1
    return moved


def _move(row: Checkpoint, grid: Grid) -> None:
    move_named(row, grid, Checkpoint.objects.filter(closed_on=None))
    row.rule_versions.update(grid=grid, street=grid.street_id)
    if row.duty_place is not None and row.duty_place.closed_on is None:
        move_places([row.duty_place], grid)
