"""Rows that lie in grids: those at some grids, with their grid's name, one of them."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from gridward.kernel.access import Actor, Grids
from gridward.kernel.problems import NotFound

R = TypeVar("R", bound=Model)


def at_grids(model: type[R], grids: Grids, grid_id: UUID | None = None) -> QuerySet[R]:
    """Rows of a table that has `grid_id`, at some grids, or at one of them."""
    if grid_id is None:
        return model._default_manager.filter(grid_id__among=grids)
    rows = model._default_manager.filter(grid_id=grid_id)
    return rows if grid_id in grids else rows.none()


def of_own_street(rows: QuerySet[R], actor: Actor) -> QuerySet[R]:
    """Of rows with a `street` those of the actor's; all for who keeps the installation and is no member."""
    return rows if actor.member_id is None else rows.filter(street_id=actor.street_id)


def with_grid(rows: QuerySet[R], *more: str) -> QuerySet[R]:
    """The rows with their grid's name and code, and what else is named; a boundary is long and not told in lists."""
    unread = ("boundary", "bounds", "created_at", "updated_at")
    return rows.select_related("grid", *more).defer(*(f"grid__{name}" for name in unread))


def found(rows: QuerySet[R], row_id: UUID) -> R:
    """One of the rows; raises NotFound."""
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row
