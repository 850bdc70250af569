"""Households: entered with their residents, changed, brought to another door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.problems import GridRetired, PlaceMissing
from gridward.ground.register.queries.rows import found, to_change
from gridward.ground.register.rules.doors import door_words
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.addresses import door_of
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.persons import copy
from gridward.ground.register.services.residents import add_resident, bring
from gridward.ground.register.terms.entries import HouseholdFields, PlaceFields, ResidentEntry
from gridward.ground.register.terms.people import HouseholdAdded, RegisterAct
from gridward.ground.territory.models import Dwelling, Grid
from gridward.ground.territory.queries import dwellings_visible_to, grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce


@dataclass(frozen=True)
class EnteredHousehold:
    """A household that was entered, and the conflicts that persons registered elsewhere left."""

    household: Household
    conflicts: tuple[UUID, ...]


@dataclass(frozen=True)
class _Place:
    grid: Grid
    dwelling: Dwelling | None
    address_text: str


@transaction.atomic
def add_household(
    actor: Actor, *, residents: Sequence[ResidentEntry] = (), **given: Unpack[HouseholdFields]
) -> EnteredHousehold:
    """Enter a household with its residents, all or nothing.

    Raises PlaceMissing and the problems of `add_resident`, whose fields read `residents.0.name`.
    """
    where = _place(actor, given)
    actor.require(Permission.REGISTER_CHANGE, where.grid.pk)
    household = Household()
    _put(household, where)
    copy(household, given, "tenure", "state", "note", "persons_said")
    household.save(force_insert=True)
    record(actor, RegisterAct.HOUSEHOLD_ADDED, about(household), **of_household(household))
    announce(HouseholdAdded(household=household.pk, grid=household.grid_id))
    conflicts = []
    for position, entry in enumerate(residents):
        with at("residents"), at(position):
            entered = add_resident(actor, household_id=household.pk, **entry)
        conflicts += [entered.conflict] if entered.conflict else []
    return EnteredHousehold(household, tuple(conflicts))


@transaction.atomic
def change_household(
    actor: Actor, *, household_id: UUID, version: int, **given: Unpack[HouseholdFields]
) -> Household:
    """Change what is given. To a door of another grid everybody moves along; both are asked."""
    household = to_change(actor, Household, household_id, version)
    if {"dwelling_id", "address_text", "grid_id"} & given.keys():
        where = _place(actor, given, household)
        actor.require(Permission.REGISTER_CHANGE, where.grid.pk)
        moved = where.grid.pk != household.grid_id
        _put(household, where)
        if moved:
            residents = Resident.objects.filter(household=household)
            bring(list(residents.values_list("pk", flat=True)), household)
    copy(household, given, "tenure", "state", "note", "persons_said")
    household.version += 1
    household.save()
    record(actor, RegisterAct.HOUSEHOLD_CHANGED, about(household), **of_household(household))
    return household


def _place(actor: Actor, given: PlaceFields, now: Household | None = None) -> _Place:
    """Where the household stands: a door, or words that mean a door, decide its grid."""
    dwelling_id = given.get("dwelling_id")
    text = given.get("address_text", "").strip()
    if dwelling_id is not None:
        doors = dwellings_visible_to(actor).select_related("grid", "building__site")
        with at("dwelling_id"):
            dwelling = found(doors, dwelling_id)
        return _Place(_open(dwelling.grid), dwelling, text or door_text(dwelling))
    doorless = now is None or now.dwelling is None
    door = door_of(actor, text, given.get("grid_id")) if text and doorless else None
    if door:
        return _Place(_open(door.grid), door, text)
    return _place_in_words(actor, given, text, now)


def _place_in_words(actor: Actor, given: PlaceFields, text: str, now: Household | None) -> _Place:
    """An address that leads to no door: it keeps the old door only where the grid stays."""
    grid_id = given.get("grid_id") or (now.grid_id if now else None)
    text = text or (now.address_text if now else "")
    if not text or grid_id is None:
        with at("address_text"):
            raise PlaceMissing
    stays = now is not None and "dwelling_id" not in given and grid_id == now.grid_id
    door = now.dwelling if now and stays else None
    with at("grid_id"):
        return _Place(_open(grid_of(actor, grid_id)), door, text)


def door_text(dwelling: Dwelling) -> str:
    """A door in words: compound, building, unit and room."""
    building = dwelling.building
    return door_words(building.site.name, building.name, dwelling.label)


def _open(grid: Grid) -> Grid:
    if grid.valid_to is not None:
        raise GridRetired(grid=grid.name)
    return grid


def _put(household: Household, where: _Place) -> None:
    household.grid, household.street_id = where.grid, where.grid.street_id
    household.dwelling = where.dwelling
    household.address_text = where.address_text
