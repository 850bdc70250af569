"""Bodies of `gridward drill`: the copy of the real street, what fills a drill, what it is told of in the end."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from gridward.config.commands.fiction import load_demo
from gridward.config.drills.beginning import COPY
from gridward.config.drills.telling import FILLED, told_as_text
from gridward.fiction.settling import settle_people
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.territory.models import (
    Building,
    Division,
    Dwelling,
    Grid,
    Road,
    Site,
    Unit,
)
from gridward.kernel import clock
from gridward.kernel.bulk import insert_rows, settle
from gridward.kernel.crypto.fields import IndexField, SealedField
from gridward.kernel.database.home import home

COPIED: tuple[type[models.Model], ...] = (
    *(Division, Grid, Road, Site, Building, Unit, Dwelling),
    *(Member, Appointment, Account),
)
"""Territory, staff, posts and sign-ins, from above to below: nobody of the register. People sign in with their own
passwords, of which the hash alone is copied; telephones stay behind, sealed with keys that a drill does not have."""
ROWS_AT_ONCE = 2000


def write_copy(file: Path) -> dict[str, Any]:
    """Write the street's territory and staff into a file for the owner alone; the database is only read."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        lines = [line for model in COPIED for line in _lines(model)]
    home_of_file = type(home())(file.parent)
    home_of_file.write(file.name, "".join(lines))
    return {"rows": len(lines)}


def _lines(model: type[models.Model]) -> Iterator[str]:
    names = [one.attname for one in _kept(model)]
    for row in model._default_manager.order_by("pk").values(*names):
        yield json.dumps([model._meta.label, row], cls=DjangoJSONEncoder, ensure_ascii=False) + "\n"


def _kept(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    sealed = (SealedField, IndexField)
    return [one for one in model._meta.concrete_fields if not isinstance(one, sealed)]


def fill(persons: int, seed: int = 1) -> None:
    """Fill the drill: the copied street with invented people, or the fictional street with its sign-ins."""
    file = home().path / COPY
    if file.exists():
        _take_in(file)
        settle_people(
            persons, seed, clock.today(), lambda grid, count: typer.echo(f"{grid} {count}")
        )
        settle()
    else:
        load_demo(persons, seed)
    home().write(FILLED, clock.now().isoformat())


@transaction.atomic
def _take_in(file: Path) -> None:
    known = {model._meta.label: model for model in COPIED}
    rows: dict[str, list[models.Model]] = {label: [] for label in known}
    for line in file.read_text("utf-8").splitlines():
        label, said = json.loads(line)
        fields = {one.attname: one for one in _kept(known[label])}
        values = {name: fields[name].to_python(value) for name, value in said.items()}
        rows[label].append(known[label](**values))
    for made in rows.values():
        for first in range(0, len(made), ROWS_AT_ONCE):
            insert_rows(made[first : first + ROWS_AT_ONCE])


def tell(file: Path) -> dict[str, Any]:
    """Write what was done in this drill, and how fast, into a file; without names of the invented people."""
    text = told_as_text()
    file.write_text(text, encoding="utf-8")
    return {"report": str(file)}
