"""Whom of the register a row means: people and rows as the engine of matching takes them (`planning.matching`).

Documents and telephones are the register's blind indexes: equal means equal, and nothing else can be read from them. It
runs in the job worker and the command line alone: no door imports this module.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from django.db import connection

from gridward.ground.register.terms.people import LeftWhy, Sex
from gridward.kernel.crypto.vault import vault
from gridward.planning.matching import Match, Verdict, match
from gridward.planning.matching.tables import PERSONS, matches, rows_table
from gridward.planning.matching.terms import Row, Thresholds
from gridward.work.screening.terms import ReadRow

OF_A_STREET = Thresholds(doubtful=0.005)
"""The engine counts with a million residents; a street has a tenth, so who is a tenth as likely is shown too."""

# Who left and came back is told once, as they are now; who was entered by mistake is nobody.
_PEOPLE = """
COPY (
    SELECT r.id AS key, encode(r.document_index, 'hex') AS document, p.phones, r.name,
        extract(year FROM r.birth_date)::integer AS birth_year, nullif(r.sex, %(unknown)s) AS sex,
        h.address_text AS address, r.grid_id AS grid
    FROM (
        SELECT *, row_number() OVER (PARTITION BY document_index ORDER BY left_on DESC NULLS FIRST, id) AS turn
        FROM register_resident
        WHERE street_id = %(street)s AND left_why IS DISTINCT FROM %(mistaken)s
    ) r
    JOIN register_household h ON h.id = r.household_id
    LEFT JOIN (
        SELECT resident_id, string_agg(encode(phone_index, 'hex'), ' ') AS phones
        FROM register_residentphone WHERE street_id = %(street)s GROUP BY resident_id
    ) p ON p.resident_id = r.id
    WHERE r.turn = 1 OR r.document_index IS NULL
) TO STDOUT (FORMAT csv, HEADER)
"""
_READ = pyarrow.csv.ConvertOptions(
    column_types={
        one.name: pa.string() if pa.types.is_list(one.type) else one.type for one in PERSONS
    },
    null_values=[""],
    strings_can_be_null=True,
    quoted_strings_can_be_null=False,
)


class Answers:
    """What the engine says of the readable rows of a list, in their order; read a batch at a time."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __iter__(self) -> Iterator[Match]:
        return matches(self._table)

    @cached_property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many rows have which verdict."""
        return Counter(map(Verdict, self._table["verdict"].to_pylist()))

    @property
    def persons(self) -> list[str]:
        """Everybody whom some row surely means."""
        found: list[str] = self._table["person"].drop_null().unique().to_pylist()
        return found


def answers_to(street_id: UUID, rows: Sequence[ReadRow]) -> Answers:
    """Whom of a street's register each readable row means."""
    asked = rows_table(rows_to_match([row for row in rows if row.readable]))
    return Answers(match(asked, people_of(street_id), thresholds=OF_A_STREET))


def people_of(street_id: UUID) -> pa.Table:
    """Everybody of a street's register, those who left among them; columns as `tables.PERSONS`.

    PostgreSQL writes them as text and Arrow reads that: Python never sees a row.
    """
    asked = {"street": street_id, "unknown": Sex.UNKNOWN, "mistaken": LeftWhy.MISTAKEN}
    with connection.cursor() as cursor, cursor.cursor.copy(_PEOPLE, asked) as copy:
        written = io.BytesIO(b"".join(copy))
    told = pyarrow.csv.read_csv(
        written,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=_READ,
    )
    phones = pc.split_pattern(told["phones"], " ")
    told = told.set_column(told.column_names.index("phones"), "phones", phones)
    former = pa.nulls(len(told), PERSONS.field("former_phones").type)
    return told.append_column("former_phones", former).select(PERSONS.names)


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
