"""The door matrix: every door of a building with who is registered behind it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.queries.households import at_address
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.rules.doors import door_doubt, door_state, head_first
from gridward.ground.register.terms.doors import (
    DoorCell,
    DoorHousehold,
    DoorMatrix,
    DoorUnit,
    WaitingHousehold,
)
from gridward.ground.register.terms.people import HouseholdState, Tenure
from gridward.ground.territory.models import Building, Dwelling
from gridward.ground.territory.queries import buildings_visible_to
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.queries.places import Stairs, door_table
from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.terms.addresses import Place
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name
from gridward.kernel.problems import NotFound

MOST_WAITING = 2_000
MOST_SHOWN = 60
_Person = tuple[UUID, str, str]
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


def waiting_households(actor: Actor, building_id: UUID, text: str = "") -> list[WaitingHousehold]:
    """Households without a door whose address may mean this building, those with a door in it first (待定门牌).

    With a text, those whose address holds it, whatever they mean. Six queries and the gazetteer; at most
    MOST_WAITING are looked through. Raises NotFound, NotAllowed.
    """
    building = _building(actor, building_id)
    actor.require(Permission.REGISTER_READ, building.grid_id)
    names = gazetteer(actor, building.street)
    read = [
        (row, _door_meant(names, row.address_text, building))
        for row in _without_door(actor, building, text)
    ]
    found = [(row, door) for row, door in read if door is not None or text.strip()]
    found.sort(key=lambda pair: (pair[1] is None or not pair[1].dwelling, pair[0].address_text))
    people = _people(actor, [row.pk for row, _ in found[:MOST_SHOWN]])
    return [
        _waiting(row, door, people.get(row.pk, []), building) for row, door in found[:MOST_SHOWN]
    ]


def _without_door(actor: Actor, building: Building, text: str) -> QuerySet[Household]:
    """Households that wait in the building's grid or at its community grid."""
    near = Q(grid=building.grid) | Q(
        grid__kind=GridKind.COMMUNITY, grid__community=building.grid.community_id
    )
    rows = (
        visible_to(actor, Household)
        .filter(near, dwelling=None, merged_into=None)
        .select_related("grid")
    )
    rows = rows.exclude(state=HouseholdState.MOVED_OUT)
    if text.strip():
        rows = rows.filter(at_address(text))
    return rows.order_by("address_text", "id")[:MOST_WAITING]


def _door_meant(names: Gazetteer, text: str, building: Building) -> Place | None:
    """The place in this building that an address may mean, the likeliest."""
    places = (one.place for one in names.read(text).candidates)
    return next((place for place in places if place.building == building.pk), None)


def _waiting(
    row: Household, door: Place | None, people: Sequence[_Person], building: Building
) -> WaitingHousehold:
    dwelling = door.dwelling if door else None
    return WaitingHousehold(
        id=row.pk,
        version=row.version,
        address_text=row.address_text,
        head_name=_head(people)[1],
        residents=len(people),
        grid_id=row.grid_id,
        grid_name=row.grid.name,
        dwelling_id=dwelling if isinstance(dwelling, UUID) else None,
        label=f"{building.name}{door.door_label}" if door else "",
    )


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
    rows = visible_to(actor, Household).filter(dwelling__building=building, merged_into=None)
    if dwelling_id:
        rows = rows.filter(dwelling=dwelling_id)
    found = list(
        rows.order_by("created_at", "id").values_list(
            *("id", "version", "state", "tenure", "persons_said", "dwelling_id")
        )
    )
    ids = [row[0] for row in found]
    people, questions = _people(actor, ids), _questions(actor, ids)
    behind: dict[UUID, list[DoorHousehold]] = defaultdict(list)
    for pk, version, state, tenure, said, door in found:
        here = people.get(pk, [])
        behind[door].append(
            DoorHousehold(
                *(pk, version, HouseholdState(state), Tenure(tenure), len(here), said),
                *(*_head(here), questions[pk]),
            )
        )
    for door_households in behind.values():
        door_households.sort(key=lambda one: _ORDER[one.state])
    return behind


def _head(people: Sequence[_Person]) -> tuple[UUID | None, str]:
    """The head of a household with the masked name; None and "" where nobody is entered."""
    if not people:
        return None, ""
    head, name, _ = people[head_first(one[2] for one in people)]
    return head, mask_name(name)


def _people(actor: Actor, households: Collection[UUID]) -> Mapping[UUID, list[_Person]]:
    """Who is registered in each household now: id, name and relation, in the order of entry."""
    rows = visible_to(actor, Resident).filter(household_id__in=households, left_on=None)
    people: dict[UUID, list[_Person]] = defaultdict(list)
    columns = ("household_id", "id", "name", "relation")
    for household, *person in rows.order_by("created_at", "id").values_list(*columns):
        people[household].append((person[0], person[1], person[2]))
    return people


def _questions(actor: Actor, households: Collection[UUID]) -> Counter[UUID]:
    """Open conflicts by the household where the entry was made."""
    rows = visible_to(actor, Conflict).filter(household_id__in=households, decision="")
    return Counter(rows.values_list("household_id", flat=True))
