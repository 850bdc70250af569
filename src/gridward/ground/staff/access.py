"""Who acts: an account becomes an actor with its permissions per grid, from the appointments of the day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from gridward.ground.staff.models import Account, Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.roles import ADMINISTRATOR, PERMISSIONS
from gridward.ground.staff.terms import LEVEL, Post, PostLevel
from gridward.ground.territory.models import Division, Grid, GridSuccession
from gridward.ground.territory.queries import street_named
from gridward.ground.territory.queries.lineage import with_ancestors
from gridward.kernel import clock
from gridward.kernel.access import NOWHERE, WRITING, Actor, Grids, Permission
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
    held: dict[Permission, set[UUID]] = defaultdict(set)
    for appointment in _appointments(account, clock.today()):
        own, inherited = reach_of(appointment)
        for permission in PERMISSIONS[Post(appointment.post)]:
            held[permission] |= own if permission in WRITING else own | inherited
    if account.is_administrator:
        everywhere = set(Grid.objects.values_list("id", flat=True)) or {BEFORE_ANY_GRID}
        for permission in ADMINISTRATOR:
            held[permission] |= everywhere
    return Actor(
        account_id=account.id,
        name=account.member.name if account.member else account.username,
        street_id=_street(account),
        member_id=account.member_id,
        sign_in=account.username,
        held={permission: frozenset(grids) for permission, grids in held.items()},
    )


def reach_of(appointment: Appointment) -> tuple[Grids, Grids]:
    """The grids at which an appointment acts: its own, its community's, or the whole street's; and retired ones.

    The retired ones are those that these took over from: what was recorded there is read and no longer changed.
    """
    level = LEVEL[Post(appointment.post)]
    if level is PostLevel.BASE and not getattr(appointment, "has_origins", True):
        return frozenset({appointment.grid_id} if appointment.grid_id else ()), NOWHERE
    rows = Grid.objects.filter(street_id=appointment.street_id)
    if level is PostLevel.BASE:
        rows = rows.filter(pk__in=[appointment.grid_id])
    elif level is PostLevel.COMMUNITY and appointment.grid:
        rows = rows.filter(community_id=appointment.grid.community_id)
    return with_ancestors(rows)


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


def _appointments(account: Account, day: date) -> Iterable[Appointment]:
    if account.member_id is None:
        return ()
    rows = Appointment.objects.filter(member_id=account.member_id).select_related("grid")
    rows = rows.defer("grid__boundary", "grid__bounds")
    origins = GridSuccession.objects.filter(new=OuterRef("grid"))
    return in_force(rows.annotate(has_origins=Exists(origins)), day)


def _street(account: Account) -> UUID | None:
    if account.member:
        return account.member.street_id
    first = street_named(None)
    return first.id if first else None
