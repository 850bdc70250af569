"""Whom a keeper can call of those who answer for the grid of a gate, by their posts of the day (clauses G1, P2)."""

from datetime import date

from django.db.models import Q

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind

CALLED = (Post.GRID_POLICE, Post.COMMUNITY_GRID_LEADER, Post.GRID_MANAGER)
"""The nearest that a keeper's matter concerns, in this order: who keeps the peace, who leads, who knows the homes."""


def answering_for(grid: Grid, day: date) -> list[Appointment]:
    """Posts of `CALLED` at a base grid and at its community that are held on a day, in their order, deputies last."""
    community = Q(grid__community=grid.community_id, grid__kind=GridKind.COMMUNITY)
    rows = in_force(Appointment.objects.filter(Q(grid=grid.pk) | community), day)
    rows = rows.filter(post__in=CALLED, member__active=True).select_related("member")
    return sorted(rows, key=_order)


def _order(row: Appointment) -> tuple[int, bool, str]:
    return CALLED.index(Post(row.post)), row.acting, row.member.sort_key
