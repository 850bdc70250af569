"""100,000 residents out of the house over HTTP, as CSV and as xlsx: first byte, whole file, memory.

    python -m bench exports
    python -m bench exports --rows 10000 --home /tmp/home     # the home is kept there and used again

The promise is a first byte under 1 s and memory that does not grow with the rows. The baselines, in the same run on the
same rows with the same masking: a CSV written whole by the standard library, and XlsxWriter with `constant_memory`, one
in a process each; their first byte is there when the file is whole. Memory is what the serving (or writing)
process gained at its peak.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.served import Served, serving

from bench.bench_register import WHOLE_STREET, seed, sign_in

PROMISED_FIRST_S = 1.0
LISTS = "/api/v1/register/exports"


@dataclass(frozen=True)
class Measured:
    """Seconds to the first byte and to the last, megabytes of the file and gained in memory."""

    first: float
    whole: float
    size: float
    memory: float

    def line(self, name: str) -> str:
        """For the table."""
        return f"{name:<34}{self.first:9.3f}{self.whole:9.2f}{self.size:9.1f}{self.memory:9.1f}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--home", type=Path)
    options.add_argument("--write", choices=("csv", "xlsx"))
    given = options.parse_args()
    if given.write:
        print(json.dumps(write_whole(given.write)))
        return
    with _home(given.home) as home:
        measure(home, given.rows)


def measure(home: Path, rows: int) -> None:
    """Both formats against their baselines, and a tenth of the rows for the flatness of memory."""
    if not (home / "keys").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        seed(home, rows)
    with serving(home, "demo") as served:
        while not (home / "demo-sign-ins.json").exists():
            time.sleep(0.2)
        password = json.loads((home / "demo-sign-ins.json").read_text())[WHOLE_STREET]
        cookies = sign_in(served.port, WHOLE_STREET, password)
        grid = largest_grid(served.port, cookies)
        print(f"{'':<34}{'first s':>9}{'whole s':>9}{'MB':>9}{'gain MB':>9}")
        for form in ("csv", "xlsx"):
            download(served, cookies, form, {"grid": grid})
            few = download(served, cookies, form, {"grid": grid})
            ours = download(served, cookies, form, {})
            base = baseline(home, form)
            print(few.line(f"{form}: one grid of the street"))
            print(ours.line(f"{form}: {rows:,} rows"))
            print(base.line(f"{form}: {'csv whole' if form == 'csv' else 'XlsxWriter'}, baseline"))
            print(
                f"{form}: first byte {ours.first / PROMISED_FIRST_S:.3f} x the promised 1 s,"
                f" {ours.first / base.first:.4f} x the baseline's; whole {ours.whole / base.whole:.2f} x;"
                f" memory {ours.memory / base.memory:.2f} x"
            )


def largest_grid(port: int, cookies: str) -> str:
    """The grid with most residents."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/v1/reports/overview", headers={"Cookie": cookies})
    grids = json.loads(connection.getresponse().read())["grids"]
    return str(max(grids, key=lambda one: one["residents"])["grid_id"])


def download(served: Served, cookies: str, form: str, wanted: dict[str, str]) -> Measured:
    """Let the list out and take it, watching the memory of the web processes."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=300)
    token = cookies.partition("csrftoken=")[2].partition(";")[0]
    body = json.dumps({"list": "residents", "format": form, "filter": wanted})
    headers = {"Cookie": cookies, "X-CSRFToken": token, "Content-Type": "application/json"}
    connection.request("POST", LISTS, body, headers)
    answer = connection.getresponse()
    export = json.loads(answer.read())
    assert answer.status == 201, export
    with watching(served.children("gridward.config.web")) as gained:
        began = time.perf_counter()
        connection.request("GET", f"{LISTS}/{export['id']}/file", headers={"Cookie": cookies})
        answer = connection.getresponse()
        assert answer.read(1)
        first = time.perf_counter() - began
        size = 1
        while piece := answer.read(1 << 16):
            size += len(piece)
        whole = time.perf_counter() - began
    return Measured(first, whole, size / 1e6, max(gained))


@contextmanager
def watching(processes: list[int]) -> Iterator[list[float]]:
    """Megabytes that the processes gained over what they held at the start; sampled until the block ends."""
    held = sum(_rss(one) for one in processes)
    gained, over = [0.1], threading.Event()

    def sample() -> None:
        while not over.wait(0.02):
            gained.append((sum(_rss(one) for one in processes) - held) / 1024)

    watcher = threading.Thread(target=sample)
    watcher.start()
    try:
        yield gained
    finally:
        over.set()
        watcher.join()


def baseline(home: Path, form: str) -> Measured:
    """The same rows written whole, in a process of its own beside the running database."""
    command = [sys.executable, "-m", "bench.bench_exports", "--write", form]
    done = subprocess.run(
        command,
        env={**os.environ, "GRIDWARD_HOME": str(home), "GRIDWARD_DATABASE_ROLE": "owner"},
        check=True,
        capture_output=True,
        text=True,
    )
    return Measured(*json.loads(done.stdout.splitlines()[-1]))


def write_whole(form: str) -> list[float]:
    """First byte, whole, megabytes of the file and gained in memory, of the baseline's way."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    from gridward.kernel.database.use import database_in_use

    with database_in_use():
        import django

        django.setup()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "list"
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            began = time.perf_counter()
            (_csv if form == "csv" else _xlsxwriter)(file)
            whole = time.perf_counter() - began
            gained = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) / 1024
            return [whole, whole, file.stat().st_size / 1e6, gained]


def _rows() -> Iterator[list[str]]:
    from gridward.ground.register.queries.exports import lines
    from gridward.ground.register.rules.exports import CELLS, Showing
    from gridward.ground.register.terms.exports import ExportKind, Wanted
    from gridward.ground.staff.access import operator
    from gridward.kernel import clock
    from gridward.kernel.access import Permission
    from gridward.kernel.rows import acting

    actor = operator("bench")
    grids = actor.grids(Permission.REGISTER_READ)
    showing = Showing(masked=True, children=False, today=clock.today(), language="zh-Hans")
    with acting(actor):
        for line in lines(actor, ExportKind.RESIDENTS, Wanted(), grids):
            yield CELLS[ExportKind.RESIDENTS](line, showing)


def _csv(file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows(list(_rows()))


def _xlsxwriter(file: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    text = book.add_format({"num_format": "@"})
    for number, row in enumerate(_rows()):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, text)
    book.close()


def _rss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


@contextmanager
def _home(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "home"


if __name__ == "__main__":
    main()
