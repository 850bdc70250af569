"""The morning peak: 200 gates with eight passages a minute each, while desks look on.

    python -m bench gate_peak
    python -m bench.bench_gate_peak --minutes 1 --gates 50

Each gate's phone sends a passage when it happens and asks once a minute what is new for its copy. Each desk keeps a
stream of news open and reads the board and a gate's counts every ten seconds. What is late is late from the moment at
which it was due, not from when a client came to it. The baseline is one gate alone, in the same run. Nothing may be
refused or lost: what is stored, and what the counters say, is compared with what was sent.
"""

import argparse
import heapq
import os
import random
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.served import Served, inspected, serving

from bench.bench_gate_copies import GatePhone
from bench.bench_passages import Memory, ask, body_of, each, memory, send
from bench.bench_push import Streams
from bench.bench_register import WHOLE_STREET, sign_in, sign_ins

PERSONS, ALONE = 3_000, 60
A_MINUTE, COPY_S, DESKS, LOOK_S = 8, 60.0, 12, 10.0
SENDERS = 24
SINGLE_MS = 50.0
MORE_GATES = """
INSERT INTO checkpoints_checkpoint
    (id, version, created_at, updated_at, name, place, sides, lanes, kit, grid_id, street_id)
SELECT uuidv7(), 1, now(), now(), c.name || ' ' || n, c.place, c.sides, c.lanes, c.kit, c.grid_id, c.street_id
FROM generate_series(1, %s) n
JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place_no, count(*) OVER () AS gates FROM checkpoints_checkpoint) c
    ON c.place_no = 1 + n %% c.gates
"""
Act = Callable[[HTTPConnection], object]


@dataclass
class Agenda:
    """What is due when; so many clients do it, each by a connection of its own."""

    port: int
    late: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[BaseException] = field(default_factory=list)
    _due: list[tuple[float, int, str, Act]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, at: float, name: str, act: Act) -> None:
        """Something is due at a moment of `time.perf_counter`."""
        self._due.append((at, len(self._due), name, act))

    def run(self, clients: int = SENDERS) -> None:
        """Until all is done; raises the first that failed."""
        heapq.heapify(self._due)
        crowd = [threading.Thread(target=self._client) for _ in range(clients)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        if self.failed:
            raise self.failed[0]

    def _client(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        while not self.failed:
            with self._lock:
                if not self._due:
                    return
                at, _, name, act = heapq.heappop(self._due)
            time.sleep(max(0.0, at - time.perf_counter()))
            try:
                act(connection)
            except BaseException as error:
                self.failed.append(error)
                return
            self.late[name].append((time.perf_counter() - at) * 1000)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--gates", type=int, default=200)
    options.add_argument("--minutes", type=float, default=10.0)
    given = options.parse_args()
    os.environ["GRIDWARD_PUSH_STREAMS_EACH"] = str(DESKS)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with serving(home, "demo", "--persons", str(PERSONS)) as served:
            passwords = sign_ins(home, served)
            measure(served, passwords[WHOLE_STREET], given.gates, given.minutes)


def measure(served: Served, password: str, count: int, minutes: float) -> None:
    """One gate alone, then all of them."""
    session = sign_in(served.port, WHOLE_STREET, password)
    gates = gates_of(served, session, count)
    before = stored(served)
    alone = one_alone(served, session, gates[0])
    streams = Streams(served.push_port, session)
    streams.open(DESKS)
    agenda, sent = morning(served, session, gates, minutes)
    sizes, ended = watched(served, minutes)
    agenda.run()
    ended.set()
    streams.close()
    tell(agenda.late, alone)
    programs = ", ".join(f"{one.programs:.0f}" for one in sizes)
    print(f"memory of programs {programs} MB, a reading a minute; at last {sizes[-1]}")
    passages, counted = (now - then for now, then in zip(stored(served), before, strict=True))
    assert passages == counted == sent + ALONE, (passages, counted, sent)
    print(f"{sent:,} passages of {len(gates)} gates: all stored and counted, none refused")


def gates_of(served: Served, session: str, count: int) -> list[str]:
    """So many gates: those of the demo, and copies of them beside."""
    there = ask(served.port, session, "GET", "/gates")["items"]
    with inspected(served.home) as database:
        database.execute(MORE_GATES, [max(0, count - len(there))])
        database.commit()
        rows = database.execute(
            "SELECT id FROM checkpoints_checkpoint ORDER BY id LIMIT %s", [count]
        )
        return [str(row[0]) for row in rows.fetchall()]


def one_alone(served: Served, session: str, gate: str) -> list[float]:
    """Milliseconds of passages that one phone sends while nobody else asks for anything."""
    return each(served.port, session, [body_of(gate, 1) for _ in range(ALONE)], clients=1)


def passed(connection: HTTPConnection, session: str, body: bytes) -> None:
    """A passage is taken."""
    told = send(connection, session, "POST", "/gates/passages", body)
    assert (told["taken"], told["refused"]) == (1, []), told


def morning(served: Served, session: str, gates: list[str], minutes: float) -> tuple[Agenda, int]:
    """All that phones and desks do in these minutes, and how many passages there are."""
    draw, agenda = random.Random(1), Agenda(served.port)
    begins, sent = time.perf_counter() + 2.0, 0
    for gate in gates:
        phone = GatePhone(served.port, session, gate)
        shift = draw.uniform(0, COPY_S)
        for n in range(max(1, round(minutes))):
            agenda.add(begins + shift + n * COPY_S, "copy", lambda _, one=phone: one.pull())
        for _ in range(round(A_MINUTE * minutes)):
            at = begins + draw.uniform(0, minutes * 60)
            agenda.add(at, "passage", lambda line, one=gate: passed(line, session, body_of(one, 1)))
            sent += 1
    for n in range(DESKS):
        for look in range(int(minutes * 60 / LOOK_S)):
            at = begins + (look + n / DESKS) * LOOK_S
            agenda.add(at, "board", lambda line: send(line, session, "GET", "/workorders/board"))
            path = f"/gates/{draw.choice(gates)}/counts"
            agenda.add(at, "counts", lambda line, one=path: send(line, session, "GET", one))
    return agenda, sent


def watched(served: Served, minutes: float) -> tuple[list[Memory], threading.Event]:
    """Readings of the server's memory, one a minute, until the event."""
    sizes, ended = [memory(served)], threading.Event()

    def look() -> None:
        while not ended.wait(60 if minutes >= 2 else 10):
            sizes.append(memory(served))

    threading.Thread(target=look, daemon=True).start()
    return sizes, ended


def stored(served: Served) -> tuple[int, int]:
    """Passages in their table, and in the counters."""
    with inspected(served.home) as database:
        row = database.execute(
            "SELECT (SELECT count(*) FROM passages_passage), (SELECT sum(passages) FROM passages_gatetally)"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1] or 0)


def tell(late: dict[str, list[float]], alone: list[float]) -> None:
    """Print how long each kind of request took from when it was due."""
    calm = statistics.median(alone)
    print(f"load {os.getloadavg()[0]:.1f}; one gate alone: a passage takes {calm:.1f} ms (median)")
    for name, took in sorted(late.items()):
        cuts = statistics.quantiles(took, n=100)
        print(
            f"{name:<10}{len(took):8,} requests   p50 {cuts[49]:7.1f}   p95 {cuts[94]:7.1f}   p99 {cuts[98]:7.1f} ms"
        )
    p99 = statistics.quantiles(late["passage"], n=100)[98]
    print(
        f"passage, p99 {p99 / SINGLE_MS:.2f} x {SINGLE_MS:.0f} ms promised of one online; {p99 / calm:.1f} x one alone"
    )


if __name__ == "__main__":
    main()
