"""Which grid of a street a position lies in."""

from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.models import Grid
from gridward.ground.territory.rules.locating import GridMap
from gridward.ground.territory.terms.places import GridKind


def current_base_grids(street_id: UUID) -> QuerySet[Grid]:
    """Base and dedicated grids in force, by code."""
    rows = Grid.objects.filter(street_id=street_id, valid_to=None).order_by("code")
    return rows.exclude(kind=GridKind.COMMUNITY)


def grid_map(street_id: UUID) -> GridMap:
    """The boundaries of the base grids in force."""
    rows = current_base_grids(street_id).values_list("id", "boundary")
    return GridMap({pk: boundary for pk, boundary in rows if boundary is not None})


def community_grid(community_id: UUID) -> Grid | None:
    """The grid of a community as a whole, where what has no base grid stands and waits."""
    rows = Grid.objects.filter(community_id=community_id, kind=GridKind.COMMUNITY)
    return rows.filter(valid_to=None).first()
