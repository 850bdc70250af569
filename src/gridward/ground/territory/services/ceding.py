"""Land changes hands between neighbours: both grids keep their codes, and each keeps its old boundary with its days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from shapely.geometry import shape

from gridward.ground.territory.models import Grid, PastBoundary
from gridward.ground.territory.problems import (
    BoundaryMissing,
    DaysNotInOrder,
    NotNeighbours,
)
from gridward.ground.territory.rules.cutting import given_to, touching
from gridward.ground.territory.rules.shapes import as_geojson
from gridward.ground.territory.rules.succession import TooFewPieces
from gridward.ground.territory.services.dealing import chooser, deal_out
from gridward.ground.territory.services.grids import locked_grid, note
from gridward.ground.territory.services.shapes import give_boundary
from gridward.ground.territory.services.successions import names_of, require_day
from gridward.ground.territory.terms.cover import Shape
from gridward.ground.territory.terms.places import LandCeded, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce


@dataclass(frozen=True)
class Land:
    """What the giver keeps and what it cedes (shapes in degrees), and buildings that go by choice."""

    kept: Shape
    ceded: Shape
    buildings: Collection[UUID] = ()
    staying: Collection[UUID] = ()


@transaction.atomic
def cede_land(
    actor: Actor,
    *,
    giver: Grid,
    taker: Grid,
    land: Land,
    on: date | None = None,
    reason: str = "",
) -> tuple[Grid, Grid]:
    """Part of a grid goes to its neighbour with the places that stand on it; answers both as they are now.

    Codes, posts and whoever lives outside that part stay. Territory must be the actor's to change at both.
    Raises BoundaryMissing, NotNeighbours, TooFewPieces (one grid given twice), NotABaseGrid, GridRetired, DayAhead,
    DaysNotInOrder (also before an earlier change of the same border), NotAllowed, NotFound.
    """
    since = on or clock.today()
    if giver.pk == taker.pk:
        raise TooFewPieces(count=1)
    locked = {
        one.pk: locked_grid(actor, one) for one in sorted((giver, taker), key=lambda one: one.code)
    }
    giver, taker = locked[giver.pk], locked[taker.pk]
    _require_neighbours(giver, taker, land)
    larger = given_to(shape(taker.boundary), land.ceded)
    for grid, now in ((giver, land.kept), (taker, larger)):
        _redraw(grid, now, since)
    forced = dict.fromkeys(land.staying, giver.pk) | dict.fromkeys(land.buildings, taker.pk)
    deal_out(giver, chooser([giver, taker], otherwise=giver), forced)
    announce(LandCeded(giver.pk, taker.pk))
    note(actor, TerritoryAct.BORDER_MOVED, giver, reason, taker=names_of([taker]))
    return giver, taker


def _require_neighbours(giver: Grid, taker: Grid, land: Land) -> None:
    missing = next((one for one in (giver, taker) if not one.boundary), None)
    if missing:
        raise BoundaryMissing(name=missing.name)
    if not touching([shape(taker.boundary), land.ceded]):
        raise NotNeighbours(names=f"{giver.name}、{taker.name}")


def _redraw(grid: Grid, now: Shape, since: date) -> None:
    """The boundary of today goes to the past, unless it began this very day."""
    require_day(grid, since)
    last = PastBoundary.objects.filter(grid=grid).order_by("-valid_to").first()
    began = last.valid_to if last else grid.valid_from
    if since < began:
        raise DaysNotInOrder
    if since > began:
        PastBoundary.objects.create(
            grid=grid,
            boundary=grid.boundary,
            area_m2=grid.area_m2,
            valid_from=began,
            valid_to=since,
        )
    give_boundary(grid, as_geojson(now))
    grid.version += 1
    grid.save()
