"""Making a backup while people work: one snapshot for the dump and for the figures that a restore is compared with.

The file appears whole or not at all: it is written beside its name, brought to the disk, then named. Nothing is ever
overwritten. The dump passes through the seal in memory and is never on the disk in plain.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from gridward.kernel.crypto.suites import Suite
from gridward.kernel.database.backup import manifest as measuring
from gridward.kernel.database.backup.manifest import FRESH, Manifest
from gridward.kernel.database.backup.problems import DumpFailed, NoSpace, NotWritten, TargetExists
from gridward.kernel.database.backup.sealed import SealedWriter
from gridward.kernel.database.backup.tools import Tools, environment, tools_for
from gridward.kernel.database.connection import Connection, Parameters, connect

KIND = "backup"
PART = ".part"  # how the name of a file that is not whole yet ends
PIPE_BYTES = 2**18
Tell = Callable[[int], None]
"""Told how many bytes have passed."""


def make_backup(
    target: Path, parameters: Parameters, *, passphrase: str, suite: Suite, version: str, tell: Tell
) -> Manifest:
    """Back the whole database up, as its owner, into a new file.

    Raises TargetExists, NoSpace, NotWritten, ToolsMissing, DumpFailed.
    """
    if target.exists():
        raise TargetExists(file=target)
    with connect(parameters) as connection:
        tools = tools_for(connection.info.server_version // 10000, parameters)
        require_room(target.absolute().parent, _table_bytes(connection))
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        about = _manifest(connection, version, tools)
        with written_whole(target) as file:
            writer = SealedWriter(file, kind=KIND, suite=suite, passphrase=passphrase)
            writer.frame(about.to_json())
            _pass_dump(connection, parameters, tools, writer, tell)
            writer.finish()
    return about


def require_room(folder: Path, needed: int) -> None:
    """Raises NoSpace when the disk of the folder has fewer than `needed` bytes, NotWritten without the folder."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise NotWritten(file=folder, reason=error.strerror) from None
    if free < needed:
        raise NoSpace(folder=folder, needed=_megabytes(needed), free=_megabytes(free))


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone, which gets its name only when the block has ended well; raises NotWritten."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(draft, target)
    except FileExistsError:
        raise TargetExists(file=target) from None
    except OSError as error:
        raise NotWritten(file=target, reason=error.strerror or error) from None
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, target: Path) -> None:
    try:
        os.link(draft, target)  # unlike a rename it never replaces
    except FileExistsError:
        raise
    except OSError:  # sticks and shares without links
        if target.exists():
            raise FileExistsError from None
        draft.rename(target)
    folder = os.open(target.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _manifest(connection: Connection, version: str, tools: Tools) -> Manifest:
    size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return Manifest(
        version=version,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        server=connection.info.server_version // 10000,
        tool=tools.major,
        database_bytes=int(size[0]) if size else 0,
        epoch=measuring.epoch(connection),
        master_keys=measuring.master_keys(connection),
        migrations=measuring.migrations(connection),
        tables=measuring.figures(connection),
    )


def _pass_dump(
    connection: Connection, parameters: Parameters, tools: Tools, writer: SealedWriter, tell: Tell
) -> None:
    """Pass the dump of this connection's snapshot to the writer."""
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None  # noqa: S101 - a function always answers
    left_out = [f"--exclude-table-data=public.{table}" for table in FRESH]
    argv = tools.argv("pg_dump", "--format=custom", f"--snapshot={row[0]}", "--no-owner", *left_out)
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            argv, env=environment(parameters), stdout=subprocess.PIPE, stderr=words
        )
        try:
            _pass_on(process, writer, tell)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            raise DumpFailed(reason=last_words(words))


def _pass_on(process: "subprocess.Popen[bytes]", writer: SealedWriter, tell: Tell) -> None:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    passed = 0
    with process.stdout as output:
        while piece := output.read(PIPE_BYTES):
            writer.write(piece)
            passed += len(piece)
            tell(passed)
    process.wait()


def last_words(words: BinaryIO) -> str:
    """The end of what a program wrote to its standard error."""
    words.seek(0)
    lines = words.read().decode("utf-8", errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "?"


def _table_bytes(connection: Connection) -> int:
    """Bytes of all rows without their indexes: the compressed dump is smaller."""
    row = connection.execute(
        "SELECT coalesce(sum(pg_table_size(oid)), 0)::bigint FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    ).fetchone()
    return int(row[0]) if row else 0


def _megabytes(count: int) -> int:
    return -(-count // 2**20)
