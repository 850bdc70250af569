"""Tracing among many passages: one case to two degrees, batches of cases; Spark beside DuckDB; an outbreak of known
truth.

    python -m bench.bench_tracing [--passages 100000000] [--folder DIR] [--no-spark]

Passages of 14 days are drawn with a fixed seed: a hundred of each person, half at the gate of their home, a third
where they work, the rest anywhere; ten thousand of each place; ids are texts. They are indexed as `gridward trace
index` does. The baseline is DuckDB on the same threads: a plain scan of the columns cell, at, person of the index,
each once, and of the table as it was given; and one case asked of that table by slots of time, without the index.
Everything is removed at the end.
"""

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from time import perf_counter, process_time

import duckdb
import pyarrow as pa
from tests.planning.tracing import outbreak

from gridward.planning.tracing import Question
from gridward.planning.tracing.cases import CaseWindow
from gridward.planning.tracing.chains import reached
from gridward.planning.tracing.engines import DuckDbEngine, Engine, engine_of
from gridward.planning.tracing.storing import Store, index
from gridward.planning.tracing.terms import DAY
from gridward.planning.tracing.tracing import trace, traced

THREADS = 2
BEGIN = 1_646_064_000_000_000
"""2022-03-01 00:00 in China, in microseconds."""
BEGIN_TEXT = "2022-02-28 16:00:00"
PER_PERSON, PER_PLACE = 100, 10_000
WINDOW = 10
BATCHES = (1, 10, 100, 1_000)
TWO_DEGREES_S = 2.0
SCANS = 3.0
PROMISED = 100_000_000
"""A thousand cases have as many contacts however long the table is: only of a long one a scan is what they cost."""
SPARK_PASSAGES = 200_000
WORKERS = "local-cluster[2,1,1024]"


def draw(file: Path, passages: int) -> None:
    """Write passages with texts as ids and moments in UTC."""
    people, places = max(passages // PER_PERSON, 10), max(passages // PER_PLACE, 10)
    _connect().execute(
        f"""
        COPY (
            SELECT format('p{{:08x}}', person) AS person, 'g' || place AS place,
                   TIMESTAMPTZ '{BEGIN_TEXT}+00' + to_seconds(seconds) AS "at"
            FROM (
                SELECT person, CASE WHEN u < 50 THEN hash(person, 1) % {places}
                                    WHEN u < 80 THEN hash(person, 2) % {places}
                                    ELSE hash(i, 3) % {places} END AS place,
                       (hash(i, 7) % 14 * 86400 + 21600 + hash(i, 4) % 32400 + hash(i, 5) % 32400)::BIGINT
                           AS seconds
                FROM (SELECT i, (hash(i, 6) % {people})::BIGINT AS person, hash(i, 8) % 100 AS u
                      FROM range({passages}) t(i)))
        ) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
        """
    )


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for setting in (f"threads = {THREADS}", "preserve_insertion_order = false"):
        connection.execute(f"SET {setting}")
    return connection


def timed(act: Callable[[], object], times: int = 3) -> float:
    """The median of the seconds that an act takes."""
    found = []
    for _ in range(times):
        begin = perf_counter()
        act()
        found.append(perf_counter() - begin)
    return median(found)


def scan(file: Path, columns: tuple[str, ...]) -> float:
    """Seconds that DuckDB needs to read each value of some columns once."""
    connection = _connect()
    asked = ", ".join(f'max(hash("{one}"))' for one in columns)
    return timed(lambda: connection.execute(f"SELECT {asked} FROM '{file}'").fetchall())


def people_of(store: Store, count: int, seed: int) -> list[CaseWindow]:
    """So many cases of the whole fortnight, spread over the people."""
    ids = store.persons()
    step = max(len(ids) // count, 1)
    picked = ids.take(pa.array([(seed + n * step) % len(ids) for n in range(count)]))
    stop = BEGIN + 14 * DAY
    return [CaseWindow(one, BEGIN, stop, stop) for one in picked.to_pylist()]


@dataclass(frozen=True)
class Asked:
    """How long a question took, from cases to rows by name with a new engine: by the clock, and of all cores."""

    seconds: float
    cpu: float
    rows: pa.Table


def ask(store: Store, cases: list[CaseWindow], degrees: int) -> Asked:
    """Ask once."""
    engine = DuckDbEngine(threads=THREADS)
    begin, busy = perf_counter(), process_time()
    rows = traced(store, cases, Question(degrees, WINDOW), engine).rows
    found = Asked(perf_counter() - begin, process_time() - busy, rows)
    engine.close()
    return found


def two_degrees(store: Store) -> bool:
    """One case after another to two degrees."""
    asked = [ask(store, people_of(store, 1, seed), 2) for seed in (11, 222, 3_333, 44_444, 55_555)]
    seconds = median(one.seconds for one in asked)
    told = [reached(one.rows) for one in asked]
    print(
        f"  one case, two degrees: {seconds:.2f} s (median of {len(asked)},"
        f" slowest {max(one.seconds for one in asked):.2f}, processor {median(one.cpu for one in asked):.2f};"
        f" promise {TWO_DEGREES_S:.0f} s); contacts {median(one['first'] for one in told):,.0f} and"
        f" {median(one['second'] for one in told):,.0f}, rows {median(one.rows.num_rows for one in asked):,.0f}"
    )
    return seconds < TWO_DEGREES_S


def batches(store: Store, index_s: float, given_s: float) -> bool:
    """First degree of 1 to 1,000 cases, each batch in one pass."""
    seconds, each = 0.0, []
    for count in BATCHES:
        runs = [ask(store, people_of(store, count, seed), 1) for seed in (7, 77, 777)]
        seconds = median(one.seconds for one in runs)
        each.append(seconds / count)
        print(
            f"  {count:5,} cases, first degree: {seconds:6.2f} s (processor {median(one.cpu for one in runs):5.2f}),"
            f" {1000 * seconds / count:8.2f} ms a case; {seconds / given_s:5.2f} scans of the table as given,"
            f" {seconds / index_s:5.2f} of the index; rows {runs[-1].rows.num_rows:,}"
        )
    falls = all(after < before for before, after in pairwise(each))
    return falls and (store.rows["passages"] < PROMISED or seconds <= SCANS * given_s)


def without_index(file: Path, case: CaseWindow) -> float:
    """The first degree of one case by slots of ten minutes, out of the table as given."""
    connection = _connect()
    sql = f"""
        WITH own AS (SELECT place, "at", unnest([-1, 0, 1]) + epoch_us("at") // 600000000 AS slot
                     FROM '{file}' WHERE person = '{case.person}')
        SELECT p.person, p.place, count(*) FROM '{file}' p JOIN own
            ON p.place = own.place AND epoch_us(p."at") // 600000000 = own.slot
        WHERE p."at" BETWEEN own."at" - INTERVAL {WINDOW} MINUTE AND own."at" + INTERVAL {WINDOW} MINUTE
            AND p.person <> '{case.person}' GROUP BY ALL
        """
    return timed(lambda: connection.execute(sql).fetchall(), 1)


def storage(folder: Path, passages: int) -> bool:
    """Draw, index and ask."""
    file = folder / "passages.parquet"
    begin = perf_counter()
    draw(file, passages)
    drawn = perf_counter() - begin
    begin = perf_counter()
    store, _ = index(folder)
    indexed = perf_counter() - begin
    size = sum(one.stat().st_size for one in store.folder.iterdir())
    print(
        f"{passages:,} passages drawn in {drawn:.0f} s ({file.stat().st_size / 1e9:.2f} GB), indexed in {indexed:.0f} s"
        f" ({size / 1e9:.2f} GB, {passages / indexed / 1e6:.2f} M a second)"
    )
    scanned = scan(store.folder / "moments_of_cells.parquet", ("cell", "at", "person"))
    given = scan(file, ("person", "place", "at"))
    print(f"  DuckDB scans the same columns once: index {scanned:.2f} s, as given {given:.2f} s")
    case = people_of(store, 1, 11)[0]
    print(
        f"  one case, first degree, by slots without the index: {without_index(file, case):.2f} s"
    )
    return all([two_degrees(store), batches(store, scanned, given)])


def spark(folder: Path) -> bool:
    """A smaller world on both engines, row by row."""
    draw(folder / "passages.parquet", SPARK_PASSAGES)
    store, _ = index(folder)
    cases = people_of(store, 2, 3)
    begin = perf_counter()
    with engine_of("spark", WORKERS) as engine:
        begun = perf_counter() - begin
        first, found = _seconds(store, cases, engine)
        again, _ = _seconds(store, cases, engine)
    with engine_of("duckdb") as engine:
        ours, expected = _seconds(store, cases, engine)
    equal = found.equals(expected)
    print(
        f"Spark with two workers, {SPARK_PASSAGES:,} passages, {len(cases)} cases, two degrees: start {begun:.1f} s,"
        f" {first:.1f} s, again {again:.1f} s; DuckDB {ours:.2f} s; {expected.num_rows:,} rows"
        f" {'equal' if equal else 'DIFFERENT'}"
    )
    return equal


def _seconds(store: Store, cases: list[CaseWindow], engine: Engine) -> tuple[float, pa.Table]:
    begin = perf_counter()
    rows = traced(store, cases, Question(2, WINDOW), engine).rows
    return perf_counter() - begin, rows


def truth(folder: Path) -> bool:
    """A simulated outbreak in a town of 12,000."""
    cases = outbreak.write(folder)
    with engine_of("duckdb") as engine:
        begin = perf_counter()
        found = trace(folder, cases, Question(), engine)
        seconds = perf_counter() - begin
    print(f"outbreak of {found.cases} cases, {found.rows.num_rows:,} rows in {seconds:.1f} s")
    scores = outbreak.scores(found.rows)
    for one in scores:
        print(
            f"  {one.name:14} recall {one.recall:.3f} ({one.found} of {one.true}),"
            f" precision {one.precision:.4f} ({one.proposed:,} proposed)"
        )
    return next(one for one in scores if one.name == "household").recall == 1.0


def main() -> int:
    """Run all; exit code 1 when a promise is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where tables lie meanwhile")
    parser.add_argument("--spark", action=argparse.BooleanOptionalAction, default=True)
    given = parser.parse_args()
    folder = Path(mkdtemp(prefix="bench-tracing-", dir=given.folder))
    parts = {"many": lambda one: storage(one, given.passages), "truth": truth}
    if given.spark:
        parts["spark"] = spark
    try:
        fine = []
        for name, part in parts.items():
            (folder / name).mkdir()
            fine.append(part(folder / name))
            shutil.rmtree(folder / name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
