"""The grid of a place: its position decides; where that is in doubt a person names the grid."""

from uuid import UUID

from gridward.ground.territory.models import Grid
from gridward.ground.territory.problems import (
    GridMissing,
    GridRetired,
    PositionElsewhere,
    PositionInTwo,
    PositionOutside,
)
from gridward.ground.territory.queries.positions import grid_map
from gridward.ground.territory.terms.places import Position


def grid_for(street_id: UUID, position: Position | None, named: Grid | None) -> Grid:
    """The grid in which a place lies.

    A position in one base grid decides and a name that contradicts it is refused; a position in none or in two
    needs a grid to be named. Raises GridMissing, GridRetired, PositionOutside, PositionInTwo, PositionElsewhere.
    """
    if named is not None and named.valid_to is not None:
        raise GridRetired(name=named.name)
    if position is None:
        if named is None:
            raise GridMissing
        return named
    found = grid_map(street_id).at(position.longitude, position.latitude)
    if named is not None and (len(found) != 1 or named.pk in found):
        return named
    if len(found) == 1:
        grid = Grid.objects.get(pk=found[0])
        if named is not None:
            raise PositionElsewhere(name=named.name, found=grid.name)
        return grid
    raise PositionInTwo if found else PositionOutside
