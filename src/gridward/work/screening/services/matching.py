"""Who of the register a row means: the one module that knows how rows are matched.

Exact, in the order in which it is asked (identity number, then telephone with name, then name with address, birth and
sex), behind the words of `gridward.planning.matching`: Person, Row, Match, Candidate, Verdict and `match`. The engine
takes the place of everything below the line without another module noticing; it runs in the job worker and the command
line alone, so that no door imports this module.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import F

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.terms.people import LeftWhy, Sex
from gridward.kernel.crypto.vault import vault
from gridward.work.screening.terms import ReadRow

MOST: Final = 10
"""Candidates of a row."""


def people_of(street_id: UUID) -> Iterator["Person"]:
    """Everybody of a street's register, those who left among them, but for what was entered by mistake.

    Who left and came back is told once, as they are now.
    """
    phones: dict[UUID, list[bytes]] = defaultdict(list)
    numbers = ResidentPhone.objects.filter(street_id=street_id, phone_index__isnull=False)
    for resident, index in numbers.values_list("resident_id", "phone_index").iterator(20_000):
        phones[resident].append(bytes(index))
    rows = Resident.objects.filter(street_id=street_id).exclude(left_why=LeftWhy.MISTAKEN)
    named = ("id", "document_index", "name", "birth_date", "sex", "household__address_text")
    rows = rows.order_by(F("left_on").desc(nulls_first=True), "id")
    told: set[bytes] = set()
    for row in rows.values_list(*named, "grid_id").iterator(20_000):
        key, document, name, birth, sex, address, grid = row
        if document and bytes(document) in told:
            continue
        if document:
            told.add(bytes(document))
        yield Person(
            key=str(key),
            document=bytes(document) if document else None,
            phones=tuple(phones.get(key, ())),
            name=name,
            birth_year=birth.year if birth else None,
            sex=None if sex == Sex.UNKNOWN else sex,
            address=address,
            grid=str(grid),
        )


def rows_to_match(rows: Sequence[ReadRow]) -> list["Row"]:
    """Rows as the engine takes them: documents and telephones as tokens of the register; the key is the position."""
    document, phone = vault.indexer("document"), vault.indexer("phone")
    return [
        Row(
            key=str(position),
            document=document(row.document) if row.document else None,
            phones=tuple(map(phone, row.phones)),
            name=row.name,
            birth_year=row.birth.year if row.birth else None,
            sex=row.sex or None,
            address=row.address,
        )
        for position, row in enumerate(rows)
    ]


# -- the engine's words and, until it is here, its exact part ------------------------------------------------------


class Verdict(StrEnum):
    """How sure it is."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """A row to match."""

    key: str
    document: bytes | None
    phones: tuple[bytes, ...]
    name: str
    birth_year: int | None
    sex: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register."""

    key: str
    document: bytes | None
    phones: tuple[bytes, ...]
    name: str
    birth_year: int | None
    sex: str | None
    address: str
    grid: str
    former_phones: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, how likely (0..1), and why, as codes."""

    person: Person
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a row."""

    row: Row
    verdict: Verdict
    person: Person | None = None
    candidates: tuple[Candidate, ...] = ()


def match(rows: Iterable[Row], persons: Iterable[Person]) -> Iterator[Match]:
    """The match of each row, in their order."""
    wanted = list(rows)
    known = _Known(wanted, persons)
    return (known.match(row) for row in wanted)


class _Known:
    """Persons by what rows ask for."""

    def __init__(self, rows: Sequence[Row], persons: Iterable[Person]) -> None:
        documents = {row.document for row in rows if row.document}
        numbers = {phone for row in rows for phone in row.phones}
        names = {row.name for row in rows}
        self._by_document: dict[bytes, list[Person]] = defaultdict(list)
        self._by_phone: dict[bytes, list[Person]] = defaultdict(list)
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in persons:
            if person.document in documents and person.document:
                self._by_document[person.document].append(person)
            for phone in numbers.intersection(person.phones):
                self._by_phone[phone].append(person)
            if person.name in names:
                self._by_name[person.name].append(person)

    def match(self, row: Row) -> Match:
        same = self._by_document.get(row.document, []) if row.document else []
        if same:
            alike = [one for one in same if one.name == row.name]
            if len(same) == 1 and alike:
                return Match(row, Verdict.SURE, alike[0])
            return _doubtful(row, [_of(one, row) for one in same])
        called = [one for phone in row.phones for one in self._by_phone.get(phone, ())]
        fits = [one for one in dict.fromkeys(called) if _may_be(one, row)]
        alike = [one for one in fits if one.name == row.name]
        if len(alike) == 1:
            return Match(row, Verdict.SURE, alike[0])
        named = [one for one in self._by_name.get(row.name, ()) if _may_be(one, row)]
        return _doubtful(row, [_of(one, row) for one in dict.fromkeys([*fits, *named])])


def _may_be(person: Person, row: Row) -> bool:
    """Who has another document, another year of birth or another sex is somebody else."""
    if person.document and row.document and person.document != row.document:
        return False
    told = ((person.birth_year, row.birth_year), (person.sex, row.sex))
    return all(not ours or not theirs or ours == theirs for ours, theirs in told)


def _of(person: Person, row: Row) -> Candidate:
    """The candidate, weighed by what agrees."""
    agrees = {
        "same_document": (row.document is not None and person.document == row.document, 0.6),
        "same_phone": (not set(row.phones).isdisjoint(person.phones), 0.35),
        "same_name": (person.name == row.name, 0.25),
        "same_address": (bool(row.address) and row.address in person.address, 0.2),
        "same_birth_year": (
            row.birth_year is not None and row.birth_year == person.birth_year,
            0.1,
        ),
        "same_sex": (row.sex is not None and row.sex == person.sex, 0.05),
    }
    reasons = tuple(code for code, (holds, _) in agrees.items() if holds)
    more = () if person.name == row.name else ("other_name",)
    score = min(0.99, sum(weight for holds, weight in agrees.values() if holds))
    return Candidate(person, round(score, 3), (*reasons, *more))


def _doubtful(row: Row, candidates: list[Candidate]) -> Match:
    if not candidates:
        return Match(row, Verdict.NONE)
    best = sorted(candidates, key=lambda one: (-one.score, one.person.key))[:MOST]
    return Match(row, Verdict.DOUBTFUL, None, tuple(best))
