"""The door matrix: every door of a building with who is registered behind it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.rules.doors import door_doubt, door_state, head_first
from gridward.ground.register.terms.doors import DoorCell, DoorHousehold, DoorMatrix, DoorUnit
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.ground.territory.models import Building, Dwelling
from gridward.ground.territory.queries import buildings_visible_to
from gridward.ground.territory.queries.places import Stairs, door_table
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name
from gridward.kernel.problems import NotFound

_ORDER = {HouseholdState.LIVING: 0, HouseholdState.EMPTY: 1, HouseholdState.MOVED_OUT: 2}


@dataclass
class _Behind:
    """Who is registered behind the doors of a building; nobody where the reader does not read the register."""

    seen: bool = False
    households: Mapping[UUID, list[DoorHousehold]] = field(default_factory=dict)


def door_matrix(actor: Actor, building_id: UUID) -> DoorMatrix:
    """A building's doors by floor and unit (R1, item "door matrix"); six queries whatever its size. Raises NotFound.

    Who reads the territory but not the register sees the doors alone, in state UNSEEN.
    """
    building = _building(actor, building_id)
    behind = _Behind()
    if actor.may(Permission.REGISTER_READ, building.grid_id):
        behind = _Behind(True, _households(actor, building))
    stairs = door_table(building)
    floors = _floors(stairs)
    return DoorMatrix(
        building_id=building.pk,
        building_name=building.name,
        site_id=building.site_id,
        site_name=building.site.name,
        grid_id=building.grid_id,
        grid_name=building.grid.name,
        building_floors=building.floors,
        floors=floors,
        units=tuple(_unit(one, floors, building, behind) for one in stairs),
    )


def door_cell(actor: Actor, dwelling_id: UUID) -> DoorCell:
    """One door as the matrix shows it; six queries. Raises NotFound."""
    door = Dwelling.objects.filter(pk=dwelling_id).values_list("building_id", flat=True).first()
    if door is None:
        raise NotFound
    building = _building(actor, door)
    behind = _Behind()
    if actor.may(Permission.REGISTER_READ, building.grid_id):
        behind = _Behind(True, _households(actor, building, dwelling_id))
    dwelling = Dwelling.objects.select_related("unit").get(pk=dwelling_id)
    key = dwelling.unit.number_key if dwelling.unit else ""
    return _cell(dwelling, key, building, behind)


def _building(actor: Actor, building_id: UUID) -> Building:
    rows = buildings_visible_to(actor).select_related("site", "grid")
    found = rows.filter(pk=building_id).first()
    if found is None:
        raise NotFound
    return found


def _floors(stairs: Iterable[Stairs]) -> tuple[int | None, ...]:
    """Every floor that has a door, from the top down; the unknown one is last."""
    told = {floor for one in stairs for floor, _ in one.floors}
    known = sorted((floor for floor in told if floor is not None), reverse=True)
    return (*known, *((None,) if None in told else ()))


def _unit(
    one: Stairs, floors: Iterable[int | None], building: Building, behind: _Behind
) -> DoorUnit:
    key = one.unit.number_key if one.unit else ""
    here = dict(one.floors)
    rows = tuple(
        tuple(_cell(door, key, building, behind) for door in here.get(floor, ()))
        for floor in floors
    )
    return DoorUnit(one.unit.pk if one.unit else None, key, rows)


def _cell(door: Dwelling, unit_key: str, building: Building, behind: _Behind) -> DoorCell:
    households = tuple(behind.households.get(door.pk, ()))
    return DoorCell(
        dwelling_id=door.pk,
        version=door.version,
        unit_key=unit_key,
        floor=door.floor,
        room=door.room,
        label=door.label,
        residential=door.residential,
        state=door_state(
            residential=door.residential,
            households=[one.state for one in households],
            seen=behind.seen,
        ),
        households=households,
        doubt=door_doubt(door.room, door.floor, building.floors),
    )


def _households(
    actor: Actor, building: Building, dwelling_id: UUID | None = None
) -> Mapping[UUID, list[DoorHousehold]]:
    """The households of a building, or of one door of it, by door."""
    rows = visible_to(actor, Household).filter(dwelling__building=building)
    if dwelling_id:
        rows = rows.filter(dwelling=dwelling_id)
    found = list(
        rows.order_by("created_at", "id").values_list(
            *("id", "version", "state", "tenure", "dwelling_id")
        )
    )
    ids = [row[0] for row in found]
    people, questions = _people(actor, ids), _questions(actor, ids)
    behind: dict[UUID, list[DoorHousehold]] = defaultdict(list)
    for pk, version, state, tenure, door in found:
        here = people.get(pk, [])
        head_id, head_name, _ = here[head_first(one[2] for one in here)] if here else (None, "", "")
        behind[door].append(
            DoorHousehold(
                *(pk, version, HouseholdState(state), Tenure(tenure), len(here)),
                *(head_id, mask_name(head_name), questions[pk]),
            )
        )
    for door_households in behind.values():
        door_households.sort(key=lambda one: _ORDER[one.state])
    return behind


def _people(
    actor: Actor, households: Collection[UUID]
) -> Mapping[UUID, list[tuple[UUID, str, str]]]:
    """Who is registered in each household now: id, name and relation, in the order of entry."""
    rows = visible_to(actor, Resident).filter(household_id__in=households, left_on=None)
    people: dict[UUID, list[tuple[UUID, str, str]]] = defaultdict(list)
    columns = ("household_id", "id", "name", "relation")
    for household, *person in rows.order_by("created_at", "id").values_list(*columns):
        people[household].append((person[0], person[1], person[2]))
    return people


def _questions(actor: Actor, households: Collection[UUID]) -> Counter[UUID]:
    """Open conflicts by the household where the entry was made."""
    rows = visible_to(actor, Conflict).filter(household_id__in=households, decision="")
    return Counter(rows.values_list("household_id", flat=True))
