"""Many rows into tables behind the wall: COPY into a temporary table, then INSERT ... SELECT, while Python goes on.

PostgreSQL refuses COPY into a table with row-level security, and its INSERT takes as long as Python needs to make
the next rows: so the two run beside each other, one chunk apart, on the one connection of the transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

import psycopg
from django.db import connection
from psycopg import sql

Line = str
NULL: Final = "\\N"
_ESCAPES: Final = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}


def text(value: str) -> str:
    """A text as COPY reads it; characters that PostgreSQL cannot hold are left out."""
    if value.isalnum():
        return value
    return value.replace("\0", "").translate(_ESCAPES)


def array(values: Sequence[str]) -> str:
    """An array of texts without quotes, backslashes, commas or braces."""
    return "{" + ",".join(values) + "}"


def sealed(value: bytes) -> str:
    """Bytes as COPY reads them."""
    return "\\\\x" + value.hex()


class Inserter:
    """Takes lines for several tables, in the order in which the tables depend on each other.

    `flush` sends what was taken and returns at once; the rows are in when the block ends.
    """

    def __init__(self) -> None:
        connection.ensure_connection()
        self._line: psycopg.Connection = connection.connection
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._running: Future[None] | None = None
        self._targets: list[_Target] = []

    def __enter__(self) -> Self:
        # Foreign keys are looked at with each chunk, beside Python's work, instead of all at the commit.
        self._line.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.flush()
                self._wait()
        finally:
            self._worker.shutdown(wait=True)
        if kind is None:
            with connection.cursor() as cursor:
                for target in self._targets:
                    cursor.execute(target.drop)

    def target(
        self, table: str, columns: Sequence[str], constants: Mapping[str, object]
    ) -> Callable[[Line], None]:
        """A function that takes lines for a table: the columns' values as COPY reads them, parted by tabs."""
        target = _Target(table, columns, constants)
        self._targets.append(target)
        with connection.cursor() as cursor:
            cursor.execute(target.make)
        return target.lines.append

    def flush(self) -> None:
        """Send all lines taken so far, after those of the last flush are in."""
        batches = [(target, target.take()) for target in self._targets if target.lines]
        self._wait()
        if batches:
            self._running = self._worker.submit(self._send, batches)

    def _send(self, batches: list[tuple["_Target", bytes]]) -> None:
        with self._line.cursor() as cursor:
            for target, lines in batches:
                with cursor.copy(target.copy) as copy:
                    copy.write(lines)
                cursor.execute(target.insert, list(target.constants.values()))
                cursor.execute(target.empty)

    def _wait(self) -> None:
        if self._running is not None:
            running, self._running = self._running, None
            with connection.wrap_database_errors:
                running.result()


class _Target:
    def __init__(self, table: str, columns: Sequence[str], constants: Mapping[str, object]) -> None:
        self.lines: list[Line] = []
        self.constants = constants
        self.table = table
        here, there = sql.Identifier(f"roster_{table}"), sql.Identifier(table)
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        fixed = sql.SQL(", ").join(map(sql.Identifier, constants))
        marks = sql.SQL(", ").join(sql.Placeholder() for _ in constants)
        self.make = sql.SQL(
            "CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WHERE false"
        ).format(here, names, there)
        self.copy = sql.SQL("COPY {} ({}) FROM STDIN").format(here, names)
        self.insert = sql.SQL("INSERT INTO {} ({}, {}) SELECT {}, {} FROM {}").format(
            there, names, fixed, names, marks, here
        )
        self.drop = sql.SQL("DROP TABLE {}").format(here)
        self.empty = sql.SQL("TRUNCATE {}").format(here)

    def take(self) -> bytes:
        self.lines.append("")
        lines = "\n".join(self.lines).encode()
        self.lines.clear()
        return lines
