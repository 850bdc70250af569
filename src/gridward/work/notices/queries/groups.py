"""Groups and their members."""

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.notices.models import GroupMember, ServiceGroup
from gridward.work.notices.problems import GroupEnded

PRESENT = Q(left_on=None, resident__left_on=None, employee__left_on=None)
"""Who is in a group; whoever left the register or the unit counts no more, in whatever group they still are."""


def groups_visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[ServiceGroup]:
    """Groups at the actor's grids, or at one of them."""
    return at_grids(ServiceGroup, actor.grids(Permission.WORK_READ), grid_id)


def groups(
    actor: Actor, grid_id: UUID | None = None, ended: bool = False
) -> QuerySet[ServiceGroup]:
    """Groups that are kept, or those that ended, by grid and name, with `household_count`, `organisation_count` and
    `member_count` of those who are in them at the actor's grids.
    """
    rows = groups_visible_to(actor, grid_id).filter(ended_on__isnull=not ended)
    return _counted(with_grid(rows, "keeper"))


def group_of(actor: Actor, group_id: UUID) -> Any:
    """One group with its counts, which only the query knows; raises NotFound."""
    return found(_counted(with_grid(groups_visible_to(actor), "keeper")), group_id)


def group_to_change(actor: Actor, group_id: UUID, version: int | None = None) -> ServiceGroup:
    """One group, locked; raises NotFound, NotAllowed, GroupEnded, Stale."""
    row = found(groups_visible_to(actor).select_for_update(of=("self",)), group_id)
    actor.require(Permission.OUTREACH_KEEP, row.grid_id)
    if row.ended_on is not None:
        raise GroupEnded(name=row.name)
    if version is not None and row.version != version:
        raise Stale
    return row


def members(actor: Actor, group_id: UUID, past: bool = False) -> QuerySet[GroupMember]:
    """Who is in a group, or who was, at the actor's grids; names are for whoever reads the register."""
    rows = at_grids(GroupMember, actor.grids(Permission.REGISTER_READ)).filter(group=group_id)
    rows = rows.exclude(PRESENT) if past else rows.filter(PRESENT)
    return with_grid(rows, "household", "organisation", "resident", "employee")


def _counted(rows: QuerySet[ServiceGroup]) -> QuerySet[ServiceGroup]:
    inside = GroupMember.objects.filter(PRESENT, group=OuterRef("pk")).order_by().values("group")
    counts = {
        "member_count": Count("pk"),
        "household_count": Count("household", distinct=True),
        "organisation_count": Count("organisation", distinct=True),
    }
    return rows.annotate(
        **{
            name: Coalesce(Subquery(inside.annotate(n=count).values("n")), 0)
            for name, count in counts.items()
        }
    )
