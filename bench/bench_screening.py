"""A pushed list, from its file to the tasks of one worker on the phone's next sync, over HTTP and by the job worker.

    python -m bench screening
    python -m bench.bench_screening --rows 100000 --residents 1000000 --homes /tmp/homes   # kept there and used again

Rows are people of the fictional street; one of ten has another given name, one of twenty is a stranger. The promise is
100,000 rows against 1,000,000 residents in 60 s of matching. Baseline, in the same run: a bare COPY of the rows that
the list became (its own, tasks, orders, moves) into plain tables without keys, walls or triggers. Memory is the peak of
the job worker.
"""

import argparse
import csv
import io
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from psycopg import Connection, sql
from tests.served import Served, inspected, serving

from bench.bench_push import is_program
from bench.bench_register import (
    API,
    ONE_GRID,
    get,
    kept_homes,
    seed,
    sign_in,
    sign_ins,
)
from bench.bench_serve import family
from bench.bench_sync import Phone, timed
from gridward.fiction.generate import grid_chunks, make_ground
from gridward.kernel import clock

HEADINGS = ("序号", "姓名", "身份证号", "联系电话", "现住址", "核查结果", "核查情况")
COMMAND = "zhihui"
MATCHED_S, PATIENCE_S = 60.0, 3600.0
RENAMED, STRANGER = 0.1, 0.05
STORED = {
    "screening_pushlistrow": "pushed_id = {list}",
    "screening_verificationtask": "id IN (SELECT task_id FROM screening_pushlistrow WHERE pushed_id = {list})",
    "workorders_order": "id IN (SELECT task_id FROM screening_pushlistrow WHERE pushed_id = {list})",
    "workorders_move": "order_id IN (SELECT task_id FROM screening_pushlistrow WHERE pushed_id = {list})",
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=2_000)
    options.add_argument("--residents", type=int, default=20_000)
    options.add_argument("--homes", type=Path)
    given = options.parse_args()
    with kept_homes(given.homes) as homes:
        home = homes / f"screening-{given.residents}"
        if not (home / "keys").exists():
            seed(home, given.residents)
        content = list_file(given.rows, given.residents)
        with serving(home, "demo") as served:
            list_id, ours = measure(served, sign_ins(home, served), content)
        with inspected(home) as raw:
            compare(raw, list_id, ours)


def list_file(rows: int, residents: int) -> bytes:
    """A list as csv about people of the street as `gridward seed` loads it, and strangers where they do not suffice."""
    rng, out = Random(time.time_ns()), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, told in enumerate(islice(told_of(residents, rng), rows), 1):
        writer.writerow((number, *told, "", ""))
    return out.getvalue().encode()


def told_of(residents: int, rng: Random) -> Iterator[tuple[str, str, str, str]]:
    """Name, number, telephone and address of each row, without end."""
    today = clock.today()
    for chunk in grid_chunks(make_ground(1, today), residents, 1, today):
        doors = {one.key: one.address_text for one in chunk.households}
        for one in chunk.persons:
            lot = rng.random()
            if lot < STRANGER:
                yield stranger(rng)
            name = one.name[0] + "误" if lot > 1 - RENAMED else one.name
            yield name, one.document, (*one.phones, "")[0], doors[one.household_key]
    while True:
        yield stranger(rng)


def stranger(rng: Random) -> tuple[str, str, str, str]:
    """Somebody of another city."""
    return (
        "虞外地",
        "",
        f"139{rng.randrange(10**8):08d}",
        f"样例市虚构区演练街道{rng.randint(1, 99)}栋",
    )


def measure(served: Served, passwords: dict[str, str], content: bytes) -> tuple[str, float]:
    """From file to phone in phases; answers the list and how long storing took."""
    chief = Phone(served.port, sign_in(served.port, COMMAND, passwords[COMMAND]), "")
    declare(chief)
    connection = HTTPConnection("127.0.0.1", served.port, timeout=600)
    worker = sign_in(served.port, ONE_GRID, passwords[ONE_GRID])
    tree = get(connection, worker, "/territory/tree")
    own = next(grid["id"] for one in tree["communities"] for grid in one["grids"] if grid["mine"])
    phone = Phone(served.port, worker, own)
    phone.sync()
    before = len(orders_of(connection, worker))
    brought, row = timed(lambda: bring(chief, content))
    door = f"/screening/lists/{row['id']}"
    matched, _ = timed(lambda: done(connection, chief, door, "rehearsal", "rehearsed"))
    taken, row = timed(lambda: done(connection, chief, door, "taking", "open"))
    synced, asked = timed(phone.sync)
    counts = row["found"]
    print(
        f"{counts['rows']:,} rows: {counts['sure']:,} sure, {counts['doubtful']:,} doubtful,"
        f" {counts['none']:,} not found, {counts['unreadable']:,} unreadable"
    )
    print(f"brought             {brought:7.2f} s   file kept, columns found")
    print(f"read and matched    {matched:7.2f} s   {matched / MATCHED_S:.2f} x the promised 60 s")
    print(f"taken in            {taken:7.2f} s   of it stored {taken - matched:.2f} s")
    print(f"on the phone        {synced:7.2f} s   {asked} questions, {before} orders before")
    print(f"from file to phone  {brought + taken + synced:7.2f} s")
    print(f"job worker          {peak(served):7.0f} MB  at its peak")
    return row["id"], max(taken - matched, 0.01)


def declare(chief: Phone) -> None:
    """An emergency in the whole street: in ordinary times no list is taken; one that lasts already is enough."""
    session, now = chief.session, clock.today()
    standing = get(
        HTTPConnection("127.0.0.1", chief.port, timeout=60), session, "/response/standings"
    )
    if standing["standings"]:
        return
    basis = {"code": "superior_order", "document": "演练通知（虚构）"}
    span = {"since": now.isoformat(), "until": (now + timedelta(days=7)).isoformat()}
    said = {"step": "declare", "level": "emergency", "whole_street": True, "bases": [basis]}
    chief.ask("/response/decisions", {**said, **span, "reason": "演练（虚构）"})


def bring(chief: Phone, content: bytes) -> Any:
    """Bring the list as the street's own."""
    said = {
        "sender": "演练指挥部（虚构）",
        "kind": "risk_area",
        "purpose": "演练：核实是否在辖区",
        "basis": "演练通知（虚构）",
        "paper_no": uuid4().hex[:8],
    }
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in said.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    body = b"".join([*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()])
    token = chief.session.partition("csrftoken=")[2].partition(";")[0]
    headers = {"Cookie": chief.session, "X-CSRFToken": token}
    headers["Content-Type"] = f"multipart/form-data; boundary={mark}"
    connection = HTTPConnection("127.0.0.1", chief.port, timeout=600)
    connection.request("POST", API + "/screening/lists", body, headers)
    answer = connection.getresponse()
    told = answer.read()
    assert answer.status == 200, told[:300]
    return json.loads(told)


def done(connection: HTTPConnection, chief: Phone, door: str, what: str, state: str) -> Any:
    """Ask the job worker and wait until the list is in the state."""
    chief.ask(f"{door}/{what}", {})
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        row = get(connection, chief.session, door)
        if row["state"] == state:
            return row
        assert row["state"] != "failed", row
        time.sleep(0.1)
    raise TimeoutError(door)


def orders_of(connection: HTTPConnection, session: str) -> list[Any]:
    """The first page of what somebody has to do."""
    found: list[Any] = get(connection, session, "/workorders?list=todo")["items"]
    return found


def peak(served: Served) -> float:
    """Megabytes that the job worker held at most."""
    [pid] = [one for one in served.children("gridward.config.worker") if is_program(one)]
    lines = [
        line for one in family(pid) for line in Path(f"/proc/{one}/status").read_text().splitlines()
    ]
    return sum(int(one.split()[1]) for one in lines if one.startswith("VmHWM:")) / 1024


def compare(raw: "Connection[Any]", list_id: str, ours: float) -> None:
    """Print the time of storing beside that of a bare COPY of what was stored."""
    bare = sum(copied(raw, table, where, list_id) for table, where in STORED.items())
    print(f"bare COPY           {bare:7.2f} s   stored in {ours / bare:.1f} x that")


def copied(raw: "Connection[Any]", table: str, where: str, list_id: str) -> float:
    """Seconds of copying the rows of a table that are the list's into a plain one."""
    chosen = sql.SQL(where).format(list=sql.Literal(list_id))  # type: ignore[arg-type]
    asked = sql.SQL("COPY (SELECT * FROM {} WHERE {}) TO STDOUT").format(
        sql.Identifier(table), chosen
    )
    plain = sql.Identifier(f"bare_{table}")
    raw.execute(sql.SQL("CREATE TEMP TABLE {} (LIKE {})").format(plain, sql.Identifier(table)))
    with raw.cursor() as cursor, cursor.copy(asked) as out:
        content = b"".join(out)

    def copy() -> None:
        into = sql.SQL("COPY {} FROM STDIN").format(plain)
        with raw.cursor() as cursor, cursor.copy(into) as given:
            given.write(content)

    return timed(copy)[0]


if __name__ == "__main__":
    main()
