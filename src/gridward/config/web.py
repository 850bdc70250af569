"""The web server of `gridward serve`: granian, whose processes share the program that was read before they were forked.

    python -m gridward.config.web HOST PORT PROCESSES THREADS

Granian's own command reads the program anew in each process, which costs 120 MB apiece; forked from one that has read
it, a second process costs 15 MB at rest.
"""

import multiprocessing
import sys
import threading
from importlib import import_module

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "gridward.config.wsgi"


def main() -> None:
    """Read the program, wait until the tables are up to date, serve."""
    host, port, processes, threads = sys.argv[1:]
    if sys.platform == "linux":  # elsewhere a fork is not safe, and each process reads for itself
        multiprocessing.set_start_method("fork")
        import_module(APPLICATION)
        _require_forkable()
    Granian(
        f"{APPLICATION}:application",
        interface=Interfaces.WSGI,
        address=host,
        port=int(port),
        workers=int(processes),
        blocking_threads=int(threads),
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _require_forkable() -> None:
    """Nothing that a child must not share may have been begun while the program was read."""
    from django.db import connection

    if threading.active_count() > 1 or connection.connection is not None:
        raise RuntimeError("a thread or a database connection was begun while the program was read")


if __name__ == "__main__":
    main()
