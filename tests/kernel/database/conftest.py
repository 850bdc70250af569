"""Homes of their own for the tests of the database; nothing of them stays behind."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from gridward.kernel.database.account import Account, account_for
from gridward.kernel.database.binaries import binaries_for, state_folder
from gridward.kernel.database.connection import (
    Connection,
    connect,
    connection_parameters,
    superuser_parameters,
)
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.port import HOST
from gridward.kernel.database.use import database_in_use

Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A new home, which the environment names."""
    yield from new_home(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="module")
def kept_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One home for the tests of a file, which saves them the making of the data."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from new_home(tmp_path_factory.mktemp("kept") / "home", monkeypatch)


@pytest.fixture(scope="module")
def used_place(kept_place: Home) -> Iterator[Home]:
    """A home whose database is in use while the tests of a file run."""
    with database_in_use():
        yield kept_place


def new_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.delenv("GRIDWARD_DATABASE_URL", raising=False)
    monkeypatch.delenv("GRIDWARD_APP_DATABASE_URL", raising=False)
    monkeypatch.setenv("GRIDWARD_HOME", str(path))
    yield Home(path)
    EmbeddedPostgres(Home(path)).stop()
    shutil.rmtree(Home(path).cluster, ignore_errors=True)


@pytest.fixture
def owner(used_place: Home) -> Iterator[Connection]:
    with connect(connection_parameters("owner")) as connection:
        yield connection


@pytest.fixture
def app(used_place: Home) -> Iterator[Connection]:
    with connect(connection_parameters("app")) as connection:
        yield connection


@pytest.fixture
def superuser(used_place: Home) -> Iterator[Connection]:
    with connect(superuser_parameters(used_place)) as connection:
        yield connection


@pytest.fixture
def start() -> Iterator[Start]:
    """Start Python code as a command of its own; it talks by lines on its pipes."""
    started: list[subprocess.Popen[str]] = []

    def start_command(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start_command
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def folder(place: Home) -> Path:
    """A folder for the data that the server's account can reach; it is removed with the home."""
    place.make()
    account = account_for(place.cluster)
    if account.foreign:
        elsewhere = state_folder() / f"cluster-of-16-{place.run.stat().st_ino}"
        elsewhere.mkdir()
        (place.path / "pg").symlink_to(elsewhere)
    place.cluster.mkdir(exist_ok=True)
    account.own(place.cluster)
    return place.cluster


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    """The address of a server of version 16 with one superuser."""
    account = account_for(folder)
    programs = binaries_for(account).parents[1] / "pginstall" / "bin"
    make(programs, folder, account)
    port = free_port()
    argv = [
        str(programs / "postgres"),
        "-D",
        str(folder / "data16"),
        "-h",
        HOST,
        "-p",
        str(port),
        "-k",
        "",
    ]
    server = subprocess.Popen(argv, stderr=subprocess.DEVNULL, cwd=folder, **account.run_as)
    address = f"postgresql://clerk:invented@{HOST}:{port}/postgres"
    while not answers(address):
        assert server.poll() is None
        time.sleep(0.05)
    yield address
    server.send_signal(
        signal.SIGINT
    )  # at once: the other way it waits for connections that a test left
    server.wait()


def answers(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def make(programs: Path, folder: Path, account: Account) -> None:
    password = folder / "password"
    password.write_text("invented", encoding="utf-8")
    account.own(password)
    argv = [
        str(programs / "initdb"),
        "-D",
        str(folder / "data16"),
        "-U",
        "clerk",
        "--no-sync",
        "-E",
        "UTF8",
    ]
    argv += ["--auth=scram-sha-256", f"--pwfile={password}", "--locale=C.UTF-8"]
    subprocess.run(argv, check=True, capture_output=True, cwd=folder, **account.run_as)


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
