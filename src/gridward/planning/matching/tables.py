"""Rows, persons and answers as Arrow tables, and as the dataclasses of small questions."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from gridward.planning.matching.terms import Candidate, Match, Person, Reason, Row, Verdict

_TOKENS = pa.list_(pa.string())
ROWS = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        ("document", pa.string()),
        ("phones", _TOKENS),
        ("name", pa.string()),
        ("birth_year", pa.int32()),
        ("sex", pa.string()),
        ("address", pa.string()),
    ]
)
"""Columns of a list, those of `Row`."""
PERSONS = pa.schema([*ROWS, ("grid", pa.string()), ("former_phones", _TOKENS)])
"""Columns of a register, those of `Person`."""
_REASON = pa.struct([("field", pa.string()), ("level", pa.string()), ("weight", pa.float64())])
_CANDIDATE = pa.struct(
    [("person", pa.string()), ("score", pa.float64()), ("reasons", pa.list_(_REASON))]
)
MATCHES = pa.schema(
    [
        ("row", pa.string()),
        ("verdict", pa.string()),
        ("person", pa.string()),
        ("candidates", pa.list_(_CANDIDATE)),
    ]
)
"""Columns of answers, those of `Match`, in the order of the rows."""


def rows_table(rows: Iterable[Row] | pa.Table) -> pa.Table:
    """Rows as Arrow; a table is taken with the columns of `ROWS`."""
    return _table(rows, ROWS)


def persons_table(persons: Iterable[Person] | pa.Table) -> pa.Table:
    """Persons as Arrow; a table is taken with the columns of `PERSONS`."""
    return _table(persons, PERSONS)


def _table(given: Iterable[Row | Person] | pa.Table, schema: pa.Schema) -> pa.Table:
    if isinstance(given, pa.Table):
        return given.select(schema.names).cast(schema)
    records = list(given)
    columns = {name: [getattr(one, name) for one in records] for name in schema.names}
    return pa.table(columns, schema=schema)


def matches(answers: pa.Table) -> Iterator[Match]:
    """Answers as dataclasses, a batch at a time."""
    for batch in answers.to_batches(max_chunksize=10_000):
        for one in batch.to_pylist():
            candidates = tuple(map(_candidate, one["candidates"]))
            yield Match(one["row"], Verdict(one["verdict"]), one["person"], candidates)


def _candidate(plain: dict[str, object]) -> Candidate:
    reasons = plain["reasons"]
    assert isinstance(reasons, list)  # noqa: S101
    return Candidate(
        str(plain["person"]),
        float(str(plain["score"])),
        tuple(Reason(one["field"], one["level"], one["weight"]) for one in reasons),
    )
