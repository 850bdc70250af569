"""Rows with a name of their own go to another grid."""

from typing import Protocol, TypeVar, cast
from uuid import UUID

from django.db.models import CharField, QuerySet

from gridward.ground.territory.models import Grid, Placed
from gridward.ground.territory.rules.naming import coming_from

P = TypeVar("P", bound=Placed)


class _Named(Protocol):
    """What such rows have beside their place."""

    name: str
    grid: Grid
    street_id: UUID
    version: int


def move_named(row: P, grid: Grid, among: QuerySet[P]) -> None:
    """Move a row to a grid and store it; one whose name is taken there `among` its kind says where it comes from."""
    named = cast(_Named, row)
    if among.filter(grid=grid, name=named.name).exists():
        column = cast("CharField[str, str]", row._meta.get_field("name"))
        named.name = coming_from(named.name, named.grid.code, column.max_length or 0)
    named.grid, named.street_id = grid, grid.street_id
    named.version += 1
    row.save()
