"""Backup and restore with a server of the administrator: the oldest we promise, PostgreSQL 16."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.served import command

from gridward.kernel.crypto.suites import CHINESE
from gridward.kernel.database.backup.loading import inspect, load
from gridward.kernel.database.backup.making import make_backup
from gridward.kernel.database.backup.problems import Differs, ServerOlder, ToolsMissing
from gridward.kernel.database.backup.tools import environment, tools_for
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.home import Home

PASSPHRASE = "外部数据库的备份口令"


def silent(_passed: int) -> None:
    """Nobody is told."""


@pytest.fixture
def filled(url: str, place: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table on the server of 16, backed up with the Chinese ciphers."""
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", url)
    with connect(connection_parameters("owner")) as owner:
        owner.execute("CREATE TABLE door (id int PRIMARY KEY, name text, sealed bytea)")
        owner.execute(
            "INSERT INTO door SELECT n, '青山路' || n, sha256('x') FROM generate_series(1, 5000) n"
        )
        owner.execute("CREATE DATABASE second")
    file = place.path / "street.backup"
    about = make_backup(
        file,
        connection_parameters("owner"),
        passphrase=PASSPHRASE,
        suite=CHINESE,
        version="1",
        tell=silent,
    )
    assert (about.server, about.tool) == (
        16,
        16,
    )  # newer programs would write what 16 does not know
    return file


@pytest.mark.slow
def test_it_comes_back_and_is_compared(filled: Path) -> None:
    about, second = inspect(filled, PASSPHRASE, silent), connection_parameters("owner", "second")
    load(filled, PASSPHRASE, about, second, silent)
    with connect(second) as restored:
        assert restored.execute("SELECT count(*) FROM door").fetchone() == (5000,)


@pytest.mark.slow
def test_what_differs_from_the_manifest_is_refused(filled: Path) -> None:
    about, second = inspect(filled, PASSPHRASE, silent), connection_parameters("owner", "second")
    wrong = replace(about.tables["door"], digest="1")
    with pytest.raises(Differs, match="door"):
        load(filled, PASSPHRASE, replace(about, tables={"door": wrong}), second, silent)


@pytest.mark.slow
def test_a_backup_of_a_newer_server_is_refused(filled: Path) -> None:
    about = replace(inspect(filled, PASSPHRASE, silent), server=18, tool=18)
    second = connection_parameters("owner", "second")
    with pytest.raises(ServerOlder, match="18"):
        load(filled, PASSPHRASE, about, second, silent)


@pytest.mark.slow
def test_the_whole_installation_moves_to_another_database(
    url: str, place: Home, tmp_path: Path
) -> None:
    with_url = {"GRIDWARD_DATABASE_URL": url, "GRIDWARD_BACKUP_PASSPHRASE": PASSPHRASE}
    assert command(place.path, "migrate", **with_url).returncode == 0
    backup = tmp_path / "street.backup"
    assert command(place.path, "backup", str(backup), **with_url).returncode == 0
    with connect(parameters_of(url)) as owner:
        owner.execute("CREATE DATABASE second")
    new = Home(tmp_path / "new")
    new.make()
    (new.keys / "master.json").write_bytes((place.keys / "master.json").read_bytes())
    (new.keys / "master.json").chmod(0o600)
    second = with_url | {"GRIDWARD_DATABASE_URL": url.replace("/postgres", "/second")}
    plain = tmp_path / "newer.dump"
    with connect(parameters_of(url)) as owner:
        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('staff', '9999_later', now())"
        )
    dump(url, plain)
    refused = command(new.path, "restore", str(plain), "--plain", **second)
    assert "[restore_made_by_newer]" in refused.stderr
    with connect(parameters_of(second["GRIDWARD_DATABASE_URL"])) as owner:
        query = "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert owner.execute(query).fetchall() == []
    done = command(new.path, "restore", str(backup), "--json", **second)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["record_broken_at"] is None
    again = command(new.path, "restore", str(backup), **second)
    assert "[restore_home_not_empty]" in again.stderr


def parameters_of(url: str) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_DATABASE_URL", url)
        return connection_parameters("owner")


def dump(url: str, file: Path) -> None:
    """As an administrator does by hand."""
    told = parameters_of(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_DATABASE_URL", url)
        argv = tools_for(16, told).argv("pg_dump", "--format=custom", "--file", str(file))
    subprocess.run(argv, env=environment(told), check=True)


# -- which programs ------------------------------------------------------------------------------

SOMEWHERE = {"host": "db.example", "port": "5432", "user": "o", "password": "", "dbname": "street"}


def test_the_oldest_programs_that_fit_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", "postgresql://o@db.example/street")
    monkeypatch.setattr("gridward.kernel.database.backup.tools.SYSTEM", Path("/nowhere"))
    monkeypatch.setenv("PATH", os.devnull)
    assert tools_for(16, SOMEWHERE).major == 16
    assert tools_for(17, SOMEWHERE).major == 18


def test_the_wheel_s_programs_are_not_used_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", "postgresql://o@db.example/street")
    monkeypatch.setattr("gridward.kernel.database.backup.tools.SYSTEM", Path("/nowhere"))
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(ToolsMissing, match="postgresql-client-16"):
        tools_for(16, SOMEWHERE | {"sslmode": "require"})


def test_programs_that_an_administrator_names_must_fit_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.18 (Debian)'\n")
    program.chmod(0o755)
    monkeypatch.setenv("GRIDWARD_PG_BIN", str(tmp_path))
    assert tools_for(15, SOMEWHERE).folder == tmp_path
    with pytest.raises(ToolsMissing, match="16"):
        tools_for(16, SOMEWHERE)


def test_no_password_stands_on_a_command_line() -> None:
    told = environment(SOMEWHERE | {"password": "geheim", "sslmode": "verify-full"})
    assert (told["PGPASSWORD"], told["PGSSLMODE"]) == ("geheim", "verify-full")
