"""The embedded server, started and stopped for real."""

import os
import signal
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from gridward.kernel.database.account import account_for
from gridward.kernel.database.connection import Connection, connect, superuser_parameters
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.port import HOST, stored_port
from gridward.kernel.database.postmaster import LOCK_FILE, living_postmaster
from gridward.kernel.database.problems import InitialisationFailed, PortTaken, StartFailed
from gridward.kernel.database.use import DatabaseKeeper


@pytest.fixture
def server(kept_place: Home) -> Iterator[EmbeddedPostgres]:
    """A server that does not run yet; its data have seen the other tests."""
    server = EmbeddedPostgres(kept_place)
    yield server
    server.stop()


def superuser(server: EmbeddedPostgres) -> Connection:
    return connect(superuser_parameters(server.home))


def log_of(server: EmbeddedPostgres) -> str:
    texts = server.home.log.joinpath("database").iterdir()
    return "".join(path.read_text(encoding="utf-8") for path in texts)


def kill(server: EmbeddedPostgres) -> None:
    postmaster = server.postmaster()
    assert postmaster is not None
    os.kill(postmaster.pid, signal.SIGKILL)
    while server.is_running():
        time.sleep(0.01)


def test_server_starts_answers_and_stops_cleanly(server: EmbeddedPostgres) -> None:
    server.start()
    with superuser(server) as connection:
        assert connection.info.server_version >= 180000
    server.stop()
    assert not server.is_running()
    assert not (server.home.data / LOCK_FILE).exists()
    assert "database system is shut down" in log_of(server)


def test_starting_twice_keeps_the_running_server(server: EmbeddedPostgres) -> None:
    server.start()
    before = server.postmaster()
    EmbeddedPostgres(server.home).start()
    assert server.postmaster() == before


def test_stopping_a_server_that_does_not_run_is_harmless(server: EmbeddedPostgres) -> None:
    server.stop()
    assert not server.is_running()


def test_data_are_closed_to_others_and_ancestors_stay_closed(place: Home) -> None:
    server = EmbeddedPostgres(place)
    above = place.path.parent
    above.chmod(0o700)
    server.ensure_initialised()
    assert stat.S_IMODE(above.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o700
    assert place.data.stat().st_uid == account_for(place.cluster).uid != 0
    assert (place.path / "pg").is_symlink() == (os.geteuid() == 0)


def test_half_an_initialisation_is_begun_anew(
    place: Home, start: Callable[[str], "subprocess.Popen[str]"]
) -> None:
    killed = start(
        "from gridward.kernel.database.embedded import EmbeddedPostgres\n"
        "from gridward.kernel.database.home import home\n"
        "EmbeddedPostgres(home()).ensure_initialised()"
    )
    while not list(place.cluster.glob("new-*/global")):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    server = EmbeddedPostgres(place)
    server.start()
    assert server.is_ready()
    assert not list(place.cluster.glob("new-*.password"))


def test_link_in_place_of_our_settings_is_not_followed(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    server.ensure_initialised()
    victim = tmp_path / "victim"
    victim.write_text("untouched", encoding="utf-8")
    settings = server.home.data / "gridward.conf"
    settings.unlink(missing_ok=True)
    settings.symlink_to(victim)
    server.start()
    assert victim.read_text(encoding="utf-8") == "untouched"
    assert victim.stat().st_uid == os.geteuid()


def test_data_without_their_version_are_not_touched(server: EmbeddedPostgres) -> None:
    server.ensure_initialised()
    version = server.home.data / "PG_VERSION"
    away = version.rename(version.with_name("PG_VERSION.away"))
    with pytest.raises(InitialisationFailed, match="PG_VERSION"):
        server.ensure_initialised()
    away.rename(version)


def test_server_that_cannot_start_gives_its_last_words(server: EmbeddedPostgres) -> None:
    server.ensure_initialised()
    settings = server.home.data / "postgresql.auto.conf"
    before = settings.read_text(encoding="utf-8")
    settings.write_text("max_connections = 'many'\n", encoding="utf-8")
    with pytest.raises(StartFailed, match="FATAL"):
        server.start()
    settings.write_text(before, encoding="utf-8")


def test_killed_server_loses_no_acknowledged_insert(server: EmbeddedPostgres) -> None:
    server.start()
    with superuser(server) as connection:
        connection.execute("CREATE TABLE entry (number int PRIMARY KEY)")
    acknowledged: list[int] = []
    writer = threading.Thread(target=insert_until_it_breaks, args=(server, acknowledged))
    writer.start()
    while len(acknowledged) < 300:
        time.sleep(0.01)
    kill(server)
    writer.join()
    server.start()
    with superuser(server) as connection:
        kept = {row[0] for row in connection.execute("SELECT number FROM entry")}
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= 1  # the one that was on its way


def insert_until_it_breaks(server: EmbeddedPostgres, acknowledged: list[int]) -> None:
    connection = superuser(server)
    try:
        for number in range(1_000_000):
            connection.execute("INSERT INTO entry VALUES (%s)", [number])
            acknowledged.append(number)
    except psycopg.OperationalError:
        connection.close()


def test_zombie_of_a_killed_server_does_not_stop_the_next(
    server: EmbeddedPostgres, start: Callable[[str], "subprocess.Popen[str]"]
) -> None:
    careless_parent = start(
        "from gridward.kernel.database.embedded import EmbeddedPostgres\n"
        "from gridward.kernel.database.home import home\n"
        "server = EmbeddedPostgres(home()); server.start()\n"
        "print(server.postmaster().pid, flush=True); input()"
    )
    assert careless_parent.stdout is not None
    pid = int(careless_parent.stdout.readline())
    os.kill(pid, signal.SIGKILL)
    while server.is_running():
        time.sleep(0.01)
    server.start()
    assert server.is_ready()
    assert b"(postgres) Z" in Path(f"/proc/{pid}/stat").read_bytes()


def test_lock_file_naming_an_unrelated_process_is_stale(server: EmbeddedPostgres) -> None:
    server.start()
    kill(server)
    stranger = subprocess.Popen(["sleep", "60"], **account_for(server.home.cluster).run_as)
    lines = (server.home.data / LOCK_FILE).read_text(encoding="utf-8").splitlines()
    (server.home.data / LOCK_FILE).write_text("\n".join([str(stranger.pid), *lines[1:], ""]))
    assert living_postmaster(server.home.data) is None
    server.start()
    stranger.kill()
    stranger.wait()
    assert server.is_ready()


def test_taken_port_is_left_to_its_holder_at_a_fresh_start(server: EmbeddedPostgres) -> None:
    wished = stored_port(server.home)
    with socket.create_server((HOST, wished)):
        server.start()
    assert stored_port(server.home) != wished
    with superuser(server) as connection:
        assert connection.info.port == stored_port(server.home)


def test_keeper_waits_for_its_port_rather_than_moving(server: EmbeddedPostgres) -> None:
    keeper = DatabaseKeeper()
    server.ensure_initialised()
    port = stored_port(server.home)
    with socket.create_server((HOST, port)), pytest.raises(PortTaken, match=str(port)):
        keeper.start()
    keeper.start()
    assert keeper.is_running()
    assert stored_port(server.home) == port


def test_log_holds_no_values_of_rows(server: EmbeddedPostgres) -> None:
    server.start()
    with superuser(server) as connection:
        connection.execute("CREATE TABLE person (phone text PRIMARY KEY)")
        insert = "INSERT INTO person VALUES ('00000000000')"
        connection.execute(insert)
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(insert)
    server.stop()
    assert "duplicate key" in log_of(server)
    assert "00000000000" not in log_of(server)
