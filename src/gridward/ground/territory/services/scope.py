"""Who may add grids, and how a transaction reaches the grids it has just made."""

from collections.abc import Iterable
from dataclasses import replace

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.kernel.rows import tell_database


def require_community(actor: Actor, community: Division) -> None:
    """Raise NotAllowed unless territory may be changed at every grid of the community in force.

    For a community without grids that right is needed at every grid of its street, so the first grids of all are
    laid out by an administrator.
    """
    current = Grid.objects.filter(valid_to=None)
    grids = set(current.filter(community=community).values_list("id", flat=True))
    if not grids:
        grids = set(current.filter(street_id=community.parent_id).values_list("id", flat=True))
    actor.require(Permission.TERRITORY_CHANGE)
    beyond = grids - actor.grids(Permission.TERRITORY_CHANGE)
    stranger = actor.street_id is not None and actor.street_id != community.parent_id
    if beyond or (stranger and actor.member_id is not None):
        raise NotAllowed(permission=Permission.TERRITORY_CHANGE.value)


def reaching(actor: Actor, new: Iterable[Grid], like: Iterable[Grid] = ()) -> Actor:
    """The actor with, at new grids, every right held at one of the grids they are like.

    Appointments tell the same from the next request on; within this transaction the database must know now.
    `like` empty: like any grid of the same street.
    """
    ids, models = frozenset(one.pk for one in new), frozenset(one.pk for one in like)
    held = {
        permission: grids | ids if (grids & models if models else grids) else grids
        for permission, grids in actor.held.items()
    }
    wider = replace(actor, held=held)
    tell_database(wider)
    return wider
