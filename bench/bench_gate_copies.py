"""The phone at a gate: its first copy of a street with many passes, and a minute in which nothing or one has changed.

    python -m bench gate_copies
    python -m bench.bench_gate_copies --passes 60000

Passes are put into the demo's database by one statement, so that triggers tell of them as of an import; then the
server makes their hashes as its job does. The baseline of a first copy is one statement of PostgreSQL that makes the
same JSON of the same rows, without a server before it.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from tests.served import Served, serving

from bench.bench_register import API, ONE_GRID, get, sign_in, sign_ins

PERSONS, PASSES, QUIET = 3_000, 60_000, 50
ADDED = """
INSERT INTO checkpoints_pass (id, version, created_at, updated_at, street_id, grid_id, kind, serial, resident_id,
    household_id, plate, begins, ends, gates, once, issue, reason, assisted_by_id, revoked_for)
SELECT gen_random_uuid(), 1, now(), now(), r.street_id, r.grid_id, 'resident',
    upper(lpad(to_hex(n), 8, '0')), r.id, r.household_id, '', date_trunc('minute', now()),
    date_trunc('minute', now()) + interval '90 days', '{}', false, 1, '常住',
    (SELECT assisted_by_id FROM checkpoints_pass LIMIT 1), ''
FROM generate_series(1, %s) n
JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS people FROM register_resident
    WHERE left_on IS NULL) r ON r.place = 1 + n %% r.people
"""
BARE = """
SELECT json_agg(json_build_object('id', pass_id, 'serial', serial, 'kind', kind, 'issue', issue, 'begins', begins,
    'ends', ends, 'revoked', revoked, 'used', used, 'once', once, 'gates', gates, 'entries', entries, 'plate', plate,
    'label', label, 'grid', grid))::text FROM gates_gatepass
"""
FILL = """
from gridward.config.schedule import fill_gate_passes
fill_gate_passes(0)
"""


@dataclass
class GatePhone:
    """A phone that keeps one gate."""

    port: int
    session: str
    gate: str
    epoch: int | None = None
    cursor: str | None = None
    passes: int = 0
    received: int = 0
    asked: int = 0
    last: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def pull(self) -> None:
        """Ask until nothing more comes."""
        while True:
            told = self._ask()
            self.epoch, self.cursor = told["epoch"], told["cursor"]
            self.passes += len(told["passes"])
            if not told["more"]:
                self._connection.close()  # a minute later the server would have
                return

    def _ask(self) -> dict[str, Any]:
        token = self.session.partition("csrftoken=")[2].partition(";")[0]
        headers = {"Cookie": self.session, "X-CSRFToken": token, "Accept-Encoding": "gzip"}
        headers["Content-Type"] = "application/json"
        body = json.dumps({"epoch": self.epoch, "cursor": self.cursor})
        self._connection.request("POST", f"{API}/gates/{self.gate}/copy", body, headers)
        answer = self._connection.getresponse()
        packed = answer.read()
        self.received, self.asked = self.received + len(packed), self.asked + 1
        plain = (
            gzip.decompress(packed) if answer.getheader("Content-Encoding") == "gzip" else packed
        )
        assert answer.status == 200, plain[:300]
        told: dict[str, Any] = json.loads(plain)
        return told


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--passes", type=int, default=PASSES)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with serving(home, "demo", "--persons", str(PERSONS)) as served:
            measure(home, served, given.passes)


def measure(home: Path, served: Served, passes: int) -> None:
    """All measurements of one home."""
    session = sign_in(served.port, ONE_GRID, sign_ins(home, served)[ONE_GRID])
    gate = _gate(served, session)
    owner = _owner(home)
    took = _timed(lambda: owner.execute(ADDED, [passes]))
    print(f"{passes:,} passes put in by one statement, gates told by triggers: {took:.1f} s")
    print(f"hashes and labels of their holders: {_timed(lambda: _fill(home)):.1f} s")
    phone = GatePhone(served.port, session, gate)
    first = _timed(phone.pull)
    bare = _timed(lambda: owner.execute(BARE).fetchone())
    print(
        f"first copy: {first:.2f} s in {phone.asked} answers, {phone.passes:,} passes,"
        f" {phone.received / 1e6:.1f} MB packed; PostgreSQL alone {bare:.2f} s; ratio {first / bare:.1f}"
    )
    before = phone.received
    quiet = median(_timed(phone.pull) for _ in range(QUIET))
    size = (phone.received - before) / QUIET
    print(f"nothing new: {1000 * quiet:.0f} ms, {size:,.0f} bytes")
    owner.execute(
        "UPDATE checkpoints_pass SET issue = issue + 1 WHERE id = (SELECT id FROM checkpoints_pass LIMIT 1)"
    )
    print(f"one print new: {1000 * _timed(phone.pull):.0f} ms")


def _gate(served: Served, session: str) -> str:
    """A gate that the worker keeps, once the demo has set it up."""
    while True:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=120)
        for one in get(connection, session, "/gates/mine"):
            return str(one["id"])
        time.sleep(0.5)


def _owner(home: Path) -> "psycopg.Connection[tuple[Any, ...]]":
    os.environ["GRIDWARD_HOME"] = str(home)
    from gridward.kernel.database.connection import connect, connection_parameters

    return connect(connection_parameters("owner"))


def _fill(home: Path) -> None:
    """As the job of each minute does it, in a process of its own."""
    begin = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'gridward.config.settings'; django.setup()"
    environment = {**os.environ, "GRIDWARD_HOME": str(home), "GRIDWARD_DATABASE_ROLE": "app"}
    subprocess.run([sys.executable, "-c", begin + FILL], env=environment, check=True)


def _timed(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
