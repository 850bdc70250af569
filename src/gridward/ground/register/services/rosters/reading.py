"""From the bytes of a file to candidates for the register, with every row that is none entered in the ledger."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gridward.ground.register.rules.roster.addresses import place_texts
from gridward.ground.register.rules.roster.cell_values import words
from gridward.ground.register.rules.roster.file_rows import (
    TELLING,
    FileRow,
    RosterFile,
    rows_of_no_one,
)
from gridward.ground.register.rules.roster.matching import Candidate, Ref
from gridward.ground.register.rules.roster.person_row import ParsedPerson, RowReader
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.services.rosters.ledger import Ledger
from gridward.ground.register.services.rosters.places import Door, Doors
from gridward.ground.register.services.rosters.progress import Report
from gridward.ground.register.terms.roster import Outcome

_ROWS_BETWEEN_REPORTS = 2_000


@dataclass(slots=True)
class Member:
    """A candidate with the door as read and the household it says it belongs to."""

    candidate: Candidate
    door: Door | None
    household: str


@dataclass(slots=True)
class ReadFile:
    """Everybody of a file who may be registered, and the ledger of the others."""

    rows: int = 0
    members: list[Member] = field(default_factory=list)
    vacant: list[tuple[Ref, Door]] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


class FileReader:
    """Reads the people of one file. `index` gives the keyed index of a document number."""

    def __init__(self, doors: Doors, today: date, index: Callable[[str], bytes]) -> None:
        self._doors, self._index = doors, index
        self._reader = RowReader(today)
        self._run = 0

    def read(self, file: RosterFile, report: Report) -> ReadFile:
        """Candidates in the order of the file, which is let go; `report` hears the part of rows that are read."""
        found = ReadFile()
        for count, row in enumerate(file.people(), 1):
            self._take(found, row)
            if count % _ROWS_BETWEEN_REPORTS == 0:
                report(count / max(1, file.height))
        for sheet, number, code in rows_of_no_one(file):
            found.ledger.enter(Ref(sheet, number, 0), Outcome.NOT_DATA, (Reason(code),))
        found.rows = file.height
        file.forget()
        return found

    def _take(self, found: ReadFile, row: FileRow) -> None:
        ref = Ref(row.sheet, row.number, row.member)
        if TELLING.isdisjoint(row.cells):
            found.ledger.enter(ref, Outcome.NOT_DATA, (Reason("roster.nobody"),))
            return
        person = self._reader.read(row.cells)
        if person.problems:
            found.ledger.enter(ref, Outcome.REJECTED, (*person.problems, *person.warnings))
            return
        texts = place_texts(row.cells)
        door = self._doors.door(texts, row.context) if texts else None
        if person.vacant:
            self._take_vacant(found, ref, door)
            return
        found.members.append(self._member(ref, person, door, row))

    def _take_vacant(self, found: ReadFile, ref: Ref, door: Door | None) -> None:
        if door is None or door.doubt is not None:
            reason = (
                door.doubt if door and door.doubt else Reason("roster.neither_number_nor_address")
            )
            found.ledger.enter(ref, Outcome.REJECTED, (reason,))
        else:
            found.vacant.append((ref, door))

    def _member(self, ref: Ref, person: ParsedPerson, door: Door | None, row: FileRow) -> Member:
        doubt = door.doubt if door else Reason("roster.address.no_address")
        index = self._index(person.document) if person.document else None
        candidate = Candidate(ref, person, door.key if door else None, doubt, index)
        return Member(candidate, door, self._household(person, door, row))

    def _household(self, person: ParsedPerson, door: Door | None, row: FileRow) -> str:
        """The mark that parts households at one door; without a door, a head begins a household."""
        for name in ("household", "head"):
            if name in row.cells:
                return words(row.cells[name][0])
        if door is None:
            self._run += person.is_head()
            return f"{row.sheet}/{self._run}"
        return ""
