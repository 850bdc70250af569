"""The rows that an actor may see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class WorkFilter:
    """Of which grid, day and member; all where nothing is named."""

    grid_id: UUID | None = None
    day: date | None = None
    member_id: UUID | None = None


def visible_to(
    actor: Actor,
    model: type[R],
    grid_id: UUID | None = None,
    permission: Permission = Permission.WORK_READ,
) -> QuerySet[R]:
    """Rows of a table of patrols and papers at the actor's grids, or at one of them."""
    grids = actor.grids(permission)
    rows: QuerySet[R] = model._default_manager.all()
    if grid_id is None:
        return rows.filter(grid_id__among=grids)
    return rows.filter(grid_id=grid_id) if grid_id in grids else rows.none()


def found(rows: QuerySet[R], row_id: UUID) -> R:
    """One of the rows; raises NotFound."""
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row


def named(rows: QuerySet[R], *more: str) -> QuerySet[R]:
    """The rows with the names of their grid and community, without boundaries."""
    unread = ("boundary", "bounds", "created_at", "updated_at")
    return rows.select_related("grid__community", "grid__street", *more).defer(
        *(f"grid__{name}" for name in unread)
    )


def hours_of(day: date) -> tuple[datetime, datetime]:
    """The first instant of a local day, and that of the next."""
    start = datetime.combine(day, time(), clock.LOCAL)
    return start, start + timedelta(days=1)
