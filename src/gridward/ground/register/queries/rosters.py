"""Reading imported rosters, and what the register knows of the people and doors of a file."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from gridward.ground.register.models import Conflict, RosterBatch, RosterLayout, RosterRow
from gridward.ground.register.queries.rows import holders
from gridward.ground.register.rules.roster.matching import DoorKey, Known, Register
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

_AT_ONCE = 20_000


def visible_to(actor: Actor) -> QuerySet[RosterBatch]:
    """Batches of the communities where the actor may import."""
    rows = RosterBatch.objects.filter(grid_id__in=actor.grids(Permission.ROSTER_IMPORT))
    return rows.select_related("community")


def batch_of(actor: Actor, batch_id: UUID) -> RosterBatch:
    """One batch; raises NotFound."""
    found = visible_to(actor).filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def rows_of(batch: RosterBatch, outcome: str = "") -> QuerySet[RosterRow]:
    """The rows of a batch, all or of one outcome; in the order of the file by (sheet, number)."""
    rows = RosterRow.objects.filter(batch_id=batch.pk)
    return rows.filter(outcome=outcome) if outcome else rows


def mappings_of(street_id: UUID) -> dict[str, dict[int, str | None]]:
    """The corrected mappings of a street by layout key: place of a column to its field."""
    rows = RosterLayout.objects.filter(street_id=street_id).values_list("layout_key", "mapping")
    return {key: {int(place): name for place, name in mapping.items()} for key, mapping in rows}


class Doorlike(Protocol):
    """A door as the file names it: a known dwelling, or words in a grid."""

    @property
    def key(self) -> Hashable: ...
    @property
    def dwelling(self) -> UUID | None: ...
    @property
    def grid(self) -> UUID: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Wanted:
    """What a file asks: document indexes and doors."""

    street: UUID
    documents: Collection[bytes]
    doors: Collection[Doorlike]
    phone_index: Callable[[str], bytes]
    situation_too: bool


def known_to_register(wanted: Wanted) -> Register:
    """Everybody with one of these documents or living at one of these doors, as far as the actor sees.

    Documents registered where the actor does not see are told by their resident's id alone.
    """
    households = _households_at(wanted.doors)
    at_doors = {household for ids in households.values() for household in ids}
    residents = _residents(wanted, at_doors)
    _add_belongings({known.resident: known for _, known in residents})
    by_document = {index: known for index, known in residents if index}
    unknown = [index for index in wanted.documents if index not in by_document]
    return Register(
        by_document={
            index: by_document[index] for index in wanted.documents if index in by_document
        },
        elsewhere=_elsewhere(wanted.street, unknown),
        at_door=_by_door_and_name(households, (known for _, known in residents)),
        households=households,
        phone_index=wanted.phone_index,
        situation_too=wanted.situation_too,
    )


def _elsewhere(street: UUID, indexes: list[bytes]) -> Mapping[bytes, UUID]:
    return {index: held.resident for index, held in holders(street, indexes).items()}


def _households_at(doors: Collection[Doorlike]) -> dict[DoorKey, set[UUID]]:
    found: dict[DoorKey, set[UUID]] = defaultdict(set)
    by_dwelling = {door.dwelling: door.key for door in doors if door.dwelling}
    by_words = {(door.grid, door.text): door.key for door in doors if not door.dwelling}
    for dwelling, household in _all(_AT_DWELLINGS, list(by_dwelling)):
        found[by_dwelling[dwelling]].add(household)
    for grid, text, household in _all(_AT_WORDS, list({text for _, text in by_words})):
        if (grid, text) in by_words:
            found[by_words[grid, text]].add(household)
    return found


def _residents(wanted: Wanted, households: set[UUID]) -> list[tuple[bytes | None, Known]]:
    found: dict[UUID, tuple[bytes | None, Known]] = {}
    rows = _all(_BY_DOCUMENT, list(wanted.documents), wanted.street)
    for row in (*rows, *_all(_BY_HOUSEHOLD, list(households))):
        found[row[1]] = (bytes(row[0]) if row[0] else None, _person(*row[1:]))
    return list(found.values())


def _person(resident: UUID, household: UUID, grid: UUID, *facts: Any) -> Known:
    """A resident whose words of few kinds (sex, relation, employer ...) are held once for all."""
    name, sex, birth, has_document, *words = facts
    relation, employer, note = map(intern, words)
    return Known(
        resident, household, grid, name, intern(sex), birth, has_document, relation, employer, note
    )


def _add_belongings(known: Mapping[UUID, Known]) -> None:
    """Phones, plates, the situation and the waiting conflicts of the residents."""
    ids = list(known)
    for resident, index in _all(_PHONES, ids):
        known[resident].phones += (bytes(index),)
    for resident, plate in _all(_PLATES, ids):
        known[resident].plates += (plate,)
    for resident, tested, key_area, away in _all(_SITUATIONS, ids):
        one = known[resident]
        one.tested, one.key_area, one.away, one.has_situation = tested, key_area, away, True
    for start in range(0, len(ids), _AT_ONCE):
        waiting = Conflict.objects.filter(resident_id__in=ids[start : start + _AT_ONCE])
        waiting = waiting.exclude(decision=ConflictDecision.TAKE)
        for resident, kind in waiting.values_list("resident_id", "kind"):
            if resident is not None:
                known[resident].waiting += (ConflictKind(kind),)


def _by_door_and_name(
    households: Mapping[DoorKey, set[UUID]], residents: Iterable[Known]
) -> dict[tuple[DoorKey, str], list[Known]]:
    doors: dict[UUID, list[DoorKey]] = defaultdict(list)
    for door, ids in households.items():
        for household in ids:
            doors[household].append(door)
    found: dict[tuple[DoorKey, str], list[Known]] = defaultdict(list)
    for known in residents:
        for door in doors.get(known.household, ()):
            found[door, known.name].append(known)
    return found


_RESIDENT = """
SELECT r.document_index, r.id, r.household_id, r.grid_id, r.name, r.sex, r.birth_date,
       r.document_index IS NOT NULL, r.relation, r.employer, r.note
FROM register_resident r
"""
_BY_DOCUMENT = (
    _RESIDENT + "WHERE r.document_index = ANY (%s) AND r.street_id = %s AND r.left_on IS NULL"
)
_BY_HOUSEHOLD = _RESIDENT + "WHERE r.household_id = ANY (%s) AND r.left_on IS NULL"
_AT_DWELLINGS = """
SELECT dwelling_id, id FROM register_household WHERE dwelling_id = ANY (%s) AND state <> 'moved_out'
"""
_AT_WORDS = """
SELECT grid_id, address_text, id FROM register_household
WHERE address_text = ANY (%s) AND dwelling_id IS NULL AND state <> 'moved_out'
"""
_PHONES = "SELECT resident_id, phone_index FROM register_residentphone WHERE resident_id = ANY (%s)"
_PLATES = "SELECT resident_id, plate FROM register_vehicle WHERE resident_id = ANY (%s)"
_SITUATIONS = """
SELECT resident_id, tested, from_key_area, away FROM register_residentsituation
WHERE resident_id = ANY (%s)
"""


def _all(statement: str, wanted: list[Any], *more: Any) -> Iterator[tuple[Any, ...]]:
    """The rows for many wanted values, some thousands at once, so that nothing large is held."""
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _AT_ONCE):
            cursor.execute(statement, [wanted[start : start + _AT_ONCE], *more])
            yield from cursor.fetchall()
