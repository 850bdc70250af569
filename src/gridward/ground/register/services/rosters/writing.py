"""The judged people of a file as rows of the register, in bulk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson

from gridward.ground.register.rules.roster.matching import Candidate
from gridward.ground.register.rules.roster.person_row import ParsedPerson
from gridward.ground.register.services.rosters.copying import NULL, Inserter, array, sealed, text
from gridward.ground.register.services.rosters.households import Place
from gridward.ground.register.services.rosters.ledger import Ledger, reasons_json
from gridward.ground.register.terms.people import Away, ConflictKind, HouseholdState
from gridward.kernel.chinese import search_grams, sort_key
from gridward.kernel.crypto.vault import vault
from gridward.kernel.ids import new_id

CHUNK: Final = 5_000
MOST_NAMES: Final = 10_000
"""Names whose search words are kept for the next bearer; more of them cost memory and save little."""


@dataclass(frozen=True)
class Stamp:
    """What all rows of a batch share."""

    batch: UUID
    street: UUID
    grid: UUID
    now: datetime
    source: str


class RegisterWriter:
    """Writes new rows through an Inserter; call `flush` now and then, so that PostgreSQL works beside Python."""

    def __init__(self, inserter: Inserter, stamp: Stamp) -> None:
        self._stamp = stamp
        shared = {"version": 1, "created_at": stamp.now, "updated_at": stamp.now}
        ours = {**shared, "street_id": stamp.street, "batch_id": stamp.batch}
        self._household = inserter.target("register_household", HOUSEHOLD, {**ours, "note": ""})
        self._resident = inserter.target("register_resident", RESIDENT, ours)
        self._phone = inserter.target("register_residentphone", PHONE, ours)
        self._vehicle = inserter.target("register_vehicle", VEHICLE, ours)
        self._situation = inserter.target("register_residentsituation", SITUATION, ours)
        self._conflict = inserter.target(
            "register_conflict", CONFLICT, {**ours, "source": stamp.source}
        )
        row = {"batch_id": stamp.batch, "grid_id": stamp.grid}
        self._row = inserter.target("register_rosterrow", ROW, row)
        self._names: dict[str, str] = {}
        self._seal_document = vault.sealer("identity", "register_resident", "document")
        self._seal_phone = vault.sealer("contact", "register_residentphone", "phone")
        self._seal_proposal = vault.sealer("identity", "register_conflict", "proposal")
        self._phone_index = vault.indexer("phone")
        self._tail_index = cached(vault.indexer("phone_tail"))

    def household(self, place: Place, dwelling: UUID | None) -> None:
        """A new household."""
        door = place.door
        self._household(
            f"{place.id}\t{place.grid}\t{dwelling or NULL}\t{text(door.text if door else '')}"
            f"\t{door.score if door else NULL}\t{place.tenure}"
            f"\t{HouseholdState.LIVING if place.lived_in else HouseholdState.EMPTY}"
        )

    def resident(self, candidate: Candidate, place: Place) -> UUID:
        """A new resident with phones, vehicles and situation; answers the id."""
        person, row_id = candidate.person, new_id()
        grid = place.grid
        document = sealed(self._seal_document(person.document, row_id)) if person.document else NULL
        index = sealed(candidate.index) if candidate.index else NULL
        self._resident(
            f"{row_id}\t{grid}\t{place.id}\t{self._named(person.name)}\t{person.sex}"
            f"\t{person.birth or NULL}\t{person.document_kind}\t{document}\t{index}"
            f"\t{person.document_missing}\t{text(person.relation)}\t{text(person.employer)}\t{text(person.note)}"
        )
        for phone in person.phones:
            self.phone(row_id, grid, phone)
        for plate in person.plates:
            self.vehicle(row_id, grid, plate)
        if (
            person.tested is not None
            or person.key_area is not None
            or person.away not in (None, Away.NONE)
        ):
            self.situation(row_id, grid, person.tested, person.key_area, person.away)
        return row_id

    def phone(self, resident: UUID, grid: UUID, phone: str) -> None:
        """A number of a resident, as E.164, an extension behind 转."""
        row_id, number = new_id(), phone.partition("转")[0]
        self._phone(
            f"{row_id}\t{grid}\t{resident}\t{sealed(self._seal_phone(phone, row_id))}"
            f"\t{sealed(self._phone_index(number))}\t{sealed(self._tail_index(number[-4:]))}"
        )

    def vehicle(self, resident: UUID, grid: UUID, plate: str) -> None:
        """A vehicle of a resident."""
        self._vehicle(f"{new_id()}\t{grid}\t{resident}\t{text(plate)}")

    def situation(
        self,
        resident: UUID,
        grid: UUID,
        tested: bool | None,
        key_area: bool | None,
        away: Away | None,
    ) -> None:
        """What an epidemic adds; None where nobody has said."""
        self._situation(
            f"{new_id()}\t{grid}\t{resident}\t{_said(tested)}\t{_said(key_area)}\t{away or Away.NONE}"
        )

    def conflict(
        self, kind: ConflictKind, resident: UUID | None, place: Place, person: ParsedPerson
    ) -> None:
        """A question to somebody: what the file says, sealed, beside what is stored."""
        row_id = new_id()
        proposal = orjson.dumps(_proposal(person, place)).decode()
        self._conflict(
            f"{row_id}\t{place.grid}\t{kind}\t{resident or NULL}\t{place.id}"
            f"\t{sealed(self._seal_proposal(proposal, row_id))}\t\t\t"
        )

    def rows(self, ledger: Ledger, flush: Callable[[], None]) -> None:
        """The account of the file."""
        for count, (sheet, number, entry) in enumerate(ledger.in_order(), 1):
            reasons = text(reasons_json(entry.reasons)) if entry.reasons else "[]"
            self._row(
                f"{sheet}\t{number}\t{entry.outcome}\t{reasons}\t{entry.resident or NULL}"
                f"\t{entry.household or NULL}"
            )
            if count % (4 * CHUNK) == 0:
                flush()

    def _named(self, name: str) -> str:
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= MOST_NAMES:
                self._names.clear()
            grams = array(search_grams(name))
            found = self._names[name] = f"{text(name)}\t{text(sort_key(name))}\t{text(grams)}"
        return found


HOUSEHOLD: Final = (
    "id",
    "grid_id",
    "dwelling_id",
    "address_text",
    "address_score",
    "tenure",
    "state",
)
RESIDENT: Final = (
    *("id", "grid_id", "household_id", "name", "sort_key", "grams", "sex", "birth_date"),
    *(
        "document_kind",
        "document",
        "document_index",
        "document_missing",
        "relation",
        "employer",
        "note",
    ),
)
PHONE: Final = ("id", "grid_id", "resident_id", "phone", "phone_index", "phone_tail_index")
VEHICLE: Final = ("id", "grid_id", "resident_id", "plate")
SITUATION: Final = ("id", "grid_id", "resident_id", "tested", "from_key_area", "away")
CONFLICT: Final = (
    *("id", "grid_id", "kind", "resident_id", "household_id", "proposal"),
    *("decision", "decided_by", "reason"),
)
ROW: Final = ("sheet", "number", "outcome", "reasons", "resident_id", "household_id")


def cached(function: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """A function of few distinct values, asked often."""
    known: dict[str, bytes] = {}

    def look_up(value: str) -> bytes:
        found = known.get(value)
        if found is None:
            found = known[value] = function(value)
        return found

    return look_up


def _said(value: bool | None) -> str:
    return NULL if value is None else "t" if value else "f"


def _proposal(person: ParsedPerson, place: Place) -> dict[str, Any]:
    """The entry as the register's own verbs would take it, and the address as the file says it."""
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth,
        "document_kind": person.document_kind,
        "document": person.document or None,
        "relation": person.relation,
        "employer": person.employer,
        "note": person.note,
        "phones": list(person.phones),
        "plates": list(person.plates),
        "address_text": place.door.text if place.door else "",
        "dwelling_id": place.door.guess if place.door else None,
    }
