"""Nothing of the homes of these tests stays behind: as root their data lie where the database's user can reach them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridward.kernel.database.binaries import STATE
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    yield
    base = tmp_path_factory.getbasetemp()
    for note in STATE.glob("cluster-*/home.txt"):
        place = Path(note.read_text(encoding="utf-8").strip())
        if place.is_relative_to(base):
            EmbeddedPostgres(Home(place)).stop()
            shutil.rmtree(note.parent, ignore_errors=True)
