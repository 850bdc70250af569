"""Passages: batches over HTTP beside a bare COPY, single ones beside pgbench, and what is asked of millions of them.

    python -m bench passages
    python -m bench.bench_passages --stored 1000000 --homes /tmp/homes     # homes are kept there and used again

The baseline of batches is a COPY of rows like theirs into the partition in which they lie, with its indexes, by one
client. That of single passages is `pgbench` (of the server's own programs): one passage a transaction, as many clients.
Bodies are made before the clock starts; clients share the machine with the server.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import uuid_utils.compat
from psycopg import Connection, sql
from tests.served import Served, inspected, serving

from bench.bench_register import API, WHOLE_STREET, kept_homes, sign_in, sign_ins, waited
from bench.bench_serve import family, pss
from gridward.kernel import clock
from gridward.kernel.database.account import account_for
from gridward.kernel.database.binaries import binaries_for
from gridward.kernel.database.connection import connect, connection_parameters, superuser_parameters
from gridward.kernel.database.home import Home, home
from gridward.kernel.database.use import database_in_use
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.terms import MOST_PASSAGES, EntryKind

BATCHES, SENDERS, CLIENTS, SINGLES, FIRST = 40, 4, 8, 4000, 2000
PROMISED_ROWS, AIMED_SHARE, SINGLE_MS = 20_000.0, 0.5, 50.0
PERSON_MS, HOUR_MS, COUNTS_MS = 20.0, 50.0, 20.0
ASKED, WARMING, DAYS, PEOPLE, OF_EACH = 65, 5, 14, 60_000, 167
"""As many people as live in a street, and more with the number: 167 passages of each are twelve a day."""
FILLERS = 2
SPACING_S = 7.5
"""Between passages at a gate: eight a minute, as at the morning peak; a batch is of four hours without a signal."""
PARTITION = "passages_day_"
"""With the digits of a day behind it."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--stored", type=int, default=10_000_000)
    options.add_argument("--homes", type=Path)
    given = options.parse_args()
    with kept_homes(given.homes) as homes:
        place = homes / f"passages-{given.stored}"
        with gates_of(place) as (served, session, gates):
            batches(served, session, gates)
            singles(served, session, gates)
            key = gate_key_of(place)
        with loading(place), inspected(place) as database:
            fill(database, given.stored, key)
        with gates_of(place) as (served, session, gates):
            reading(served, session, gates, given.stored)


@contextmanager
def gates_of(place: Path) -> Iterator[tuple[Served, str, list[str]]]:
    """The demo is served: its server, a session that searches passages of the whole street, and its gates."""
    with serving(place, "demo") as served:
        session = sign_in(served.port, WHOLE_STREET, sign_ins(place, served)[WHOLE_STREET])
        gates = [one["id"] for one in ask(served.port, session, "GET", "/gates")["items"]]
        yield served, session, gates


def batches(served: Served, session: str, gates: Sequence[str]) -> None:
    """Rows a second through HTTP, and by COPY of the same rows into their partition."""
    made = [body_of(gates[n % len(gates)], MOST_PASSAGES) for n in range(BATCHES + SENDERS)]
    together(served.port, session, made[:SENDERS])
    before = memory(served)
    took = together(served.port, session, made[SENDERS:])
    grown = memory(served)
    rows = BATCHES * MOST_PASSAGES
    with inspected(served.home) as database:
        bare = copied(database, rows)
    ours = rows / took
    print(f"{rows:,} passages in {BATCHES} batches, {SENDERS} phones at once")
    print(
        f"through HTTP   {ours:10,.0f} a second   {ours / PROMISED_ROWS:.2f} x the promised 20,000"
    )
    print(
        f"bare COPY      {bare:10,.0f} a second   ours is {ours / bare:.2f} of it (aim: {AIMED_SHARE})"
    )
    again = together(served.port, session, made[SENDERS:])
    print(f"sent again     {rows / again:10,.0f} a second, all known")
    print(
        f"memory         {before}; grew by {grown - before}, sent again by {memory(served) - grown}"
    )


def body_of(gate: str, count: int) -> bytes:
    """A batch of one phone, as the clock of now tells it: the last minutes at a gate, with entries and passes."""
    now = clock.now()
    rows = [row_of(gate, now - timedelta(seconds=SPACING_S * (count - n)), n) for n in range(count)]
    return orjson.dumps({"device": str(uuid4()), "now": now.isoformat(), "passages": rows})


def row_of(gate: str, at: datetime, n: int) -> dict[str, Any]:
    """One in ten is a visitor with a name, one in ten a vehicle; nobody is held."""
    words = dict.fromkeys(("visiting", "name", "phone", "why", "plate"))
    if n % 10 == 0:
        words |= {"visiting": "3栋2单元101", "name": "来访者", "phone": "13800000000"}
    if n % 10 == 5:
        words["plate"] = uuid4().hex
    return {
        **words,
        "id": str(uuid_utils.compat.uuid7()),
        "gate": gate,
        "at": at.isoformat(),
        "lane": "人行",
        "direction": "in" if n % 2 else "out",
        "subject": "visitor" if n % 10 == 0 else "resident",
        "decision": "passed",
        "verdict": "pass",
        "reasons": [],
        "rules": "演练通知（虚构）：街道卡口查验演练",
        "by": "scan",
        "pass_id": str(uuid4()),
        "pass_state": "valid",
        "person": uuid4().hex,
        "temperature_c": 36.5,
        "codes": [{"kind": "health", "result": "green", "at": None, "source": "eye"}],
        "no_phone": False,
        "people": 1,
    }


def together(port: int, session: str, bodies: Sequence[bytes]) -> float:
    """Seconds until all are answered, so many at once; each is of another phone, with a connection of its own."""

    def ask(connection: HTTPConnection, body: bytes) -> None:
        passed(connection, session, body)
        connection.close()

    began = time.perf_counter()
    waited(port, bodies, SENDERS, ask=ask)
    return time.perf_counter() - began


def each(port: int, session: str, bodies: Sequence[bytes], clients: int) -> list[float]:
    """How long each took, in milliseconds, by gates that keep their connections."""

    def ask(connection: HTTPConnection, body: bytes) -> None:
        passed(connection, session, body)

    return waited(port, bodies, clients, ask=ask)


def passed(connection: HTTPConnection, session: str, body: bytes) -> None:
    """A batch that must be answered, with nothing refused."""
    answer = send(connection, session, "POST", "/gates/passages", body)
    assert answer["refused"] == [], answer["refused"][:3]


def send(
    connection: HTTPConnection, session: str, method: str, path: str, body: bytes | None = None
) -> Any:
    """The JSON of a request that must be answered."""
    token = session.partition("csrftoken=")[2].partition(";")[0]
    headers = {"Cookie": session, "X-CSRFToken": token, "Content-Type": "application/json"}
    connection.request(method, API + path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == 200, (path, answer.status, content[:300])
    return orjson.loads(content)


def ask(port: int, session: str, method: str, path: str) -> Any:
    """The same by a connection of its own."""
    return send(HTTPConnection("127.0.0.1", port, timeout=120), session, method, path)


def copied(database: Connection[Any], rows: int) -> float:
    """Rows a second of COPY: rows of the fullest partition under other ids, into that partition; then taken back."""
    table = sql.Identifier(fullest(database))
    names = sql.SQL(", ").join(sql.Identifier(name) for name in columns_of(database)[1:])
    make = "CREATE TEMPORARY TABLE same AS SELECT uuidv7() AS id, {} FROM {} LIMIT {}"
    database.execute(sql.SQL(make).format(names, table, rows))
    with database.cursor() as cursor, cursor.copy("COPY same TO STDOUT") as out:
        content = b"".join(bytes(block) for block in out)
    database.commit()
    began = time.perf_counter()
    into = sql.SQL("COPY {} (id, {}) FROM STDIN").format(table, names)
    with database.cursor() as cursor, cursor.copy(into) as copy:
        copy.write(content)
    database.commit()
    took = time.perf_counter() - began
    take_back = (
        "ALTER TABLE {t} DISABLE TRIGGER USER; DELETE FROM {t} USING same WHERE {t}.id = same.id;"
        " ALTER TABLE {t} ENABLE TRIGGER USER; DROP TABLE same"
    )
    database.execute(sql.SQL(take_back).format(t=table))
    database.commit()
    return content.count(b"\n") / took


def columns_of(database: Connection[Any]) -> list[str]:
    """Columns of passages, in their order."""
    rows = database.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'passages_passage'::regclass"
        " AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    )
    return [row[0] for row in rows]


def fullest(database: Connection[Any]) -> str:
    """The partition with the most rows."""
    rows = database.execute(
        "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid"
        " WHERE inhparent = 'passages_passage'::regclass ORDER BY pg_relation_size(oid) DESC LIMIT 1"
    )
    found = rows.fetchone()
    assert found is not None
    return str(found[0])


def singles(served: Served, session: str, gates: Sequence[str]) -> None:
    """One passage a request by eight clients, beside pgbench inserting one a transaction by eight.

    The first ones are told apart: every connection of the server plans what it has not been asked before, and so many a
    second crowd all gates of the demo, each of which calls the police then.
    """
    made = [body_of(gates[n % len(gates)], 1) for n in range(FIRST + SINGLES)]
    first = each(served.port, session, made[:FIRST], CLIENTS)
    began = time.perf_counter()
    took = each(served.port, session, made[FIRST:], CLIENTS)
    rate = len(took) / (time.perf_counter() - began)
    p99 = statistics.quantiles(took, n=100)[-1]
    p99_first = statistics.quantiles(first, n=100)[-1]
    with inspected(served.home) as database:
        bare = pgbench(database, gates)
    print(
        f"one a request  {rate:10,.0f} a second by {CLIENTS} clients, p50 {statistics.median(took):.1f} ms,"
        f" p99 {p99:.1f} ms   {p99 / SINGLE_MS:.2f} x the promised {SINGLE_MS:.0f} ms"
    )
    print(
        f"the first {FIRST:,} p99 {p99_first:.1f} ms, in which every gate becomes crowded and opens a work order"
    )
    print(
        f"pgbench        {bare:10,.0f} a second, the same insert   ours is {rate / bare:.3f} of it"
    )


def pgbench(database: Connection[Any], gates: Sequence[str]) -> float:
    """Transactions a second of one INSERT of a passage each, by eight clients for five seconds."""
    row = database.execute(
        "SELECT grid_id, street_id FROM checkpoints_checkpoint WHERE id = %s", [gates[0]]
    ).fetchone()
    assert row is not None
    day = fullest(database).removeprefix(PARTITION)
    at = f"'{day} 12:00 Asia/Shanghai'::timestamptz"
    script = (
        "INSERT INTO passages_passage (id, day, at, received_at, street_id, grid_id, gate_id, device, lane, direction,"
        " subject, decision, verdict, reasons, rules, by, pass_id, pass_state, person, no_phone, people)"
        f" VALUES (uuidv7(), '{day}', {at}, now(), '{row[1]}', '{row[0]}', '{gates[0]}', gen_random_uuid(), '', 'in',"
        " 'resident', 'passed', 'pass', '{}', '', 'scan', gen_random_uuid(), 'valid',"
        " uuid_send(gen_random_uuid()), false, 1);\n"
    )
    return run_pgbench(script)


def run_pgbench(script: str) -> float:
    """What pgbench says of a script."""
    given = connection_parameters("owner")
    programs = binaries_for(account_for(home().cluster))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            [
                str(programs / "pgbench"),
                "-n",
                "-c",
                str(CLIENTS),
                "-j",
                "2",
                "-T",
                "5",
                "-f",
                file.name,
                "-h",
                str(given["host"]),
                "-p",
                str(given["port"]),
                "-U",
                given["user"],
                given["dbname"],
            ],
            env={**os.environ, "PGPASSWORD": given["password"]},
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stderr
    return float(found[1])


@contextmanager
def loading(place: Path) -> Iterator[None]:
    """The database of a home that nobody serves, with much memory and without waiting for the disk; then as it was."""
    _set(place, "ALTER SYSTEM SET {} = {}")
    try:
        yield
    finally:
        _set(place, "ALTER SYSTEM RESET {}")


def _set(place: Path, statement: str) -> None:
    with database_in_use(Home(place)), connect(superuser_parameters(Home(place))) as server:
        server.autocommit = True
        for name, value in _LOADING.items():
            told = sql.SQL(statement).format(sql.Identifier(name), sql.Literal(value))
            server.execute(told)


_LOADING = {
    "shared_buffers": "3GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "8GB",
    "autovacuum": "off",
}


def fill(database: Connection[Any], stored: int, key: bytes) -> None:
    """Store so many passages of the last days at the demo's gates, by the people whose telephones are known."""
    today, began, each = clock.today(), time.perf_counter(), stored // DAYS
    days = [today - timedelta(days=n) for n in range(DAYS)]
    database.execute("SELECT passages_make_days(%s)", [days])
    there = dict(database.execute(_THERE, [days]).fetchall())
    missing = {day: each - there.get(day, 0) for day in days if there.get(day, 0) < each}
    if not missing:
        return
    people = people_of(stored)
    database.execute("DROP TABLE IF EXISTS bench_people")
    database.execute("CREATE UNLOGGED TABLE bench_people (n int PRIMARY KEY, entry bytea)")
    with database.cursor() as cursor, cursor.copy("COPY bench_people FROM STDIN") as copy:
        for n in range(people):
            copy.write_row((n, entry_of(key, EntryKind.PHONE, phone(n))))
    database.commit()
    with ThreadPoolExecutor(FILLERS) as fillers:
        for _ in fillers.map(lambda day: fill_day(day, missing[day], people), missing):
            pass
    database.execute("DROP TABLE bench_people")
    database.commit()
    database.autocommit = True
    database.execute("VACUUM (ANALYZE) passages_passage, passages_gatetally")
    made = sum(missing.values())
    print(f"stored {made:,} passages of {people:,} people in {time.perf_counter() - began:.0f} s")


def fill_day(day: date, rows: int, people: int) -> None:
    """Store so many passages of a day, up to now where it is today, as they come in: a tenth from phones that were
    offline for up to four hours.
    """
    ends = min(clock.now(), clock.midnight(day + timedelta(days=1)) - timedelta(seconds=1))
    given = {"day": day, "begins": clock.midnight(day), "ends": ends, "people": people}
    with connect(connection_parameters("owner")) as database:
        database.execute(_FILL, {**given, "rows": rows})


_THERE = "SELECT day, count(*) FROM passages_passage WHERE day = ANY(%s) GROUP BY day"
_FILL = """
INSERT INTO passages_passage (id, day, at, received_at, street_id, grid_id, gate_id, device, lane, direction, subject,
    decision, verdict, reasons, rules, by, pass_id, pass_state, person, no_phone, people)
SELECT uuidv7(), %(day)s, n.received_at - n.late, n.received_at, g.street_id, g.grid_id, g.id, g.id, '人行',
    CASE WHEN n.i %% 2 = 0 THEN 'in' ELSE 'out' END, 'resident', 'passed', 'pass', '{}', '演练通知', 'scan',
    gen_random_uuid(), 'valid', p.entry, false, 1
FROM (
    SELECT i, (random() * (%(people)s - 1))::int AS who, %(begins)s + gone AS received_at,
        random() * least(gone, CASE WHEN random() < 0.1 THEN interval '4 hours' ELSE interval '1 minute' END) AS late
    FROM (
        SELECT i, i * ((%(ends)s - %(begins)s) / %(rows)s) AS gone FROM generate_series(1, %(rows)s) i
    ) stored
) n
JOIN bench_people p ON p.n = n.who
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS number, count(*) OVER () AS total
      FROM checkpoints_checkpoint) g ON g.number = n.i %% g.total
"""


def people_of(stored: int) -> int:
    """How many people are those of so many passages."""
    return max(PEOPLE, stored // OF_EACH)


def phone(n: int) -> str:
    """The telephone of one of the people."""
    return f"138{n:08d}"


def gate_key_of(home: Path) -> bytes:
    """The key of the home's entries, which its own program opens."""
    code = (
        "import django; django.setup()\n"
        "from gridward.kernel.database.use import database_in_use\n"
        "from gridward.work.passages.services.keys import gate_key\n"
        "with database_in_use(): print(gate_key().hex())"
    )
    given = {
        "DJANGO_SETTINGS_MODULE": "gridward.config.settings",
        "GRIDWARD_DATABASE_ROLE": "owner",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **given, "GRIDWARD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return bytes.fromhex(done.stdout.split()[-1])


def reading(served: Served, session: str, gates: Sequence[str], stored: int) -> None:
    """A person's days, a gate's hour and a gate's counts, by one client through its door.

    Of people and hours whom nobody asked for lately, so that a disk may have to be waited for; then the same once more.
    """
    draw = random.Random()
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    why, search = {"reason": "流调"}, ("POST", "/passages/search")
    people = [phone(draw.randrange(people_of(stored))) for _ in range(ASKED)]
    hours = [now - timedelta(hours=draw.randrange(2, 300)) for _ in range(ASKED)]
    told: list[tuple[str, float, list[Asked]]] = [
        (
            "a person's 14 days",
            PERSON_MS,
            [(*search, {**why, "kind": "phone", "typed": one}) for one in people],
        ),
        (
            "a gate's hour",
            HOUR_MS,
            [(*search, {**why, "gate_id": draw.choice(gates), "hour": one}) for one in hours],
        ),
        (
            "a gate's live counters",
            COUNTS_MS,
            [("GET", f"/gates/{draw.choice(gates)}/counts", None) for _ in range(ASKED)],
        ),
    ]
    print(
        f"of {stored:,} stored passages, through HTTP by one client (median, p95 in ms; promised)"
    )
    for name, promised, asked in told:
        for when in ("", ", again"):
            took, rows = timed(served.port, session, asked)
            p95 = statistics.quantiles(took, n=20)[-1]
            print(
                f"{name + when:<32}{statistics.median(took):8.1f}{p95:8.1f}{promised:8.0f}"
                f"   {p95 / promised:.2f} x   {rows:,.0f} rows each"
            )


Asked = tuple[str, str, dict[str, Any] | None]
"""Method, path and body of a request."""


def timed(port: int, session: str, asked: Sequence[Asked]) -> tuple[list[float], float]:
    """Milliseconds of each request but the first few, and how many rows were told on average."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    took, rows = [], 0
    for method, path, body in asked:
        began = time.perf_counter()
        answer = send(connection, session, method, path, orjson.dumps(body) if body else None)
        took.append((time.perf_counter() - began) * 1000)
        rows += len(answer.get("items", answer.get("hours", ())))
    return took[WARMING:], rows / len(took)


@dataclass(frozen=True)
class Memory:
    """Megabytes, shared pages once: of the programs, and of the database with its shared cache, which fills first."""

    programs: float
    database: float

    def __sub__(self, before: "Memory") -> "Memory":
        return Memory(self.programs - before.programs, self.database - before.database)

    def __str__(self) -> str:
        return f"programs {self.programs:.0f} MB, database {self.database:.0f} MB"


def memory(served: Served) -> Memory:
    """Of the server and all that it has started."""
    sizes = {"programs": 0.0, "database": 0.0}
    for one in family(served.process.pid):
        sizes["database" if named(one) == "postgres" else "programs"] += pss(one) / 1024
    return Memory(**sizes)


def named(pid: int) -> str:
    """The name of a process; of one that has ended, nothing."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
