"""The read replica: it follows, reports are read from it behind the same wall, and nobody depends on it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gridward.kernel.database.connection import connect, superuser_parameters
from gridward.kernel.database.embedded import REPLICATOR, EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.port import stored_port
from tests.flows.conftest import Copy
from tests.served import LIGHT, PATIENCE_SECONDS, Served, command, serving

pytestmark = pytest.mark.slow

LOOK = """
import json
import os
import signal
import sys
from importlib import import_module

from gridward.kernel.database.use import database_in_use

with database_in_use():
    import_module("django").setup()
    from django.db import connections, transaction
    from gridward.ground.register.models import Resident
    from gridward.ground.staff.access import operator
    from gridward.kernel.access import Actor, Permission
    from gridward.kernel.database.embedded import EmbeddedPostgres
    from gridward.kernel.database.home import home
    from gridward.kernel.database import replica
    from gridward.kernel.database.replica import read, reading
    from gridward.kernel.database.standby import replica_of

    everywhere = operator("look")
    with transaction.atomic():
        from gridward.kernel.rows import tell_database
        tell_database(everywhere)
        busy = Resident.objects.values_list("grid_id", flat=True)[0]
        here = Resident.objects.filter(grid_id=busy).count()
        whole = Resident.objects.count()
    one = Actor(account_id=None, name="one", held={Permission.REGISTER_READ: frozenset({busy})})
    nobody = Actor(account_id=None, name="nobody")

    def count(actor):
        with reading(actor) as using, connections[using].cursor() as cursor:
            rows = Resident.objects.all()
            cursor.execute("SELECT count(*), current_user FROM register_resident")
            raw, role = cursor.fetchone()
            return [using, rows.count(), raw, role, [one.name for one in rows[:1]]]

    asked = []
    def kill_and_count():
        asked.append(1)
        if len(asked) == 1 and sys.argv[1] == "kill":
            replica.CHECK_AGAIN_SECONDS = 3600.0  # it is started again at once: we do not want to see it
            with connections["replica"].cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                answering = cursor.fetchone()[0]
            server = EmbeddedPostgres(replica_of(home()))
            for process in (server.postmaster().pid, answering):
                os.kill(process, signal.SIGKILL)
            while server.is_running():
                pass
        return Resident.objects.count()

    told = {"here": here, "whole": whole, "everywhere": count(everywhere), "one": count(one)}
    told["nobody"] = count(nobody)
    told["read"] = read(everywhere, kill_and_count)
    told["asked"] = len(asked)
    told["after"] = count(everywhere)
    print(json.dumps(told))
"""


@dataclass
class Pair:
    """A serving primary and its replica's home."""

    served: Served
    replica: Home


@pytest.fixture(scope="module")
def pair(street_home: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A small street, its replica, both running."""
    folder = tmp_path_factory.mktemp("pair")
    home = street_home(folder / "home")
    done = command(home, "replica", "make", str(folder / "replica"))
    assert done.returncode == 0, done.stderr
    password = json.loads((home / "demo-sign-ins.json").read_text())["guanli"]
    with serving(home, **LIGHT) as served:
        served.enter("guanli", password)
        place = Home(folder / "replica")
        wait(lambda: state(home)["usable"], served)
        yield Pair(served, place)
    assert not EmbeddedPostgres(place).is_running()


def wait(done: Callable[[], bool], served: Served) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < deadline, served.log()
        time.sleep(0.2)


def state(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command(home, "status", "--json").stdout)["replica"]
    return found


def look(pair: Pair, what: str = "look") -> dict[str, Any]:
    environment = {
        **os.environ,
        "GRIDWARD_HOME": str(pair.served.home),
        "GRIDWARD_DATABASE_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "gridward.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", LOOK, what], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def members_on_replica(pair: Pair) -> set[str]:
    told = {**superuser_parameters(pair.replica), "dbname": "gridward"}
    with connect(told) as connection:
        rows = connection.execute("SELECT name FROM staff_member").fetchall()
    return {str(name) for (name,) in rows}


def add(pair: Pair, prefix: str, count: int) -> set[str]:
    acknowledged = set()
    for number in range(count):
        try:
            body = {"name": f"{prefix}{number}", "employer": "street_office"}
            status, _ = pair.served.ask("POST", "/api/v1/staff/members", body)
        except OSError:
            break
        if status == 201:
            acknowledged.add(body["name"])
    return acknowledged


def test_what_is_written_arrives(pair: Pair) -> None:
    written = add(pair, "写", 3)
    assert len(written) == 3
    wait(lambda: written <= members_on_replica(pair), pair.served)
    status, health = pair.served.ask("GET", "/healthz")
    assert status == 200
    assert health["replica_lag_seconds"] is not None


def test_reports_are_read_from_it_behind_the_same_wall(pair: Pair) -> None:
    told = look(pair)
    assert told["everywhere"][:3] == ["replica", told["whole"], told["whole"]]
    assert 0 < told["here"] < told["whole"]
    assert told["one"][:3] == ["replica", told["here"], told["here"]]
    assert told["nobody"][:3] == ["replica", 0, 0]
    assert {told[who][3] for who in ("everywhere", "one", "nobody")} == {"gridward_app"}
    assert (told["read"], told["asked"]) == (told["whole"], 1)


def test_when_it_dies_half_way_the_primary_is_asked(pair: Pair) -> None:
    told = look(pair, "kill")
    assert told["everywhere"][0] == "replica"
    assert (told["read"], told["asked"]) == (told["whole"], 2)
    assert told["after"][0] == "default"
    assert pair.served.ask("GET", "/healthz")[0] == 200
    wait(lambda: bool(state(pair.served.home)["usable"]), pair.served)


def test_a_killed_primary_loses_nothing_acknowledged_and_is_followed_on(pair: Pair) -> None:
    before = add(pair, "杀前", 10)
    os.kill(pair.served.postmaster()[0], signal.SIGKILL)
    during = add(pair, "杀中", 10)
    pair.served.wait_healthy()
    after = add(pair, "杀后", 10)
    assert len(before) == len(after) == 10
    wait(lambda: before | during | after <= members_on_replica(pair), pair.served)


def test_its_role_streams_and_reads_no_table(pair: Pair) -> None:
    primary = Home(pair.served.home)
    with connect(superuser_parameters(primary)) as connection:
        query = """
            SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication,
                   has_table_privilege(rolname, 'pg_authid', 'SELECT'),
                   has_database_privilege(rolname, 'gridward', 'CONNECT')
            FROM pg_roles WHERE rolname = %s"""
        row = connection.execute(query, [REPLICATOR]).fetchone()
        assert row == (False, False, False, True, False, False)
        kept = connection.execute("SHOW max_slot_wal_keep_size").fetchone()
        slots = connection.execute("SELECT slot_name, active FROM pg_replication_slots").fetchall()
    assert kept == ("2GB",)
    assert slots == [(REPLICATOR, True)]


def test_a_second_replica_or_a_start_of_its_home_is_refused(pair: Pair, tmp_path: Path) -> None:
    done = command(pair.served.home, "replica", "make", str(tmp_path / "second"))
    assert "[replica_exists]" in done.stderr
    done = command(pair.replica.path, "migrate")
    assert "[database_home_is_replica]" in done.stderr
    done = command(pair.replica.path, "replica", "promote")
    assert "[replica_primary_lives]" in done.stderr
    assert stored_port(pair.replica) != stored_port(Home(pair.served.home))


def test_once_the_primary_is_lost_the_replica_takes_its_place(
    new_home: Copy, tmp_path: Path
) -> None:
    home, place = new_home(tmp_path / "home"), tmp_path / "replica"
    with serving(home, **LIGHT) as served:
        served.sign_in()
        assert command(home, "replica", "make", str(place)).returncode == 0
    with serving(home, **LIGHT) as served:
        wait(lambda: bool(state(home)["usable"]), served)
    secret = {"GRIDWARD_KEYS_PASSPHRASE": "密钥的口令也要够长"}
    assert command(home, "keys", "export", str(tmp_path / "keys"), **secret).returncode == 0
    done = command(place, "replica", "promote")
    assert "[restore_master_key_needed]" in done.stderr
    words = ["replica", "promote", "--keys", str(tmp_path / "keys"), "--json"]
    done = command(place, *words, **secret)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["epoch"], told["record_broken_at"]) == (1, None)
    with serving(place, **LIGHT) as served:
        served.enter("admin", "青山一道同云雨2026")
        assert served.ask("GET", "/api/v1/staff/members")[0] == 200
    done = command(home, "migrate")
    assert "[database_home_retired]" in done.stderr


def test_a_removed_replica_holds_nothing_back(new_home: Copy, tmp_path: Path) -> None:
    home, place = new_home(tmp_path / "home"), tmp_path / "replica"
    assert command(home, "replica", "make", str(place)).returncode == 0
    assert command(home, "replica", "remove").returncode == 0
    assert not list(place.iterdir())
    assert command(home, "replica", "make", str(place)).returncode == 0
