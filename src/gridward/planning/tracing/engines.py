"""What runs the expressions: DuckDB in this process, or Apache Spark; both by Ibis, so that the expressions are the
same.

An engine reads Parquet, keeps what is asked several times, and answers as Arrow. A kept table is worked out once;
what follows is then planned with its true size, which lets an engine skip whole pieces of the store.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from gridward.planning.tracing.terms import EngineKind, Refused

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PRUNE_BY_VALUES = 5_000
"""Up to so many cells DuckDB skips pieces of the store by their values, above by their range and a Bloom filter."""
SPARK_LOCAL = "local[*]"
SPARK_PARTITIONS = 8


class Engine(Protocol):
    """Reads, keeps and answers; `kind` says which it is."""

    kind: EngineKind

    def read(self, file: Path) -> Table:
        """A Parquet file as a table."""

    def given(self, rows: pa.Table) -> Table:
        """A small Arrow table as a table of the engine."""

    def keep(self, asked: Table) -> Table:
        """The table worked out once and kept while the engine runs."""

    def answer(self, asked: Table) -> pa.Table:
        """The rows of a table in its order."""


class DuckDbEngine:
    """DuckDB in this process."""

    kind = EngineKind.DUCKDB

    def __init__(self, threads: int | None = None) -> None:
        self._connection = ibis.duckdb.connect()
        self._names = count()
        settings: dict[str, object] = {
            "dynamic_or_filter_threshold": PRUNE_BY_VALUES,
            "parquet_metadata_cache": True,
            "enable_progress_bar": False,
        }
        if threads:
            settings["threads"] = threads
        for name, value in settings.items():
            self._connection.raw_sql(f"SET {name} = {value}")

    def read(self, file: Path) -> Table:
        """A Parquet file as a table."""
        return self._connection.read_parquet(file)

    def given(self, rows: pa.Table) -> Table:
        """A small Arrow table as a table of the engine."""
        return self.keep(ibis.memtable(rows))

    def keep(self, asked: Table) -> Table:
        """The table worked out once and kept while the engine runs."""
        return self._connection.create_table(self._name(), asked, temp=True)

    def answer(self, asked: Table) -> pa.Table:
        """The rows of a table in its order."""
        found = self._connection.con.sql(self._connection.compile(asked)).to_arrow_table()
        return found.cast(asked.schema().to_pyarrow())  # sums of DuckDB are wider than they need be

    def close(self) -> None:
        """Give memory back."""
        self._connection.disconnect()

    def _name(self) -> str:
        return f"kept_{next(self._names)}"


class SparkEngine:
    """Apache Spark: in this process, in worker processes of this machine, or a cluster, as its master says."""

    kind = EngineKind.SPARK

    def __init__(self, master: str = SPARK_LOCAL) -> None:
        self._session = _spark_session(master)
        self._connection = ibis.pyspark.connect(self._session)
        self._names = count()

    def read(self, file: Path) -> Table:
        """A Parquet file as a table."""
        return self._connection.read_parquet(str(file.absolute()))

    def given(self, rows: pa.Table) -> Table:
        """A small Arrow table as a table of the engine."""
        return self._named(self._session.createDataFrame(rows))

    def keep(self, asked: Table) -> Table:
        """The table worked out once and kept by the workers."""
        kept = self._named(self._frame(asked).localCheckpoint())
        return kept.cast(asked.schema())  # literals of Spark are as narrow as they can be

    def answer(self, asked: Table) -> pa.Table:
        """The rows of a table in its order."""
        return self._frame(asked).toArrow().cast(asked.schema().to_pyarrow())

    def close(self) -> None:
        """End the session with its workers."""
        self._session.stop()

    def _frame(self, asked: Table) -> "DataFrame":
        return self._session.sql(self._connection.compile(asked))

    def _named(self, frame: "DataFrame") -> Table:
        name = f"kept_{next(self._names)}"
        frame.createOrReplaceTempView(name)
        return self._connection.table(name)


@contextmanager
def engine_of(kind: str, spark_master: str = SPARK_LOCAL) -> Iterator[Engine]:
    """An engine that ends with the block; raises Refused where there is none of that name, or it cannot start."""
    if kind not in set(EngineKind):
        raise Refused("engine_unknown", engine=kind, known="、".join(EngineKind))
    engine = DuckDbEngine() if kind == EngineKind.DUCKDB else SparkEngine(spark_master)
    try:
        yield engine
    except Exception as error:
        if type(error).__module__.startswith(("pyspark.", "py4j.")):
            raise _failed(error) from error
        raise
    finally:
        engine.close()


def _spark_session(master: str) -> "SparkSession":
    if find_spec("pyspark") is None:
        raise Refused("spark_missing")
    if not _has_java():
        raise Refused("java_missing")
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(SPARK_PARTITIONS),
        }
    begun = SparkSession.builder.master(master).appName("gridward trace")
    for name, value in settings.items():
        begun = begun.config(name, value)
    try:
        return begun.getOrCreate()
    except Exception as error:
        raise _failed(error) from error


def _failed(error: Exception) -> Refused:
    lines = str(error).strip().splitlines()
    return Refused("spark_failed", reason=lines[0] if lines else type(error).__name__)


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and shutil.which("java", path=f"{home}/bin")))
