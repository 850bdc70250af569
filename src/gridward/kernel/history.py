"""History of rows: what a row was before each change and each removal, kept by triggers (django-pghistory).

What a row is now stands in the row itself, so adding a row costs nothing more; bulk statements are covered too,
since the triggers work on whole statements. Each kept row names who changed it (see `gridward.kernel.rows`).
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pghistory
import pgtrigger
from django.db import connection, models
from django.db.migrations.state import ProjectState

from gridward.kernel.migrating import Statements

CONTEXT = "pghistory.context_metadata"


@contextmanager
def marked(**words: Any) -> Iterator[None]:
    """What is changed inside is kept with these words beside who changed it (`pgh_context`); words that are empty
    are left out. Works within a transaction, and may be nested.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [CONTEXT])
        before = cursor.fetchone()[0] or ""
    said = {name: word for name, word in words.items() if word not in (None, "")}
    _set_context(json.dumps({**(json.loads(before) if before else {}), **said}))
    yield
    _set_context(before)


def _set_context(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [CONTEXT, text])


def keeps_history(model_name: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: former states of the model's rows go to the model `model_name` of the same app."""
    decorate: Any = pghistory.track(
        pghistory.UpdateEvent(row="OLD", level=pgtrigger.Statement),
        pghistory.DeleteEvent(row="OLD", level=pgtrigger.Statement),
        model_name=model_name,
    )
    return decorate  # type: ignore[no-any-return]


class Kept(Statements):
    """Migration step: install the triggers that stand in the options of models made in the same migration.

    pgtrigger would write one step a trigger, and Django renders all related models anew at each: this one step
    makes a fresh installation seconds faster.
    """

    def __init__(self, models: list[str]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[object], dict[str, list[str]]]:
        """For the migration writer."""
        return (self.__class__.__name__, [], {"models": self.models})

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Create functions and triggers."""
        for name in self.models:
            for trigger in state.models[app_label, name.lower()].options["triggers"]:
                yield trigger.install_sql

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Drop them."""
        for name in self.models:
            for trigger in state.models[app_label, name.lower()].options["triggers"]:
                yield trigger.uninstall_sql

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Keep the history of {', '.join(self.models)}"


def state_at(table: str, moment: str, columns: Sequence[str]) -> str:
    """A sub-select of a table with history as it was recorded at a moment (an SQL expression of an instant).

    The state at a moment is the earliest kept after it; where none is kept, the row as it is. Rows made later are
    left out. Kept states count in the order in which they were kept, so that a clock set back does not disturb.
    Behind the wall a caller sees only some of the states and the answer would be wrong: use it in a function that
    runs as the owner and limits the answer itself.
    """
    names = ", ".join(columns)
    kept = ", ".join(f"h.{name}" for name in columns)
    later = f"h.pgh_obj_id = now_row.id AND h.pgh_created_at > {moment}"
    return (
        f"(SELECT {names} FROM (SELECT DISTINCT ON (h.pgh_obj_id) h.created_at AS made_at, {kept}"  # noqa: S608
        f" FROM {table}history h WHERE h.pgh_created_at > {moment} ORDER BY h.pgh_obj_id, h.pgh_id) kept"
        f" WHERE made_at <= {moment}"
        f" UNION ALL SELECT {names} FROM {table} now_row WHERE created_at <= {moment}"
        f" AND NOT EXISTS (SELECT 1 FROM {table}history h WHERE {later}))"
    )


class ReadsPast(Statements):
    """Migration step: a function `<table>_at(moment, within uuid[])` for each table with history and `grid_id`.

    It answers the rows of the table as they were recorded at a moment, in the grids where they stood then, limited
    to `within` and to the grids that the wall lets the caller read. Columns added later are simply NULL in states
    that were kept before.
    """

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """For the migration writer."""
        return (self.__class__.__name__, list(self.tables), {})

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Create the functions."""
        for table in self.tables:
            yield _PAST.replace("{table}", table)

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Drop them."""
        for table in self.tables:
            yield f"DROP FUNCTION IF EXISTS {table}_at(timestamptz, uuid[])"

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Read the past of {', '.join(self.tables)}"


_PAST = """
CREATE OR REPLACE FUNCTION {table}_at(moment timestamptz, within uuid[]) RETURNS SETOF {table}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT past.* FROM (
        SELECT (jsonb_populate_record(NULL::{table}, to_jsonb(kept))).* FROM (
            SELECT DISTINCT ON (h.pgh_obj_id) h.* FROM {table}history h
            WHERE h.pgh_created_at > moment ORDER BY h.pgh_obj_id, h.pgh_id
        ) kept WHERE kept.created_at <= moment AND kept.grid_id = ANY (within)
        UNION ALL
        SELECT now_row.* FROM {table} now_row
        WHERE now_row.created_at <= moment AND now_row.grid_id = ANY (within) AND NOT EXISTS (
            SELECT 1 FROM {table}history h WHERE h.pgh_obj_id = now_row.id AND h.pgh_created_at > moment
        )
    ) past
    WHERE past.grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])
$$
"""
