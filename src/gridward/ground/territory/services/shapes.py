"""The boundary of a grid with what follows from it."""

from collections.abc import Mapping
from typing import Any

from shapely.geometry import shape

from gridward.ground.territory.models import Grid
from gridward.ground.territory.rules.local_plane import area_m2
from gridward.ground.territory.rules.shapes import boundary_of


def give_boundary(grid: Grid, boundary: Mapping[str, Any] | None) -> None:
    """Set boundary and area; the four bounds are then read from the map. Raises BoundaryProblem."""
    grid.boundary = boundary_of(boundary)
    grid.area_m2 = area_m2(shape(grid.boundary)) if grid.boundary else None
    grid.bounds = {}
