"""Reading addresses for people: a reading's ids with their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.territory.models import Building, Division, Grid, Site
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.terms.addresses import Hint, Place, Reading
from gridward.kernel.access import Actor
from gridward.kernel.ids import as_id


@dataclass(frozen=True)
class NamedPlace:
    """A place of a reading with its rows."""

    place: Place
    community: Division
    grid: Grid
    site: Site
    building: Building | None


@dataclass(frozen=True)
class NamedReading:
    """A reading and the names of its best place and candidates, in their order."""

    reading: Reading
    best: NamedPlace | None
    candidates: list[NamedPlace]


def read_address(
    actor: Actor, street: Division | None, text: str, within: Hint | None = None
) -> NamedReading:
    """Read one address against the places at the actor's grids; four queries beside the gazetteer."""
    reading = gazetteer(actor, street).read(text, within=within)
    places = [candidate.place for candidate in reading.candidates]
    named = dict(zip(places, _named(places), strict=True))
    best = named[reading.best] if reading.best else None
    return NamedReading(reading, best, [named[place] for place in places])


def _named(places: Iterable[Place]) -> Iterable[NamedPlace]:
    places = list(places)
    communities = Division.objects.in_bulk(_ids(place.community for place in places))
    grids = Grid.objects.defer("boundary").in_bulk(_ids(place.grid for place in places))
    sites = Site.objects.in_bulk(_ids(place.site for place in places))
    buildings = Building.objects.in_bulk(_ids(place.building for place in places))
    for place in places:
        yield NamedPlace(
            place,
            communities[as_id(place.community)],
            grids[as_id(place.grid)],
            sites[as_id(place.site)],
            _building(buildings, place),
        )


def _building(buildings: Mapping[UUID, Building], place: Place) -> Building | None:
    return None if place.building is None else buildings[as_id(place.building)]


def _ids(given: Iterable[UUID | str | None]) -> set[UUID]:
    return {as_id(one) for one in given if one is not None}
