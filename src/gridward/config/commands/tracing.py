"""`gridward trace`: contacts of cases out of tables of pseudonymous ids, into a file of evidence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as pq

from gridward.planning.tracing import Question, Refused
from gridward.planning.tracing.chains import reached
from gridward.planning.tracing.engines import engine_of
from gridward.planning.tracing.storing import index as make_index
from gridward.planning.tracing.terms import ZONE
from gridward.planning.tracing.tracing import trace
from gridward.work.tracing.problems import (
    TraceAnswerFormUnknown,
    TraceAnswerUnwritable,
    problem_of,
)

FORMS = frozenset({".parquet", ".csv"})
MOMENT = "%Y-%m-%d %H:%M:%S%z"


def trace_files(
    data: Path,
    cases: Path,
    out: Path,
    question: dict[str, int],
    engine: str,
    spark_master: str,
    lookback_days: int | None,
) -> dict[str, Any]:
    """Trace the cases of a file, write the evidence; answers counts. Raises the problems of `work.tracing`."""
    if out.suffix.lower() not in FORMS:
        raise TraceAnswerFormUnknown(file=out.name)
    with _told():
        asked = Question(**question)
        with engine_of(engine, spark_master) as runs:
            begin = perf_counter()
            found = trace(data, cases, asked, runs, lookback_days)
            seconds = perf_counter() - begin
    _write(found.rows, out)
    return {
        "file": str(out),
        "engine": engine,
        "cases": found.cases,
        "cases_unknown": list(found.unknown),
        "rows": found.rows.num_rows,
        "contacts": reached(found.rows),
        "seconds": round(seconds, 2),
    }


def index_folder(folder: Path) -> dict[str, Any]:
    """Make or find the index of a folder; answers what is in it. Raises the problems of `work.tracing`."""
    with _told():
        store, made = make_index(folder)
    return {"index": str(store.folder), "made": made, "rows": dict(store.rows)}


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise problem_of(refused) from refused


def _write(rows: pa.Table, out: Path) -> None:
    try:
        if out.suffix.lower() == ".parquet":
            pq.write_table(rows, out)
        else:
            with out.open("wb") as file:
                file.write(b"\xef\xbb\xbf")  # spreadsheets take it for GBK else
                csv.write_csv(_clock_times(rows), file)
    except OSError as error:
        raise TraceAnswerUnwritable(file=str(out), reason=error.strerror or str(error)) from error


def _clock_times(rows: pa.Table) -> pa.Table:
    """Moments as texts that spreadsheets and people read, to the second."""
    for name in ("first", "last"):
        seconds = pc.floor_temporal(rows[name], unit="second").cast(pa.timestamp("s", tz=ZONE))
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, name, pc.strftime(seconds, format=MOMENT))
    return rows
