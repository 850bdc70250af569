"""One change for 300 rows through the service, beside 300 single changes of as many other rows.

    python -m bench.bench_bulk [--rows 300] [--persons 6000] [--home DIR]

Both go through the whole service under the application's role, behind row-level security: rights, rules, history,
record. The single changes are what a program would do that calls the register's own verb for each row.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

TODAY = date(2022, 4, 1)
TARGET_S = 2.0


def main() -> int:
    """Load the fictional street, measure both kinds of rows; 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--persons", type=int, default=6_000)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GRIDWARD_HOME"] = str(given.home or Path(folder, "home"))
        os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gridward.config.settings")
        from gridward.kernel.database.use import database_in_use

        with database_in_use():
            import django

            django.setup()
            return measure(given.rows, given.persons)


def measure(rows: int, persons: int) -> int:
    """Households take a tenure, residents a situation and an employer."""
    from gridward.ground.register.models import Household, Resident
    from gridward.ground.register.services.households import change_household
    from gridward.ground.register.services.residents import change_resident
    from gridward.ground.register.services.together import (
        Chosen,
        change_households,
        change_residents,
    )
    from gridward.ground.staff.access import operator

    prepare(persons)
    actor = operator("bench")
    homes = list(Household.objects.order_by("pk").values_list("pk", flat=True))
    people = list(Resident.objects.order_by("pk").values_list("pk", flat=True))
    tenure: dict[str, Any] = {"tenure": "lent"}
    facts: dict[str, Any] = {"employer": "新厂", "tested": True}
    said: dict[str, Any] = {"employer": "新厂", "situation": {"tested": True}}
    print(f"{'':12} {'together':>10} {'one by one':>11} {'ratio':>7}")
    slowest = 0.0
    for name, ids, together, single in (
        (
            "households",
            homes,
            lambda part: change_households(actor, chosen=Chosen(part), wanted=tenure),
            lambda row: change_household(actor, household_id=row, version=1, **tenure),
        ),
        (
            "residents",
            people,
            lambda part: change_residents(actor, chosen=Chosen(part), wanted=facts),
            lambda row: change_resident(actor, resident_id=row, version=1, **said),
        ),
    ):
        ours, baseline = pair(actor, ids, rows, together, single)
        slowest = max(slowest, ours)
        print(f"{name:12} {ours:8.2f} s {baseline:9.2f} s {baseline / ours:6.1f}x")
    print(f"slowest of {rows} rows together: {slowest:.2f} s, target {TARGET_S:.0f} s")
    return 0 if slowest < TARGET_S else 1


def prepare(persons: int) -> None:
    """The fictional street, and the rights of the application's role."""
    from django.core.management import call_command

    from gridward.fiction.loading import load_street
    from gridward.ground.territory.models import Grid
    from gridward.kernel.database.connection import connection_parameters
    from gridward.kernel.rows import grant_application

    call_command("migrate", verbosity=0)
    if not Grid.objects.exists():
        load_street(persons, 1, TODAY, lambda *_: None)
    grant_application(connection_parameters("app")["user"])


def pair(
    actor: Any,
    ids: Sequence[UUID],
    rows: int,
    together: Callable[[Sequence[UUID]], Any],
    single: Callable[[UUID], Any],
) -> tuple[float, float]:
    """Seconds of one change for some rows, and of single changes, a transaction each, for as many others."""
    few, others = ids[:rows], ids[rows : 2 * rows]
    assert len(others) == rows, "more persons are needed"
    timed(actor, lambda: single(ids[-1]))  # keys, plans and connections are warm for both
    ours = timed(actor, lambda: together(few))
    baseline = sum(timed(actor, lambda row=row: single(row)) for row in others)  # type: ignore[misc]
    return ours, baseline


def timed(actor: Any, act: Callable[[], Any]) -> float:
    """Seconds of an act in its own transaction, as the application does it."""
    from django.db import connection

    from gridward.kernel.database.connection import connection_parameters
    from gridward.kernel.rows import acting

    started = time.perf_counter()
    with acting(actor), connection.cursor() as cursor:
        role = connection.ops.quote_name(connection_parameters("app")["user"])
        cursor.execute(f"SET LOCAL ROLE {role}")
        act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
