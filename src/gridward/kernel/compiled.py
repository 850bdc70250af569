"""Queries that Django writes once and that are asked in every request.

To write a small query costs Django more than PostgreSQL needs to answer it.

    NAMES = Compiled(lambda member: Member.objects.filter(pk=member).values_list("name"), UUID)
    [(name,)] = NAMES.ask(member_id)
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from gridward.kernel.database.engine.base import DatabaseWrapper

Stored = tuple[Any, ...]
_ALL: "list[Compiled]" = []
_STAND_INS: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=2**127 + place),
    str: "stand-in {}".format,
    date: lambda place: date.min + timedelta(place),
    datetime: lambda place: datetime.min.replace(tzinfo=UTC) + timedelta(place + 1),
    list: lambda place: [f"stand-in {place}"],
}


class Compiled:
    """A query with places for values of some kinds: UUID, str, date, datetime, or list for the lookup `among`.

    Its rows are plain columns as they are stored. `write` gives its rows for values of these kinds; it is called once,
    at the first question or by `write_all`. `within` is a statement that reads `{rows}`. All values must reach the
    statement as given.
    """

    def __init__(
        self, write: Callable[..., QuerySet[Any, Any]], *kinds: type, within: str = "{rows}"
    ) -> None:
        self._write = write
        self._kinds = kinds
        self._within = within
        _ALL.append(self)

    def ask(self, *values: Any) -> list[Stored]:
        """The rows for these values."""
        statement, given = self._written
        return prepared(statement, [values[one] if is_place else one for is_place, one in given])

    @cached_property
    def _written(self) -> tuple[str, list[tuple[bool, Any]]]:
        """The statement, and for each of its parameters the place of its value, or a value of its own."""
        stand_ins = [_STAND_INS[kind](place) for place, kind in enumerate(self._kinds)]
        rows, parameters = self._write(*stand_ins).query.sql_with_params()
        given = [
            (True, stand_ins.index(one)) if one in stand_ins else (False, one) for one in parameters
        ]
        lost = set(range(len(stand_ins))) - {one for is_place, one in given if is_place}
        if lost:
            raise ValueError(f"values of these places are not in the statement: {sorted(lost)}")
        return self._within.format(rows=rows), given


def prepared(statement: str, values: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> list[Stored]:
    """The rows of a statement of our own that is asked in every request: planned once a connection."""
    with cast(DatabaseWrapper, connections[using]).prepared_cursor() as cursor:
        cursor.execute(statement, values)
        found: list[Stored] = cursor.fetchall()
        return found


def write_all() -> None:
    """Write every question of the program now, so that no request waits for it."""
    for one in _ALL:
        _ = one._written
