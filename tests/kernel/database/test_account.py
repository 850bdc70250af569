"""The server as root's account and as an ordinary user, and programs out of the account's reach."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from gridward.kernel.database import binaries
from gridward.kernel.database.account import Account, account_for
from gridward.kernel.database.binaries import WHEEL, binaries_for
from gridward.kernel.database.home import Home
from gridward.kernel.database.problems import (
    AccountMissing,
    BinariesMissing,
    BinariesUnreachable,
)

# Everything is imported before root becomes nobody, who may not be able to read the interpreter.
ORDINARY_USER = """
import encodings.idna, os, pwd, sys
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.use import database_in_use
from gridward.kernel.problems import Problem
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(pwd.getpwnam("nobody").pw_gid)
    os.setuid(pwd.getpwnam("nobody").pw_uid)
try:
    with database_in_use(), connect(connection_parameters("app")) as connection:
        print(os.geteuid(), connection.execute("SELECT 42").fetchone()[0])
except Problem as problem:
    print(problem.code)
"""


def nobody() -> Account:
    """The user that is not root: nobody for root, else ourselves."""
    if os.geteuid() != 0:
        return account_for(Path("absent"))
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that every user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def wheel_out_of_reach(
    tmp_path: Path, reachable: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The wheel in a folder that only we can enter, as in a venv under /root."""
    spec = find_spec(WHEEL)
    assert spec is not None
    assert spec.submodule_search_locations
    wheel = Path(spec.submodule_search_locations[0])
    for name in (WHEEL, f"{WHEEL}.libs"):
        (tmp_path / name).symlink_to(wheel.with_name(name))
    monkeypatch.setattr(binaries, "STATE", reachable / "state")
    monkeypatch.setattr(binaries, "wheel", lambda: tmp_path / WHEEL)
    tmp_path.chmod(0o700)
    yield tmp_path / WHEEL
    tmp_path.chmod(0o700)


def run_as_ordinary_user(home: Path) -> str:
    environment = os.environ | {
        "GRIDWARD_HOME": str(home),
        "GRIDWARD_PG_BIN": str(binaries_for(nobody())),
    }
    return subprocess.run(
        [sys.executable, "-c", ORDINARY_USER],
        env=environment,
        cwd="/",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.strip()


def test_ordinary_user_runs_everything(place: Home, reachable: Path) -> None:
    nobody().own(reachable)
    assert run_as_ordinary_user(reachable / "home") == f"{nobody().uid} 42"
    assert (reachable / "home" / "pg" / "data").stat().st_uid == nobody().uid


def test_home_of_another_user_is_left_alone(place: Home, reachable: Path) -> None:
    home = Home(reachable / "home").make()
    home.path.chmod(0o711)
    home.run.chmod(0o500)
    expected = "database_home_of_another" if os.geteuid() == 0 else "database_home_not_writable"
    assert run_as_ordinary_user(home.path) == expected


def test_account_is_never_root(tmp_path: Path) -> None:
    assert account_for(tmp_path / "absent").uid != 0
    assert account_for(tmp_path).uid != 0


def test_owner_of_the_data_stays_the_account(tmp_path: Path) -> None:
    nobody().own(tmp_path)
    assert account_for(tmp_path) == nobody()


def test_account_of_the_setting_must_exist_and_not_be_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("root", "no-such-user"):
        monkeypatch.setenv("GRIDWARD_PG_USER", name)
        assert refused_as_root(tmp_path / "absent", name)


def refused_as_root(cluster: Path, name: str) -> bool:
    """As an ordinary user the setting has no meaning, and nothing is refused."""
    try:
        return account_for(cluster).uid == os.geteuid() != 0
    except AccountMissing as refusal:
        return name in refusal.sentence()


def test_programs_out_of_reach_are_copied_once(wheel_out_of_reach: Path, reachable: Path) -> None:
    folder = binaries_for(nobody())
    version = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, check=True, **nobody().run_as
    )
    assert version.stdout.startswith(b"postgres (PostgreSQL) 18")
    assert folder.is_relative_to(reachable if os.geteuid() == 0 else wheel_out_of_reach)
    assert binaries_for(nobody()) == folder


def test_programs_of_the_setting_are_never_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postgres").write_text("not a program", encoding="utf-8")
    monkeypatch.setenv("GRIDWARD_PG_BIN", str(tmp_path))
    with pytest.raises(BinariesUnreachable) as refusal:
        binaries_for(nobody())
    assert str(tmp_path) in refusal.value.sentence()


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_PG_BIN", str(tmp_path))
    with pytest.raises(BinariesMissing) as refusal:
        binaries_for(nobody())
    assert str(tmp_path) in refusal.value.sentence()
