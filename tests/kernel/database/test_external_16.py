"""The oldest server we promise to work with, PostgreSQL 16, as an administrator would run it."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridward.kernel.database.account import Account, account_for
from gridward.kernel.database.binaries import binaries_for, state_folder
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.home import Home
from gridward.kernel.database.port import HOST, is_free
from gridward.kernel.database.use import database_in_use


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
    while is_free(port):
        assert server.poll() is None
        time.sleep(0.05)
    yield f"postgresql://clerk:invented@{HOST}:{port}/postgres"
    server.terminate()
    server.wait()


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


def test_application_s_role_is_made_on_16(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", url)
    with database_in_use(), connect(connection_parameters("app")) as app:
        assert app.info.server_version // 10000 == 16
        assert app.info.user == "postgres_app"
