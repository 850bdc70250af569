"""Feeds: which documents of a grid have changed, in the order in which a reader can have seen them.

A *document* is a row with all that hangs on it, such as a household with its residents and their phones. A `Source`
says which documents a row of a table belongs to. After each statement a trigger notes the documents that it touched,
one row a grid and document, with the id of the transaction; whole statements are looked at (COPY, bulk updates, an
import and its undoing are covered), and the functions run as the owner of the tables, past the wall of rows.

A reader keeps the place (transaction, document) that it has read to and asks for what stands behind it, up to the
oldest transaction that still runs (`HORIZON`). Times and sequences would lose a change whose transaction was given
its number early and committed late; here the reader waits for it. Transaction ids begin anew in another cluster: a
feed that was restored is stamped again (`restamp`) and its readers start over (`kernel.models.Epoch`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.state import ProjectState

from gridward.kernel.counting import after_statements
from gridward.kernel.migrating import Statements

HORIZON = "pg_snapshot_xmin(pg_current_snapshot())"
"""The oldest transaction that still runs: what is older has committed or never will."""
_EVENTS = {"INSERT": "NEW TABLE AS changed", "DELETE": "OLD TABLE AS changed"}
_EVENTS["UPDATE"] = "OLD TABLE AS before NEW TABLE AS changed"


@dataclass(frozen=True)
class Source:
    """Rows of `table`, called c, touch documents of a kind.

    `document` and `grid` are columns of c, or of what it joins. `joined` is the SQL that joins what stands
    above c; a row that finds nothing there touches nothing.
    """

    table: str
    kind: str
    document: str = "c.id"
    grid: str = "c.grid_id"
    joined: str = ""


class Fed(Statements):
    """The migration step that lets triggers keep a feed, and puts into it whatever is there."""

    def __init__(self, feed: str, sources: Sequence[Source]) -> None:
        self.feed = feed
        self.sources = sources

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """For the migration writer."""
        return (self.__class__.__name__, [self.feed, self.sources], {})

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Functions, triggers, and the documents of today."""
        for table in _tables(self.sources):
            sources = [one for one in self.sources if one.table == table]
            for event, referencing in _EVENTS.items():
                name = f"{self.feed}_{event.lower()}_{table}"
                body = _body(self.feed, sources, event)
                yield from after_statements(name, table, event, referencing, body)
        for one in self.sources:
            if not one.joined:
                yield _noting(self.feed, one, one.table)

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Take functions and triggers away."""
        for table in _tables(self.sources):
            for event in _EVENTS:
                yield f"DROP FUNCTION {self.feed}_{event.lower()}_{table}() CASCADE"

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Changes of {', '.join(_tables(self.sources))} are told by {self.feed}"


def restamp(feed: str) -> None:
    """Give every row of a feed the transaction of now: ids of another cluster mean nothing here."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {feed} SET xid = pg_current_xact_id()")


def is_of_another_cluster(feed: str) -> bool:
    """Whether the feed holds transactions that this cluster has not had yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {feed} WHERE xid > pg_current_xact_id())")
        return bool(cursor.fetchone()[0])


def next_transaction() -> int:
    """The first transaction id that this cluster has not given yet: a place behind it is of another cluster."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        return int(cursor.fetchone()[0])


def _tables(sources: Iterable[Source]) -> list[str]:
    return list(dict.fromkeys(one.table for one in sources))


def _body(feed: str, sources: Iterable[Source], event: str) -> str:
    rows = ("before", "changed") if event == "UPDATE" else ("changed",)
    return "\n".join(f"{_noting(feed, one, name)};" for one in sources for name in rows)


def _noting(feed: str, source: Source, rows: str) -> str:
    """Ordered, so that two writers of the same documents wait for each other and never in a ring."""
    return (
        f"INSERT INTO {feed} (grid_id, kind, document, xid)"
        f" SELECT DISTINCT {source.grid}, '{source.kind}', {source.document}, pg_current_xact_id()"
        f" FROM {rows} c {source.joined}"
        f" WHERE {source.grid} IS NOT NULL AND {source.document} IS NOT NULL ORDER BY 1, 3"
        f" ON CONFLICT (grid_id, kind, document) DO UPDATE SET xid = excluded.xid"
        f" WHERE {feed}.xid <> excluded.xid"
    )
