"""Work orders: my list for 8 clients and the board among a million, the sweep of 20,000 open, 300 dispatched.

    python -m bench workorders
    python -m bench.bench_workorders --orders 100000

Baseline of list and board: the same among the open orders alone, in the same run; of the sweep: itself with
a tenth of the orders due, and with none: it must cost by what is due and not by what is open. Orders are copies of one
that was opened and dispatched in each grid of the fictional street; nine tenths and more are closed.
"""

import argparse
import os
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

from psycopg import Connection
from tests.served import Served, serving

from bench.bench_register import (
    ONE_COMMUNITY,
    ONE_GRID,
    REQUESTS,
    WHOLE_STREET,
    get,
    p95,
    seed,
    sign_in,
    sign_ins,
)
from bench.bench_sync import Phone
from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.use import database_in_use

PERSONS, OPEN, DISPATCHED = 1500, 20_000, 300
TO_DO, BOARD = "/workorders?list=todo", "/workorders/board"
LIST_MS, BOARD_MS, SWEEP_S, DISPATCH_S = 60.0, 100.0, 1.0, 2.0
TIMES = ("opened_at", "seen_at", "moved_at", "accept_due", "acknowledge_due", "handle_due")
CHANGED = {
    "id": "gen_random_uuid()",
    "number": "'bench-' || nextval('bench_orders')",
    "state": "CASE WHEN n > %(open)s THEN 'closed' ELSE t.state END",
    "desks": "CASE WHEN n > %(open)s THEN '{}' ELSE t.desks END",
    "next_due": "CASE WHEN n > %(open)s THEN NULL ELSE now() + interval '1 year' END",
    "late_after": "CASE WHEN n > %(open)s THEN NULL ELSE t.late_after + n * interval '1 s' END",
    "said": "NULL",
    **{name: f"t.{name} - n * interval '1 minute'" for name in TIMES},
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--orders", type=int, default=1_000_000)
    count = options.parse_args().orders
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        seed(home, PERSONS)
        os.environ["GRIDWARD_HOME"] = str(home)
        with serving(home, "demo") as served:
            lists(sign_ins(home, served), served, count)
        with database_in_use(), connect(connection_parameters("owner")) as raw:
            sweeps(raw)


def lists(passwords: dict[str, str], served: Served, count: int) -> None:
    """What is to do, before and after the archive grows; then 300 are dispatched one by one."""
    people = (WHOLE_STREET, ONE_COMMUNITY, ONE_GRID)
    sessions = {one: sign_in(served.port, one, passwords[one]) for one in people}
    chief = Phone(served.port, sessions[WHOLE_STREET], "")
    with connect(connection_parameters("owner")) as raw:
        raw.execute("CREATE SEQUENCE bench_orders")
        grids = templates(chief)
        filled(raw, OPEN, OPEN, len(grids))
        asked = {f"to do, {one}": (TO_DO, sessions[one], 8, LIST_MS) for one in people}
        for clients in (1, 8):
            asked[f"board, {clients} at once"] = (BOARD, sessions[WHOLE_STREET], clients, BOARD_MS)
        small = {name: of_page(served, *one[:3]) for name, one in asked.items()}
        filled(raw, count - OPEN, 0, len(grids))
        for name, (path, session, clients, promised) in asked.items():
            large = of_page(served, path, session, clients)
            print(
                f"{name:<17}  {large:7.1f} ms  p95 among {count:,}, {large / small[name]:.2f} x "
                f"{small[name]:.1f} ms among {OPEN:,}; promised {promised:.0f}"
            )
    dispatched(Phone(chief.port, chief.session, ""), grids)


def templates(chief: Phone) -> list[str]:
    """A report dispatched in each grid; answers the grids."""
    connection = HTTPConnection("127.0.0.1", chief.port, timeout=60)
    tree = get(connection, chief.session, "/territory/tree")
    grids = [grid["id"] for one in tree["communities"] for grid in one["grids"]]
    for grid in grids:
        made = report(chief, grid)
        chief.ask(f"/workorders/{made['id']}/moves", dispatch(made))
    return grids


def report(chief: Phone, grid: str) -> Any:
    """A broken barrier is reported."""
    said = {"id": str(uuid4()), "kind": "facility_broken", "grid_id": grid}
    return chief.ask("/workorders", {**said, "answers": {"facility": "围挡"}})


def dispatch(order: Any) -> dict[str, Any]:
    """The body of the move."""
    return {"move": "dispatch", "version": order["version"]}


def filled(raw: "Connection[Any]", count: int, still_open: int, grids: int) -> None:
    """Copies of the orders of all grids, the first of them open."""
    cursor = raw.execute("SELECT * FROM workorders_order LIMIT 0")
    names = [one.name for one in cursor.description or ()]
    values = ", ".join(CHANGED.get(name, f"t.{name}") for name in names)
    raw.execute(
        f"INSERT INTO workorders_order ({', '.join(names)}) SELECT {values}"
        " FROM workorders_order t, generate_series(1, %(each)s) n"
        " WHERE t.state = 'dispatched' AND t.number NOT LIKE 'bench-%%'"
        " AND t.kind_id IN (SELECT id FROM workorders_kindversion WHERE code = 'facility_broken')",
        {"each": count // grids, "open": still_open // grids},
    )
    raw.commit()
    raw.autocommit = True
    raw.execute("VACUUM ANALYZE workorders_order")
    raw.autocommit = False


def of_page(served: Served, path: str, session: str, clients: int) -> float:
    """What so many clients, who never pause, wait for it."""
    return p95(served.port, session, [path] * REQUESTS, clients)


def dispatched(chief: Phone, grids: list[str]) -> None:
    """Reports of one morning, dispatched by one person in one go."""
    made = [report(chief, grids[number % len(grids)]) for number in range(DISPATCHED)]
    seen = [{"id": one["id"], "version": one["version"]} for one in made]
    began = time.perf_counter()
    ends = chief.ask("/workorders/moves", {"move": "dispatch", "orders": seen})
    seconds = time.perf_counter() - began
    assert all(one["state"] == "dispatched" for one in ends)
    print(f"{DISPATCHED} dispatched    {seconds:7.2f} s   at once; promised {DISPATCH_S}")


def sweeps(raw: "Connection[Any]") -> None:
    """The sweep of all that is open, with nothing, a tenth and all of `DISPATCHED` due."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    import django

    django.setup()
    from gridward.ground.staff.access import operator
    from gridward.kernel import clock
    from gridward.kernel.rows import acting
    from gridward.work.workorders.services.sweeping import sweep

    everywhere = operator("bench")
    with acting(everywhere):
        sweep(everywhere, clock.now())
    for count in (0, DISPATCHED // 10, DISPATCHED):
        raw.execute(
            "UPDATE workorders_order SET next_due = now() WHERE id IN"
            " (SELECT id FROM workorders_order WHERE next_due IS NOT NULL AND rung = 0 LIMIT %s)",
            [count],
        )
        raw.commit()
        began = time.perf_counter()
        with acting(everywhere):
            found = sweep(everywhere, clock.now())
        seconds = time.perf_counter() - began
        print(
            f"sweep, {found:4} due    {seconds:7.3f} s   of {OPEN:,} open; promised {SWEEP_S:.0f}"
        )


if __name__ == "__main__":
    main()
