"""Who acts: an account becomes an actor with its permissions per grid, from the appointments of the day."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Exists, FilteredRelation, OuterRef, QuerySet

from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.queries import holding
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
from gridward.kernel.access import NOWHERE, WRITING, Actor, Grids, HeldPost, Permission
from gridward.kernel.compiled import Compiled
from gridward.kernel.rows import introduce

NOBODY = Actor(account_id=None, name="")
Grants = frozenset[Permission]
COMMUNITY_LEADER: Grants = PERMISSIONS[Post.COMMUNITY_GRID_LEADER]
BEFORE_ANY_GRID = UUID(int=0)
"""Stands for the whole installation while it has no grid, so that somebody may lay out the first."""


def actor_of_account(account: Account | AnonymousUser) -> Actor:
    """The actor of a signed-in account; NOBODY for a stranger, a closed account or an unchanged first password."""
    if not isinstance(account, Account) or not account.is_active or account.must_change_password:
        return NOBODY
    introduce(account.id)
    held: dict[Permission, Grids] = defaultdict(lambda: NOWHERE)
    name, street, posts = _member(account)
    for one in posts:
        own, inherited = _reach(one)
        read = own | inherited
        for permission in PERMISSIONS[Post(one.post)]:
            held[permission] = _with(held[permission], own if permission in WRITING else read)
    if account.is_administrator:
        every = frozenset(Grid.objects.values_list("id", flat=True)) or {BEFORE_ANY_GRID}
        for permission in ADMINISTRATOR:
            held[permission] = held[permission] | every
    if account.wall_id:
        street, grids = _seen_by_wall(account.wall_id)
        held.update(dict.fromkeys(WALL, grids))
    return Actor(
        account_id=account.id,
        name=name,
        street_id=street,
        member_id=account.member_id,
        sign_in=account.username,
        posts=posts,
        held=dict(held),
    )


def _with(grids: Grids, more: Grids) -> Grids:
    """Both; mostly there is one post, and its set serves for every permission instead of a copy for each."""
    return grids | more if grids else more


def reach_of(appointment: Appointment) -> tuple[Grids, Grids]:
    """The grids at which an appointment acts: its own, its community's, or the whole street's; and retired ones.

    The retired ones are those that these took over from: what was recorded there is read and no longer changed.
    """
    grid = appointment.grid
    community = grid.community_id if grid else None
    place = (appointment.street_id, appointment.grid_id, community)
    return _reach(HeldPost(appointment.post, appointment.unit_key, *place, has_origins=True))


def _reach(held: HeldPost) -> tuple[Grids, Grids]:
    level = LEVEL[Post(held.post)]
    if level is PostLevel.BASE:
        if held.grid_id and held.has_origins:
            return grid_with_ancestors(held.grid_id)
        return frozenset({held.grid_id} if held.grid_id else ()), NOWHERE
    if level is PostLevel.COMMUNITY and held.community_id:
        return community_with_ancestors(held.street_id, held.community_id)
    return street_with_ancestors(held.street_id)


@transaction.atomic
def actor_today(account_id: UUID | str) -> Actor:
    """The actor of an account with the posts of today, for a job: who has lost a post meanwhile does no more by it.

    Raises Account.DoesNotExist.
    """
    return actor_of_account(Account.objects.get(pk=account_id))


def actor_named(username: str) -> Actor:
    """The actor of the account that signs in by this name. Raises Account.DoesNotExist."""
    return actor_of_account(Account.objects.get(username=username))


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


def _with_posts(member: UUID, day: date) -> QuerySet[Member, Any]:
    """The member, a row for each post of the day, or one row without a post."""
    held = FilteredRelation("appointments", condition=holding(day, "appointments__"))
    origins = GridSuccession.objects.filter(new=OuterRef("held__grid"))
    rows = Member.objects.filter(pk=member).annotate(held=held, has_origins=Exists(origins))
    return rows.values_list(
        *("name", "street_id", "held__post", "held__unit_key", "held__street_id", "held__grid_id"),
        *("held__grid__community_id", "has_origins"),
    )


_WITH_POSTS = Compiled(_with_posts, UUID, date)


def _seen_by_wall(division_id: UUID) -> tuple[UUID | None, Grids]:
    """The street of a wall, and the grids of its division."""
    division = Division.objects.get(pk=division_id)
    if division.level == DivisionLevel.STREET:
        return division.pk, street_with_ancestors(division.pk)[0]
    if division.parent_id is None:
        return None, NOWHERE
    own, _ = community_with_ancestors(division.parent_id, division.pk)
    return division.parent_id, own


def _member(account: Account) -> tuple[str, UUID | None, list[HeldPost]]:
    """The name that acts are recorded under, street and posts; without a member the account's own, the first, none."""
    if account.member_id is not None:
        rows = _WITH_POSTS.ask(account.member_id, clock.today())
        name, street = rows[0][:2]
        return name, street, [HeldPost(*row[2:]) for row in rows if row[2]]
    first = street_named(None)
    return account.username, first.id if first else None, []
