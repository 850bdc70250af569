"""Using the database: the first user starts the embedded server, the last one out stops it.

Each user holds a shared lock on `run/users.lock`; the system frees it however the process ends.
Joining and leaving happen under the exclusive `start` lock, so two commands that start at once
agree on one server, and a server that is being stopped is never joined. A server whose starter was
killed is simply found running and taken over.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from types import FrameType

from gridward.kernel.database.backup.problems import RestoreInterrupted
from gridward.kernel.database.bootstrap import bootstrap_embedded, bootstrap_external
from gridward.kernel.database.connection import is_external
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import RESTORING, RETIRED, Home, home
from gridward.kernel.database.problems import HomeIsReplica, HomeRetired


@contextmanager
def database_in_use(of: Home | None = None, *, restoring: bool = False) -> Iterator[None]:
    """The database runs, with its roles, while this block runs; with GRIDWARD_DATABASE_URL it is
    only checked. `restoring` is for the restore itself: nobody else may use what it is at.

    SIGTERM and SIGHUP end the block by SystemExit, so that a command that is told to end still
    leaves in order. Raises the problems of `gridward.kernel.database.problems`.
    """
    place = (of or home()).make()
    if not restoring and (place.path / RESTORING).exists():
        raise RestoreInterrupted(folder=place.path)
    if is_external():
        bootstrap_external(place)
        yield
        return
    require_primary(place)
    with _leaving_in_order(), _used(place):
        bootstrap_embedded(place)
        yield


def require_primary(place: Home) -> None:
    """Raises HomeIsReplica, HomeRetired where changes would go astray."""
    if EmbeddedPostgres(place).is_replica():
        raise HomeIsReplica(folder=place.path)
    if (place.path / RETIRED).exists():
        successor = (place.path / RETIRED).read_text("utf-8").strip()
        raise HomeRetired(folder=place.path, successor=successor)


class DatabaseKeeper:
    """The embedded server as a service of `gridward serve`: started again when it dies.

    For use inside `database_in_use()`, which stops the server at the very end. Never moves to
    another port: the other services count on the one they know. With an external server there is
    nothing to keep.
    """

    name = "database"

    def __init__(self, of: Home | None = None) -> None:
        self._server = EmbeddedPostgres(of or home())

    def start(self) -> None:
        """Start the server unless it lives; raises PortTaken, StartFailed."""
        if not is_external():
            with self._server.home.locked("start"):
                self._server.launch(may_move=False)

    def is_running(self) -> bool:
        """Whether the server lives, whoever started it."""
        return is_external() or self._server.is_running()

    def is_ready(self) -> bool:
        """Whether the server accepts connections."""
        return is_external() or self._server.is_ready()

    def stop(self) -> None:
        """Nothing: the last user stops the server, perhaps a command that still runs."""


@contextmanager
def _used(place: Home) -> Iterator[None]:
    server = EmbeddedPostgres(place)
    descriptor = os.open(place.run / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _join(server, descriptor)
        server.wait_ready()
        yield
    finally:
        try:
            _leave(server, descriptor)
        finally:
            os.close(descriptor)


def _join(server: EmbeddedPostgres, users: int) -> None:
    with server.home.locked("start"):
        alone = _is_alone(users)
        flock(users, LOCK_SH)
        server.launch(may_move=alone)


def _leave(server: EmbeddedPostgres, users: int) -> None:
    with server.home.locked("start"):
        if _is_alone(users):
            server.stop()


def _is_alone(users: int) -> bool:
    """Whether nobody else uses the server. Under `start`: a refusal may free our own lock."""
    try:
        flock(users, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _leaving_in_order() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit where nobody handles them yet."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signs = [
        sign for sign in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(sign) == signal.SIG_DFL
    ]
    for sign in signs:
        signal.signal(sign, _end)
    try:
        yield
    finally:
        for sign in signs:
            signal.signal(sign, signal.SIG_DFL)


def _end(sign: int, _frame: FrameType | None) -> None:
    sys.exit(128 + sign)
