"""Messy workbooks of the fictional street against the truth beside them: people right, wrong and asked of a person.

    python bench/bench_rosters.py [--persons 20000] [--seed 1] [--home DIR] [--show LAYOUT]

*Right*: registered with every told fact and at the right door, or refused or merged as the truth expects.
*Asked*: kept, and a person must decide (right where the truth says that nobody could know). *Wrong*: anything else.
"""

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2022, 4, 1)
Truth = dict[str, Any]


def main() -> None:
    """Load the street without its people, import every file, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--show", default="", help="print what is not right in files with this in their name"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GRIDWARD_HOME"] = str(given.home or Path(folder, "home"))
        os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gridward.config.settings")
        from gridward.kernel.database.use import database_in_use

        with database_in_use():
            import django

            django.setup()
            measure(Path(folder, "rosters"), given.persons, given.seed, given.show)


def measure(folder: Path, persons: int, seed: int, show: str) -> None:
    """One line a layout."""
    from gridward.fiction.generate import make_street
    from gridward.fiction.rosters import LAYOUTS, write_rosters

    street = make_street(persons, seed, TODAY)
    paths = write_rosters(street, folder, seed)
    load(persons, seed)
    print(
        f"{'layout':20} {'people':>6} {'right':>6} {'asked':>6} {'wrong':>6}   {'other rows wrong':>16}"
    )
    total: Counter[str] = Counter()
    for layout, path in zip(LAYOUTS, paths, strict=True):
        found, problems = compare(path)
        total += found
        print(line(layout.name, found))
        if show and show in layout.name:
            print("\n".join(problems[:40]))
    print(line("all", total))


def line(name: str, found: Counter[str]) -> str:
    """The figures of a layout."""
    people = found["right"] + found["asked"] + found["wrong"]
    figures = f"{people:6} {found['right']:6} {found['asked']:6} {found['wrong']:6}"
    return f"{name:20} {figures}   {found['rows']:16}"


def load(persons: int, seed: int) -> None:
    """The territory of the street, and an empty register."""
    from django.core.management import call_command
    from django.db import connection

    from gridward.fiction.loading import load_street
    from gridward.ground.territory.models import Grid

    call_command("migrate", verbosity=0)
    if not Grid.objects.exists():
        load_street(persons, seed, TODAY, lambda *_: None)
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE register_household, register_rosterbatch, register_organisation CASCADE"
        )


def compare(path: Path) -> tuple[Counter[str], list[str]]:
    """Import a file for its community and hold every row to its truth."""
    from gridward.ground.register.models import RosterBatch
    from gridward.ground.register.services.rosters import import_file
    from gridward.ground.staff.access import operator
    from gridward.ground.territory.models import Division

    communities = Division.objects.filter(level="community").select_related("parent")
    community = next(one for one in communities if one.name in path.name)
    counts = import_file(operator("bench", community), community.code, path)
    batch = RosterBatch.objects.get(pk=counts["batch"])
    rows = {(batch.plan["sheets"][row.sheet]["name"], row.number): row for row in batch.rows.all()}
    stored = residents(batch)
    found: Counter[str] = Counter()
    problems: list[str] = []
    for text in path.with_name(path.name + ".truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(text)
        row = rows.get((truth["sheet"], truth["row"])) or rows.get((path.stem, truth["row"]))
        for verdict in verdicts(truth, row, stored):
            found[verdict] += 1
            if verdict in ("wrong", "asked", "rows"):
                said = f"{row.outcome} {row.reasons}" if row else "no row"
                problems.append(f"  {verdict} row {truth['row']} {said} {text[:700]}")
    return found, problems


def residents(batch: Any) -> dict[str, list[Any]]:
    """What was stored, by document and by name."""
    from gridward.ground.register.models import Resident

    found: dict[str, list[Any]] = {}
    rows = Resident.objects.filter(batch_id=batch.pk).prefetch_related("phones")
    for one in rows.select_related(
        "household__dwelling__building__site", "household__dwelling__unit"
    ):
        found.setdefault(one.open_sealed("document") or one.name, []).append(one)
    return found


def verdicts(truth: Truth, row: Any, stored: dict[str, list[Any]]) -> Iterator[str]:
    """right, asked or wrong for each person of a row; rows where a row without people is taken for one."""
    people = truth.get("people", ())
    if not people or "organisation" in truth:
        if row is None or row.outcome != "not_data":
            yield "rows"
        return
    for person in people:
        yield verdict(person, row, stored)


def verdict(person: Truth, row: Any, stored: dict[str, list[Any]]) -> str:
    """How a person of a row fared."""
    expected = person["expected"]
    if row is None:
        return "wrong"
    if expected["outcome"] == "rejected":
        codes = [code for code, _ in row.reasons]
        return "right" if row.outcome == "rejected" and expected["reason"] in codes else "wrong"
    if expected["outcome"] in ("same", "conflict"):
        return "right" if row.outcome == expected["outcome"] else "wrong"
    candidates = stored.get(
        person["document"] if "document" in person["told"] else person["name"], []
    )
    candidates = candidates or stored.get(person["name"], [])
    results = [held_to(person, one) for one in candidates] or ["wrong"]
    return next((one for one in ("right", "asked") if one in results), "wrong")


def held_to(person: Truth, one: Any) -> str:
    """A stored resident beside the truth."""
    told, door, dwelling = person["told"], person["door"], one.household.dwelling
    said = {
        "name": one.name == person["name"],
        "sex": one.sex == person["sex"],
        "birth": str(one.birth_date) == person["birth"],
        "document": (one.open_sealed("document") or "") == person["document"],
        "phones": {phone.open_sealed("phone").removeprefix("+86") for phone in one.phones.all()}
        == {"".join(number.split("-")).lstrip("0") for number in person["phones"]},
    }
    if not all(said.get(fact, True) for fact in told):
        return "wrong"
    if "door" not in told:
        return "right"
    if dwelling is None:
        return "right" if person["expected"]["door"] == "doubtful" else "asked"
    here = (
        dwelling.building.site.name,
        dwelling.building.number_key,
        dwelling.unit.number_key if dwelling.unit else "",
        dwelling.room,
    )
    return (
        "right"
        if here == (door["site"], door["number_key"], door["unit"], door["room"])
        else "wrong"
    )


if __name__ == "__main__":
    main()
