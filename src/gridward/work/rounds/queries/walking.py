"""The order of a day's visits in a grid: what is not settled, by building, staircase, hours and distance.

It is worked out from where buildings are. Nobody's position is asked or kept.
"""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from gridward.ground.territory.models import Building, Site
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.planning.routes import Place, Stop, in_order
from gridward.work.rounds.models import Target
from gridward.work.rounds.queries.rows import round_of, visible_to, with_rounds
from gridward.work.rounds.queries.targets import whole
from gridward.work.rounds.terms import Hours

MOST_STOPS = 400
"""A day has 100 to 150 doors; more than a grid's unsettled doors nobody walks at once."""


@dataclass(frozen=True)
class WalkStop:
    """A door of the walk."""

    target_id: UUID
    subject_id: UUID
    building_id: UUID | None
    address: str
    hours: Hours | None


@dataclass(frozen=True)
class DayWalk:
    """The doors in their order, and how far the way between buildings is, in metres."""

    stops: tuple[WalkStop, ...]
    metres: int


def walk_of(actor: Actor, round_id: UUID, grid_id: UUID, begins: time) -> DayWalk:
    """The order in which to visit a grid's unsettled targets; raises NotFound."""
    round_of(actor, round_id)
    rows = visible_to(actor, Target, grid_id).filter(round=round_id, settled=False)
    rows = rows.select_related("household__dwelling__unit", "organisation")
    found = list(rows.order_by("id")[:MOST_STOPS])
    with_rounds(found)
    hours = {
        one.target.pk: one.best_hours for one in whole(found, clock.today()) if one.target.tries
    }
    places = _places(found)
    walk = in_order([_stop(row, places, hours.get(row.pk)) for row in found], begins)
    by_id: dict[object, Target] = {row.pk: row for row in found}
    told = [by_id[one.key] for one in walk.stops]
    return DayWalk(tuple(_told(row, hours.get(row.pk)) for row in told), walk.metres)


def _building(row: Target) -> UUID | None:
    """The building of a target's door; a shop's own."""
    if row.organisation:
        return row.organisation.building_id
    dwelling = row.household.dwelling if row.household else None
    return dwelling.building_id if dwelling else None


def _places(rows: list[Target]) -> dict[UUID, Place]:
    """Where buildings are, or the compound they stand in."""
    ids = {one for one in map(_building, rows) if one}
    told = Building.objects.filter(pk__in=ids).values_list("id", "longitude", "latitude", "site_id")
    sites = Site.objects.filter(buildings__in=ids).values_list("id", "longitude", "latitude")
    compounds = {one: (x, y) for one, x, y in sites}
    places = {}
    for building, x, y, site in told:
        east, north = (x, y) if x is not None and y is not None else compounds[site]
        if east is not None and north is not None:
            places[building] = Place(east, north)
    return places


def _stop(row: Target, places: dict[UUID, Place], hours: Hours | None) -> Stop:
    dwelling = row.household.dwelling if row.household else None
    building = _building(row)
    return Stop(
        row.pk,
        building or row.pk,
        places.get(building) if building else None,
        unit=dwelling.unit.number_key if dwelling and dwelling.unit else "",
        floor=(dwelling.floor or 0) if dwelling else 0,
        room=dwelling.room if dwelling else "",
        opens=time(hours.start) if hours else None,
        closes=time(hours.to) if hours else None,
    )


def _told(row: Target, hours: Hours | None) -> WalkStop:
    place = row.household or row.organisation
    return WalkStop(
        row.pk,
        row.household_id or row.organisation_id or row.pk,
        _building(row),
        place.address_text if place else "",
        hours,
    )
