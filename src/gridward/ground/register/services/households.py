"""Households: entered with their residents, changed, brought to another door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import GridRetired, PlaceMissing
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.rules.doors import door_words
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.addresses import door_of
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.persons import copy
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.ground.register.services.rebasing.people import rebase_household
from gridward.ground.register.services.residents import add_resident, bring
from gridward.ground.register.services.standing import open_to_all
from gridward.ground.register.terms.entries import (
    PLACE,
    HouseholdFields,
    PlaceFields,
    ResidentEntry,
)
from gridward.ground.register.terms.people import HouseholdAdded, HouseholdMoved, RegisterAct
from gridward.ground.territory.models import Dwelling, Grid
from gridward.ground.territory.queries import dwellings_visible_to, grid_of
from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.services.learning import choice_of_door, note_correction
from gridward.ground.territory.terms.book import CorrectionOrigin
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.ids import new_id
from gridward.kernel.models import touched


@dataclass(frozen=True)
class EnteredHousehold:
    """A household that was entered, and the conflicts that persons registered elsewhere left."""

    household: Household
    conflicts: tuple[UUID, ...]


@dataclass(frozen=True)
class Place:
    """Where a household stands; without a known door by its words."""

    grid: Grid
    dwelling: Dwelling | None
    address_text: str


@transaction.atomic
def add_household(
    actor: Actor,
    *,
    household_id: UUID | None = None,
    residents: Sequence[ResidentEntry] = (),
    **given: Unpack[HouseholdFields],
) -> EnteredHousehold:
    """Enter a household with its residents, all or nothing; with the id that a phone has given it.

    Raises PlaceMissing and the problems of `add_resident`, whose fields read `residents.0.name`.
    """
    where = place_of(actor, given)
    actor.require(Permission.REGISTER_CHANGE, where.grid.pk)
    household = Household(pk=household_id or new_id())
    put(household, where)
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
    actor: Actor,
    *,
    household_id: UUID,
    version: int,
    why: Why | None = None,
    origin: CorrectionOrigin = CorrectionOrigin.HOUSEHOLD,
    decided: Decided | None = None,
    **given: Unpack[HouseholdFields],
) -> Household:
    """Change what is given. To a door of another grid everybody moves along; both are asked.

    A door in place of words that led to none teaches the address book what the place is called.

    `why` says that it happened in life, or is a correction. What somebody else changed since `version` is merged;
    ChangedMeanwhile where both changed the same and it is not `decided` yet. Raises HouseholdMerged, Stale.
    """
    household = open_to_all(to_change(actor, Household, household_id))
    where = place_of(actor, given, household) if given.keys() & PLACE else None
    if where and where.dwelling and where.dwelling.pk != household.dwelling_id:
        chosen = choice_of_door(where.dwelling)
        note_correction(actor, text=household.address_text, chosen=chosen, origin=origin)
    if household.version != version:
        left = rebase_household(household, version, _as_columns(given, where), decided)
        where = where if "place" in left else None
        given = HouseholdFields(**{k: v for k, v in given.items() if k in left})  # type: ignore[typeddict-item]
    corrected = why is not None and why.correction
    act = RegisterAct.HOUSEHOLD_CORRECTED if corrected else RegisterAct.HOUSEHOLD_CHANGED
    with telling(act, why):
        _write(actor, household, where, given)
    reason = why.reason if why else ""
    record(actor, act, about(household), reason=reason, **of_household(household))
    return household


def _write(actor: Actor, household: Household, where: Place | None, given: HouseholdFields) -> None:
    before = household.grid_id
    if where:
        actor.require(Permission.REGISTER_CHANGE, where.grid.pk)
        put(household, where)
    copy(household, given, "tenure", "state", "note", "persons_said")
    household.version += 1
    household.save()
    if household.grid_id != before:
        residents = Resident.objects.filter(household=household)
        bring(list(residents.values_list("pk", flat=True)), household)
        asked = Conflict.objects.filter(household=household)
        asked.update(grid=household.grid, street=household.street_id, **touched())
        announce(HouseholdMoved(household=household.pk, grid=household.grid_id))


def _as_columns(given: HouseholdFields, where: Place | None) -> dict[str, object]:
    """The change as columns, a place with its door, grid and words."""
    columns: dict[str, object] = {k: v for k, v in given.items() if k not in PLACE}
    if where:
        door = where.dwelling.pk if where.dwelling else None
        columns |= {"dwelling_id": door, "grid_id": where.grid.pk}
        columns["address_text"] = where.address_text
    return columns


def place_of(actor: Actor, given: PlaceFields, now: Household | None = None) -> Place:
    """Where the household stands: a door, or words that mean a door, decide its grid."""
    dwelling_id = given.get("dwelling_id")
    text = given.get("address_text", "").strip()
    if dwelling_id is not None:
        doors = dwellings_visible_to(actor).select_related("grid", "building__site")
        with at("dwelling_id"):
            dwelling = found(doors, dwelling_id)
        return Place(_open(dwelling.grid), dwelling, text or door_text(dwelling))
    doorless = now is None or now.dwelling is None
    door = door_of(actor, text, given.get("grid_id")) if text and doorless else None
    if door:
        return Place(_open(door.grid), door, text)
    return _place_in_words(actor, given, text, now)


def _place_in_words(actor: Actor, given: PlaceFields, text: str, now: Household | None) -> Place:
    """An address that leads to no door: it keeps the old door only where the grid stays."""
    grid_id = given.get("grid_id") or (now.grid_id if now else None)
    text = text or (now.address_text if now else "")
    if not text or grid_id is None:
        with at("address_text"):
            raise PlaceMissing
    stays = now is not None and "dwelling_id" not in given and grid_id == now.grid_id
    door = now.dwelling if now and stays else None
    with at("grid_id"):
        return Place(_open(grid_of(actor, grid_id)), door, text)


def door_text(dwelling: Dwelling) -> str:
    """A door in words: compound, building, unit and room."""
    building = dwelling.building
    return door_words(building.site.name, building.name, dwelling.label)


def _open(grid: Grid) -> Grid:
    if grid.valid_to is not None:
        raise GridRetired(grid=grid.name)
    return grid


def put(household: Household, where: Place) -> None:
    """Bring the row to a place; nothing is saved yet."""
    household.grid, household.street_id = where.grid, where.grid.street_id
    household.dwelling = where.dwelling
    household.address_text = where.address_text
