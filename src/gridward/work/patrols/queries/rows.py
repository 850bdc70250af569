"""The rows that an actor may see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from gridward.ground.territory.queries.rows import at_grids, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission

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
    return at_grids(model, actor.grids(permission), grid_id)


def named(rows: QuerySet[R], *more: str) -> QuerySet[R]:
    """The rows with the names of their grid and community, without boundaries."""
    return with_grid(rows, "grid__community", "grid__street", *more)


def hours_of(day: date) -> tuple[datetime, datetime]:
    """The first instant of a local day, and that of the next."""
    start = clock.midnight(day)
    return start, start + timedelta(days=1)
