"""Doors corrected where people see them: a whole floor in one line, a wrong number, a door that does not exist."""

from dataclasses import dataclass
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Building, Dwelling, Unit
from gridward.ground.territory.problems import DoorOccupied, FloorUnlikely, NumberTaken
from gridward.ground.territory.queries import dwellings_visible_to
from gridward.ground.territory.rules.address_words import door_label, unit_key
from gridward.ground.territory.rules.door_patterns import NewDoor, doors_in
from gridward.ground.territory.services.dwellings import door_key, doors_for
from gridward.ground.territory.terms.places import DoorKey, DoorRenamed, TerritoryAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.problems import NotFound, Stale

LOWEST, HIGHEST = -9, 200


@dataclass(frozen=True)
class PatternDoor:
    """A door that a line names; `id` is None in a rehearsal for a door that is not known yet."""

    id: UUID | None
    unit: str
    floor: int | None
    room: str
    label: str
    known: bool


class DoorFields(TypedDict, total=False):
    """What is written on a door, its floor, and whether it is a home; what is left out stays."""

    unit: str
    room: str
    floor: int | None
    residential: bool


@transaction.atomic
def add_doors(
    actor: Actor, *, building: Building, text: str, unit: str = "", rehearse: bool = False
) -> list[PatternDoor]:
    """Enter the doors that a line names, those known already stay; a rehearsal writes nothing.

    Raises PatternUnread, PatternTooLarge, NotAllowed, NotFound.
    """
    actor.require(Permission.REGISTER_CHANGE, building.grid_id)
    wanted = doors_in(text, unit_key(unit) if unit.strip() else "")
    keys = {one: _key(building, one) for one in wanted}
    known = _known(building)
    made = {} if rehearse else doors_for(actor, list(keys.values()))
    return [
        PatternDoor(
            id=made.get(key) or known.get((key.unit, key.room)),
            unit=key.unit,
            floor=key.floor,
            room=key.room,
            label=door_label(key.unit, key.room),
            known=(key.unit, key.room) in known,
        )
        for key in keys.values()
    ]


@transaction.atomic
def change_dwelling(
    actor: Actor, *, dwelling_id: UUID, version: int, **given: Unpack[DoorFields]
) -> Dwelling:
    """Correct what is written on a door; who is registered behind it stays, their address follows.

    Raises Stale, DoorMissing, FloorUnlikely, NumberTaken (another door is called so), NotAllowed, NotFound.
    """
    dwelling = _locked(actor, dwelling_id, version)
    before = dwelling.label
    unit = given.get("unit", dwelling.unit.number_key if dwelling.unit else "")
    key = door_key(dwelling.building_id, unit, given.get("room", dwelling.room))
    dwelling.unit, dwelling.room = _unit(dwelling.building, key.unit), key.room
    dwelling.label = door_label(key.unit, key.room)
    dwelling.floor = _floor(given.get("floor", dwelling.floor))
    dwelling.residential = given.get("residential", dwelling.residential)
    dwelling.version += 1
    _save(dwelling)
    record(
        actor,
        TerritoryAct.DOOR_CHANGED,
        _about(dwelling),
        name=_name(dwelling),
        before=before,
        after=dwelling.label,
    )
    if before != dwelling.label:
        announce(DoorRenamed(dwelling.pk, before, dwelling.label))
    return dwelling


@transaction.atomic
def retire_dwelling(actor: Actor, *, dwelling_id: UUID, version: int) -> None:
    """Take a door off that does not exist; its history stays, and it can be entered again.

    Raises DoorOccupied where anybody is or was registered, Stale, NotAllowed, NotFound.
    """
    dwelling = _locked(actor, dwelling_id, version)
    about, name = _about(dwelling), _name(dwelling)
    try:
        with transaction.atomic():
            dwelling.delete()
    except (ProtectedError, IntegrityError):
        raise DoorOccupied(name=dwelling.label) from None
    record(actor, TerritoryAct.DOOR_RETIRED, about, name=name, before=dwelling.label)


def _locked(actor: Actor, dwelling_id: UUID, version: int) -> Dwelling:
    rows = dwellings_visible_to(actor).select_for_update(of=("self",))
    dwelling = rows.select_related("building__site", "unit").filter(pk=dwelling_id).first()
    if dwelling is None:
        raise NotFound
    actor.require(Permission.REGISTER_CHANGE, dwelling.grid_id)
    if dwelling.version != version:
        raise Stale
    return dwelling


def _known(building: Building) -> dict[tuple[str, str], UUID]:
    rows = Dwelling.objects.filter(building=building)
    return {
        (unit or "", room): found
        for unit, room, found in rows.values_list("unit__number_key", "room", "id")
    }


def _key(building: Building, door: NewDoor) -> DoorKey:
    return door_key(building.pk, door.unit, door.room, _floor(door.floor))


def _floor(floor: int | None) -> int | None:
    if floor is not None and (floor == 0 or not LOWEST <= floor <= HIGHEST):
        raise FloorUnlikely
    return floor


def _unit(building: Building, key: str) -> Unit | None:
    if not key:
        return None
    where = {"street_id": building.street_id, "grid_id": building.grid_id}
    return Unit.objects.get_or_create(building=building, number_key=key, defaults=where)[0]


def _save(dwelling: Dwelling) -> None:
    try:
        with transaction.atomic():
            dwelling.save()
    except IntegrityError:
        raise NumberTaken(name=dwelling.label) from None


def _about(dwelling: Dwelling) -> About:
    return About("territory_dwelling", dwelling.pk, dwelling.grid_id)


def _name(dwelling: Dwelling) -> str:
    return f"{dwelling.building.site.name}{dwelling.building.name}"
