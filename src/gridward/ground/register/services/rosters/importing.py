"""A file on its way into the register: read, judged, and, unless it is a rehearsal, written, in one transaction."""

from collections import Counter, deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from gridward.ground.register.models import RosterBatch
from gridward.ground.register.queries.rosters import Wanted, known_to_register, mappings_of
from gridward.ground.register.rules.roster.file_rows import RosterFile, read_roster
from gridward.ground.register.rules.roster.matching import Judge, Known, Ref, Register, Verdict
from gridward.ground.register.services.rosters.copying import Inserter
from gridward.ground.register.services.rosters.households import Households, Place
from gridward.ground.register.services.rosters.places import Door, Doors
from gridward.ground.register.services.rosters.problems import RosterSumsDiffer
from gridward.ground.register.services.rosters.progress import Report
from gridward.ground.register.services.rosters.reading import FileReader, Member, ReadFile
from gridward.ground.register.services.rosters.updating import Change, update_residents
from gridward.ground.register.services.rosters.writing import CHUNK, RegisterWriter, Stamp
from gridward.ground.register.terms.people import ConflictKind
from gridward.ground.register.terms.roster import Counts, Outcome
from gridward.ground.territory.models import Building, Site
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.services.book import count_uses
from gridward.ground.territory.services.dwellings import doors_for
from gridward.ground.territory.terms.addresses import Id
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault
from gridward.kernel.ids import as_id
from gridward.kernel.sheets.workbook import open_workbook

READ: Final = 0.4
JUDGED: Final = 0.45
WRITTEN: Final = 0.95
SITUATION_FIELDS: Final = frozenset({"tested", "from_key_area", "away"})


Settled = tuple[Member, Verdict, Place | None]


@dataclass
class Judged:
    """A file with the verdict on everybody in it."""

    file: ReadFile
    register: Register
    households: Households
    uses: Counter[Id]
    verdicts: deque[Settled] = field(default_factory=deque)
    vacant: list[tuple[Ref, Place]] = field(default_factory=list)


def open_roster(content: bytes, name: str, street: UUID) -> RosterFile:
    """The tables of people in a file, mapped as people of the street have corrected it before.

    Raises the problems of `kernel.sheets`.
    """
    return read_roster(open_workbook(content, name), mappings_of(street))


def run(
    actor: Actor, batch: RosterBatch, file: RosterFile, report: Report, *, write: bool
) -> Counts:
    """Import a batch's file; a rehearsal (`write` False) leaves only its account.

    Raises RosterSumsDiffer instead of losing a row.
    """
    judged = _judge(actor, batch, file, lambda part: report(part * READ))
    report(JUDGED)
    stamp = Stamp(batch.pk, batch.street_id, batch.grid_id, clock.now(), batch.file_name)
    with Inserter() as inserter:
        settling = _Settling(judged, RegisterWriter(inserter, stamp), inserter, write=write)
        settling.households(_new_dwellings(actor, judged) if write else {})
        settling.people(lambda part: report(JUDGED + part * (WRITTEN - JUDGED)))
        counts = judged.file.ledger.counts(judged.file.rows)
        if not counts.sum_up():
            raise RosterSumsDiffer(rows=counts.rows)
        settling.writer.rows(judged.file.ledger, inserter.flush)
    update_residents(settling.changes, batch.pk)
    if write:
        count_uses({as_id(name): count for name, count in judged.uses.items()}, clock.today())
    return counts


def _judge(actor: Actor, batch: RosterBatch, file: RosterFile, report: Report) -> Judged:
    names = {
        **dict(Site.objects.filter(street_id=batch.street_id).values_list("id", "name")),
        **dict(Building.objects.filter(street_id=batch.street_id).values_list("id", "name")),
    }
    doors = Doors(gazetteer(actor, batch.street), batch.community_id, batch.grid_id, names)
    found = FileReader(doors, clock.today(), vault.indexer("document")).read(file, report)
    register = known_to_register(_wanted(actor, batch, found, doors))
    judge = Judge(register, (member.candidate for member in found.members))
    verdicts = [(member, judge.judge(member.candidate)) for member in found.members]
    households = Households(register.households, batch.grid_id)
    households.prepare(
        (one, verdict.known.household if verdict.known else None) for one, verdict in verdicts
    )
    judged = Judged(found, register, households, doors.uses)
    found.members = []
    for member, verdict in verdicts:
        judged.verdicts.append((member, verdict, _place(households, member, verdict)))
    for ref, door in found.vacant:
        _take_vacant(judged, ref, door)
    return judged


def _wanted(actor: Actor, batch: RosterBatch, found: ReadFile, doors: Doors) -> Wanted:
    indexes = {member.candidate.index for member in found.members}
    indexes.discard(None)
    return Wanted(
        street=batch.street_id,
        documents=[index for index in indexes if index],
        doors=doors.all(),
        phone_index=vault.indexer("phone"),
        situation_too=actor.may(Permission.SITUATION_CHANGE, batch.grid_id),
    )


def _place(households: Households, member: Member, verdict: Verdict) -> Place | None:
    if not verdict.joins and verdict.conflict is None:
        return None
    place = households.of(member)
    place.used = True
    place.lived_in = place.lived_in or verdict.joins
    return place


def _take_vacant(judged: Judged, ref: Ref, door: Door) -> None:
    place = judged.households.vacant(door)
    if place is None:
        judged.file.ledger.enter(ref, Outcome.UNCHANGED)
    else:
        judged.vacant.append((ref, place))


def _new_dwellings(actor: Actor, judged: Judged) -> dict[Any, UUID]:
    """Doors that only the file knows, in buildings that are known, become doors of the territory."""
    doors = (place.door for place in judged.households.new() if place.door)
    keys = {door.key: door.new for door in doors if door.new}
    made = doors_for(actor, list(keys.values())) if keys else {}
    return {key: made[door_key] for key, door_key in keys.items()}


class _Settling:
    """Writes the judged people and enters each into the ledger; whoever is done is let go, to keep memory low."""

    def __init__(
        self, judged: Judged, writer: RegisterWriter, inserter: Inserter, *, write: bool
    ) -> None:
        self.writer, self.changes = writer, list[Change]()
        self._judged, self._inserter, self._does_write = judged, inserter, write
        self._rivals = {verdict.same_as: UUID(int=0) for _, verdict, _ in judged.verdicts}
        self._asked: set[UUID] = set()

    def households(self, dwellings: Mapping[Hashable, UUID]) -> None:
        """The households that somebody joins."""
        for place in self._judged.households.new() if self._does_write else ():
            door = place.door
            known = door.dwelling or dwellings.get(door.key) if door else None
            self.writer.household(place, known)
        for ref, empty in self._judged.vacant:
            self._judged.file.ledger.enter(ref, Outcome.ADDED, (), None, empty.id)
        self._inserter.flush()

    def people(self, report: Report) -> None:
        """Everybody in the order of the file; conflicts come after the people they are about."""
        verdicts, total = self._judged.verdicts, len(self._judged.verdicts)
        questions = deque[Settled]()
        for count in range(1, total + 1):
            settled = verdicts.popleft()
            self._settle(*settled)
            if settled[1].conflict is not None and self._does_write:
                questions.append(settled)
            if count % CHUNK == 0:
                self._inserter.flush()
                report(count / total)
        self._inserter.flush()
        while questions:
            self._ask(*questions.popleft())
            if len(questions) % CHUNK == 0:
                self._inserter.flush()

    def _settle(self, member: Member, verdict: Verdict, place: Place | None) -> None:
        ref, known = member.candidate.ref, verdict.known
        resident = known.resident if known else None
        if self._does_write and place is not None and verdict.joins:
            resident = self.writer.resident(member.candidate, place)
            if ref in self._rivals:
                self._rivals[ref] = resident
        if self._does_write and known is not None and verdict.changes:
            _write_more(self.writer, known, verdict.changes)
            self.changes.append((known, verdict.changes))
        household = known.household if known else place.id if place else None
        self._judged.file.ledger.enter(ref, verdict.outcome, verdict.reasons, resident, household)

    def _ask(self, member: Member, verdict: Verdict, place: Place | None) -> None:
        if verdict.conflict is None or place is None:
            return
        if verdict.conflict is not ConflictKind.DOUBTFUL_ADDRESS:
            rival = self._rival(member, verdict)
            self.writer.conflict(verdict.conflict, rival, place, member.candidate.person)
        elif place.id not in self._asked:
            self._asked.add(place.id)
            self.writer.conflict(verdict.conflict, None, place, member.candidate.person)

    def _rival(self, member: Member, verdict: Verdict) -> UUID | None:
        """The resident with whom a row disagrees: known here, new by an earlier row, or known elsewhere."""
        if verdict.known is not None:
            return verdict.known.resident
        if verdict.same_as is not None and self._rivals[verdict.same_as].int:
            return self._rivals[verdict.same_as]
        index = member.candidate.index or b""
        known = self._judged.register.by_document.get(index)
        return known.resident if known else self._judged.register.elsewhere.get(index)


def _write_more(writer: RegisterWriter, known: Known, changes: Mapping[str, Any]) -> None:
    for phone in changes.get("phones", ()):
        writer.phone(known.resident, known.grid, phone)
    for plate in changes.get("plates", ()):
        writer.vehicle(known.resident, known.grid, plate)
    if not known.has_situation and SITUATION_FIELDS & changes.keys():
        writer.situation(
            known.resident, known.grid, *map(changes.get, ("tested", "from_key_area", "away"))
        )
