"""Which grid of a street a position lies in, and which takes over what has no position."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.models import Grid, GridSuccession
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


def took_over(old_grid: UUID) -> list[Grid]:
    """The grids that took over from a retired one, by code."""
    successions = GridSuccession.objects.filter(old=old_grid).select_related("new")
    return [one.new for one in successions.order_by("new__code")]


def heir_among(new: Sequence[Grid]) -> Grid | None:
    """Who takes what nothing decides: the only new grid, of several the community's, of none nobody."""
    if len(new) < 2:
        return new[0] if new else None
    return community_grid(new[0].community_id)


@dataclass(frozen=True)
class Heirs:
    """Grids that land went to; `rest` takes what lies in none of them, None where that stays."""

    grids: Sequence[Grid]
    rest: Grid | None

    @cached_property
    def _land(self) -> GridMap:
        return GridMap({one.pk: one.boundary for one in self.grids if one.boundary})

    def of(self, longitude: float | None, latitude: float | None) -> Grid | None:
        """Who takes what stands at a position, or at none."""
        under = self._land.under(longitude, latitude)
        return next((one for one in self.grids if one.pk == under), self.rest)


def heirs_of(old_grid: UUID) -> Heirs:
    """Who took over from a retired grid."""
    new = took_over(old_grid)
    return Heirs(new, heir_among(new))


def heirs_of_land(new_grid: UUID) -> Heirs:
    """Who took part of a grid that stays, with what stands on it."""
    return Heirs(list(Grid.objects.filter(pk=new_grid)), None)
