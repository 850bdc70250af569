"""The database under a supervisor, as `gridward serve` runs it, and any of them killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from gridward.kernel.database.connection import Connection, connect, connection_parameters
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.problems import Unreachable
from gridward.kernel.database.use import database_in_use

Start = Callable[[str], "subprocess.Popen[str]"]

SERVE = """
import sys
from gridward.kernel.database.use import DatabaseKeeper, database_in_use
from gridward.kernel.processes.child import Child
from gridward.kernel.processes.supervisor import Supervisor
web = Child("web", [sys.executable, "-c", "import time; time.sleep(60)"])
with database_in_use():
    Supervisor([DatabaseKeeper(), web]).run()
"""


@pytest.fixture
def server(kept_place: Home) -> EmbeddedPostgres:
    return EmbeddedPostgres(kept_place)


def serve(start: Start) -> "subprocess.Popen[str]":
    """A serving instance whose services are ready."""
    process = start(SERVE)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == [
        "database | ready\n",
        "web      | ready\n",
    ]
    return process


def pid_of(server: EmbeddedPostgres) -> int:
    postmaster = server.postmaster()
    assert postmaster is not None
    return postmaster.pid


def reconnected() -> Connection:
    """A connection as soon as the server is back."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return connect(connection_parameters("owner"))
        except Unreachable:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_killed_server_comes_back_on_its_port_with_all_that_was_acknowledged(
    server: EmbeddedPostgres, start: Start
) -> None:
    process = serve(start)
    before = pid_of(server)
    with connect(connection_parameters("owner")) as connection:
        connection.execute("CREATE TABLE entry AS SELECT 1 AS number")
    os.kill(before, signal.SIGKILL)
    while server.is_running() and pid_of(server) == before:
        time.sleep(0.01)
    with reconnected() as connection:
        assert connection.execute("SELECT number FROM entry").fetchall() == [(1,)]
    assert pid_of(server) != before
    process.terminate()
    assert process.wait() == 0
    assert not server.is_running()


def test_next_instance_takes_over_the_server_of_a_killed_one(
    server: EmbeddedPostgres, start: Start
) -> None:
    killed = serve(start)
    kept = pid_of(server)
    killed.kill()
    killed.wait()
    successor = serve(start)
    assert pid_of(server) == kept
    successor.terminate()
    assert successor.wait() == 0
    assert not server.is_running()


def test_server_taken_over_is_started_again_when_killed(
    server: EmbeddedPostgres, start: Start
) -> None:
    killed = serve(start)
    killed.kill()
    killed.wait()
    successor = serve(start)
    before = pid_of(server)
    os.kill(before, signal.SIGKILL)
    while server.is_running() and pid_of(server) == before:
        time.sleep(0.01)
    reconnected().close()
    successor.terminate()
    assert successor.wait() == 0
    assert not server.is_running()


def test_instance_that_stops_leaves_the_server_to_a_command(
    server: EmbeddedPostgres, start: Start
) -> None:
    process = serve(start)
    with database_in_use():
        process.terminate()
        assert process.wait() == 0
        with connect(connection_parameters("app")) as connection:
            assert connection.execute("SELECT 42").fetchone() == (42,)
    assert not server.is_running()
