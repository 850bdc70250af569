"""Who acts: an account becomes an actor with its permissions per grid, from the appointments of the day."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.roles import ADMINISTRATOR, PERMISSIONS, WALL
from gridward.ground.staff.terms import LEVEL, Post, PostLevel
from gridward.ground.territory.models import Division, Grid, GridSuccession
from gridward.ground.territory.queries import street_named
from gridward.ground.territory.queries.lineage import (
    community_with_ancestors,
    grid_with_ancestors,
    street_with_ancestors,
)
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel import clock
from gridward.kernel.access import NOWHERE, WRITING, Actor, Grids, Permission
from gridward.kernel.compiled import Compiled
from gridward.kernel.rows import introduce

NOBODY = Actor(account_id=None, name="")
Grants = frozenset[Permission]
COMMUNITY_LEADER: Grants = PERMISSIONS[Post.COMMUNITY_GRID_LEADER]
BEFORE_ANY_GRID = UUID(int=0)
"""Stands for the whole installation while it has no grid, so that somebody may lay out the first."""


class _Held(NamedTuple):
    """A post in force; `has_origins` tells whether its grid took over from others."""

    post: str
    street: UUID
    grid: UUID | None
    community: UUID | None
    has_origins: bool


def actor_of_account(account: Account | AnonymousUser) -> Actor:
    """The actor of a signed-in account; NOBODY for a stranger, a closed account or an unchanged first password."""
    if not isinstance(account, Account) or not account.is_active or account.must_change_password:
        return NOBODY
    introduce(account.id)
    held: dict[Permission, set[UUID]] = defaultdict(set)
    name, street = _member(account)
    for one in _posts(account, clock.today()):
        own, inherited = _reach(one)
        for permission in PERMISSIONS[Post(one.post)]:
            held[permission] |= own if permission in WRITING else own | inherited
    if account.is_administrator:
        everywhere = set(Grid.objects.values_list("id", flat=True)) or {BEFORE_ANY_GRID}
        for permission in ADMINISTRATOR:
            held[permission] |= everywhere
    if account.wall_id:
        street, grids = _seen_by_wall(account.wall_id)
        held.update({permission: set(grids) for permission in WALL})
    return Actor(
        account_id=account.id,
        name=name,
        street_id=street,
        member_id=account.member_id,
        sign_in=account.username,
        held={permission: frozenset(grids) for permission, grids in held.items()},
    )


def reach_of(appointment: Appointment) -> tuple[Grids, Grids]:
    """The grids at which an appointment acts: its own, its community's, or the whole street's; and retired ones.

    The retired ones are those that these took over from: what was recorded there is read and no longer changed.
    """
    grid = appointment.grid
    community = grid.community_id if grid else None
    return _reach(
        _Held(appointment.post, appointment.street_id, appointment.grid_id, community, True)
    )


def _reach(held: _Held) -> tuple[Grids, Grids]:
    level = LEVEL[Post(held.post)]
    if level is PostLevel.BASE:
        if held.grid and held.has_origins:
            return grid_with_ancestors(held.grid)
        return frozenset({held.grid} if held.grid else ()), NOWHERE
    if level is PostLevel.COMMUNITY and held.community:
        return community_with_ancestors(held.street, held.community)
    return street_with_ancestors(held.street)


def operator(
    name: str, community: Division | None = None, rights: Grants = COMMUNITY_LEADER
) -> Actor:
    """The command line with the rights of a community's leader, or other ones: in that community, or in all."""
    rows = Grid.objects.filter(community=community) if community else Grid.objects.all()
    grids = frozenset(rows.values_list("id", flat=True)) or frozenset({BEFORE_ANY_GRID})
    return Actor(
        account_id=None,
        name=name,
        street_id=community.parent_id if community else None,
        held=dict.fromkeys(rights, grids),
    )


def _in_force_of(member: UUID, day: date) -> QuerySet[Appointment, tuple[object, ...]]:
    origins = GridSuccession.objects.filter(new=OuterRef("grid"))
    rows = in_force(Appointment.objects.filter(member_id=member), day)
    return rows.annotate(has_origins=Exists(origins)).values_list(
        "post", "street_id", "grid_id", "grid__community_id", "has_origins"
    )


_IN_FORCE = Compiled(_in_force_of, UUID, date)
_MEMBER = Compiled(
    lambda member: Member.objects.filter(pk=member).values_list("name", "street_id"), UUID
)


def _posts(account: Account, day: date) -> list[_Held]:
    if account.member_id is None:
        return []
    return [_Held(*row) for row in _IN_FORCE.ask(account.member_id, day)]


def _seen_by_wall(division_id: UUID) -> tuple[UUID | None, Grids]:
    """The street of a wall, and the grids of its division."""
    division = Division.objects.get(pk=division_id)
    if division.level == DivisionLevel.STREET:
        return division.pk, street_with_ancestors(division.pk)[0]
    if division.parent_id is None:
        return None, NOWHERE
    own, _ = community_with_ancestors(division.parent_id, division.pk)
    return division.parent_id, own


def _member(account: Account) -> tuple[str, UUID | None]:
    """The name that acts are recorded under, and the street; of a sign-in without a member its own, and the first."""
    if account.member_id is not None:
        [(name, street)] = _MEMBER.ask(account.member_id)
        return name, street
    first = street_named(None)
    return account.username, first.id if first else None
