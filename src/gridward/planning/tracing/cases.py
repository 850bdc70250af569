"""The file of cases: whose contacts are asked for, and the window in which each could pass something on.

`person` with `from`, or with `onset` or `positive_on` and a number of days to look back; `to` where the window
ends, else at the last moment that the tables tell; `until` up to when their contacts could pass it on further, else
as `to`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table

from gridward.planning.tracing.reading import (
    Given,
    check,
    columns_of,
    moment,
    opened,
    reader,
    unreadable,
)
from gridward.planning.tracing.storing import Store
from gridward.planning.tracing.terms import DAY, ZONE_OFFSET, Refused

BEGINS = ("from", "onset", "positive_on")
ENDS = ("to", "until")
MOST_DAYS = 60
COLUMNS = pa.schema(
    [
        *(("person", pa.int32()), ("start", pa.int64())),
        *(("stop", pa.int64()), ("reach", pa.int64())),
    ]
)


@dataclass(frozen=True)
class CaseWindow:
    """A person and a window (microseconds, both ends in it); their contacts count until `reach`."""

    person: str
    start: int
    stop: int
    reach: int


@dataclass(frozen=True)
class Cases:
    """Cases by number, in COLUMNS, and the ids of those whom no table knows."""

    known: pa.Table
    unknown: tuple[str, ...]


def read_cases(file: Path, latest: int, lookback_days: int | None = None) -> list[CaseWindow]:
    """The cases of a file, CSV or Parquet; `latest` where a window has no end. Raises Refused."""
    if lookback_days is not None and not 0 <= lookback_days <= MOST_DAYS:
        raise Refused("lookback_wrong", days=lookback_days, most=MOST_DAYS)
    if not file.is_file():
        raise Refused("cases_missing", file=str(file))
    connection = reader()
    try:
        rows = list(_rows(connection, Given("cases", (file,)), lookback_days))
    except duckdb.Error as error:
        raise unreadable(file.name, error) from error
    finally:
        connection.disconnect()
    if not rows:
        raise Refused("cases_empty", file=file.name)
    return list(_cases(rows, file.name, latest))


def numbered(cases: Iterable[CaseWindow], store: Store) -> Cases:
    """The cases by the numbers of an index."""
    wanted = {one.person: one for one in cases}
    connection = reader()
    try:
        names = connection.read_parquet(store.folder / "persons.parquet")
        found = names.filter(names.person.isin(list(wanted))).order_by("number")
        known = {row["person"]: row["number"] for row in found.to_pyarrow().to_pylist()}
    finally:
        connection.disconnect()
    rows = [
        {"person": number, "start": one.start, "stop": one.stop, "reach": one.reach}
        for one, number in ((wanted[person], number) for person, number in known.items())
    ]
    unknown = tuple(sorted(wanted.keys() - known.keys()))
    return Cases(pa.Table.from_pylist(rows, schema=COLUMNS), unknown)


def _rows(connection: Backend, given: Given, days: int | None) -> Iterator[Mapping[str, Any]]:
    there = columns_of(connection, given)
    begins = next((one for one in BEGINS if one in there), None)
    if begins is None:
        raise Refused("cases_without_begin", file=given.shown, known="、".join(BEGINS))
    if begins != "from" and days is None:
        raise Refused("lookback_missing", file=given.shown, column=begins)
    ends = [one for one in ENDS if one in there]
    table = opened(connection, given, ("person", begins, *ends))
    check(table, given.shown, ("person",))
    asked = _moments(table, begins, ends)
    for row in asked.to_pyarrow().to_pylist():
        if begins != "from" and row["start"] is not None:
            row["start"] = max(0, _midnight(row["start"]) - (days or 0) * DAY)
        yield row


def _moments(table: Table, begins: str, ends: Iterable[str]) -> Table:
    told = {one: moment(table, one) for one in ends}
    return table.select(person=table.person.cast("string"), start=moment(table, begins), **told)


def _midnight(at: int) -> int:
    """The first moment of the day in the zone of the tables."""
    return (at + ZONE_OFFSET) // DAY * DAY - ZONE_OFFSET


def _cases(rows: Iterable[Mapping[str, Any]], shown: str, latest: int) -> Iterator[CaseWindow]:
    seen: set[str] = set()
    for row in rows:
        person, start, to = row["person"], row["start"], row.get("to")
        if start is None:
            raise Refused("case_without_begin", file=shown, person=person)
        if person in seen:
            raise Refused("case_twice", file=shown, person=person)
        if to is not None and to < start:
            raise Refused("case_reversed", file=shown, person=person)
        seen.add(person)
        stop = latest if to is None else to
        until = row.get("until")
        yield CaseWindow(person, start, stop, stop if until is None else until)
