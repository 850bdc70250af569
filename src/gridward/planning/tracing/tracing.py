"""A trace from end to end: tables of a folder and cases in, rows of evidence out, the same on every engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from gridward.planning.tracing.asking import contacts
from gridward.planning.tracing.cases import CaseWindow, numbered, read_cases
from gridward.planning.tracing.engines import Engine
from gridward.planning.tracing.storing import Store, store_of
from gridward.planning.tracing.terms import MINUTE, RESULT, ZONE, Question

MOMENTS = pa.timestamp("us", tz=ZONE)


@dataclass(frozen=True)
class Traced:
    """The evidence in columns RESULT, sorted by case, degree, via, person, evidence, kind and place; who was asked
    for.

    `unknown` are cases that stand in no table: nothing is known of them, which is not the same as no contact.
    """

    rows: pa.Table
    cases: int
    unknown: tuple[str, ...]


def trace(
    folder: Path, cases: Path, question: Question, engine: Engine, lookback_days: int | None = None
) -> Traced:
    """Who met the cases of a file, by the tables of a folder; raises Refused."""
    with store_of(folder) as store:
        return traced(store, read_cases(cases, store.latest, lookback_days), question, engine)


def traced(store: Store, cases: Iterable[CaseWindow], question: Question, engine: Engine) -> Traced:
    """Who met these cases, by an index."""
    asked = numbered(cases, store)
    if asked.known.num_rows == 0:
        return Traced(_named(_NOTHING, store), 0, asked.unknown)
    presence = store.presence(engine)
    found = engine.answer(contacts(engine, presence, engine.given(asked.known), question))
    return Traced(_named(found, store), asked.known.num_rows, asked.unknown)


def what_if(
    folder: Path, person: str, window: tuple[int, int], question: Question, engine: Engine
) -> Traced:
    """Who would be a contact if this person were a case between two moments (microseconds); raises Refused.

    With `chains.affected` and `reading.homes`: the grids and doors that it would concern.
    """
    with store_of(folder) as store:
        start, stop = window
        return traced(store, [CaseWindow(person, start, stop, stop)], question, engine)


_NOTHING = pa.table(
    {
        **{one: pa.array([], pa.int32()) for one in ("case", "degree", "via", "person", "place")},
        **{one: pa.array([], pa.int64()) for one in ("first", "last", "overlap", "meetings")},
    }
)


def _named(found: pa.Table, store: Store) -> pa.Table:
    """Numbers back to names, microseconds to moments and minutes; the order stays."""
    persons = store.persons()
    places = store.places().take(found["place"])
    first = pc.equal(found["degree"], 1)
    columns = {
        "case": persons.take(found["case"].combine_chunks()),
        "person": persons.take(found["person"].combine_chunks()),
        "degree": found["degree"].cast(pa.int8()),
        "via": persons.take(pc.if_else(first, None, found["via"]).combine_chunks()),
        **{one: places[one] for one in ("evidence", "kind", "place")},
        "first": found["first"].cast(pa.timestamp("us")).cast(MOMENTS),
        "last": found["last"].cast(pa.timestamp("us")).cast(MOMENTS),
        "minutes": pc.divide(pc.add(found["overlap"], MINUTE // 2), MINUTE),
        "meetings": found["meetings"],
    }
    return pa.table({one: columns[one] for one in RESULT}).combine_chunks()
