"""Annex 5 of a whole street: read live from the counters, beside a count of everything from scratch.

    python -m bench annex5
    python -m bench.bench_annex5 --persons 1000000 --home /tmp/homes/1000000     # the home is kept and used again

The promise is 300 ms for a street of 1,000,000 residents. The baseline is the recount that must give the same figures,
in the same run on the same database; both speak as the application's role, behind the wall.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

PROMISED_MS = 300.0
RUNS, RECOUNTS = 30, 3


def main() -> None:
    """Seed if need be, measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--home", type=Path)
    given = options.parse_args()
    if given.home:
        given.home.mkdir(parents=True, exist_ok=True)
        measure(given.home, given.persons)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.persons)


def measure(home: Path, persons: int) -> None:
    """Everything in one home, which is seeded when it is new."""
    from bench.bench_register import seed

    if not (home / "keys").exists():
        home.rmdir()  # the seed makes it
        took = seed(home, persons)
        print(f"seed of {persons:,} residents  {took:8.1f} s")
    os.environ["GRIDWARD_HOME"] = str(home)
    os.environ["GRIDWARD_DATABASE_ROLE"] = "app"
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    from gridward.kernel.database.use import database_in_use

    with database_in_use():
        import_module("django").setup()
        compare()


def compare() -> None:
    """Live against from scratch, and what a reader may ask besides."""
    from gridward.config.commands.reports import reader_of
    from gridward.ground.territory.queries import street_named
    from gridward.kernel import clock
    from gridward.kernel.rows import acting
    from gridward.oversight.reports.indicators.annex5 import annex5
    from gridward.oversight.reports.models import Count
    from gridward.oversight.reports.queries.counts import compact, differences
    from gridward.oversight.reports.queries.layouts import default_layout
    from gridward.oversight.reports.services.printing import printed
    from gridward.oversight.reports.services.workbook import workbook

    street = street_named(None)
    assert street
    actor = reader_of(street)
    layout = default_layout()
    with acting(actor):
        assert differences(mend=False) == []
        began = clock.now()
        table = annex5(actor, street=street, layout=layout)
        past = annex5(actor, street=street, layout=layout, moment=began)
        assert [row.values for row in table.rows] == [row.values for row in past.rows]
        total = table.rows[-1].values
        people = f"{total['residents']:,} residents, {total['employees']:,} employees"
        print(f"{len(table.rows)} rows, {people}, {Count.objects.count():,} rows of counters")
        live = timed(RUNS, lambda: annex5(actor, street=street, layout=layout))
        recount = timed(RECOUNTS, lambda: differences(mend=False))
        then = timed(RECOUNTS, lambda: annex5(actor, street=street, layout=layout, moment=began))
        print(
            f"live                {line(live)}   {live[1] / PROMISED_MS:.2f} x the promised 300 ms"
        )
        print(f"recount (baseline)  {line(recount)}   {recount[0] / live[0]:.0f} x live")
        print(f"at a past moment    {line(then)}   {then[0] / live[0]:.0f} x live")
        compact()
        joined = timed(RUNS, lambda: annex5(actor, street=street, layout=layout))
        print(f"live, joined        {line(joined)}   {joined[0] / live[0]:.2f} x live")
        print(f"workbook            {line(timed(3, lambda: workbook(table, 'zh-Hans')))}")
        print(f"PDF, A3             {line(timed(3, lambda: printed(table, 'a3', 'zh-Hans')))}")


def timed(runs: int, work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile, milliseconds."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found), sorted(found)[int(len(found) * 0.95)]


def line(found: tuple[float, float]) -> str:
    """Median and p95."""
    return f"{found[0]:9.1f} ms, p95 {found[1]:9.1f} ms"


if __name__ == "__main__":
    main()
