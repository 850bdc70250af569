"""Homes of their own for the tests of the database; nothing of them stays behind."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gridward.kernel.database.connection import (
    Connection,
    connect,
    connection_parameters,
    superuser_parameters,
)
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
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
