"""The whole fictional street, at once or grid by grid; equal for equal persons, seed and day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gridward.fiction.buildings import put_up
from gridward.fiction.chance import apportion, stream
from gridward.fiction.layout import make_layout
from gridward.fiction.numbers import Clerk
from gridward.fiction.organisations import Employer, Founder
from gridward.fiction.people import Family, Registrar, draw_families, tenure_of
from gridward.fiction.service import make_service
from gridward.fiction.sites import make_sites
from gridward.fiction.teams import make_teams
from gridward.fiction.terms import (
    FictionalHousehold,
    FictionalPerson,
    FictionalSite,
    FictionalStreet,
    FictionalVehicle,
    GridChunk,
)
from gridward.kernel.problems import Problem

_VACANT_DOORS = 0.07
_CONCERNS = ("families", "buildings", "organisations", "people", "employees")
MOST_PERSONS = 1_000_000


class StreetTooLarge(Problem):
    """Not 0 to a million residents; details: persons (asked for), most."""

    code = "fiction.street_too_large"


def make_street(persons: int, seed: int, today: date) -> FictionalStreet:
    """The street with exactly so many residents (0 to 1,000,000), in memory."""
    street = make_ground(seed, today)
    for chunk in grid_chunks(street, persons, seed, today):
        street.take(chunk)
    return street


def make_ground(seed: int, today: date) -> FictionalStreet:
    """The street without its people: divisions, roads, grids, sites, the service."""
    layout = make_layout(seed)
    grids = [*layout.communities, *(grid for grid, _ in layout.bases)]
    service = make_service(grids, seed, today)
    make_teams(service, grids)
    return FictionalStreet(
        grid_code="",
        today=today,
        divisions=layout.divisions,
        roads=layout.roads,
        grids=grids,
        sites=make_sites(layout, seed),
        members=service.members,
        appointments=service.appointments,
        seats=service.seats,
        teams=service.teams,
        team_members=service.team_members,
    )


def grid_chunks(
    ground: FictionalStreet, persons: int, seed: int, today: date
) -> Iterator[GridChunk]:
    """What each of the 49 base grids holds, one after the other, so that memory stays bounded."""
    if not 0 <= persons <= MOST_PERSONS:
        raise StreetTooLarge(persons=persons, most=MOST_PERSONS)
    bases = [grid for grid in ground.grids if grid.kind == "base"]
    sites: dict[str, list[FictionalSite]] = defaultdict(list)
    for site in ground.sites:
        sites[site.grid_code].append(site)
    rng = stream(seed, "shares")
    shares = apportion(persons, [grid.area_m2 * rng.uniform(0.7, 1.3) for grid in bases])
    for desk, (grid, share) in enumerate(zip(bases, shares, strict=True)):
        yield _fill(GridChunk(grid.code), sites[grid.code], share, _Hand(seed, today, desk))


@dataclass(frozen=True, slots=True)
class _Hand:
    """What drawing one base grid takes beside its sites."""

    seed: int
    today: date
    desk: int


def _fill(chunk: GridChunk, sites: list[FictionalSite], persons: int, hand: _Hand) -> GridChunk:
    """Draw the grid; each concern has its own stream."""
    rngs = {concern: stream(hand.seed, concern, chunk.grid_code) for concern in _CONCERNS}
    clerk = Clerk(hand.desk)
    families = draw_families(persons, rngs["families"])
    doors = round(len(families) / (1 - _VACANT_DOORS)) + 1
    put_up(chunk, sites, doors, rngs["buildings"])
    Founder(rngs["organisations"], clerk, hand.today).found(chunk, sites, 1 + persons / 2000)
    employers = [one.name for one in chunk.organisations]
    registrar = Registrar(rngs["people"], clerk, hand.today, employers)
    _settle(chunk, families, registrar, sites)
    Employer(rngs["employees"], clerk, hand.today).hire(chunk)
    return chunk


def _settle(
    chunk: GridChunk, families: list[Family], registrar: Registrar, sites: list[FictionalSite]
) -> None:
    """Put each family behind a door of its own; some doors stay empty."""
    rng = registrar.rng
    site_names = {site.key: site.name for site in sites}
    places = {one.key: site_names[one.site_key] + one.name for one in chunk.buildings}
    doors = [one for one in chunk.dwellings if one.residential]
    for door, family in zip(rng.sample(doors, len(families)), families, strict=True):
        household = FictionalHousehold(
            f"{door.key}-H1",
            door.key,
            chunk.grid_code,
            places[door.building_key] + door.label,
            tenure_of(family, rng),
        )
        chunk.households.append(household)
        people = registrar.people(household.key, chunk.grid_code, family)
        chunk.persons.extend(people)
        chunk.vehicles.extend(_vehicles(people, registrar))


def _vehicles(people: list[FictionalPerson], registrar: Registrar) -> Iterator[FictionalVehicle]:
    """One household in three has a car, a few have two."""
    drivers = [one for one in people if (registrar.today - one.birth_date).days > 18 * 366]
    for driver in drivers[:2]:
        if registrar.rng.random() < (0.34 if driver is people[0] else 0.06):
            plate = registrar.clerk.plate(registrar.rng)
            yield FictionalVehicle(driver.key, driver.grid_code, plate)
