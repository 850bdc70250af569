"""Grids that take new rows."""

from uuid import UUID

from gridward.ground.register.problems import GridRetired
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor


def grid_in_force(actor: Actor, grid_id: UUID) -> Grid:
    """A grid that the actor sees and that is not retired; raises NotFound, GridRetired."""
    grid = grid_of(actor, grid_id)
    if grid.valid_to is not None:
        raise GridRetired(grid=grid.name)
    return grid
