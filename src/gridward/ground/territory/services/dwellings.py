"""Dwellings: the doors of buildings. The register asks for doors by their keys and gets them, known or new."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Building, Dwelling, Unit
from gridward.ground.territory.problems import DoorMissing, NumberTaken
from gridward.ground.territory.rules.address_words import door_label, tidy, unit_key
from gridward.ground.territory.terms.places import DoorKey, TerritoryAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

Made = Mapping[DoorKey, UUID]


@transaction.atomic
def add_dwelling(
    actor: Actor,
    *,
    building: Building,
    unit: str = "",
    room: str,
    floor: int | None = None,
    residential: bool = True,
) -> Dwelling:
    """Enter a door; raises DoorMissing, NumberTaken (the door is known), NotAllowed, NotFound."""
    actor.require(Permission.TERRITORY_CHANGE, building.grid_id)
    key = door_key(building.pk, unit, room, floor)
    if _known([key]):
        raise NumberTaken(name=door_label(key.unit, key.room))
    return _one(doors_for(actor, [key], residential=residential)[key])


@transaction.atomic
def dwelling_for(
    actor: Actor, *, building: Building, unit: str = "", floor: int | None = None, room: str
) -> Dwelling:
    """The dwelling behind a door, made (with its unit) where it is not known yet; raises as `doors_for`."""
    key = door_key(building.pk, unit, room, floor)
    return _one(doors_for(actor, [key])[key])


@transaction.atomic
def doors_for(actor: Actor, wanted: Collection[DoorKey], *, residential: bool = True) -> Made:
    """The dwellings of many doors, whichever are new made in a few statements; one audit line for all new ones.

    Whoever may change the register or the territory at the building's grid may add its doors. Keys come from
    `door_key` or from an address reading. Raises DoorMissing, NotAllowed, NotFound.
    """
    found = _known(wanted)
    new = [key for key in dict.fromkeys(wanted) if _address(key) not in found]
    if new:
        _make(actor, new, residential)
        found = _known(wanted)
    return {key: found[_address(key)] for key in wanted}


def door_key(building: UUID, unit: str, room: str, floor: int | None = None) -> DoorKey:
    """A door as people write it, by its keys: ("二单元", " 501") is ("2", "501"); raises DoorMissing."""
    room = tidy(room).replace(" ", "").removesuffix("室")
    if not room:
        raise DoorMissing
    return DoorKey(building, unit_key(unit) if unit.strip() else "", room, floor)


def _make(actor: Actor, new: list[DoorKey], residential: bool) -> None:
    buildings = Building.objects.in_bulk({key.building for key in new})
    for building_id in {key.building for key in new}:
        if building_id not in buildings:
            raise NotFound
        _require(actor, buildings[building_id].grid_id)
    units = _units(new, buildings)
    Dwelling.objects.bulk_create(
        [_dwelling(key, buildings[key.building], units, residential) for key in new],
        ignore_conflicts=True,
        batch_size=2000,
    )
    _note(actor, new, buildings[new[0].building])


def _dwelling(
    key: DoorKey, building: Building, units: Mapping[tuple[UUID, str], UUID], residential: bool
) -> Dwelling:
    return Dwelling(
        street_id=building.street_id,
        grid_id=building.grid_id,
        building=building,
        unit_id=units[key.building, key.unit] if key.unit else None,
        floor=key.floor,
        room=key.room,
        label=door_label(key.unit, key.room),
        residential=residential,
    )


def _units(
    new: Iterable[DoorKey], buildings: Mapping[UUID, Building]
) -> dict[tuple[UUID, str], UUID]:
    """The ids of the units named, made where they are new."""
    wanted = {(key.building, key.unit) for key in new if key.unit}
    rows = Unit.objects.filter(building_id__in={building for building, _ in wanted})
    known = {(row.building_id, row.number_key): row.pk for row in rows}
    made = []
    for building_id, number in sorted(wanted - known.keys()):
        building = buildings[building_id]
        where = {"street_id": building.street_id, "grid_id": building.grid_id}
        made.append(Unit(building=building, number_key=number, **where))
    if made:
        Unit.objects.bulk_create(made, ignore_conflicts=True)
        known = {(row.building_id, row.number_key): row.pk for row in rows.all()}
    return known


def _known(wanted: Collection[DoorKey]) -> dict[tuple[UUID, str, str], UUID]:
    rooms = {key.room for key in wanted}
    rows = Dwelling.objects.filter(
        building_id__in={key.building for key in wanted}, room__in=rooms
    ).values_list("building_id", "unit__number_key", "room", "id")
    return {(building, unit or "", room): found for building, unit, room, found in rows}


def _address(key: DoorKey) -> tuple[UUID, str, str]:
    return key.building, key.unit, key.room


def _one(dwelling_id: UUID) -> Dwelling:
    return Dwelling.objects.select_related("unit", "building", "grid").get(pk=dwelling_id)


def _require(actor: Actor, grid_id: UUID) -> None:
    if not actor.may(Permission.REGISTER_CHANGE, grid_id):
        actor.require(Permission.TERRITORY_CHANGE, grid_id)


def _note(actor: Actor, new: list[DoorKey], first: Building) -> None:
    about = About("territory_building", first.pk, first.grid_id)
    label = f"{first.name}{door_label(new[0].unit, new[0].room)}"
    record(actor, TerritoryAct.DOORS_ADDED, about, doors=len(new), label=label)
