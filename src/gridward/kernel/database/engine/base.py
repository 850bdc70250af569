"""Connections of the pool: one that the server has ended is found out by its socket, not asked in every request.

Nothing comes in on a connection that rests, but for the word that it is over, or that a setting of the server changed.
So only one on which something has come in is asked.
"""

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from psycopg import Connection, OperationalError

TRIES = 16
"""More than a pool holds: when the server was started again, each of its connections is gone."""


class DatabaseWrapper(PostgreSQL):
    """Django's, with pooled connections that live."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool, or a new one where there is no pool."""
        for _ in range(TRIES):
            given = super().get_new_connection(conn_params)
            if not self.pool or lives(given):
                break
            given.close()
            self.pool.putconn(given)
        return given


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
