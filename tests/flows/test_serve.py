"""`gridward serve` as an administrator runs it: one command, killed processes, commands beside it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.flows.conftest import Copy
from tests.served import PATIENCE_SECONDS, Served, command, serving

PER_KILL = 15
PROCESSES: dict[str, Callable[[Served], list[int]]] = {
    "database": lambda served: served.postmaster(),
    "web": lambda served: served.children("gridward.config.web"),
    "jobs": lambda served: served.children("gridward.config.worker"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("serve")) as running:
        running.sign_in()
        yield running


def test_a_command_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    done = command(tmp_path / "home", "workorder", "list", "--as", "jiedao", GRIDWARD_LANGUAGE="en")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "gridward migrate" in done.stderr
    assert "[tables_not_ready]" in done.stderr


def add_members(served: Served, prefix: str) -> set[str]:
    """Send members until one is not acknowledged or the number is reached; answers those acknowledged."""
    acknowledged = set()
    for number in range(PER_KILL):
        name = f"{prefix}{number}"
        try:
            status, _ = served.ask("POST", "/api/v1/staff/members", member(name))
        except OSError:
            break
        if status == 201:
            acknowledged.add(name)
    return acknowledged


def member(name: str) -> dict[str, str]:
    return {"name": name, "employer": "street_office"}


def names(served: Served) -> set[str]:
    found, after = set(), ""
    while True:
        status, page = served.ask("GET", f"/api/v1/staff/members?after={after}")
        assert status == 200, page
        found |= {one["name"] for one in page["items"]}
        after = page["next"]
        if after is None:
            return found


@pytest.fixture(scope="module")
def street(served: Served) -> None:
    """The server's command line gives it a street while it serves."""
    run(served, "seed", "--persons", "60")


def run(served: Served, *arguments: str) -> str:
    environment = {**os.environ, "GRIDWARD_HOME": str(served.home)}
    environment.pop("GRIDWARD_DATABASE_ROLE", None)
    done = subprocess.run(
        [sys.executable, "-m", "gridward", *arguments],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_commands_run_beside_a_serving_instance(served: Served, street: None) -> None:
    report = json.loads(run(served, "audit", "verify", "--json"))
    assert report["broken_at"] is None
    assert report["lines"] > 0
    assert served.ask("GET", "/healthz")[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("who", list(PROCESSES))
def test_a_killed_process_comes_back_and_loses_nothing_acknowledged(
    served: Served, street: None, who: str
) -> None:
    before = add_members(served, f"{who}前")
    assert len(before) == PER_KILL
    victims = running(served, who)
    os.kill(victims[0], signal.SIGKILL)
    during = add_members(served, f"{who}中")
    time.sleep(1)
    served.wait_healthy()
    after = add_members(served, f"{who}后")
    assert len(after) == PER_KILL
    assert before | during | after <= names(served)


def running(served: Served, who: str) -> list[int]:
    """Process ids of a service, once it has started."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := PROCESSES[who](served)):
        assert time.monotonic() < deadline, served.log()
        time.sleep(0.2)
    return found


@pytest.mark.slow
def test_it_stops_cleanly_and_leaves_no_process(new_home: Copy, tmp_path: Path) -> None:
    with serving(new_home(tmp_path / "home")) as one:
        assert all(running(one, who) for who in PROCESSES)
    assert one.process.returncode == 0
    assert [find(one) for find in PROCESSES.values()] == [[], [], []]
