"""Tables as people give them, Parquet or CSV, to columns of one form; what cannot be read is refused with table and
column.

Ids are texts, whatever they were. Moments are microseconds (`terms`); a text or a moment without a zone is of ZONE,
a day alone is its first moment, in a column that ends something its last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from ibis.expr.types import Column, Table

from gridward.planning.tracing.terms import COLUMNS, DAY, LATEST, ZONE_OFFSET, Refused, Source

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


def read(connection: Backend, source: Source, given: Given) -> Table:
    """(`person`, `kind`, `place`, `since`, `until`) of a table, checked; passages begin and end at once. Raises
    Refused."""
    table = opened(connection, given, COLUMNS[source])
    if source is Source.PASSAGES:
        since = until = moment(table, "at")
        needed = ("person", "place", "at")
    else:
        since = moment(table, "from").fill_null(-2 * LATEST)
        until = moment(table, "to").fill_null(2 * LATEST)
        needed = ("person", "group" if source is Source.GROUPS else "place")
    try:
        for column in needed:
            _no_holes(table, given.shown, column)
        for column in {"at", "from", "to"} & set(table.columns):
            check_moments(table, given.shown, column)
    except duckdb.Error as error:
        raise unreadable(given.shown, error) from error
    group = source is Source.GROUPS
    made = table.select(
        person=table.person.cast("string"),
        kind=table.kind.cast("string").fill_null("") if group else ibis.literal(""),
        place=table["group" if group else "place"].cast("string"),
        since=since,
        until=until,
    )
    _forwards(made, given.shown)
    return made


def homes(file: Path) -> dict[str, tuple[str, str]]:
    """Grid and door of people by their ids, of a file (`person`, `grid`, `door`); raises Refused."""
    if not file.is_file():
        raise Refused("table_unreadable", table=file.name, reason="-")
    connection = reader()
    given = Given("persons", (file,))
    try:
        table = opened(connection, given, ("person", "grid", "door"))
        _no_holes(table, given.shown, "person")
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


def check_moments(table: Table, shown: str, column: str) -> None:
    """Refuse what is there and no moment, or lies too far off."""
    read = moment(table, column)
    text = table[column].cast("string")
    there = table[column].notnull() & (text.strip() != "")
    wrong = table.filter(there & (read.isnull() | (read < 0) | (read > LATEST)))
    _refuse(wrong, table[column], "time_unreadable", shown, column)


def _no_holes(table: Table, shown: str, column: str) -> None:
    empty = table.filter(table[column].isnull() | (table[column].cast("string").strip() == ""))
    count = empty.count().execute()
    if count:
        raise Refused("value_missing", table=shown, column=column, rows=int(count))


def _forwards(made: Table, shown: str) -> None:
    count = made.filter(made.since > made.until).count().execute()
    if count:
        raise Refused("ends_before_it_begins", table=shown, rows=int(count))


def _refuse(wrong: Table, column: Column, code: str, shown: str, name: str) -> None:
    found = wrong.agg(rows=wrong.count(), value=wrong[name].cast("string").min()).to_pyarrow()
    rows, value = (found[one][0].as_py() for one in ("rows", "value"))
    if rows:
        raise Refused(code, table=shown, column=name, rows=rows, value=value)
