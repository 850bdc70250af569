"""Taking an import back, while nobody has built on it: what it added goes, what it changed is as it was before."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection, models, transaction
from psycopg import sql

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    RosterBatch,
    Vehicle,
)
from gridward.ground.register.services.rosters.batches import about, after_others, batch_in_state
from gridward.ground.register.services.rosters.problems import BuiltUpon
from gridward.ground.register.terms.people import RegisterAct, RosterTakenBack
from gridward.ground.register.terms.roster import BatchState
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce

BROUGHT: Final = (Conflict, ResidentSituation, Vehicle, ResidentPhone, Resident, Household)
"""What an import brings, in the order in which it can be removed."""

CHANGED: Final = (ResidentSituation, Resident)
"""What an import changes."""


@transaction.atomic
def undo(actor: Actor, *, batch_id: UUID) -> RosterBatch:
    """Take a committed import back. Doors that it taught the territory stay: they are no persons.

    Raises RosterBusy unless it is committed, BuiltUpon with counts of what stands in the way, and what a listener to
    RosterTakenBack refuses it with.
    """
    batch = batch_in_state(actor, batch_id, frozenset({BatchState.COMMITTED}))
    actor.require(Permission.ROSTER_IMPORT, batch.grid_id)
    after_others(batch)
    in_the_way = {name: count for name, count in _built_upon(batch.pk).items() if count}
    if in_the_way:
        raise BuiltUpon(count=sum(in_the_way.values()), **in_the_way)
    announce(RosterTakenBack(batch=batch.pk))
    for model in CHANGED:
        _restore(model, batch.pk)
    for brought in BROUGHT:
        _remove(brought, batch.pk)
    RosterBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.UNDONE, undone_at=clock.now(), version=batch.version + 1
    )
    record(actor, RegisterAct.ROSTER_UNDONE, about(batch), file=batch.file_name)
    batch.refresh_from_db()
    return batch


def _built_upon(batch: UUID) -> dict[str, int]:
    """How many rows of each kind were worked on after the import."""
    found = {}
    with connection.cursor() as cursor:
        for name, statement in _IN_THE_WAY.items():
            cursor.execute(statement, {"batch": batch, "text": str(batch)})
            found[name] = int(cursor.fetchone()[0])
    return found


_OURS = "SELECT id FROM register_resident WHERE batch_id = %(batch)s"
_ADDED = (
    f"{_OURS} AND id NOT IN (SELECT pgh_obj_id FROM register_residenthistory"  # noqa: S608 - constants
    " WHERE pgh_label = 'update' AND pgh_context->>'batch' = %(text)s)"
)


def _touched(table: str) -> str:
    """Rows whose version is not what the import left: 1 where it added, one more than before where it changed."""
    return f"""
        SELECT count(*) FROM {table} now
        LEFT JOIN {table}history was ON was.pgh_obj_id = now.id AND was.pgh_label = 'update'
             AND was.pgh_context->>'batch' = %(text)s
        WHERE now.batch_id = %(batch)s AND now.version <> coalesce(was.version + 1, 1)
    """  # noqa: S608 - the table is one of ours


def _taken_over(table: str) -> str:
    """Rows that the import left and that somebody has changed since or removed."""
    return f"""
        SELECT count(DISTINCT was.pgh_obj_id) FROM {table}history was
        LEFT JOIN {table} now ON now.id = was.pgh_obj_id
        WHERE was.batch_id = %(batch)s AND (now.id IS NULL OR now.batch_id IS DISTINCT FROM %(batch)s)
    """  # noqa: S608 - the table is one of ours


def _joined_since(table: str) -> str:
    """Rows of others about residents that the import added."""
    return f"""
        SELECT count(*) FROM {table}
        WHERE batch_id IS DISTINCT FROM %(batch)s AND resident_id IN ({_ADDED})
    """  # noqa: S608 - the table is one of ours


_IN_THE_WAY: Final = {
    "residents": _touched("register_resident"),
    "residents_since": _taken_over("register_resident"),
    "households": """
        SELECT count(*) FROM register_household WHERE batch_id = %(batch)s AND version <> 1
    """,
    "newcomers": """
        SELECT count(*) FROM register_resident r JOIN register_household h ON h.id = r.household_id
        WHERE h.batch_id = %(batch)s AND r.batch_id IS DISTINCT FROM %(batch)s
    """,
    "phones": _joined_since("register_residentphone"),
    "vehicles": _joined_since("register_vehicle"),
    "situations": _touched("register_residentsituation"),
    "situations_since": _joined_since("register_residentsituation"),
    "jobs": _joined_since("register_employee"),
    "decisions": """
        SELECT count(*) FROM register_conflict WHERE batch_id = %(batch)s AND decision <> ''
    """,
    "questions": _joined_since("register_conflict"),
    "questions_to_households": """
        SELECT count(*) FROM register_conflict c JOIN register_household h ON h.id = c.household_id
        WHERE h.batch_id = %(batch)s AND c.batch_id IS DISTINCT FROM %(batch)s
    """,
}


def _restore(model: type[models.Model], batch: UUID) -> None:
    """Rows that the import changed become what the history kept of them, their version too."""
    columns = [one.column or "" for one in model._meta.concrete_fields if not one.primary_key]
    _run(
        "UPDATE {table} now SET {sets} FROM {history} was WHERE was.pgh_obj_id = now.id AND"
        " was.pgh_label = 'update' AND was.pgh_context->>'batch' = %s AND now.batch_id = %s",
        model,
        columns,
        [str(batch), batch],
    )


def _remove(model: type[models.Model], batch: UUID) -> None:
    """Rows that the import brought; the changed ones are no longer its own."""
    _run("DELETE FROM {table} WHERE batch_id = %s", model, (), [batch])


def _run(
    statement: str, model: type[models.Model], columns: Sequence[str], values: list[Any]
) -> None:
    table = model._meta.db_table
    sets = [sql.SQL("{0} = was.{0}").format(sql.Identifier(column)) for column in columns]
    composed = sql.SQL(statement).format(
        table=sql.Identifier(table),
        history=sql.Identifier(f"{table}history"),
        sets=sql.SQL(", ").join(sets),
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, values)
