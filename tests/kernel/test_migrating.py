"""A new home's tables, made the short way, are those of Django's own `migrate`."""

import subprocess
from difflib import unified_diff
from pathlib import Path

import pytest
from django.db import connection

from gridward.kernel.database.backup.tools import environment, tools_for
from gridward.kernel.database.connection import Parameters, connection_parameters
from gridward.kernel.database.use import database_in_use
from tests.served import command


@pytest.mark.slow
@pytest.mark.django_db
def test_a_new_home_has_the_tables_that_django_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_django = tables(
        {**connection_parameters("owner"), "dbname": connection.settings_dict["NAME"]}
    )
    home = tmp_path / "home"
    assert command(home, "migrate").returncode == 0
    monkeypatch.setenv("GRIDWARD_HOME", str(home))
    with database_in_use():
        ours = tables(connection_parameters("owner"))
    assert not list(unified_diff(of_django, ours, n=0))


def tables(parameters: Parameters) -> list[str]:
    """What `pg_dump` says of the tables: every column, constraint, index, trigger, function and policy."""
    argv = tools_for(18, parameters).argv("pg_dump", "--schema-only", "--no-owner", "--no-acl")
    done = subprocess.run(
        argv, env=environment(parameters), check=True, capture_output=True, text=True
    )
    of_this_run = ("\\restrict", "\\unrestrict")
    lines = [line for line in done.stdout.splitlines() if not line.startswith(of_this_run)]
    assert len(lines) > 10_000
    return lines
