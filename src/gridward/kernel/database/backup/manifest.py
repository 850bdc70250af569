"""What a backup says of itself, and the measure by which a restored database is compared: rows and a digest a table.

A digest adds up the hashes of a table's rows as text, so that their order does not matter. It is there to find what
was lost or changed by mistake; against forgery stands the seal of the file.
"""

import json
from dataclasses import asdict, dataclass, field

from psycopg import sql

from gridward.kernel.database.connection import Connection

FRESH = ("kernel_cache", "django_session", "usersessions_usersession")
"""Tables whose rows are left out: limits and sessions of the moment. After a restore everybody signs in again."""

_AS_TEXT = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';"
    " SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
)
_TABLES = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> ALL (%s) ORDER BY relname"""
_FIGURE = """
    SELECT count(*), coalesce(sum(('x' || left(hash, 15))::bit(60)::bigint::numeric), 0)::text
    FROM (SELECT md5(ROW(one.*)::text) AS hash FROM ONLY {} AS one) AS rows"""


@dataclass(frozen=True)
class Figure:
    """Rows of a table, and their digest."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """`version` is Gridward's; `server` and `tool` are major versions of PostgreSQL; `made_at` is UTC in ISO form."""

    version: str
    made_at: str
    server: int
    tool: int
    database_bytes: int
    epoch: int
    master_keys: list[str]
    migrations: list[list[str]]
    tables: dict[str, Figure] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(one.rows for one in self.tables.values())

    def to_json(self) -> bytes:
        """As it stands in the file's first frame."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read back; what a later version adds is passed over."""
        found = json.loads(text)
        tables = {name: Figure(**one) for name, one in found.pop("tables").items()}
        known = {name: found[name] for name in cls.__dataclass_fields__ if name in found}
        return cls(**known, tables=tables)


def figures(connection: Connection) -> dict[str, Figure]:
    """Rows and digest of every table, inside a transaction that the caller has begun."""
    connection.execute(_AS_TEXT.encode())
    names = [str(row[0]) for row in connection.execute(_TABLES, [list(FRESH)])]
    return {name: _figure(connection, name) for name in names}


def differing(before: dict[str, Figure], after: dict[str, Figure]) -> list[str]:
    """Names of tables that are not alike; raises nothing."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def has_table(connection: Connection, name: str) -> bool:
    """Whether the database has this table."""
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{name}"]).fetchone()
    return bool(row and row[0])


def migrations(connection: Connection) -> list[list[str]]:
    """The migrations that made the tables: part and name."""
    if not has_table(connection, "django_migrations"):
        return []
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [[str(app), str(name)] for app, name in rows]


def master_keys(connection: Connection) -> list[str]:
    """Ids of the master keys that the database's own keys are wrapped by."""
    if not has_table(connection, "kernel_datakey"):
        return []
    query = "SELECT DISTINCT master FROM kernel_datakey WHERE state <> 'destroyed' ORDER BY master"
    return [str(row[0]) for row in connection.execute(query)]


def epoch(connection: Connection) -> int:
    """How often this database was restored or its replica promoted."""
    if not has_table(connection, "kernel_epoch"):
        return 0
    row = connection.execute("SELECT coalesce(max(number), 0) FROM kernel_epoch").fetchone()
    return int(row[0]) if row else 0


def _figure(connection: Connection, table: str) -> Figure:
    row = connection.execute(sql.SQL(_FIGURE).format(sql.Identifier(table))).fetchone()
    assert row is not None  # noqa: S101 - an aggregate always has one row
    return Figure(int(row[0]), str(row[1]))
