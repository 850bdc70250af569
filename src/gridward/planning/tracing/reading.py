"""Tables as people give them, Parquet or CSV, to columns of one form; what cannot be read is refused with table and
column.

Ids are texts, whatever they were. Moments are microseconds (`terms`); a text or a moment without a zone is of ZONE,
a day alone is its first moment, in a column that ends something its last.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from ibis.expr.types import Column, Table

from gridward.planning.tracing.terms import (
    ALWAYS,
    COLUMNS,
    DAY,
    LATEST,
    ZONE_OFFSET,
    Refused,
    Source,
)

MOMENTS = frozenset({"at", "from", "to", "until", "onset", "positive_on"})
ENDS = frozenset({"to", "until"})
"""Columns in which a day alone is meant to its end."""


FIXED_ZONE = "Etc/GMT-8"
"""ZONE without its summer times of long ago, so that clock times are moments and a fixed difference."""


@ibis.udf.scalar.builtin(name="epoch_us", signature=(("timestamp",), "int64"))
def _microseconds(clock_time):  # type: ignore[no-untyped-def]
    """DuckDB's own."""


@dataclass(frozen=True)
class Given:
    """A table that was found: what it is and the files it lies in."""

    name: str
    files: tuple[Path, ...]

    @property
    def shown(self) -> str:
        """Its file as people know it."""
        return self.files[0].name if len(self.files) == 1 else f"{self.name}/"


def reader() -> Backend:
    """A DuckDB of one's own for reading and writing tables."""
    connection = ibis.duckdb.connect()
    for setting in (f"TimeZone = '{FIXED_ZONE}'", "enable_progress_bar = false"):
        connection.raw_sql(f"SET {setting}")
    return connection


def find(folder: Path) -> dict[Source, Given]:
    """The tables of a folder: NAME.parquet, NAME.csv or NAME/ with Parquet inside; raises Refused."""
    if not folder.is_dir():
        raise Refused("folder_missing", folder=str(folder))
    found = {source: list(_found(folder, source)) for source in Source}
    for source, ways in found.items():
        if len(ways) > 1:
            raise Refused("table_twice", table=source.value, folder=str(folder))
    tables = {source: ways[0] for source, ways in found.items() if ways}
    if not tables:
        raise Refused("tables_missing", folder=str(folder), known="、".join(Source))
    return tables


def _found(folder: Path, source: Source) -> Iterator[Given]:
    for suffix in (".parquet", ".csv"):
        file = folder / f"{source}{suffix}"
        if file.is_file():
            yield Given(source, (file,))
    inside = tuple(sorted((folder / source).glob("**/*.parquet")))
    if inside:
        yield Given(source, inside)


def opened(connection: Backend, given: Given, columns: Sequence[str]) -> Table:
    """The named columns of a table as they stand in it; raises Refused where it or one of them is missing."""
    table = _read(connection, given)
    named = _named(table)
    for column in columns:
        if column not in named:
            known = "、".join(table.columns)
            raise Refused("column_missing", table=given.shown, column=column, known=known)
    return table.select(**{column: named[column] for column in columns})


def columns_of(connection: Backend, given: Given) -> frozenset[str]:
    """Names of the columns of a table; raises Refused where it cannot be read."""
    return frozenset(_named(_read(connection, given)))


def _named(table: Table) -> dict[str, str]:
    """Columns by their names without blanks, in small letters."""
    return {name.strip().lower(): name for name in table.columns}


def _read(connection: Backend, given: Given) -> Table:
    try:
        if given.files[0].suffix.lower() == ".csv":
            return connection.read_csv(
                [str(one) for one in given.files],
                all_varchar=True,
                header=True,
                delim=",",
                quote='"',
                escape='"',
                strict_mode=True,
            )
        return connection.read_parquet([str(one) for one in given.files])
    except (duckdb.Error, OSError) as error:
        raise unreadable(given.shown, error) from error


def unreadable(shown: str, error: Exception) -> Refused:
    """The refusal of a table that the library cannot read."""
    lines = str(error).strip().splitlines()
    return Refused("table_unreadable", table=shown, reason=lines[0] if lines else "")


def read(connection: Backend, source: Source, given: Given) -> tuple[Table, int]:
    """(`person`, `kind`, `place`, `since`, `until`) of a table, checked, and its rows; passages begin and end at once.

    Raises Refused.
    """
    table = opened(connection, given, COLUMNS[source])
    place = "group" if source is Source.GROUPS else "place"
    if source is Source.PASSAGES:
        since = until = moment(table, "at")
        needed: tuple[str, ...] = ("person", place, "at")
    else:
        since = moment(table, "from").fill_null(-ALWAYS)
        until = moment(table, "to").fill_null(ALWAYS)
        needed = ("person", place)
    grouped = source is Source.GROUPS
    kind = table.kind.cast("string").fill_null("") if grouped else ibis.literal("")
    rows = check(table, given.shown, needed, backwards=since > until)
    made = table.select(
        person=table.person.cast("string"),
        kind=kind,
        place=table[place].cast("string"),
        since=since,
        until=until,
    )
    return made, rows


def check(table: Table, shown: str, needed: Sequence[str], backwards: Column | None = None) -> int:
    """The rows of a table; raises Refused where a needed value is empty, a moment is none, or a row runs backwards.

    All is asked at once, so that a large table is read once.
    """
    asked = {"rows": table.count()}
    timed = [one for one in table.columns if one in MOMENTS]
    for column in needed:
        asked[f"empty {column}"] = _is_empty(table[column]).sum()
    for column in timed:
        wrong = _is_no_moment(table, column)
        asked[f"wrong {column}"] = wrong.sum()
        asked[f"value {column}"] = table[column].cast("string").min(where=wrong)
    if backwards is not None:
        asked["backwards"] = backwards.sum()
    try:
        found = table.agg(**asked).to_pyarrow().to_pylist()[0]
    except duckdb.Error as error:
        raise unreadable(shown, error) from error
    _refuse(found, shown, needed, timed)
    return int(found["rows"])


def _refuse(
    found: Mapping[str, Any], shown: str, needed: Sequence[str], timed: Sequence[str]
) -> None:
    for column in needed:
        if rows := found[f"empty {column}"]:
            raise Refused("value_missing", table=shown, column=column, rows=rows)
    for column in timed:
        if rows := found[f"wrong {column}"]:
            value = found[f"value {column}"]
            raise Refused("time_unreadable", table=shown, column=column, rows=rows, value=value)
    if rows := found.get("backwards"):
        raise Refused("ends_before_it_begins", table=shown, rows=rows)


def _is_empty(column: Column) -> Column:
    empty = column.isnull()
    return empty | (column.strip() == "") if column.type().is_string() else empty


def _is_no_moment(table: Table, column: str) -> Column:
    """Where something stands that is no moment, or one that lies too far off."""
    read = moment(table, column)
    return ~_is_empty(table[column]) & (read.isnull() | (read < 0) | (read > LATEST))


def homes(file: Path) -> dict[str, tuple[str, str]]:
    """Grid and door of people by their ids, of a file (`person`, `grid`, `door`); raises Refused."""
    if not file.is_file():
        raise Refused("table_unreadable", table=file.name, reason="-")
    connection = reader()
    given = Given("persons", (file,))
    try:
        table = opened(connection, given, ("person", "grid", "door"))
        check(table, given.shown, ("person",))
        told = table.mutate(*(table[one].cast("string").name(one) for one in table.columns))
        rows = told.to_pyarrow().to_pylist()
    except duckdb.Error as error:
        raise unreadable(given.shown, error) from error
    finally:
        connection.disconnect()
    return {row["person"]: (row["grid"] or "", row["door"] or "") for row in rows}


def moment(table: Table, column: str) -> Column:
    """A column of moments as microseconds; null where it is empty or cannot be read."""
    given = table[column]
    kind = given.type()
    if kind.is_string():
        return _from_text(given, column in ENDS)
    if kind.is_date():
        return _moment(given) + (DAY - 1 if column in ENDS else 0)
    return _moment(given) if kind.is_timestamp() else ibis.null("int64")


def _moment(given: Column) -> Column:
    """The microseconds of a clock time, which DuckDB tells in the zone that was set."""
    return _microseconds(given.cast("timestamp")) - ZONE_OFFSET


def _from_text(given: Column, ends: bool) -> Column:
    """A day alone has no colon."""
    text = given.strip()
    read = _moment(text.try_cast("timestamp('UTC')"))
    return ibis.ifelse(text.contains(":"), read, read + (DAY - 1)) if ends else read
