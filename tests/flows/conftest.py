"""Homes of the flows; nothing of them stays behind: as root their data lie where the database's user can reach them."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from gridward.kernel.database.binaries import STATE
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from tests.homes import copy_home, make_home

Copy = Callable[[Path], Path]
TABLES = ("migrate", "--no-administrator")


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    yield
    base = tmp_path_factory.getbasetemp()
    for note in STATE.glob("cluster-*/home.txt"):
        place = Path(note.read_text(encoding="utf-8").strip())
        if place.is_relative_to(base):
            EmbeddedPostgres(Home(place)).stop()
            shutil.rmtree(note.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Makes a home with tables and without anybody in it, at a path."""
    made = make_home(tmp_path_factory.mktemp("tables") / "home", TABLES)
    return partial(copy_home, made)


@pytest.fixture(scope="session")
def street_home(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Makes a home of a small street, at a path."""
    loaded = ("load-demo", "--persons", "60")
    made = make_home(tmp_path_factory.mktemp("street") / "home", TABLES, loaded)
    return partial(copy_home, made)
