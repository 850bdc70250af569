"""Reading a backup: the whole file is checked before anything of it is used, and what was loaded is compared."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gridward.kernel.database.backup.making import KIND, Tell, last_words
from gridward.kernel.database.backup.manifest import Manifest, differing, figures
from gridward.kernel.database.backup.problems import (
    CutOff,
    Differs,
    LoadFailed,
    NotReadable,
    NotSealedByUs,
    ServerOlder,
)
from gridward.kernel.database.backup.sealed import pieces
from gridward.kernel.database.backup.tools import environment, tools_for
from gridward.kernel.database.connection import Parameters, connect

DUMP_MAGIC = b"PGDMP"
Pieces = Iterator[bytes]


def inspect(file: Path, passphrase: str, tell: Tell) -> Manifest:
    """Read the whole file; what it says of itself, when it is authentic and complete.

    Raises NotReadable, NotSealedByUs, SealedByNewer, WrongPassphrase, Damaged, CutOff.
    """
    with opened(file) as source:
        found = pieces(source, kind=KIND, passphrase=passphrase)
        about = Manifest.from_json(next(found))
        first = next(found, b"")
        if not first.startswith(DUMP_MAGIC):
            raise CutOff(file=file)
        tell(source.tell())
        for _ in found:
            tell(source.tell())
    return about


def is_plain_dump(file: Path) -> bool:
    """Whether this is a dump as `pg_dump --format=custom` writes it, without our seal."""
    with opened(file) as source:
        return source.read(len(DUMP_MAGIC)) == DUMP_MAGIC


def load(file: Path, passphrase: str, about: Manifest, parameters: Parameters, tell: Tell) -> None:
    """Load a backup that was inspected into an empty database and compare rows and digests of every table.

    Raises ServerOlder, ToolsMissing, LoadFailed, Differs, and what `inspect` raises.
    """
    with opened(file) as source:
        found = pieces(source, kind=KIND, passphrase=passphrase)
        next(found)
        restore_dump(_telling(found, source, tell), about.server, about.tool, parameters)
    compare(about, parameters)


def load_plain(file: Path, parameters: Parameters, tell: Tell) -> None:
    """Load a dump without a seal: nothing says whether it is whole but PostgreSQL's own format."""
    with opened(file) as source:
        read = iter(lambda: source.read(2**18), b"")
        restore_dump(_telling(read, source, tell), 0, 0, parameters)


def restore_dump(dump: Pieces, server: int, tool: int, parameters: Parameters) -> None:
    """Feed a dump to `pg_restore`, in one transaction. `server`, `tool`: majors that it was made from and by."""
    with connect(parameters) as connection:
        ours = connection.info.server_version // 10000
    if ours < server:
        raise ServerOlder(backup=server, server=ours)
    argv = tools_for(max(ours, tool), parameters).argv(
        *("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        *("--dbname", parameters["dbname"]),
    )
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            argv,
            env=environment(parameters),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=words,
        )
        try:
            _feed(process, dump)
            process.wait()
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            raise LoadFailed(reason=last_words(words))


def compare(about: Manifest, parameters: Parameters) -> None:
    """Raises Differs where rows or digest of a table are not those of the backup."""
    with connect(parameters) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = figures(connection)
    tables = differing(about.tables, found)
    if tables:
        raise Differs(tables=", ".join(tables))


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """A file to read; raises NotReadable."""
    try:
        with file.open("rb") as source:
            yield source
    except OSError as error:
        raise NotReadable(file=file, reason=error.strerror) from None


def require_sealed(file: Path) -> None:
    """Raises NotSealedByUs for a plain dump, before anybody types a passphrase for it."""
    if is_plain_dump(file):
        raise NotSealedByUs(file=file)


def _feed(process: "subprocess.Popen[bytes]", dump: Pieces) -> None:
    assert process.stdin is not None  # noqa: S101 - it was asked for
    try:
        with process.stdin as entrance:
            for piece in dump:
                entrance.write(piece)
    except BrokenPipeError:  # it has ended; its words say why
        return


def _telling(found: Pieces, source: BinaryIO, tell: Callable[[int], None]) -> Pieces:
    for piece in found:
        tell(source.tell())
        yield piece
