"""What becomes of a person of a roster: judged against the rest of the file and against the register.

A document number is the person. Without one, name and door are; a birth or sex that contradicts makes it another
person. Nothing stored is ever erased by an empty cell, nobody is ever moved, no conflict is settled here.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import UUID

from gridward.ground.register.rules.roster.person_row import ParsedPerson
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.terms.people import Away, ConflictKind, DocumentMissing, Sex
from gridward.ground.register.terms.roster import Outcome

DoorKey = Hashable
LONGEST_NOTE: Final = 500
NO_CHANGES: Final[Mapping[str, Any]] = MappingProxyType({})


class Ref(NamedTuple):
    """A person of the file: sheet from 0, physical row from 1, member within the row."""

    sheet: int
    number: int
    member: int


@dataclass(slots=True)
class Known:
    """A resident as the register keeps it; numbers by their keyed index.

    Tuples, since a file has a hundred thousand of them and an empty set takes more room than a person's fields.
    """

    resident: UUID
    household: UUID
    grid: UUID
    name: str
    sex: str
    birth: date | None
    has_document: bool
    relation: str
    employer: str
    note: str
    has_situation: bool = False
    phones: tuple[bytes, ...] = ()
    plates: tuple[str, ...] = ()
    tested: bool | None = None
    key_area: bool | None = None
    away: str = Away.NONE
    waiting: tuple[ConflictKind, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A person of the file on the way into the register. `door` None: the row does not say where."""

    ref: Ref
    person: ParsedPerson
    door: DoorKey | None
    doubt: Reason | None = None
    index: bytes | None = None


@dataclass(slots=True)
class Verdict:
    """The outcome with its reasons; what changes on a known resident; what kind of conflict waits for somebody."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    known: Known | None = None
    changes: Mapping[str, Any] = field(default_factory=lambda: NO_CHANGES)
    conflict: ConflictKind | None = None
    joins: bool = False
    same_as: Ref | None = None


@dataclass(slots=True)
class Register:
    """What the register knows of the people and doors of a file."""

    by_document: Mapping[bytes, Known]
    elsewhere: Mapping[bytes, UUID]
    at_door: Mapping[tuple[DoorKey, str], list[Known]]
    households: Mapping[DoorKey, set[UUID]]
    phone_index: Callable[[str], bytes]
    situation_too: bool = True


class Judge:
    """Judges the candidates of one file, in their order."""

    def __init__(self, register: Register, candidates: Iterable[Candidate]) -> None:
        self._register = register
        self._first_with_document: dict[str, Candidate] = {}
        self._at_door: dict[tuple[DoorKey, str], list[Candidate]] = {}
        for candidate in candidates:
            if candidate.person.document:
                self._enter(candidate)

    def _enter(self, candidate: Candidate) -> None:
        person = candidate.person
        if (
            person.document
            and self._first_with_document.setdefault(person.document, candidate) is not candidate
        ):
            return
        if candidate.door is not None:
            self._at_door.setdefault((candidate.door, person.name), []).append(candidate)

    def judge(self, candidate: Candidate) -> Verdict:
        """The verdict on one candidate; earlier candidates of the file are remembered."""
        verdict = self._among_the_file(candidate) or self._against_register(candidate)
        verdict.reasons = candidate.person.warnings + verdict.reasons
        return verdict

    # -- within the file ----------------------------------------------------------------------------

    def _among_the_file(self, candidate: Candidate) -> Verdict | None:
        person = candidate.person
        if person.document:
            first = self._first_with_document[person.document]
            return None if first is candidate else _repeated(candidate, first)
        if candidate.door is None:
            return Verdict(Outcome.REJECTED, (Reason("roster.neither_number_nor_address"),))
        for other in self._at_door.get((candidate.door, person.name), ()):
            if _may_be_one(person, other.person.sex, other.person.birth):
                _complete(other.person, person)
                return _same_as(other)
        self._enter(candidate)
        return None

    # -- against the register -----------------------------------------------------------------------

    def _against_register(self, candidate: Candidate) -> Verdict:
        index = candidate.index
        known = self._register.by_document.get(index) if index else None
        if known is not None:
            return self._beside_known(candidate, known)
        if index and index in self._register.elsewhere:
            return _conflict(ConflictKind.TWO_HOUSEHOLDS, Reason("roster.registered_elsewhere"))
        namesake = self._namesake(candidate)
        if namesake is not None:
            return self._update(candidate, namesake)
        if candidate.doubt is not None:
            return _conflict(ConflictKind.DOUBTFUL_ADDRESS, candidate.doubt, joins=True)
        return Verdict(Outcome.ADDED, joins=True)

    def _namesake(self, candidate: Candidate) -> Known | None:
        """The one resident at this door by this name, unless a number, a birth or a sex says otherwise."""
        person = candidate.person
        found = [
            known
            for known in self._register.at_door.get((candidate.door, person.name), ())
            if not (known.has_document and person.document)
            and _may_be_one(person, known.sex, known.birth)
        ]
        return found[0] if len(found) == 1 else None

    def _beside_known(self, candidate: Candidate, known: Known) -> Verdict:
        if known.name != candidate.person.name:
            return _standing_conflict(
                ConflictKind.OTHER_NAME, known, (Reason("roster.other_name"),)
            )
        if candidate.door is not None and known.household not in self._register.households.get(
            candidate.door, ()
        ):
            reasons = (Reason("roster.two_households"), *filter(None, (candidate.doubt,)))
            return _standing_conflict(ConflictKind.TWO_HOUSEHOLDS, known, reasons)
        return self._update(candidate, known)

    def _update(self, candidate: Candidate, known: Known) -> Verdict:
        changes = self._changes(candidate.person, known)
        reasons = (Reason("roster.already_waiting"),) if candidate.doubt is not None else ()
        if not changes:
            return Verdict(Outcome.UNCHANGED, reasons, known=known)
        return Verdict(Outcome.UPDATED, reasons, known=known, changes=changes)

    def _changes(self, person: ParsedPerson, known: Known) -> dict[str, Any]:
        changes = _changed_values(person, known)
        phones = [
            one for one in person.phones if self._register.phone_index(one) not in known.phones
        ]
        plates = [one for one in person.plates if one not in known.plates]
        if phones:
            changes["phones"] = phones
        if plates:
            changes["plates"] = plates
        if self._register.situation_too:
            changes |= _changed_situation(person, known)
        return changes


def _repeated(candidate: Candidate, first: Candidate) -> Verdict:
    if first.person.name != candidate.person.name:
        verdict = _conflict(ConflictKind.OTHER_NAME, _row_reason("roster.other_name_in_row", first))
    elif candidate.door in (None, first.door):
        _complete(first.person, candidate.person)
        return _same_as(first)
    else:
        verdict = _conflict(
            ConflictKind.TWO_HOUSEHOLDS, _row_reason("roster.two_households_in_rows", first)
        )
    verdict.same_as = first.ref
    return verdict


def _same_as(first: Candidate) -> Verdict:
    return Verdict(Outcome.SAME, (_row_reason("roster.same_row", first),), same_as=first.ref)


def _row_reason(code: str, other: Candidate) -> Reason:
    return Reason(code, {"sheet": other.ref.sheet + 1, "row": other.ref.number})


def _conflict(kind: ConflictKind, reason: Reason, joins: bool = False) -> Verdict:
    return Verdict(Outcome.CONFLICT, (reason,), conflict=kind, joins=joins)


def _standing_conflict(kind: ConflictKind, known: Known, reasons: tuple[Reason, ...]) -> Verdict:
    """A conflict with a known resident; one that waits or was settled for the register is not raised again."""
    if kind in known.waiting:
        reasons += (Reason("roster.already_waiting"),)
        return Verdict(Outcome.UNCHANGED, reasons, known=known)
    return Verdict(Outcome.CONFLICT, reasons, known=known, conflict=kind)


def _may_be_one(person: ParsedPerson, sex: str, birth: date | None) -> bool:
    sexes_fit = Sex.UNKNOWN in (person.sex, sex) or person.sex == sex
    births_fit = None in (person.birth, birth) or person.birth == birth
    return sexes_fit and births_fit


def _complete(person: ParsedPerson, other: ParsedPerson) -> None:
    """What a repeated row says beyond the first one is not lost."""
    person.phones = tuple(dict.fromkeys((*person.phones, *other.phones)))
    person.plates = tuple(dict.fromkeys((*person.plates, *other.plates)))
    person.relation = person.relation or other.relation
    person.employer = person.employer or other.employer
    person.note = person.note or other.note
    person.tested = other.tested if person.tested is None else person.tested
    person.key_area = other.key_area if person.key_area is None else person.key_area
    person.away = person.away or other.away


def _changed_values(person: ParsedPerson, known: Known) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if person.document and not known.has_document:
        changes["document"] = person.document
        changes["document_kind"] = person.document_kind
        changes["document_missing"] = DocumentMissing.NOT_MISSING
    if person.sex not in (Sex.UNKNOWN, known.sex):
        changes["sex"] = person.sex
    if person.birth not in (None, known.birth):
        changes["birth_date"] = person.birth
    if person.relation not in ("", known.relation):
        changes["relation"] = person.relation
    if person.employer not in ("", known.employer):
        changes["employer"] = person.employer
    if person.note and person.note not in known.note:
        changes["note"] = "；".join(filter(None, (known.note, person.note)))[:LONGEST_NOTE]
    return changes


def _changed_situation(person: ParsedPerson, known: Known) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if person.tested not in (None, known.tested):
        changes["tested"] = person.tested
    if person.key_area not in (None, known.key_area):
        changes["from_key_area"] = person.key_area
    if person.away not in (None, known.away):
        changes["away"] = person.away
    return changes
