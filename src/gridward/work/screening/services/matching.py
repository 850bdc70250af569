"""Whom of the register a row means: people and rows as the engine of matching takes them (`planning.matching`).

Documents and telephones are the register's blind indexes: equal means equal, and nothing else can be read from them. It
runs in the job worker and the command line alone: no door imports this module.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import F

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.terms.people import LeftWhy, Sex
from gridward.kernel.crypto.vault import vault
from gridward.planning.matching.terms import Person, Row, Thresholds
from gridward.work.screening.terms import ReadRow

OF_A_STREET = Thresholds(doubtful=0.005)
"""The engine counts with a million residents; a street has a tenth, so who is a tenth as likely is shown too."""


def people_of(street_id: UUID) -> Iterator[Person]:
    """Everybody of a street's register, those who left among them, but for what was entered by mistake.

    Who left and came back is told once, as they are now.
    """
    phones: dict[UUID, list[str]] = defaultdict(list)
    numbers = ResidentPhone.objects.filter(street_id=street_id, phone_index__isnull=False)
    for resident, index in numbers.values_list("resident_id", "phone_index").iterator(20_000):
        phones[resident].append(bytes(index).hex())
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
            document=bytes(document).hex() if document else None,
            phones=tuple(phones.get(key, ())),
            name=name,
            birth_year=birth.year if birth else None,
            sex=None if sex == Sex.UNKNOWN else sex,
            address=address,
            grid=str(grid),
        )


def rows_to_match(rows: Sequence[ReadRow]) -> list[Row]:
    """Rows as the engine takes them: documents and telephones as tokens of the register; the key is the position."""
    document, phone = vault.indexer("document"), vault.indexer("phone")
    return [
        Row(
            key=str(position),
            document=document(row.document).hex() if row.document else None,
            phones=tuple(phone(one).hex() for one in row.phones),
            name=row.name,
            birth_year=row.birth.year if row.birth else None,
            sex=row.sex or None,
            address=row.address,
        )
        for position, row in enumerate(rows)
    ]
