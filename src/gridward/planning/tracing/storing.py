"""The index: what was given, checked and numbered, as Parquet in two orders, so that a question reads little of it.

`persons` and `places` hold the names in their order; a name's number is its position, so numbers sort as names do.
Moments and spells lie twice: in the order of people, and in the order of cells (place and slot of time). Pieces of
the files are small, and each knows its least and greatest, so an engine skips those in which nobody asked for was.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend
from ibis.expr.types import Column, Table

from gridward.planning.tracing.engines import Engine
from gridward.planning.tracing.meeting import Presence
from gridward.planning.tracing.reading import Given, find, read, reader, unreadable
from gridward.planning.tracing.terms import (
    EVIDENCE,
    LATEST,
    LONG,
    MOMENT_SLOT,
    SLOTS,
    SPELL_SLOT,
    Refused,
    Source,
)

FOLDER = "index"
VERSION = 1
PIECE_ROWS = 20_480
"""Rows of a piece of a file, at least; so many that a file has a few thousand pieces at most."""
MOST_PIECES = 10_000
ORDERS = (
    *("moments_of_people", "moments_of_cells"),
    *("spells_of_people", "spells_of_cells"),
)


@dataclass(frozen=True)
class Store:
    """An index in a folder; `rows` by table as given, `latest` the last moment that is told (microseconds)."""

    folder: Path
    rows: Mapping[str, int]
    latest: int

    def presence(self, engine: Engine) -> Presence:
        """Its moments and spells as tables of an engine."""
        return Presence(*(engine.read(self.folder / f"{one}.parquet") for one in ORDERS))

    def persons(self) -> pa.Array:
        """The ids of people, by number."""
        table = pq.read_table(self.folder / "persons.parquet", columns=["person"])
        return table["person"].combine_chunks()

    def places(self) -> pa.Table:
        """(`evidence`, `kind`, `place`) by number."""
        told = pq.read_table(self.folder / "places.parquet", columns=["evidence", "kind", "place"])
        for number, name in enumerate(("evidence", "kind")):  # few values, taken very often
            told = told.set_column(number, name, told[name].dictionary_encode())
        return told.combine_chunks()


@contextmanager
def store_of(folder: Path) -> Iterator[Store]:
    """The index of a folder, or one made for this question alone; raises Refused where it is older than the
    tables."""
    kept = folder / FOLDER
    if (kept / "index.json").is_file():
        yield _fresh(folder, kept)
        return
    with TemporaryDirectory(prefix="gridward-trace-") as made:
        yield _build(find(folder), Path(made))


def index(folder: Path) -> tuple[Store, bool]:
    """Make the index of a folder, or find that it is as new as the tables; whether it was made. Raises Refused."""
    kept = folder / FOLDER
    given = find(folder)
    told = _told(kept)
    if told and told["sources"] == _sources(given):
        return _opened(kept, told), False
    building = folder / f"{FOLDER}.{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    try:
        building.mkdir()
        _build(given, building)
        shutil.rmtree(kept, ignore_errors=True)
        building.rename(kept)
    except OSError as error:
        raise Refused("index_unwritable", folder=str(kept), reason=error.strerror) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return _opened(kept, _told(kept) or {}), True


def _fresh(folder: Path, kept: Path) -> Store:
    told = _told(kept)
    try:
        given = _sources(find(folder))
    except Refused as refused:
        if refused.finding.code != "tables_missing":
            raise
        given = {}
    if told is None or any(told["sources"].get(one) != file for one, file in given.items()):
        raise Refused("index_old", folder=str(folder))
    return _opened(kept, told)


def _told(kept: Path) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads((kept / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if told.get("version") == VERSION else None


def _opened(kept: Path, told: Mapping[str, Any]) -> Store:
    return Store(kept, told["rows"], told["latest"])


def _sources(given: Mapping[Source, Given]) -> dict[str, list[list[Any]]]:
    """What the tables looked like: name, size and time of change of each file."""
    found: dict[str, list[list[Any]]] = {}
    for source, one in given.items():
        looks = [(file, file.stat()) for file in one.files]
        found[source.value] = [[file.name, at.st_size, at.st_mtime_ns] for file, at in looks]
    return found


# -- building ------------------------------------------------------------------------------------


def _build(given: Mapping[Source, Given], target: Path) -> Store:
    connection = reader()
    spilled = str(target / "spilled").replace("'", "''")
    connection.raw_sql(f"SET temp_directory = '{spilled}'")
    try:
        told = _Building(connection, target).build(given)
    except duckdb.Error as error:
        raise unreadable("、".join(one.shown for one in given.values()), error) from error
    finally:
        connection.disconnect()
        shutil.rmtree(target / "spilled", ignore_errors=True)
    told = {"version": VERSION, "sources": _sources(given), **told}
    (target / "index.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    return _opened(target, told)


@dataclass(frozen=True)
class _Building:
    """Writes an index into an empty folder."""

    connection: Backend
    target: Path

    def build(self, given: Mapping[Source, Given]) -> dict[str, Any]:
        found = {source: read(self.connection, source, one) for source, one in given.items()}
        tables = {source: table for source, (table, _) in found.items()}
        rows = {source.value: count for source, (_, count) in found.items()}
        everything = _together(tables)
        persons = self._numbered(everything.select("person").distinct(), "persons", ("person",))
        names = ("evidence", "kind", "place")
        places = self._numbered(everything.select(*names).distinct(), "places", names)
        passages = tables.get(Source.PASSAGES)
        others = dict(tables)
        others.pop(Source.PASSAGES, None)
        told = _together({Source.PASSAGES: passages} if passages is not None else {})
        count = rows.get(Source.PASSAGES, 0)
        self._moments(_numbers(told, persons, places), count)
        count = sum(rows.values()) - count
        self._spells(_numbers(_together(others), persons, places), count)
        return {"rows": rows, "latest": _latest(everything)}

    def _numbered(self, names: Table, file: str, order: tuple[str, ...]) -> Table:
        """Write names in their order; answers them with their number."""
        made = names.mutate(number=ibis.row_number().over(order_by=order).cast("int32"))
        self._write(made.order_by("number"), file)
        return self.connection.read_parquet(self.target / f"{file}.parquet")

    def _moments(self, told: Table, rows: int) -> None:
        made = told.select("person", "place", at="since")
        self._write(made.order_by("person", "at", "place"), "moments_of_people", rows)
        of_people = self.connection.read_parquet(self.target / "moments_of_people.parquet")
        cell = _cell(of_people, of_people.at // MOMENT_SLOT)
        made = of_people.select("at", "person", cell=cell).select("cell", "at", "person")
        self._write(made.order_by("cell", "at", "person"), "moments_of_cells", rows)

    def _spells(self, told: Table, rows: int) -> None:
        made = told.select("person", "place", "since", "until")
        self._write(made.order_by("person", "since", "until", "place"), "spells_of_people", rows)
        of_people = self.connection.read_parquet(self.target / "spells_of_people.parquet")
        long = of_people.until - of_people.since > SPELL_SLOT
        cell = _cell(of_people, ibis.ifelse(long, LONG, of_people.since // SPELL_SLOT))
        made = of_people.select("since", "until", "person", cell=cell)
        made = made.select("cell", "since", "until", "person")
        self._write(made.order_by("cell", "since", "until", "person"), "spells_of_cells", rows)

    def _write(self, table: Table, name: str, rows: int = 0) -> None:
        """Delta-coded numbers and no packing beyond: half as long to decode as packed, and little larger."""
        pieces = max(PIECE_ROWS, -(-rows // MOST_PIECES // 2048) * 2048)
        self.connection.to_parquet(
            table,
            self.target / f"{name}.parquet",
            compression="uncompressed",
            parquet_version="v2",
            row_group_size=pieces,
        )


def _together(tables: Mapping[Source, Table]) -> Table:
    """All tables as one, each with its evidence."""
    nothing = ibis.memtable(
        pa.table(
            {
                **{one: pa.array([], pa.string()) for one in ("person", "kind", "place")},
                **{one: pa.array([], pa.int64()) for one in ("since", "until")},
                "evidence": pa.array([], pa.string()),
            }
        )
    )
    parts = [one.mutate(evidence=ibis.literal(EVIDENCE[at])) for at, one in tables.items()]
    return ibis.union(nothing, *parts) if parts else nothing


def _numbers(told: Table, persons: Table, places: Table) -> Table:
    """(`person`, `place`, `since`, `until`) by numbers."""
    found = told.join(persons, "person").rename(person_number="number")
    found = found.join(places, ("evidence", "kind", "place"))
    return found.select("since", "until", person="person_number", place="number")


def _cell(table: Table, slot: Column) -> Column:
    return (table.place.cast("int64") * SLOTS + slot).cast("int64")


def _latest(everything: Table) -> int:
    """The last moment that is told, ends that are open left out."""
    ends = (everything.since, everything.until)
    told = [one.max(where=one <= LATEST).fill_null(0) for one in ends]
    found = everything.agg(latest=ibis.greatest(*told)).to_pyarrow()
    return int(found["latest"][0].as_py() or 0)
