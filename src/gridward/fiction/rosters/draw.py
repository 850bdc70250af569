"""What a layout is drawn from: some homes and organisations of one community."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.rosters.terms import Door, Home
from gridward.fiction.terms import (
    FictionalBuilding,
    FictionalContact,
    FictionalDwelling,
    FictionalEmployee,
    FictionalOrganisation,
    FictionalPerson,
    FictionalSite,
    FictionalStreet,
)


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organisation with its contacts by role and its employees."""

    organisation: FictionalOrganisation
    contacts: Mapping[str, FictionalContact]
    employees: tuple[FictionalEmployee, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """The material of one workbook; `rng` is the workbook's own stream."""

    community: str
    homes: list[Home]
    workplaces: list[Workplace]
    rng: Random
    today: date


def homes_of(street: FictionalStreet) -> dict[str, list[Home]]:
    """Homes by the code of their community, in the order of doors."""
    doors = _doors(street)
    people = _grouped(street.persons, "household_key")
    plates = _grouped(street.vehicles, "person_key")
    homes: dict[str, list[Home]] = defaultdict(list)
    for household in sorted(street.households, key=lambda one: one.key):
        members: list[FictionalPerson] = people[household.key]
        cars = {one.key: tuple(car.plate for car in plates[one.key]) for one in members}
        home = Home(doors[household.dwelling_key], household.tenure, tuple(members), cars)
        homes[household.grid_code[:12]].append(home)
    return homes


def workplaces_of(street: FictionalStreet) -> dict[str, list[Workplace]]:
    """Organisations with people, by the code of their community."""
    contacts = _grouped(street.contacts, "organisation_key")
    employees = _grouped(street.employees, "organisation_key")
    places: dict[str, list[Workplace]] = defaultdict(list)
    for one in street.organisations:
        if employees[one.key]:
            by_role = {contact.role: contact for contact in contacts[one.key]}
            place = Workplace(one, by_role, tuple(employees[one.key]))
            places[one.grid_code[:12]].append(place)
    return places


def _grouped(rows: Iterable[object], key: str) -> defaultdict[str, list]:  # type: ignore[type-arg]
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _doors(street: FictionalStreet) -> dict[str, Door]:
    sites = {one.key: one for one in street.sites}
    buildings = {one.key: one for one in street.buildings}
    return {
        one.key: _door(
            one, buildings[one.building_key], sites[buildings[one.building_key].site_key]
        )
        for one in street.dwellings
    }


def _door(dwelling: FictionalDwelling, building: FictionalBuilding, site: FictionalSite) -> Door:
    return Door(
        dwelling=dwelling.key,
        grid_code=dwelling.grid_code,
        community=words.COMMUNITIES[dwelling.grid_code[:12]],
        site=site.name,
        road=site.road,
        house_number=site.house_number,
        building=building.name,
        number_key=building.number_key,
        unit=dwelling.unit_key.rpartition("-U")[2] if dwelling.unit_key else "",
        room=dwelling.room,
    )
