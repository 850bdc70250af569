"""A home that is restored into: empty before, whole or empty after, and nobody starts on what is in between.

While a restore runs, the file `restoring` in the home says what was there before and is locked. A restore that was
killed leaves it behind; then every command refuses the home, and the next restore first makes it empty again.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from gridward.kernel.database.backup.problems import HomeNotEmpty
from gridward.kernel.database.connection import (
    Connection,
    connect,
    connection_parameters,
    is_external,
)
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import RESTORING, Home


@contextmanager
def restoring(place: Home, *written: Path) -> Iterator[None]:
    """Hold an empty home; when the block fails, whatever came into it goes, and the files `written` too.

    Raises HomeNotEmpty, and of an external database what `connect` raises.
    """
    existed = place.path.exists()
    place.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    marker = place.path / RESTORING
    descriptor = os.open(marker, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _hold(descriptor, place)
        if os.fstat(descriptor).st_size:
            _empty(place, json.loads(marker.read_text("utf-8")))
        _require_empty(place)
        _remember(descriptor, place, [path for path in written if not path.exists()])
        try:
            yield
        except BaseException:
            _empty(place, json.loads(marker.read_text("utf-8")))
            raise
        finally:
            marker.unlink(missing_ok=True)
    finally:
        os.close(descriptor)
        if not existed and place.path.exists() and not any(place.path.iterdir()):
            place.path.rmdir()


def _hold(descriptor: int, place: Home) -> None:
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise HomeNotEmpty(folder=place.path, found=RESTORING) from None


def _remember(descriptor: int, place: Home, written: list[Path]) -> None:
    before = sorted(one.name for one in place.path.iterdir() if one.name != RESTORING)
    told = {"before": before, "written": [str(path) for path in written]}
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(told).encode(), 0)
    os.fsync(descriptor)


def _require_empty(place: Home) -> None:
    """Without data of an embedded server, and with an external database without tables."""
    found = ["pg"] if place.data.exists() else []
    if is_external():
        with connect(connection_parameters("owner")) as connection:
            found += _tables(connection)
    if found:
        (place.path / RESTORING).unlink()
        raise HomeNotEmpty(folder=place.path, found=", ".join(found[:5]))


def _empty(place: Home, told: dict[str, list[str]]) -> None:
    if is_external():
        with connect(connection_parameters("owner")) as connection:
            _drop_all(connection)
    else:
        EmbeddedPostgres(place).stop()
    for file in told["written"]:
        Path(file).unlink(missing_ok=True)
    if "pg" not in told["before"]:
        shutil.rmtree(place.cluster, ignore_errors=True)  # perhaps elsewhere: `pg` may be a link
    for path in place.path.iterdir():
        if path.name not in [*told["before"], RESTORING]:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _tables(connection: Connection) -> list[str]:
    query = """
        SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')
        AND relnamespace = 'public'::regnamespace ORDER BY relname"""
    return [str(row[0]) for row in connection.execute(query)]


_WHAT_IS_OURS = """
    SELECT 'TABLE', oid::regclass::text FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype IN ('e', 'i'))
    UNION ALL SELECT 'TYPE', oid::regtype::text FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND (typtype IN ('e', 'd', 'r')
    OR EXISTS (SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c'))"""


def _drop_all(connection: Connection) -> None:
    """Drop what a restore has made in a database that was empty before."""
    with connection.transaction():
        for kind, name in connection.execute(_WHAT_IS_OURS).fetchall():
            connection.execute(f"DROP {kind} IF EXISTS {name} CASCADE".encode())
