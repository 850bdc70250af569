"""What a pasted member list may mean: each line with the household and the person that it names, to be confirmed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.territory.models import Grid, Site
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.terms.addresses import Hint, Reading
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.ids import as_id
from gridward.work.notices.models import GroupMember, ServiceGroup
from gridward.work.notices.problems import TooManyMembers
from gridward.work.notices.queries.groups import PRESENT
from gridward.work.notices.rules.nicknames import called, nicknames, person_meant
from gridward.work.notices.terms import MOST_MEMBERS


@dataclass(frozen=True)
class Person:
    """Somebody of a household, and whether they are in the group."""

    id: UUID
    name: str
    inside: bool


@dataclass(frozen=True)
class Door:
    """A household that may be meant, with everybody of it and how many of it are in the group."""

    id: UUID
    label: str
    people: tuple[Person, ...]
    inside: int


@dataclass(frozen=True)
class Proposal:
    """A line of the list: the households that it may mean, the first the likeliest; `person` of that one, where it is
    clear who is meant; `called` is what the line calls them. `sure`: one household, nothing in doubt.
    """

    line: str
    called: str
    doors: tuple[Door, ...]
    person: UUID | None
    sure: bool


def proposals(
    actor: Actor, group: ServiceGroup, text: str, site_id: UUID | None = None
) -> list[Proposal]:
    """Read a pasted list against the doors of the group's grids; the same few queries for any number of lines.

    Raises NotAllowed, TooManyMembers.
    """
    actor.require(Permission.REGISTER_READ, group.grid_id)
    lines = nicknames(text)
    if len(lines) > MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)
    grids = served(group.grid) & actor.grids(Permission.REGISTER_READ)
    reader, hint = gazetteer(actor, group.street), hint_of(grids, site_id)
    read = [reader.read(one.text, within=hint) for one in lines]
    by_dwelling = doors_behind(actor, {place for one in read for place in _doors(one)}, group.pk)
    return [
        _proposal(one.line, reading, by_dwelling) for one, reading in zip(lines, read, strict=True)
    ]


def served(grid: Grid) -> Grids:
    """The grids that a group of this grid is for: its own, or with a community's grid all of the community."""
    if grid.kind != GridKind.COMMUNITY:
        return frozenset({grid.pk})
    rows = Grid.objects.filter(community=grid.community_id, valid_to=None)
    return frozenset(rows.values_list("id", flat=True)) | {grid.pk}


def hint_of(grids: Grids, site_id: UUID | None) -> Hint:
    """Where lines without a name of their own are: the chosen site, else the only one with doors in the grids.

    Raises NotFound for a site beyond them.
    """
    if site_id is not None:
        return Hint(site=found(Site.objects.filter(grid__in=grids), site_id).pk)
    with_doors = Site.objects.filter(grid__in=grids, buildings__dwellings__isnull=False)
    only = list(with_doors.distinct().values_list("id", flat=True)[:2])
    return Hint(site=only[0]) if len(only) == 1 else Hint()


def doors_behind(
    actor: Actor, dwellings: set[UUID], group_id: UUID | None = None
) -> Mapping[UUID, Sequence[Door]]:
    """The households that live behind doors; three queries for all."""
    rows = visible_to(actor, Household).filter(
        dwelling__in=dwellings, state=HouseholdState.LIVING, merged_into=None
    )
    return by_dwelling(list(rows.order_by("created_at", "id")), group_id)


def by_dwelling(rows: Sequence[Household], group_id: UUID | None) -> Mapping[UUID, Sequence[Door]]:
    """Households as doors, by their dwelling."""
    homes = [one.pk for one in rows]
    people: dict[UUID, list[Resident]] = defaultdict(list)
    for one in Resident.objects.filter(household__in=homes, left_on=None).order_by("created_at"):
        people[one.household_id].append(one)
    inside: dict[UUID, set[UUID | None]] = defaultdict(set)
    counts: dict[UUID, int] = defaultdict(int)
    present = GroupMember.objects.filter(PRESENT, household__in=homes, group=group_id)
    for household, resident in present.values_list("household_id", "resident_id"):
        inside[household].add(resident)
        counts[household] += 1
    doors: dict[UUID, list[Door]] = defaultdict(list)
    for row in rows:
        told = tuple(Person(p.pk, p.name, p.pk in inside[row.pk]) for p in people[row.pk])
        key = row.dwelling_id or row.pk
        doors[key].append(Door(row.pk, row.address_text, told, counts[row.pk]))
    return doors


def _doors(reading: Reading) -> list[UUID]:
    """The dwellings that a reading may mean, the best first."""
    places = [reading.best] if reading.best else [one.place for one in reading.candidates]
    return [as_id(one.dwelling) for one in places if one.dwelling is not None]


def _proposal(line: str, reading: Reading, behind: Mapping[UUID, Sequence[Door]]) -> Proposal:
    doors = tuple(door for place in _doors(reading) for door in behind.get(place, ()))
    name = called(reading.parts.leftover or reading.not_understood)
    place, person = _who(name, doors)
    ordered = (doors[place], *doors[:place], *doors[place + 1 :]) if doors else ()
    sure = reading.best is not None and (len(doors) == 1 or person is not None)
    return Proposal(line, name, ordered, person, sure)


def _who(name: str, doors: Sequence[Door]) -> tuple[int, UUID | None]:
    """Of which household it is and who, by the name; the first household where nobody is called so."""
    for place, door in enumerate(doors):
        meant = person_meant(name, [one.name for one in door.people])
        if meant is not None:
            return place, door.people[meant].id
    return 0, None
