"""How far an import is, told on a connection of its own, since the import itself is one transaction."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.db import connection

from gridward.kernel.access import Actor
from gridward.kernel.rows import ACTOR, READ, WRITE

Report = Callable[[float], None]
_SECONDS_BETWEEN = 0.5


def in_silence(part: float) -> None:
    """Tells nobody."""


@contextmanager
def told_to_database(
    actor: Actor, batch_id: UUID, grid_id: UUID, also: Report = in_silence
) -> Iterator[Report]:
    """A report function that writes 0..1 into the batch at most twice a second, visible to whoever asks."""
    parameters = connection.get_connection_params()
    options = {
        name: parameters[name]
        for name in ("host", "port", "dbname", "user", "password")
        if name in parameters
    }
    with psycopg.connect(**options) as line:
        yield _Teller(line, actor, batch_id, grid_id, also).tell


class _Teller:
    def __init__(
        self, line: psycopg.Connection, actor: Actor, batch: UUID, grid: UUID, also: Report
    ) -> None:
        self._line, self._batch, self._also = line, batch, also
        self._scope = [
            ACTOR,
            str(actor.account_id or actor.name),
            READ,
            f"{{{grid}}}",
            WRITE,
            f"{{{grid}}}",
        ]
        self._told_at = 0.0

    def tell(self, part: float) -> None:
        self._also(part)
        if time.monotonic() - self._told_at < _SECONDS_BETWEEN:
            return
        self._told_at = time.monotonic()
        with self._line.transaction():
            self._line.execute(
                "SELECT set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)",
                self._scope,
            )
            self._line.execute(
                "UPDATE register_rosterbatch SET progress = %s WHERE id = %s", [part, self._batch]
            )
