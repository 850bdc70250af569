"""Matching: whom of the register each row of a pushed list means, with reasons.

By identity number, then by phone and name, then by name, address, birth year and sex with the probability that Splink
works out on DuckDB. Clause H1. `match` decides each row for itself: the same row and the same register give the same
answer, whatever else is in the list. Its words stand in `terms`, which asks no large library; the rest is for the job
worker and the command line.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gridward.planning.matching.terms import (
    DEFAULT,
    Candidate,
    DoubleKey,
    Match,
    Person,
    Reason,
    Row,
    Thresholds,
    Verdict,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "Candidate",
    "DoubleKey",
    "Match",
    "Person",
    "Reason",
    "Row",
    "Thresholds",
    "Verdict",
    "match",
]


def match(
    rows: "Iterable[Row] | pa.Table",
    persons: "Iterable[Person] | pa.Table",
    *,
    thresholds: Thresholds = DEFAULT,
) -> "Iterator[Match] | pa.Table":
    """An answer for each row, in their order; rows as a table (`tables.ROWS`) are answered by one (`tables.MATCHES`).

    Raises DoubleKey where two rows or two persons have one key.
    """
    # DuckDB, Arrow and Splink are large: whoever only asks for the words does not load them
    import pyarrow as pa

    from gridward.planning.matching import engine, tables

    asked, known = tables.rows_table(rows), tables.persons_table(persons)
    found = engine.answers(asked, known, thresholds)
    return found if isinstance(rows, pa.Table) else tables.matches(found)
