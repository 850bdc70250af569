"""A drill's home: where it lies, whether it is served, and that its processes know nothing of the real street."""

import os
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from gridward.config.drills import homes
from gridward.config.drills.homes import drill_named, drills, environment_of, remove
from gridward.config.drills.problems import DrillRuns, DrillUnknown
from gridward.config.drills.telling import waited
from gridward.kernel.database.home import Home
from gridward.kernel.drill import DrillMark, mark_home


@pytest.fixture
def spring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Home:
    monkeypatch.setattr(homes, "home", lambda: Home(tmp_path))
    place = Home(tmp_path / "drills" / "spring").make()
    mark_home(place, DrillMark("spring", "2026-11-29T08:00:00+00:00"))
    return place


def test_its_processes_are_told_nothing_of_the_real_street(tmp_path: Path) -> None:
    given = {
        "PATH": "/bin",
        "GRIDWARD_LANGUAGE": "en",
        "GRIDWARD_HOME": "/real",
        "GRIDWARD_DATABASE_URL": "postgresql://real",
        "GRIDWARD_MASTER_KEY_FILE": "/real/key",
        "GRIDWARD_BACKUP_FOLDER": "/real/backups",
        "GRIDWARD_ROBOT_URL": "https://robot.example",
    }
    assert environment_of(Home(tmp_path), given) == {
        "PATH": "/bin",
        "GRIDWARD_LANGUAGE": "en",
        "GRIDWARD_HOME": str(tmp_path),
    }


def test_it_is_served_while_somebody_holds_its_lock_and_not_removed_then(spring: Home) -> None:
    assert drill_named("spring").port == 0
    lock = os.open(spring.run / "serving.lock", os.O_RDWR | os.O_CREAT)
    os.write(lock, b"8100 4711\n")
    assert drill_named("spring").port == 0
    flock(lock, LOCK_EX)
    assert [(one.mark.name, one.port) for one in drills()] == [("spring", 8100)]
    with pytest.raises(DrillRuns):
        remove(drill_named("spring"))
    os.close(lock)
    remove(drill_named("spring"))
    assert not spring.path.exists()
    with pytest.raises(DrillUnknown):
        drill_named("spring")


def test_a_folder_without_a_mark_is_no_drill(spring: Home) -> None:
    (spring.path / "drill.json").unlink()
    assert list(drills()) == []
    with pytest.raises(DrillUnknown):
        drill_named("spring")


def test_how_long_things_waited_is_told_by_the_middle_and_the_longest() -> None:
    told = waited("decided", [600.0, 60.0, 120.0])
    assert (told.count, told.middle, told.longest) == (3, 2, 10)
