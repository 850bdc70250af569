"""Phones: the first sync of a grid, a hundred at once, a sync with nothing new, and what goes up, over HTTP.

    python -m bench sync
    python -m bench.bench_sync --persons 73500 --homes /tmp/homes     # homes are kept there and used again

The grid is one of 49 of the fictional street, with some 1,500 residents. The baseline of a first sync is what a phone
would do with the doors of the desks: read the lists, then each household and organisation, in the same run.
"""

import argparse
import gzip
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from tests.served import Served, serving

from bench.bench_register import (
    API,
    ONE_GRID,
    WHOLE_STREET,
    get,
    kept_homes,
    seed,
    sign_in,
    sign_ins,
)
from bench.bench_serve import family, pss
from gridward.exchange.sync.terms import MOST_COMMANDS

PHONES, PUSHED, EMPTY, VISITS = 100, 500, 200, 500
EVENINGS, EVENING, ALONE = 3, 8, 10
"""How often phones come home at one moment, how many, and how many visits of each are sent one by one."""
LISTS = ("households", "organisations", "buildings", "rounds", "targets", "points")
VISITS_A_SECOND, VISITS_S = 2000.0, 5.0
FIRST_S, FIRST_KB, ALL_S, ALL_MB, EMPTY_MS, EMPTY_KB = 3.0, 400.0, 30.0, 700.0, 20.0, 1.0


@dataclass
class Phone:
    """A phone that keeps one grid."""

    port: int
    session: str
    grid: str
    device: str = field(default_factory=lambda: str(uuid4()))
    cursor: str = ""
    epoch: int = 0
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    received: int = 0

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def sync(self) -> int:
        """Pull until nothing is left; answers how many questions that took."""
        asked = 0
        while True:
            asked += 1
            answer = self.post("pull", {"epoch": self.epoch, "grids": {self.grid: self.cursor}})
            self.epoch, told = answer["epoch"], answer["grids"][0]
            self.cursor = told["cursor"]
            for row in (one for name in LISTS for one in told[name]):
                self.documents[row["id"]] = row
            if not told["more"]:
                return asked

    def post(self, door: str, body: dict[str, Any]) -> Any:
        """What a door of sync answers."""
        return self.ask(f"/sync/{door}", {"device": self.device, **body})

    def ask(self, door: str, body: dict[str, Any]) -> Any:
        """What a door answers to a POST."""
        token = self.session.partition("csrftoken=")[2].partition(";")[0]
        headers = {"Cookie": self.session, "X-CSRFToken": token, "Accept-Encoding": "gzip"}
        headers["Content-Type"] = "application/json"
        self._connection.request("POST", API + door, json.dumps(body), headers)
        answer = self._connection.getresponse()
        packed = answer.read()
        self.received += len(packed)
        zipped = answer.getheader("Content-Encoding") == "gzip"
        plain = gzip.decompress(packed) if zipped else packed
        assert answer.status in (200, 201, 202), plain[:300]
        return json.loads(plain)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=73_500)
    options.add_argument("--homes", type=Path)
    given = options.parse_args()
    with kept_homes(given.homes) as homes:
        home = homes / str(given.persons)
        if not (home / "keys").exists():
            seed(home, given.persons)
        with serving(home, "demo") as served:
            measure(sign_ins(home, served), served)


def measure(passwords: dict[str, str], served: Served) -> None:
    """All measurements of one home."""
    session = sign_in(served.port, ONE_GRID, passwords[ONE_GRID])
    whole = sign_in(served.port, WHOLE_STREET, passwords[WHOLE_STREET])
    connection = HTTPConnection("127.0.0.1", served.port, timeout=120)
    tree = get(connection, session, "/territory/tree")
    grids = [one for row in tree["communities"] for one in row["grids"]]
    every = [one["id"] for one in grids]
    others = [one["id"] for one in grids if one["kind"] == "base" and not one["mine"]]
    own = next(one["id"] for one in grids if one["mine"])
    walk(Phone(served.port, whole, own), every)
    Phone(served.port, session, own).sync()  # what is read at the first question of all
    first(served.port, session, own, connection)
    at_once(served, whole, every)
    empty(served.port, session, own)
    visited(served.port, session, own)
    evening(served.port, whole, others[-EVENING * EVENINGS :])
    pushed(served.port, session, own)


def walk(chief: Phone, grids: list[str]) -> None:
    """A round is opened in the whole street: every household and organisation of it is a target."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    draft = {"name": "bench", "kinds": ["household", "organisation"], "starts_on": day}
    question = {"code": "fever", "text": "有人发热吗", "required": True}
    figures = {"ends_on": day, "valid_days": 30, "tries": 3, "questions": [question]}
    row = chief.ask("/rounds", {**draft, **figures, "grid_ids": grids})
    seconds, _ = timed(lambda: chief.ask(f"/rounds/{row['id']}/open", {"version": row["version"]}))
    print(f"a round opened      {seconds:7.2f} s   in {len(grids)} grids")


def visited(port: int, session: str, grid: str) -> None:
    """A day on the stairs without a signal: visits sent together, and told of again."""
    phone = Phone(port, session, grid)
    phone.sync()
    many = [visit(one) for one in walked(phone)][:VISITS]
    full, _ = timed(lambda: send(phone, many))
    heard, _ = timed(phone.sync)
    print(
        f"{len(many)} offline visits  {full + heard:7.2f} s   {(full + heard) / VISITS_S:.2f} x the promised"
        f" 5 s, up and down again"
    )


def evening(port: int, session: str, grids: list[str]) -> None:
    """Several phones come home at one moment, each with the visits of its day, beside visits sent one by one.

    Three evenings, in other grids each; the middle one counts.
    """
    rates, slow = [], []
    for turn in range(EVENINGS):
        phones = [Phone(port, session, one) for one in grids[turn::EVENINGS]]
        for phone in phones:
            phone.sync()
        days = [[visit(one) for one in walked(phone)] for phone in phones]
        alone = [day.pop() for day in days for _ in range(ALONE)]
        single, _ = timed(
            lambda phone=phones[0], alone=alone: [send(phone, [one]) for one in alone]
        )
        days = [day[:VISITS] for day in days]
        with ThreadPoolExecutor(len(phones)) as pool:
            full, _ = timed(lambda: list(pool.map(send, phones, days)))  # noqa: B023 - called here
        rates.append(sum(map(len, days)) / full)
        slow.append(len(alone) / single)
    rate, least, most, single = median(rates), min(rates), max(rates), median(slow)
    print(
        f"visits sent up      {rate:7.0f} /s  {rate / VISITS_A_SECOND:.2f} x the promised 2,000 /s ({least:.0f} to"
        f" {most:.0f}), {rate / single:.0f} x as many as one by one ({single:.0f} /s); {len(phones)} phones"
    )


def walked(phone: Phone) -> list[str]:
    """The targets that a phone knows, in its own order."""
    return [one["id"] for one in phone.documents.values() if "round_id" in one]


def send(phone: Phone, commands: list[dict[str, Any]]) -> None:
    """One push, all of which is taken."""
    results = phone.post("push", {"now": now(), "commands": commands})["results"]
    assert all(one["outcome"] == "done" for one in results), results[0]


def visit(target: str) -> dict[str, Any]:
    """Somebody was met and answered."""
    content = {
        "id": str(uuid4()),
        "target_id": target,
        "outcome": "met",
        "answers": {"fever": False},
    }
    return {"id": str(uuid4()), "kind": "visit.record", "at": now(), "content": content}


def first(port: int, session: str, grid: str, connection: HTTPConnection) -> None:
    """The first sync of a grid, beside reading it by the doors of the desks."""
    phone = Phone(port, session, grid)
    seconds, asked = timed(phone.sync)
    rows = phone.documents.values()
    households = [one for one in rows if "residents" in one]
    people = sum(len(one["residents"]) for one in households)
    organisations = [one for one in rows if "employees" in one]
    desk, _ = timed(lambda: by_desk(connection, session, grid))
    kb = phone.received / 1000
    print(f"a grid: {len(households)} households, {people} residents, {len(organisations)} organ.")
    print(f"first sync          {seconds:7.2f} s   {seconds / FIRST_S:.2f} x the promised 3 s")
    print(f"  by desks' doors   {desk:7.2f} s   {desk / seconds:.0f} x as long, {asked} questions")
    print(f"  compressed        {kb:7.0f} kB  {kb / FIRST_KB:.2f} x the promised 400 kB")


def by_desk(connection: HTTPConnection, session: str, grid: str) -> int:
    """Read every household and organisation of a grid one by one."""
    found = 0
    for kind in ("households", "organisations"):
        after = ""
        while True:
            page = get(connection, session, f"/register/{kind}?grid={grid}&after={after}")
            for row in page["items"]:
                get(connection, session, f"/register/{kind}/{row['id']}")
                found += 1
            if not (after := page["next"] or ""):
                break
    return found


def at_once(served: Served, session: str, grids: list[str]) -> None:
    """A hundred phones begin at one moment; the most memory that the server's processes held meanwhile."""
    phones = [Phone(served.port, session, grids[turn % len(grids)]) for turn in range(PHONES)]
    most, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            most[0] = max(most[0], sum(pss(one) for one in family(served.process.pid)) / 1024)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(PHONES) as pool:
        seconds, _ = timed(lambda: list(pool.map(Phone.sync, phones)))
    done.set()
    watcher.join()
    print(f"{PHONES} phones at once  {seconds:7.2f} s   {seconds / ALL_S:.2f} x the promised 30 s")
    print(f"  memory at most    {most[0]:7.0f} MB  {most[0] / ALL_MB:.2f} x the promised 700 MB")


def empty(port: int, session: str, grid: str) -> None:
    """A sync with nothing new."""
    phone = Phone(port, session, grid)
    phone.sync()
    phone.received = 0
    seconds, _ = timed(lambda: [phone.sync() for _ in range(EMPTY)])
    milliseconds, kb = seconds / EMPTY * 1000, phone.received / EMPTY / 1000
    print(
        f"nothing new         {milliseconds:7.2f} ms  {milliseconds / EMPTY_MS:.2f} x the promised 20 ms"
    )
    print(f"  compressed        {kb:7.2f} kB  {kb / EMPTY_KB:.2f} x the promised 1 kB")


def pushed(port: int, session: str, grid: str) -> None:
    """Changes of households in full pushes, beside the same number in pushes of one."""
    phone = Phone(port, session, grid)
    phone.sync()
    homes = [one for one in phone.documents.values() if "residents" in one]

    def send(several: int, turn: int) -> None:
        commands = [
            command(homes[place % len(homes)], f"{turn}-{place}") for place in range(several)
        ]
        results = phone.post("push", {"now": now(), "commands": commands})["results"]
        assert all(one["outcome"] == "done" for one in results), results[0]
        phone.sync()
        homes[:] = [one for one in phone.documents.values() if "residents" in one]

    single, _ = timed(lambda: [send(1, turn) for turn in range(MOST_COMMANDS)])
    full, _ = timed(lambda: [send(MOST_COMMANDS, turn) for turn in range(PUSHED // MOST_COMMANDS)])
    rate, alone = PUSHED / full, MOST_COMMANDS / single
    print(
        f"changes sent up     {rate:7.0f} /s  {rate / alone:.1f} x as many as one by one ({alone:.0f} /s)"
    )


def command(home: dict[str, Any], note: str) -> dict[str, Any]:
    """A change of a household."""
    content = {"id": home["id"], "version": home["version"], "note": note}
    return {"id": str(uuid4()), "kind": "household.change", "at": now(), "content": content}


def now() -> str:
    """This moment."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of an act, and its answer."""
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


if __name__ == "__main__":
    main()
