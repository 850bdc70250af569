"""A door inside a known site: which building, unit and dwelling one reading of the numbers leads to."""

from collections.abc import Sequence
from typing import NamedTuple

from gridward.ground.territory.rules.address_words import door_label
from gridward.ground.territory.rules.gazetteer import Doors, SiteDoors
from gridward.ground.territory.terms.addresses import (
    Door,
    Doubt,
    Id,
    KnownSite,
    Place,
)

# How well the numbers fit what is known there.
KNOWN_DWELLING = 1.0
ONLY_SUCH_ROOM = 0.95  # the unit is not said, but only one unit has such a room
NEW_DWELLING = 0.9  # the building is known, the room is not yet
WHOLE_BUILDING = 0.9  # no room is said
WHOLE_SITE = 0.87  # no building is said
ONE_OF_SEVERAL = 0.8
UNKNOWN_UNIT = 0.6
UNKNOWN_FLOOR = 0.6
UNKNOWN_BUILDING = 0.5

_ROOM_ON_FLOOR = 2  # a room of one or two digits is counted from the floor: 5楼1号 is 501
_ROOM_WITH_FLOOR = 3
BELOW_GROUND = -1


class Placed(NamedTuple):
    """A place with how well it fits, and what makes it doubtful."""

    place: Place
    fit: float
    doubt: Doubt | None = None


def place_door(here: SiteDoors, door: Door, building: Id | None = None) -> Sequence[Placed]:
    """Where the door may be on this site, at least one place; `building` is hinted."""
    if door.building:
        doors = here.buildings.get(door.building)
        if doors is None:
            return (Placed(_whole(here.site), UNKNOWN_BUILDING, Doubt.UNKNOWN_BUILDING),)
        return _in_building(here.site, doors, door)
    choice = [doors for doors in here.all if doors.building.id == building] or here.all
    if len(choice) == 1:
        return _in_building(here.site, choice[0], door)
    if door.unit or door.floor or door.room:
        return _in_some_building(here, door)
    return (Placed(_whole(here.site), WHOLE_SITE),)


def _whole(site: KnownSite) -> Place:
    return Place(site.community, site.id, site.grid)


def _in_some_building(here: SiteDoors, door: Door) -> Sequence[Placed]:
    """The building is not said: those that have such a door."""
    placed = [
        found._replace(fit=found.fit * ONLY_SUCH_ROOM)
        for doors in here.all
        for found in _in_building(here.site, doors, door)
        if found.place.dwelling is not None
    ]
    return placed or (Placed(_whole(here.site), UNKNOWN_BUILDING, Doubt.UNKNOWN_BUILDING),)


def _in_building(site: KnownSite, doors: Doors, door: Door) -> Sequence[Placed]:
    rooms = _rooms(door)
    for room in rooms:
        if known := doors.dwellings.get((door.unit, room)):
            return (_known(known, door, KNOWN_DWELLING),)
    same_room = next((found for room in rooms if (found := doors.by_room.get(room))), [])
    needless = door.unit == "1" and not doors.units
    if same_room and (not door.unit or needless):
        fit = ONLY_SUCH_ROOM if len(same_room) == 1 else ONE_OF_SEVERAL
        return [_known(known, door, fit) for known in same_room]
    return (_new_door(site, doors, door, rooms[-1]),)


def _new_door(site: KnownSite, doors: Doors, door: Door, room: str) -> Placed:
    """A door that is not known in this building, or the unit or floor or building alone."""
    building, unit, floor = doors.building, doors.units.get(door.unit), _floor(door, room)
    place = Place(
        site.community,
        site.id,
        building.grid,
        building.id,
        unit,
        None,
        door.unit,
        floor,
        room,
        door_label(door.unit, room),
    )
    if door.unit and unit is None and (doors.units or room):
        return Placed(place, UNKNOWN_UNIT, Doubt.UNKNOWN_UNIT)
    if room and doors.units and not door.unit:
        return Placed(place, UNKNOWN_UNIT, Doubt.UNIT_MISSING)
    if floor is not None and building.floors is not None and floor > building.floors:
        return Placed(place, UNKNOWN_FLOOR, Doubt.UNKNOWN_FLOOR)
    return Placed(place, NEW_DWELLING if room else WHOLE_BUILDING)


def _known(place: Place, door: Door, fit: float) -> Placed:
    if not door.floor:
        return Placed(place, fit)
    told = _floor_number(door.floor)
    wrong_floor = told is not None and place.floor not in (None, told)
    return Placed(place, fit, Doubt.CONTRADICTION if wrong_floor else None)


def _rooms(door: Door) -> tuple[str, ...]:
    """The spellings of a room, the one for a new row last: 501; 1 on the fifth floor is 501."""
    room = door.room
    if room.isdecimal() and len(room) <= _ROOM_ON_FLOOR and door.floor.isdecimal():
        return room, f"{door.floor}{room.zfill(_ROOM_ON_FLOOR)}"
    return (room,)


def _floor(door: Door, room: str) -> int | None:
    """The floor as said, or as the room's number tells."""
    told = _floor_number(door.floor)
    if told is None and room.endswith("地下室"):
        return BELOW_GROUND
    if told is None and room.isdecimal() and len(room) >= _ROOM_WITH_FLOOR:
        return int(room[:-_ROOM_ON_FLOOR])
    return told


def _floor_number(text: str) -> int | None:
    if not text:
        return None
    number = text.removeprefix("-")
    if not number.isdecimal():
        return 1 if text in _GROUND_FLOOR else None
    return -int(number) if text.startswith("-") else int(number)


_GROUND_FLOOR = frozenset({"首层", "底层", "底楼"})
