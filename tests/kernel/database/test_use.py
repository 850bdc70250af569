"""Several commands beside each other, as real processes."""

import signal
import subprocess
from collections.abc import Callable

import pytest

from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.use import database_in_use

Start = Callable[[str], "subprocess.Popen[str]"]

COMMAND = """
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.use import database_in_use
with database_in_use():
    print("in", flush=True)
    input()
    with connect(connection_parameters("app")) as connection:
        print(connection.execute("SELECT 42").fetchone()[0], flush=True)
"""


@pytest.fixture
def server(kept_place: Home) -> EmbeddedPostgres:
    return EmbeddedPostgres(kept_place)


def read(command: "subprocess.Popen[str]") -> str:
    assert command.stdout is not None
    return command.stdout.readline().strip()


def finish(command: "subprocess.Popen[str]") -> str:
    assert command.stdin is not None
    command.stdin.write("\n")
    command.stdin.flush()
    answer = read(command)
    command.wait()
    return answer


def test_one_command_starts_and_stops_the_server(server: EmbeddedPostgres) -> None:
    with database_in_use():
        assert server.is_ready()
    assert not server.is_running()


def test_uses_nest_in_one_process(server: EmbeddedPostgres) -> None:
    with database_in_use():
        with database_in_use():
            assert server.is_ready()
        assert server.is_ready()
    assert not server.is_running()


def test_failing_command_stops_the_server_too(server: EmbeddedPostgres) -> None:
    with pytest.raises(ZeroDivisionError), database_in_use():
        1 / 0  # noqa: B018
    assert not server.is_running()


def test_commands_that_start_at_once_share_one_server(
    server: EmbeddedPostgres, start: Start
) -> None:
    commands = [start(COMMAND) for _ in range(3)]
    assert [read(command) for command in commands] == ["in"] * 3
    assert [finish(command) for command in commands[:2]] == ["42"] * 2
    assert server.is_running()
    assert finish(commands[2]) == "42"
    assert not server.is_running()


def test_command_joins_a_running_server_and_leaves_it(
    server: EmbeddedPostgres, start: Start
) -> None:
    with database_in_use():
        command = start(COMMAND)
        assert read(command) == "in"
        assert finish(command) == "42"
        assert server.is_ready()
    assert not server.is_running()


def test_command_told_to_end_stops_the_server(server: EmbeddedPostgres, start: Start) -> None:
    command = start(COMMAND)
    assert read(command) == "in"
    command.send_signal(signal.SIGTERM)
    assert command.wait() == 128 + signal.SIGTERM
    assert not server.is_running()


def test_server_of_a_killed_command_is_taken_over_and_stopped(
    server: EmbeddedPostgres, start: Start
) -> None:
    command = start(COMMAND)
    assert read(command) == "in"
    command.kill()
    command.wait()
    assert server.is_running()
    with database_in_use(), connect(connection_parameters("app")) as connection:
        assert connection.execute("SELECT 42").fetchone() == (42,)
    assert not server.is_running()
