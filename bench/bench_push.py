"""News: from opening an order to another screen hearing of it; memory and fan-out with hundreds of open streams.

    python -m bench push
    python -m bench.bench_push --homes /tmp/homes --streams 200     # homes are kept there and used again

The baseline of the first is a screen that asks every ten seconds, as the board did, in the same run: it is opened at
any moment of the ten seconds. The baseline of the second is one open stream. Streams are of a few accounts, as many as
settings allow, and are opened and counted; everything goes to this machine alone.
"""

import argparse
import os
import random
import resource
import selectors
import socket
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from tests.served import PATIENCE_SECONDS, Served, serving

from bench.bench_register import ONE_GRID, WHOLE_STREET, get, kept_homes, seed, sign_in, sign_ins
from bench.bench_serve import family, pss
from bench.bench_sync import Phone
from bench.bench_workorders import report

PERSONS, OPENED, POLLED, EVERY_S, ROUNDS, PAUSE_S = 1500, 20, 6, 10.0, 10, 1.0
SEEN_S = 1.0


@dataclass
class Streams:
    """Open streams that are read by one thread; when each heard is noted."""

    port: int
    session: str

    def __post_init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._lines: list[socket.socket] = []
        self.heard: dict[int, float] = {}
        self._ends = False
        self._reader = threading.Thread(target=self._read)

    def open(self, count: int) -> None:
        """So many, one after another; each is told to look at everything first."""
        for _ in range(count):
            line = connected(self.port)
            line.sendall(
                f"GET /push HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.session}\r\n\r\n".encode()
            )
            head = line.recv(4096)
            assert b" 200 " in head.split(b"\r\n")[0], head
            line.setblocking(False)
            self._selector.register(line, selectors.EVENT_READ)
            self._lines.append(line)
        if not self._reader.is_alive():
            self._reader.start()
        time.sleep(PAUSE_S)

    def close(self) -> None:
        """Leave them all."""
        self._ends = True
        self._reader.join()
        for line in self._lines:
            line.close()

    def wait(self, seconds: float) -> list[float]:
        """When each heard, once all have."""
        deadline = time.perf_counter() + seconds
        while len(self.heard) < len(self._lines) and time.perf_counter() < deadline:
            time.sleep(0.01)
        return list(self.heard.values())

    def _read(self) -> None:
        while not self._ends:
            for key, _ in self._selector.select(0.1):
                found = key.fileobj.recv(65536)  # type: ignore[union-attr]
                if b'"orders"' in found:
                    self.heard.setdefault(key.fd, time.perf_counter())


def connected(port: int) -> socket.socket:
    """A line to the push process, which starts last."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--homes", type=Path)
    options.add_argument("--streams", type=int, default=500)
    given = options.parse_args()
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )
    os.environ["GRIDWARD_PUSH_STREAMS_EACH"] = os.environ["GRIDWARD_PUSH_STREAMS"] = str(
        given.streams + 10
    )
    with kept_homes(given.homes) as homes:
        home = homes / "workorders"
        if not (home / "keys").exists():
            seed(home, PERSONS)
        with serving(home, "demo") as served:
            measure(served, sign_ins(home, served), given.streams)


def measure(served: Served, passwords: dict[str, str], count: int) -> None:
    """Both measurements of one home."""
    print(f"load {os.getloadavg()[0]:.1f}")
    chief = sign_in(served.port, WHOLE_STREET, passwords[WHOLE_STREET])
    worker = Phone(served.port, sign_in(served.port, ONE_GRID, passwords[ONE_GRID]), "")
    tree = get(
        HTTPConnection("127.0.0.1", served.port, timeout=60), worker.session, "/territory/tree"
    )
    grid = next(one["id"] for row in tree["communities"] for one in row["grids"] if one["mine"])
    streams = Streams(served.push_port, chief)
    streams.open(1)
    alone = memory(served)
    told = [heard_after(streams, worker, grid) for _ in range(OPENED)]
    seen(told, [asked_after(served, chief, worker, grid) for _ in range(POLLED)])
    streams.open(count - 1)
    whole = memory(served)
    print(f"{count} streams         {whole:7.0f} MB  {whole / alone:.2f} x {alone:.0f} MB with one")
    fan_out(streams, worker, grid, count, median(told))
    streams.close()


def memory(served: Served) -> float:
    """Megabytes of the push process."""
    [pid] = [one for one in served.children("gridward.config.push") if is_program(one)]
    return sum(pss(one) for one in family(pid)) / 1024


def is_program(pid: int) -> bool:
    """Whether it is the program itself and not what ties it to its parent."""
    return b"tether" not in Path(f"/proc/{pid}/cmdline").read_bytes()


def heard_after(streams: Streams, worker: Phone, grid: str) -> float:
    """Seconds from the beginning of the request that opens an order until the last stream heard."""
    return max(one for one in spread(streams, worker, grid))


def spread(streams: Streams, worker: Phone, grid: str) -> list[float]:
    """Seconds until each stream heard of an order that is opened."""
    streams.heard.clear()
    began = time.perf_counter()
    report(worker, grid)
    found = streams.wait(30)
    time.sleep(PAUSE_S)
    return [one - began for one in found]


def asked_after(served: Served, chief: str, worker: Phone, grid: str) -> float:
    """Seconds until a board that asks every ten seconds counts an order that is opened meanwhile."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
    before = counted(connection, chief, grid)
    asks_at = time.perf_counter() + random.uniform(0, EVERY_S)
    began = time.perf_counter()
    report(worker, grid)
    while True:
        time.sleep(max(0.0, asks_at - time.perf_counter()))
        if counted(connection, chief, grid) > before:
            return time.perf_counter() - began
        asks_at += EVERY_S


def counted(connection: HTTPConnection, chief: str, grid: str) -> int:
    """Orders under way at a grid."""
    board = get(connection, chief, "/workorders/board")
    return sum(one["under_way"] for one in board["grids"] if one["grid_id"] == grid)


def seen(told: list[float], polled: list[float]) -> None:
    """Print the first measurement."""
    print(
        f"seen elsewhere      {median(told) * 1000:7.0f} ms  median, worst {max(told) * 1000:.0f};"
        f" {median(told) / median(polled):.3f} x {median(polled):.1f} s of asking every"
        f" {EVERY_S:.0f} s; promised {SEEN_S:.0f} s"
    )


def fan_out(streams: Streams, worker: Phone, grid: str, count: int, alone: float) -> None:
    """Print how long it takes until all have heard."""
    rounds = [spread(streams, worker, grid) for _ in range(ROUNDS)]
    assert all(len(one) == count for one in rounds), [len(one) for one in rounds]
    every = [one for found in rounds for one in found]
    print(
        f"fan-out to {count:4}     {median(every) * 1000:7.0f} ms  median, worst {max(every) * 1000:.0f};"
        f" {median(every) / alone:.2f} x one stream"
    )


if __name__ == "__main__":
    main()
