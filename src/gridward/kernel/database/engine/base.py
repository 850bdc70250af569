"""Connections of the pool: which one is given, and how it is known to live.

Nothing comes in on a connection that rests, but for the word that it is over, or that a setting of the server changed.
So only one on which something has come in is asked.
"""

from collections.abc import Callable
from select import POLLIN, poll
from typing import Any, ClassVar

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.utils import CursorWrapper
from psycopg import Connection, Cursor, OperationalError
from psycopg.pq import Format
from psycopg_pool import ConnectionPool

TRIES = 16
"""More than a pool holds: when the server was started again, each of its connections is gone."""


class NewestFirst(ConnectionPool[Connection[Any]]):
    """Gives the connection that rested least, where psycopg's gives the one that rested longest.

    Each connection keeps plans of its own. With few users one connection then has them all, and those that a rush
    has left behind rest until they are closed.
    """

    def _get_ready_connection(self, timeout: float | None) -> Connection[Any] | None:
        self._pool.rotate()
        return super()._get_ready_connection(timeout)


class DatabaseWrapper(PostgreSQL):
    """Django's, with such a pool, whose connections live, and a second kind of cursor."""

    _connection_pools: ClassVar[dict[str, NewestFirst]]
    _configure_connection: Callable[[Connection[Any]], None]

    @property
    def pool(self) -> NewestFirst | None:
        """One for all threads; None where the settings want none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            given = {**self.get_connection_params(), "autocommit": True}
            made = NewestFirst(
                kwargs=given, open=False, configure=self._configure_connection, **options
            )
            self._connection_pools.setdefault(self.alias, made)
        return self._connection_pools[self.alias]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool, or a new one where there is no pool."""
        for _ in range(TRIES):
            given = super().get_new_connection(conn_params)
            if not self.pool or lives(given):
                break
            given.close()
            self.pool.putconn(given)
        return given

    def prepared_cursor(self) -> CursorWrapper:
        """A cursor for statements whose plan PostgreSQL keeps; it sends values as it stores them.

        Django's own cursor puts the values into the statement, which is then planned each time, and reads instants in
        Python.
        """
        self.ensure_connection()
        cursor: Any = Cursor(self.connection)  # whatever django-stubs take it for
        cursor.format = Format.BINARY
        return self.make_debug_cursor(cursor) if self.queries_logged else self.make_cursor(cursor)


def lives(connection: Connection[Any]) -> bool:
    """Whether a connection that rests can still be asked."""
    told = poll()
    told.register(connection.pgconn.socket, POLLIN)
    if not told.poll(0):
        return True
    try:
        connection.execute("")
    except OperationalError:
        return False
    return True
