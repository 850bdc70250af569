"""Backups by the clock, and what the keeper of the server is told of them."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from gridward.config.commands.backup import PATTERN
from gridward.config.schedule import back_up
from gridward.kernel.database.use import database_in_use
from tests.flows.conftest import Copy
from tests.served import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(new_home: Copy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation without anybody in it."""
    return new_home(tmp_path_factory.mktemp("clock") / "home")


@pytest.fixture
def clock(tmp_path: Path) -> dict[str, str]:
    """Settings of an installation that is backed up each night."""
    (tmp_path / "backups").mkdir()
    (tmp_path / "secret").write_text("每晚备份用的口令\n", "utf-8")
    return {
        "GRIDWARD_BACKUP_FOLDER": str(tmp_path / "backups"),
        "GRIDWARD_BACKUP_KEEP": "2",
        "GRIDWARD_BACKUP_PASSPHRASE_FILE": str(tmp_path / "secret"),
    }


def status(home: Path, settings: dict[str, str]) -> tuple[int, dict[str, Any]]:
    done = command(home, "status", "--json", GRIDWARD_LANGUAGE="en", **settings)
    return done.returncode, json.loads(done.stdout)


def files(settings: dict[str, str]) -> list[str]:
    return sorted(one.name for one in Path(settings["GRIDWARD_BACKUP_FOLDER"]).glob(PATTERN))


def test_old_ones_go_only_after_a_new_one_was_verified(
    home: Path, clock: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        assert command(home, "backup-scheduled", **clock).returncode == 0
        time.sleep(1)  # the names have seconds
    kept = files(clock)
    assert len(kept) == 2
    monkeypatch.setenv("GRIDWARD_HOME", str(home))
    with database_in_use():  # the limit is the backup's, not the server's
        refused = command(home, "backup-scheduled", limit=200_000, **clock)
    assert "[backup_not_written]" in refused.stderr
    assert files(clock) == kept
    code, told = status(home, clock)
    assert code == 1
    assert "last scheduled backup failed" in " ".join(told["warnings"])
    assert command(home, "backup-scheduled", **clock).returncode == 0
    assert len(files(clock)) == 2
    assert files(clock)[0] == kept[1]
    code, told = status(home, clock)
    assert [word for word in told["warnings"] if "The disk" not in word] == []
    assert code == bool(told["warnings"])
    assert told["backup"]["last"]["file"].endswith(files(clock)[1])


def test_the_job_of_the_night_makes_one(
    home: Path, clock: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**clock, "GRIDWARD_HOME": str(home)}.items():
        monkeypatch.setenv(name, value)
    back_up(0)
    assert len(files(clock)) == 1


@pytest.mark.parametrize(("hour", "cron"), [("2", "11 18 * * *"), ("23", "11 15 * * *")])
def test_the_hour_of_the_setting_is_the_street_s(
    home: Path, clock: dict[str, str], hour: str, cron: str
) -> None:
    code = (
        "import django; django.setup()\n"
        "from gridward.config.schedule import app\n"
        "print([one.cron for one in app.periodic_registry.periodic_tasks.values()"
        " if one.task.name.endswith('back_up')])"
    )
    environment = {**os.environ, **clock, "GRIDWARD_HOME": str(home), "GRIDWARD_BACKUP_HOUR": hour}
    environment["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str([cron])


def test_without_any_backup_the_keeper_is_told(new_home: Copy, tmp_path: Path) -> None:
    code, told = status(new_home(tmp_path / "fresh"), {})
    assert code == 1
    assert [word for word in told["warnings"] if "no backup" in word]
    assert told["migrations"]["pending"] == []
    assert told["keys"]["master_keys"] == told["keys"]["needed"]
    assert told["database"]["embedded"] is True
