"""A door in the register's own words, what state it shows, and what looks wrong about it."""

from collections.abc import Collection, Iterable
from typing import Final

from gridward.ground.register.terms.doors import DoorDoubt, DoorState
from gridward.ground.register.terms.people import HouseholdState

HEADS: Final = ("户主", "本人")
"""How forms call the head of a household (Annex 3: 与户主关系)."""
_ROOM_DIGITS = 2
"""The last two digits of a room count the doors of a floor: 1203 is the third door of floor 12."""


def door_words(site: str, building: str, label: str) -> str:
    """Compound, building and the door inside it: 翠竹小区, 1栋 and 1单元101室 in one."""
    return f"{site}{building}{label}"


def door_state(
    *, residential: bool, households: Collection[HouseholdState], seen: bool = True
) -> DoorState:
    """What a door shows, from the states of the households behind it.

    Who lives there comes first, in a shop too; two such households are several, with whoever else the door has.
    A household that moved out shows only where nobody followed.
    """
    if not seen:
        return DoorState.UNSEEN if residential else DoorState.NOT_RESIDENTIAL
    living = sum(state is HouseholdState.LIVING for state in households)
    if living:
        return DoorState.SEVERAL if living > 1 else DoorState.LIVED_IN
    if not residential:
        return DoorState.NOT_RESIDENTIAL
    if HouseholdState.EMPTY in households:
        return DoorState.EMPTY
    return DoorState.MOVED_OUT if households else DoorState.UNREGISTERED


def door_doubt(room: str, floor: int | None, floors: int | None) -> DoorDoubt | None:
    """What looks wrong: no floor, a floor above the building's, or a room numbered as on another floor."""
    if floor is None:
        return DoorDoubt.FLOOR_UNKNOWN
    if floors is not None and floor > floors:
        return DoorDoubt.FLOOR_BEYOND
    told = room[:-_ROOM_DIGITS] if room.isdecimal() else ""
    return DoorDoubt.FLOOR_OTHER if told and int(told) != floor else None


def head_first(relations: Iterable[str]) -> int:
    """The place of the head among the residents in the order of entry: who is called so, or the first."""
    return next((place for place, one in enumerate(relations) if one.strip() in HEADS), 0)
