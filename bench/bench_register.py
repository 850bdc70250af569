"""The register over HTTP with 8 clients, at 100,000 and at 1,000,000 residents: lists, every key of the search, pages.

    python -m bench register
    python -m bench register --sizes 10000 --homes /tmp/homes     # homes are kept there and used again

The promise is a p95 under 100 ms, and no more than 1.5 times the p95 of the smaller street: the smaller street is the
baseline, measured in the same run on the same machine. What is asked comes from the fictional street's own people.
Requests are bounded in number and go to this machine alone. They begin once the server has read its database into
memory, as it does after each start (`kernel/database/ahead.py`), and before each kind it is read again: machines that
are lent by the hour take back within a minute what no program touched, and then a disk is measured.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from tests.served import Served, serving

from bench.bench_serve import environment
from gridward.fiction.generate import grid_chunks, make_ground
from gridward.fiction.terms import GridChunk
from gridward.kernel.database.ahead import read_ahead
from gridward.kernel.database.home import Home

CLIENTS, REQUESTS = 8, 240
READ_AHEAD = "memory   | ready"
PROMISED_MS, PROMISED_RATIO, PROMISED_SEED_S = 100.0, 1.5, 600.0
API = "/api/v1"
Q = TypeVar("Q")
WHOLE_STREET, ONE_COMMUNITY, ONE_GRID = "jiedao", "shequ", "wangge"


@dataclass
class Asked:
    """One kind of request: who asks, and addresses drawn for each request."""

    name: str
    who: str
    paths: list[str] = field(default_factory=list)


def main() -> None:
    """Measure each size and print them beside each other."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    options.add_argument("--homes", type=Path)
    given = options.parse_args()
    with kept_homes(given.homes) as homes:
        measured = {size: measure(homes / str(size), size) for size in given.sizes}
    small, large = measured[given.sizes[0]], measured[given.sizes[-1]]
    print(f"\n{'p95 in ms':<44}" + "".join(f"{size:>12,}" for size in measured) + "     ratio")
    for name in small:
        found = "".join(f"{one[name]:12.1f}" for one in measured.values())
        print(f"{name:<44}{found}{large[name] / small[name]:10.2f}")
    print(f"promised{'':<36}" + f"{PROMISED_MS:12.0f}" * len(measured) + f"{PROMISED_RATIO:10.2f}")


@contextmanager
def kept_homes(kept: Path | None) -> Iterator[Path]:
    """The folder of the homes: the one that was named, or one that goes at the end."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def measure(home: Path, persons: int) -> dict[str, float]:
    """The p95 of each kind of request in a street of so many residents, in milliseconds."""
    if not (home / "keys").exists():
        took = seed(home, persons)
        share = took * (1_000_000 / persons) / PROMISED_SEED_S
        print(f"seed of {persons:>9,} residents {took:8.1f} s   {share:.2f} x the promised pace")
    with serving(home, "demo") as served:
        began = time.perf_counter()
        passwords = sign_ins(home, served)
        print(f"read into memory before the first request: {time.perf_counter() - began:.1f} s")
        sessions = {
            who: sign_in(served.port, who, passwords[who])
            for who in (WHOLE_STREET, ONE_COMMUNITY, ONE_GRID)
        }
        found = {}
        for kind in kinds(served.port, sessions, sample(persons)):
            read_ahead(Home(home).data, threading.Event())
            found[kind.name] = p95(served.port, sessions[kind.who], kind.paths)
        return found


def sign_ins(home: Path, served: Served) -> dict[str, str]:
    """The passwords of the demo, once it is loaded, has told them, and its database is read into memory."""
    while not all(one in served.log() for one in (READ_AHEAD, WHOLE_STREET)):
        time.sleep(0.2)
    passwords: dict[str, str] = json.loads((home / "demo-sign-ins.json").read_text())
    return passwords


def seed(home: Path, persons: int) -> float:
    """Seconds of `gridward seed` into an empty home."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "gridward", "seed", "--persons", str(persons)]
    subprocess.run(command, env=environment(home), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def sample(persons: int) -> GridChunk:
    """The first grid that has people, as `gridward seed` loaded it."""
    from gridward.kernel import clock

    ground = make_ground(1, clock.today())
    return next(one for one in grid_chunks(ground, persons, 1, clock.today()) if one.persons)


def sign_in(port: int, username: str, password: str) -> str:
    """The cookie header of a session."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    answer = connection.getresponse()
    answer.read()
    token = _cookie(answer.getheader("Set-Cookie") or "", "csrftoken")
    connection.request(
        "POST",
        "/_allauth/browser/v1/auth/login",
        json.dumps({"username": username, "password": password}),
        {
            "Content-Type": "application/json",
            "Cookie": f"csrftoken={token}",
            "X-CSRFToken": token,
        },
    )
    answer = connection.getresponse()
    answer.read()
    cookies = "; ".join(
        f"{name}={_cookie(header, name)}"
        for header in answer.headers.get_all("Set-Cookie") or []
        for name in ("sessionid", "csrftoken")
        if header.startswith(f"{name}=")
    )
    assert answer.status == 200, answer.status
    return cookies


def _cookie(header: str, name: str) -> str:
    return header.partition(f"{name}=")[2].partition(";")[0]


def fetch(connection: HTTPConnection, session: str, path: str) -> bytes:
    """The content of a GET that must be answered."""
    connection.request("GET", API + path, headers={"Cookie": session})
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == 200, (path, answer.status, content[:200])
    return content


def get(connection: HTTPConnection, session: str, path: str) -> Any:
    """The JSON of a GET that must be answered."""
    return json.loads(fetch(connection, session, path))


def kinds(port: int, sessions: dict[str, str], people: GridChunk) -> list[Asked]:
    """What is asked: keys of people who live there, pages that lists lead to."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    tree = get(connection, sessions[WHOLE_STREET], "/territory/tree")
    grids = [grid["id"] for one in tree["communities"] for grid in one["grids"]]
    mine = get(connection, sessions[ONE_GRID], "/territory/tree")
    own = [grid["id"] for one in mine["communities"] for grid in one["grids"] if grid["mine"]]
    rng = random.Random(1)
    persons = [one for one in people.persons if one.document]
    households: list[str] = []
    cursors = [""]
    for grid in rng.sample(grids, 12):
        found = get(connection, sessions[WHOLE_STREET], f"/register/households?grid={grid}")
        households += [row["id"] for row in found["items"]]
    for _ in range(6):
        found = get(connection, sessions[WHOLE_STREET], f"/register/households?after={cursors[-1]}")
        cursors.append(found["next"] or "")

    def searched(name: str, who: str, key: Callable[[Any], str]) -> Asked:
        """A search by one key of the people."""
        drawn = [key(rng.choice(persons)) for _ in range(REQUESTS)]
        return Asked(
            f"search by {name} ({who})", who, [f"/register/search?q={quote(one)}" for one in drawn]
        )

    phones = [one for one in persons if one.phones]
    plates = [one.plate for one in people.vehicles]
    doors = [one.address_text for one in people.households]
    employers = [one.name for one in people.organisations]
    lists = [
        Asked(
            "list: households of the street, later pages",
            WHOLE_STREET,
            [f"/register/households?after={rng.choice(cursors)}" for _ in range(REQUESTS)],
        ),
        Asked(
            "list: households of one's own grid",
            ONE_GRID,
            [f"/register/households?grid={own[0]}"] * REQUESTS,
        ),
        Asked(
            "list: residents of one's own grid",
            ONE_GRID,
            [f"/register/residents?grid={own[0]}"] * REQUESTS,
        ),
        Asked(
            "list: organisations of a community",
            ONE_COMMUNITY,
            ["/register/organisations"] * REQUESTS,
        ),
    ]
    searches = [
        searched("name", WHOLE_STREET, lambda one: one.name),
        searched("name", ONE_GRID, lambda one: one.name),
        searched("surname", WHOLE_STREET, lambda one: one.name[0]),
        searched("two signs of a name", WHOLE_STREET, lambda one: one.name[:2]),
        searched("document", WHOLE_STREET, lambda one: one.document),
        searched("phone", WHOLE_STREET, lambda _: rng.choice(phones).phones[0]),
        searched(
            "last digits of a phone", WHOLE_STREET, lambda _: rng.choice(phones).phones[0][-4:]
        ),
        searched("plate", WHOLE_STREET, lambda _: rng.choice(plates)),
        searched("part of a plate", WHOLE_STREET, lambda _: rng.choice(plates)[-4:]),
        searched("address", WHOLE_STREET, lambda _: rng.choice(doors)),
        searched("address", ONE_GRID, lambda _: rng.choice(doors)),
        searched("organisation", WHOLE_STREET, lambda _: rng.choice(employers)),
    ]
    pages = [
        Asked(
            "page: grid",
            WHOLE_STREET,
            [f"/territory/grids/{rng.choice(grids)}" for _ in range(REQUESTS)],
        ),
        Asked("page: figures of the street", WHOLE_STREET, ["/reports/overview"] * REQUESTS),
        Asked(
            "page: household",
            WHOLE_STREET,
            [f"/register/households/{rng.choice(households)}" for _ in range(REQUESTS)],
        ),
    ]
    return [*lists, *searches, *pages]


def p95(port: int, session: str, paths: list[str], clients: int = CLIENTS) -> float:
    """The 95th percentile, in milliseconds."""
    return statistics.quantiles(milliseconds(port, session, paths, clients), n=20)[-1]


def milliseconds(port: int, session: str, paths: list[str], clients: int = CLIENTS) -> list[float]:
    """How long each request took, which the clients send one after the other."""
    return waited(
        port,
        paths,
        clients,
        ask=lambda connection, path: fetch(connection, session, path),
        greet=lambda connection: get(connection, session, "/me"),
    )


def waited(
    port: int,
    asked: Iterable[Q],
    clients: int,
    *,
    ask: Callable[[HTTPConnection, Q], object],
    greet: Callable[[HTTPConnection], object] = lambda _: None,
) -> list[float]:
    """Milliseconds that each took to be answered, by so many clients that each ask one after the other.

    Each has a connection of its own, which it greets by before it begins. Raises what any of them met.
    """
    took: list[float] = []
    failed: list[BaseException] = []
    waiting, lock = iter(asked), threading.Lock()

    def client() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            greet(connection)
            while True:
                with lock:
                    one = next(waiting, None)
                if one is None:
                    return
                began = time.perf_counter()
                ask(connection, one)
                took.append((time.perf_counter() - began) * 1000)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failed:
        raise failed[0]
    return took


if __name__ == "__main__":
    main()
