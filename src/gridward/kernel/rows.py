"""The second wall: PostgreSQL shows and takes only rows of the actor's grids, whatever the program asks for.

`acting(actor)` opens a transaction in which the database knows the actor's grids; `Walled` is the migration step
that puts a table behind the wall. The settings are local to the transaction, so a pooled connection forgets them;
afterwards they read as '' (not NULL), hence `nullif`. The sub-select makes PostgreSQL read the setting once per
statement. The wall binds the role of the application; the owner of the tables, who migrates, loads and backs up,
stands behind it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.state import ProjectState

from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import prepared
from gridward.kernel.migrating import Statements

READ = "gridward.read"
WRITE = "gridward.write"
ACTOR = "gridward.actor"
CARE = "gridward.care"
"""The grids of `care.keep`: help of households is behind a wall of its own."""
WATCH = "gridward.watch"
"""The grids of `watch.keep`: whom gates watch for is behind a wall of its own too."""
SCREENING = "gridward.screening"
"""The grids of `screening.keep`: who stands on a pushed list is behind a wall of its own."""
CHECKING = "gridward.checking"
"""The grids of `screening.answer`: so is who is verified."""
MEASURES = "gridward.measures"
"""The grids of `measure.see`: who is under a measure is behind a wall of its own."""
TRACING = "gridward.tracing"
"""The grids of `tracing.read`: cases and whom they met are behind a wall of their own."""
PLAN = "gridward.plan"
"""The grids of `rota.plan`: wishes about duty are for those alone who plan it."""
CONTEXT = "pghistory.context_metadata"
SCOPE = (ACTOR, READ, WRITE, CARE, WATCH, SCREENING, CHECKING, MEASURES, TRACING, PLAN, CONTEXT)
"""What the database is told of who acts."""
_OWN_WALLS = {
    CARE: Permission.CARE_KEEP,
    WATCH: Permission.WATCH_KEEP,
    SCREENING: Permission.SCREENING_KEEP,
    CHECKING: Permission.SCREENING_ANSWER,
    MEASURES: Permission.MEASURE_SEE,
    TRACING: Permission.TRACING_READ,
    PLAN: Permission.ROTA_PLAN,
}
_INTRODUCE = f"SELECT set_config('{ACTOR}', %s, true)"
_SETTINGS = ", ".join(f"set_config('{one}', %s, true)" for one in SCOPE)
_TELL = f"SELECT num_nulls({_SETTINGS})"
"""Settings answer with their values, which nobody needs to hear."""
KEPT = (
    *("audit_export", "audit_exporttaking", "audit_exportalert"),
    *("audit_alertnote", "audit_exportlimits"),
)
"""What left the house: added to by the application, never changed but for how an export ended."""
EXPORT_ENDS = ("rows", "bytes", "state", "ended_at")


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction on behalf of the actor; at its end everything is committed or nothing."""
    with transaction.atomic():
        tell_database(actor)
        yield


@contextmanager
def beyond(wider: Actor) -> Iterator[None]:
    """A step that the house does by itself within somebody's transaction; then their own scope holds again.

    For what must be known or stored where they have no right, such as whether the street has somebody already. What
    leaves the step is for the caller to bound.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(SCOPE))}", SCOPE)
        before = cursor.fetchone()
    with transaction.atomic():
        tell_database(wider)
        yield
    with connection.cursor() as cursor:
        told = [
            value for name, was in zip(SCOPE, before, strict=True) for value in (name, was or "")
        ]
        cursor.execute(f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(SCOPE))}", told)


def introduce(account_id: UUID) -> None:
    """Let the database know that somebody is signed in, so that their appointments can be read."""
    prepared(_INTRODUCE, [str(account_id)])


def tell_database(actor: Actor, using: str = DEFAULT_DB_ALIAS) -> None:
    """Set the actor's scope for the current transaction; history rows name the actor too.

    `using` names the connection: the primary, or the replica that reports are read from.
    """
    context = json.dumps({"account": str(actor.account_id or ""), "name": actor.name})
    grids = {
        READ: actor.readable(),
        WRITE: actor.writable(),
        **{setting: actor.grids(permission) for setting, permission in _OWN_WALLS.items()},
    }
    # Most permissions are held at one and the same set: to compare sets of grids costs more than to know them again.
    distinct = {id(one): one for one in grids.values()}
    arrays = {key: _array(one) for key, one in distinct.items()}
    told = {ACTOR: str(actor.account_id or actor.name), CONTEXT: context}
    told |= {setting: arrays[id(one)] for setting, one in grids.items()}
    prepared(_TELL, [told[one] for one in SCOPE], using)


@lru_cache(maxsize=512)
def _array(ids: frozenset[UUID]) -> str:
    """As PostgreSQL reads it; written once for all who act at the same grids."""
    return "{" + ",".join(str(one) for one in ids) + "}"


def _held(setting: str) -> str:
    return f"(SELECT nullif(current_setting('{setting}', true), '')::uuid[])::uuid[]"


class Walled(Statements):
    """Put tables behind the wall by their column `grid_id`, or, with `by_grid=False`, behind a signed-in actor.

    `tables` are table names. Rows with a NULL grid are the street's own and are readable to any actor. `within` names
    the setting that holds the grids of a permission of the rows' own: without it nobody reads or writes them. With
    `append_only=True` anybody adds rows and nobody changes or removes them: the record of acts. With
    `read_only=True` functions of the database alone write, as the owner: counters.
    """

    def __init__(
        self,
        *tables: str,
        by_grid: bool = True,
        append_only: bool = False,
        read_only: bool = False,
        within: str = "",
    ) -> None:
        self.tables = tables
        self.by_grid = by_grid
        self.append_only = append_only
        self.read_only = read_only
        self.within = within

    def deconstruct(self) -> tuple[str, list[str], dict[str, bool | str]]:
        """For the migration writer."""
        options: dict[str, bool | str] = {
            "by_grid": self.by_grid,
            "append_only": self.append_only,
            "read_only": self.read_only,
            "within": self.within,
        }
        return (self.__class__.__name__, list(self.tables), options)

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Enable row-level security with one policy for reading and three for writing."""
        for table in self.tables:
            yield from self._raise_wall(table)

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Take the wall down."""
        for table in self.tables:
            for policy in ("reads", "adds", "changes", "removes"):
                yield f'DROP POLICY IF EXISTS {policy} ON "{table}"'
            yield f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Row-level security on {', '.join(self.tables)}"

    def _raise_wall(self, table: str) -> Iterator[str]:
        signed_in = f"(SELECT nullif(current_setting('{ACTOR}', true), '')) IS NOT NULL"
        reads = f"grid_id = ANY ({_held(READ)}) OR (grid_id IS NULL AND {signed_in})"
        writes = f"grid_id = ANY ({_held(WRITE)})"
        if not self.by_grid:
            reads = writes = signed_in
        if self.within:
            held = f"coalesce(cardinality({_held(self.within)}), 0) > 0"
            reads = writes = f"grid_id = ANY ({_held(self.within)})" if self.by_grid else held
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'CREATE POLICY reads ON "{table}" FOR SELECT USING ({reads})'
        if self.read_only:
            return
        if self.append_only:
            yield f'CREATE POLICY adds ON "{table}" FOR INSERT WITH CHECK (true)'
            return
        yield f'CREATE POLICY adds ON "{table}" FOR INSERT WITH CHECK ({writes})'
        yield f'CREATE POLICY changes ON "{table}" FOR UPDATE USING ({writes}) WITH CHECK ({writes})'
        yield f'CREATE POLICY removes ON "{table}" FOR DELETE USING ({writes})'


def grant_application(role: str) -> None:
    """Give the application's role what it needs on every table, and no changing of the record of acts."""
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}")
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_line FROM {name}")
        cursor.execute(f"REVOKE INSERT, DELETE ON audit_head FROM {name}")
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(KEPT)} FROM {name}")
        cursor.execute(f"GRANT UPDATE ({', '.join(EXPORT_ENDS)}) ON audit_export TO {name}")
