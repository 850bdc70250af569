"""The port of the embedded server on 127.0.0.1, chosen once and kept in `run/port`.

Loopback with passwords, not a local socket: a socket's path may have 107 bytes only, which homes
exceed. The range lies below the ports that systems lend to outgoing connections, so that a restart
nearly always finds its port free.
"""

import errno
import random
import socket

from gridward.kernel.database.home import Home

HOST = "127.0.0.1"
RANGE = (20000, 32000)


def stored_port(home: Home) -> int:
    """The port of the home's server; chosen at the first question."""
    try:
        return int((home.run / "port").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        home.make()
    with home.locked("port"):
        if not (home.run / "port").exists():
            choose_port(home)
    return int((home.run / "port").read_text("utf-8"))


def choose_port(home: Home) -> int:
    """Choose and keep another port; only while nobody counts on the old one."""
    port = next(port for port in _candidates() if is_free(port))
    home.write("run/port", str(port))
    return port


def is_free(port: int) -> bool:
    """Whether the server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as PostgreSQL does
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def _candidates() -> list[int]:
    return random.SystemRandom().sample(range(*RANGE), 500)
