"""What earlier versions have kept is restored by this one: tables brought up to date, nothing lost, everything found.

Each folder of `upgrades` is a small street as one landed version left it; `ops/upgrade_fixture.py` makes the next.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from gridward.kernel.database.backup.tools import environment, tools_for
from gridward.kernel.database.connection import Parameters, connection_parameters
from gridward.kernel.database.use import database_in_use
from tests.served import LIGHT, Served, command, rows_of, serving

pytestmark = pytest.mark.slow

UPGRADES = Path(__file__).parent / "upgrades"
PASSPHRASE = "invented people only"
WRITTEN_OTHERWISE = re.compile(r"::(character varying|text)(\[\])?|[()]")
GROWING = {"audit_line", "kernel_datakey", "kernel_eventrecord", "kernel_epoch"}
"""Tables to which the restore and the upgrade themselves may add."""


@dataclass
class Upgraded:
    """A home of this version that was filled by an earlier one."""

    home: Path
    facts: dict[str, Any]
    told: dict[str, Any]
    rows: dict[str, int]
    """Rows of each table of that time, counted before anybody works here."""


@pytest.fixture(scope="module", params=sorted(path.name for path in UPGRADES.iterdir()))
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    """The street of an earlier version, restored here."""
    kept, home = UPGRADES / request.param, tmp_path_factory.mktemp(request.param) / "home"
    key = home / "keys" / "master.json"
    key.parent.mkdir(parents=True)
    key.write_bytes((kept / "master.json").read_bytes())
    key.chmod(0o600)
    plain = (kept / "street.dump").exists()
    file = kept / ("street.dump" if plain else "street.backup")
    words = ["restore", str(file), *(["--plain"] if plain else []), "--json"]
    done = command(home, *words, GRIDWARD_BACKUP_PASSPHRASE=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    facts = json.loads((kept / "facts.json").read_text())
    return Upgraded(home, facts, json.loads(done.stdout), rows_of(home, facts["rows"]))


@pytest.fixture(scope="module")
def served(upgraded: Upgraded) -> Iterator[Served]:
    with serving(upgraded.home, **LIGHT) as running:
        running.enter(**upgraded.facts["sign_in"])
        yield running


def test_the_record_of_acts_still_holds(upgraded: Upgraded) -> None:
    assert upgraded.told["record_broken_at"] is None
    assert upgraded.told["record_lines"] >= upgraded.facts["rows"]["audit_line"]


def test_every_table_has_the_rows_it_had(upgraded: Upgraded) -> None:
    before = upgraded.facts["rows"]
    assert upgraded.rows.keys() == before.keys()
    lost = {name for name, rows in upgraded.rows.items() if rows < before[name]}
    grown = {name for name, rows in upgraded.rows.items() if rows > before[name]}
    assert (lost, grown - GROWING) == (set(), set())


def test_nothing_is_left_to_migrate(upgraded: Upgraded) -> None:
    done = command(upgraded.home, "status", "--json")
    assert json.loads(done.stdout)["migrations"]["pending"] == []


@pytest.mark.django_db
def test_its_tables_are_those_of_a_new_home(
    upgraded: Upgraded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django made these step by step; a new home, and the tests' database, get theirs the short way."""
    new = tables({**connection_parameters("owner"), "dbname": connection.settings_dict["NAME"]})
    monkeypatch.setenv("GRIDWARD_HOME", str(upgraded.home))
    with database_in_use():
        grown = tables(connection_parameters("owner"))
    assert not list(unified_diff(grown, new, n=0))


def tables(parameters: Parameters) -> list[str]:
    """What `pg_dump` says of the tables: every column, constraint, index, trigger, function and policy.

    Without casts and brackets: a list of words that was restored from a dump is written with others.
    """
    argv = tools_for(18, parameters).argv("pg_dump", "--schema-only", "--no-owner", "--no-acl")
    done = subprocess.run(
        argv, env=environment(parameters), check=True, capture_output=True, text=True
    )
    of_this_run = ("\\restrict", "\\unrestrict")
    lines = [
        WRITTEN_OTHERWISE.sub("", line)
        for line in done.stdout.splitlines()
        if not line.startswith(of_this_run)
    ]
    assert len(lines) > 10_000
    return lines


def test_the_register_is_there(served: Served, upgraded: Upgraded) -> None:
    status, figures = served.ask("GET", "/api/v1/reports/overview")
    assert status == 200
    assert figures["residents"] == upgraded.facts["persons"]


def test_a_person_is_found_by_document(served: Served, upgraded: Upgraded) -> None:
    person = upgraded.facts["person"]
    status, hits = served.ask("GET", f"/api/v1/register/search?q={person['document']}")
    assert status == 200
    assert [hit["why"] for hit in hits] == ["document"]
    assert hits[0]["title"][0] == person["name"][0]


def test_the_posts_are_filled_as_before(served: Served) -> None:
    status, page = served.ask("GET", "/api/v1/staff/members")
    assert status == 200
    assert page["items"]


def test_history_says_what_was(served: Served, upgraded: Upgraded) -> None:
    changed = upgraded.facts["changed"]
    path = f"/api/v1/register/households/{changed['household']}"
    status, household = served.ask("GET", path)
    assert (status, household["note"]) == (200, "升级之前改过")
    status, changes = served.ask("GET", f"{path}/history")
    assert status == 200
    assert "note" in json.dumps(changes)


def test_people_work_on(served: Served, upgraded: Upgraded) -> None:
    _, page = served.ask("GET", "/api/v1/register/households")
    changed = upgraded.facts["changed"]["household"]
    other = next(row["id"] for row in page["items"] if row["id"] != changed)
    path = f"/api/v1/register/households/{other}"
    _, household = served.ask("GET", path)
    status, after = served.ask(
        "PATCH", path, {"version": household["version"], "note": "升级之后改的"}
    )
    assert (status, after["note"]) == (200, "升级之后改的")
