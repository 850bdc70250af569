"""What the doors share."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Schema

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.schemas import Day


class WorkWanted(Schema):
    """Of which grid, day and member; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    day: Day | None = None
    member_id: UUID | None = None
    after: str | None = None

    def filter(self) -> WorkFilter:
        """As queries take it."""
        return WorkFilter(self.grid_id, self.day, self.member_id)


def reader(request: HttpRequest) -> Actor:
    """The actor, who may read the work somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor
