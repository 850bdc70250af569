"""Households whole, as pages show them and phones keep them: columns of four tables, put together here.

Models with what hangs on them cost four times as much, and a phone asks for a whole grid (decisions 20 and 21).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.register.models import Household, Resident, ResidentPhone, Vehicle
from gridward.ground.register.terms.entries import SITUATION
from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled, Stored
from gridward.kernel.problems import NotFound

_HOME = ("id", "version", "address_text", "dwelling_id", "tenure", "state", "note")
_GRID = ("grid_id", "grid__code", "grid__name")
_PERSON = (
    *("id", "version", "household_id", "grid_id", "name", "sort_key", "sex", "birth_date"),
    *("document_kind", "document", "document_missing", "relation", "employer", "note"),
    *("came_on", "came_from", "left_on"),
)


@dataclass(frozen=True)
class Said:
    """核酸检测, 重点地区人员, 当前人员在外情况 of a resident."""

    tested: bool | None
    from_key_area: bool | None
    away: str


@dataclass(frozen=True)
class Number:
    """A phone number as it is stored."""

    id: UUID
    sealed: bytes | None


@dataclass(frozen=True)
class Person:
    """A resident; `document` as it is stored."""

    id: UUID
    version: int
    household_id: UUID
    grid_id: UUID
    name: str
    sort_key: str
    sex: str
    birth_date: date | None
    document_kind: str
    document: bytes | None
    document_missing: str
    relation: str
    employer: str
    note: str
    came_on: date | None
    came_from: str
    left_on: date | None
    situation: Said | None
    phones: Sequence[Number]
    plates: Sequence[str]


@dataclass(frozen=True)
class Home:
    """A household with the residents of today, in the order in which they were entered."""

    id: UUID
    version: int
    address_text: str
    dwelling_id: UUID | None
    tenure: str
    state: str
    note: str
    merged_into_id: UUID | None
    grid_id: UUID
    grid__code: str
    grid__name: str
    residents: Sequence[Person]


def homes(actor: Actor, ids: Sequence[UUID], grid_id: UUID | None = None) -> list[Home]:
    """Those of the households that stand at the actor's grids, or at one of them, by address; four queries."""
    grids = actor.grids(Permission.REGISTER_READ)
    wanted = [grid for grid in grids if grid_id in (None, grid)]
    rows = _HOMES.ask(wanted, list(ids)) if wanted and ids else []
    people: dict[UUID, list[Person]] = defaultdict(list)
    for person in _people(_OF_HOMES.ask([row[0] for row in rows])) if rows else ():
        people[person.household_id].append(person)
    return [Home(*[*row, people[row[0]]]) for row in rows]


def resident_page(actor: Actor, resident_id: UUID) -> Person:
    """One resident as the page of the household shows them, also one who has left; raises NotFound."""
    grids = list(actor.grids(Permission.REGISTER_READ))
    for person in _people(_BY_ID.ask(grids, resident_id)):
        return person
    raise NotFound


def _told(rows: QuerySet[Resident]) -> QuerySet[Any, Stored]:
    said = ("situation__id", *(f"situation__{name}" for name in SITUATION))
    return rows.order_by("created_at", "id").values_list(*_PERSON, *said)


_HOMES = Compiled(
    lambda grids, ids: (
        Household.objects.filter(grid_id__among=grids, pk__among=ids)
        .order_by("grid_id", "address_text", "id")
        .values_list(*_HOME, "merged_into_id", *_GRID)
    ),
    *(list, list),
)
_OF_HOMES = Compiled(
    lambda ids: _told(Resident.objects.filter(household_id__among=ids, left_on=None)), list
)
_BY_ID = Compiled(
    lambda grids, resident: _told(Resident.objects.filter(grid_id__among=grids, pk=resident)),
    *(list, UUID),
)
_PHONES = Compiled(
    lambda ids: (
        ResidentPhone.objects.filter(resident_id__among=ids)
        .order_by("created_at", "id")
        .values_list("resident_id", "id", "phone")
    ),
    list,
)
_PLATES = Compiled(
    lambda ids: (
        Vehicle.objects.filter(resident_id__among=ids)
        .order_by("created_at", "id")
        .values_list("resident_id", "plate")
    ),
    list,
)


def _people(rows: Iterable[Stored]) -> list[Person]:
    """Residents from their columns, with phones and plates; two queries."""
    rows = list(rows)
    ids = [row[0] for row in rows]
    phones: dict[UUID, list[Number]] = defaultdict(list)
    plates: dict[UUID, list[str]] = defaultdict(list)
    for resident, *number in _PHONES.ask(ids) if ids else ():
        phones[resident].append(Number(*number))
    for resident, plate in _PLATES.ask(ids) if ids else ():
        plates[resident].append(plate)
    width = len(_PERSON)
    said = (Said(*row[width + 1 :]) if row[width] else None for row in rows)
    return [
        Person(*[*row[:width], told, phones[row[0]], plates[row[0]]])
        for row, told in zip(rows, said, strict=True)
    ]
