"""The replica of the embedded server: a second server in a folder of its own that follows the first and is only read.

Made by the wheel's `pg_basebackup`, fed by streaming through a slot of its own, under a role that may do nothing else.
The folder is a home in waiting: with the passwords in it, and the master key file brought there, it becomes the
primary by `promote`. One primary has one replica. Reading from it is `gridward.kernel.database.replica`.
"""

import json
import secrets
import shutil
import subprocess
from pathlib import Path

from psycopg import sql

from gridward.kernel.database.account import Account
from gridward.kernel.database.binaries import binaries_for
from gridward.kernel.database.connection import (
    REPLICA_FILE,
    Connection,
    connect,
    is_external,
    superuser_parameters,
)
from gridward.kernel.database.embedded import REPLICATOR, STANDBY, EmbeddedPostgres
from gridward.kernel.database.home import RETIRED, Home
from gridward.kernel.database.port import HOST, choose_port, stored_port
from gridward.kernel.database.problems import (
    PrimaryLives,
    ReplicaExists,
    ReplicaFailed,
    ReplicaMissing,
    ReplicaOfExternal,
)

PRIMARY_FILE = "primary"  # in the replica's home: whose replica it is
PROMOTE_SECONDS = 300


class ReplicaKeeper:
    """The replica as a service of `gridward serve`, which does without it when it does not start."""

    name = "replica"

    def __init__(self, primary: Home) -> None:
        self._server = EmbeddedPostgres(replica_of(primary))

    def start(self) -> None:
        """Start the replica unless it lives; raises ReplicaMissing once it is gone or was promoted."""
        if not self._server.is_replica():
            raise ReplicaMissing(folder=self._server.home.path)
        self._server.launch(may_move=False)

    def is_running(self) -> bool:
        """Whether it lives."""
        return self._server.is_running()

    def is_ready(self) -> bool:
        """Whether it can be read."""
        return self._server.is_ready()

    def stop(self) -> None:
        """Stop it."""
        self._server.stop()


def has_replica(primary: Home) -> bool:
    """Whether a replica was made for this home."""
    return not is_external() and (primary.path / REPLICA_FILE).exists()


def replica_of(primary: Home) -> Home:
    """The replica's home; raises ReplicaMissing."""
    if not has_replica(primary):
        raise ReplicaMissing(folder=primary.path)
    known = json.loads((primary.path / REPLICA_FILE).read_text("utf-8"))
    return Home(Path(known["folder"]))


def make_replica(primary: Home, folder: Path) -> Home:
    """Copy the running primary into an empty folder; the replica starts with the next `gridward serve`.

    Raises ReplicaOfExternal, ReplicaExists, ReplicaFailed.
    """
    place = Home(folder.absolute())
    _require_none(primary, place)
    with connect(superuser_parameters(primary)) as connection:
        _see_to_replicator(connection, primary.password(REPLICATOR))
        _drop_slot(connection)
    try:
        _copy(primary, place)
    except BaseException:
        with connect(superuser_parameters(primary)) as connection:
            _drop_slot(connection)
        _remove(place)
        raise
    place.write("secrets.json", (primary.path / "secrets.json").read_text("utf-8"))
    place.write(PRIMARY_FILE, str(primary.path))
    port = choose_port(place)
    primary.write(REPLICA_FILE, json.dumps({"folder": str(place.path), "port": port}))
    return place


def remove_replica(primary: Home) -> Path:
    """Stop the replica, free what the primary holds back for it, delete the copy; answers where it was."""
    place = replica_of(primary)
    server = EmbeddedPostgres(place)
    if server.is_replica():
        server.stop()
        _remove(place)
    with connect(superuser_parameters(primary)) as connection:
        _drop_slot(connection)
    (primary.path / REPLICA_FILE).unlink()
    return place.path


def primary_of(place: Home) -> Home:
    """The home that this replica follows, which must not run; raises ReplicaMissing, PrimaryLives."""
    if not EmbeddedPostgres(place).is_replica():
        raise ReplicaMissing(folder=place.path)
    primary = Home(Path((place.path / PRIMARY_FILE).read_text("utf-8").strip()))
    if EmbeddedPostgres(primary).is_running():
        raise PrimaryLives(primary=primary.path)
    return primary


def promote(place: Home) -> None:
    """Make the replica in this home a primary; raises ReplicaMissing, PrimaryLives.

    The old home, where it can still be reached, is marked so that nobody starts it again.
    """
    primary = primary_of(place)
    server = EmbeddedPostgres(place)
    server.start()
    with connect(superuser_parameters(place)) as connection:
        connection.execute("SELECT pg_promote(true, %s)", [PROMOTE_SECONDS])
        for setting in ("primary_conninfo", "primary_slot_name"):
            connection.execute(f"ALTER SYSTEM RESET {setting}".encode())
    server.stop()
    (place.path / PRIMARY_FILE).unlink()
    if primary.run.exists():
        primary.write(RETIRED, str(place.path))
        (primary.path / REPLICA_FILE).unlink(missing_ok=True)


def _require_none(primary: Home, place: Home) -> None:
    if is_external():
        raise ReplicaOfExternal
    if has_replica(primary):
        raise ReplicaExists(folder=place.path, found=replica_of(primary).path)
    if place.path.exists() and any(place.path.iterdir()):
        found = ", ".join(sorted(one.name for one in place.path.iterdir())[:5])
        raise ReplicaExists(folder=place.path, found=found)


def _see_to_replicator(connection: Connection, password: str) -> None:
    """A role that may stream and sees no table."""
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [REPLICATOR]).fetchone()
    hashed = connection.pgconn.encrypt_password(
        password.encode(), REPLICATOR.encode(), b"scram-sha-256"
    )
    command = "ALTER ROLE {} LOGIN REPLICATION PASSWORD {}" if found else _CREATION
    name, verifier = sql.Identifier(REPLICATOR), sql.Literal(hashed.decode())
    connection.execute(sql.SQL(command).format(name, verifier))


_CREATION = "CREATE ROLE {} LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS PASSWORD {}"


def _drop_slot(connection: Connection) -> None:
    connection.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
        " WHERE slot_name = %s AND NOT active",
        [REPLICATOR],
    )


def _copy(primary: Home, place: Home) -> None:
    place.make()
    account = EmbeddedPostgres(place).make_cluster()
    fresh = place.cluster / f"new-{secrets.token_hex(4)}"
    run = subprocess.run(
        [
            *(str(binaries_for(account) / "pg_basebackup"), "--pgdata", str(fresh)),
            *("--host", HOST, "--port", str(stored_port(primary)), "--username", REPLICATOR),
            *("--create-slot", "--slot", REPLICATOR, "--wal-method=stream", "--checkpoint=fast"),
            *("--write-recovery-conf", "--no-password"),
        ],
        cwd=place.cluster,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGPASSWORD": primary.password(REPLICATOR)},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
        **account.run_as,
    )
    if run.returncode or not (fresh / STANDBY).exists():
        raise ReplicaFailed(reason=" / ".join(run.stderr.strip().splitlines()[-3:]) or "?")
    _settle(account, fresh, place)


def _settle(account: Account, fresh: Path, place: Home) -> None:
    """Away with what belongs to the primary's process; then the data get their name."""
    account.write(fresh / "gridward.conf", "# written at each start\n")
    fresh.rename(place.data)


def _remove(place: Home) -> None:
    shutil.rmtree(place.cluster, ignore_errors=True)  # perhaps elsewhere: `pg` may be a link
    for path in place.path.iterdir() if place.path.exists() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
