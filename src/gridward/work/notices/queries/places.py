"""Buildings with their stairwells, for whoever says where something is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from gridward.ground.territory.models import Building, Unit
from gridward.ground.territory.queries import buildings_visible_to
from gridward.kernel.access import Actor


@dataclass(frozen=True)
class Place:
    """A building and its stairwells."""

    row: Building
    units: Sequence[Unit]


def places_of(actor: Actor, grids: Collection[UUID]) -> list[Place]:
    """The buildings of some grids, by compound and number; two queries."""
    rows = buildings_visible_to(actor).filter(grid__in=set(grids)).select_related("site")
    units = Prefetch("units", Unit.objects.order_by("number_key", "id"), to_attr="stairs")
    found = rows.prefetch_related(units).order_by("site__name", "number_key", "id")
    return [Place(row, row.stairs) for row in found]
