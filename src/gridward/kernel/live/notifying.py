"""The migration step by which a table tells that it has changed, a statement at a time."""

from collections.abc import Iterator

from django.db.migrations.state import ProjectState

from gridward.kernel.counting import after_statements
from gridward.kernel.live.news import CHANNEL
from gridward.kernel.migrating import Statements

TOGETHER = 200
"""Grids in one notification: PostgreSQL takes less than 8,000 bytes, and an id is 37 of them."""
_EVENTS = {
    "INSERT": ("NEW TABLE AS changed", ("changed",)),
    "UPDATE": ("OLD TABLE AS before NEW TABLE AS changed", ("before", "changed")),
    "DELETE": ("OLD TABLE AS changed", ("changed",)),
}


class Notifies(Statements):
    """After each statement on `table` its topic is told with the grids that the statement touched.

    However many rows a statement moves, it sends one notification (one for each 200 grids), and PostgreSQL sends equal
    ones of a transaction once, at its commit. With `by_grid=False` the topic alone is told.
    """

    def __init__(self, table: str, topic: str, *, by_grid: bool = True) -> None:
        self.table = table
        self.topic = topic
        self.by_grid = by_grid

    def deconstruct(self) -> tuple[str, list[str], dict[str, bool]]:
        """For the migration writer."""
        return (self.__class__.__name__, [self.table, self.topic], {"by_grid": self.by_grid})

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """A function and a trigger for each kind of statement."""
        for event, (referencing, rows) in _EVENTS.items():
            body = _by_grid(self.topic, rows) if self.by_grid else _plain(self.topic)
            yield from after_statements(self._name(event), self.table, event, referencing, body)

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Take them away."""
        for event in _EVENTS:
            yield f"DROP FUNCTION {self._name(event)}() CASCADE"

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Changes of {self.table} are told as {self.topic}"

    def _name(self, event: str) -> str:
        return f"live_{event.lower()}_{self.table}"


def _plain(topic: str) -> str:
    return f"PERFORM pg_notify('{CHANNEL}', '{topic}');"


def _by_grid(topic: str, rows: tuple[str, ...]) -> str:
    touched = " UNION ".join(
        f"SELECT DISTINCT grid_id FROM {one} WHERE grid_id IS NOT NULL" for one in rows
    )
    return f"""
PERFORM pg_notify('{CHANNEL}', '{topic} ' || string_agg(grid_id::text, ' ' ORDER BY grid_id))
FROM (SELECT grid_id, (row_number() OVER (ORDER BY grid_id) - 1) / {TOGETHER} AS part
      FROM ({touched}) touched) numbered
GROUP BY part;"""
