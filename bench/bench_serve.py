"""From `gridward demo` in a new home to the first page, and what server and database hold in memory at rest.

    python -m bench.bench_serve

The promise is 10 s and 350 MB; the baseline beside them is Django's bare `migrate` of the same tables in a new home in
the same run. Memory is PSS, so that shared pages count once.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.served import free_port

PROMISED_SECONDS, PROMISED_MEGABYTES = 10.0, 350.0
BARE = """
import os
import django
from django.core.management import call_command
from gridward.kernel.database.use import database_in_use

os.environ.update(GRIDWARD_DATABASE_ROLE="owner", DJANGO_SETTINGS_MODULE="gridward.config.settings")
with database_in_use():
    django.setup()
    call_command("migrate", verbosity=0)
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        bare = bare_migrate(Path(folder) / "bare")
        first_page, signs, megabytes = demo(Path(folder) / "demo")
    print(f"Django's migrate alone   {bare:6.1f} s")
    print(f"first page               {first_page:6.1f} s   {first_page / bare:.2f} x that")
    print(
        f"                                   {first_page / PROMISED_SECONDS:.2f} x the promised 10 s"
    )
    print(f"street loaded, sign-ins  {signs:6.1f} s")
    share = megabytes / PROMISED_MEGABYTES
    print(f"at rest                  {megabytes:6.0f} MB  {share:.2f} x the promised 350 MB")


def environment(home: Path) -> dict[str, str]:
    """The environment of an installation of its own."""
    home.mkdir()
    return {**os.environ, "GRIDWARD_HOME": str(home)}


def bare_migrate(home: Path) -> float:
    """Seconds of Django's own `migrate` in a new home."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], env=environment(home), check=True)
    return time.perf_counter() - began


def demo(home: Path) -> tuple[float, float, float]:
    """Seconds to the first page, seconds to the loaded street, megabytes at rest ten seconds later."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gridward", "demo", "--port", str(port)],
        env=environment(home),
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _page(port):
            time.sleep(0.05)
        first_page = time.perf_counter() - began
        while not (home / "demo-sign-ins.json").exists():
            time.sleep(0.05)
        loaded = time.perf_counter() - began
        time.sleep(10)
        return first_page, loaded, sum(pss(one) for one in family(process.pid)) / 1024
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _page(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def family(root: int) -> set[int]:
    """A process and all that it has started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(
                    (entry / "stat").read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue
    known = {root}
    while found := {pid for pid, parent in parents.items() if parent in known} - known:
        known |= found
    return known


def pss(pid: int) -> int:
    """The memory of a process in kB, shared pages counted once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
