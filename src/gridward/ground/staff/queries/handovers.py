"""Reading hand-overs, and the seam by which each part says what is handed over with a post (交接)."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gridward.ground.staff.models import Appointment, HandoverSignature, PostHandover
from gridward.ground.staff.queries import streets_of
from gridward.ground.staff.terms.handovers import Handed
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.problems import NotFound

Contributor = Callable[[Actor, Appointment, Grids], Iterable[Handed]]
contributors: list[Contributor] = []


def contribute(contributor: Contributor) -> None:
    """Let a part add what it hands over with a post; called at start, by config alone."""
    if contributor not in contributors:
        contributors.append(contributor)


def handed(actor: Actor, held: Appointment, grids: Grids) -> list[Handed]:
    """What goes over with a post as the actor can count it, part by part."""
    return [one for contributor in contributors for one in contributor(actor, held, grids)]


def visible_to(actor: Actor) -> QuerySet[PostHandover]:
    """Hand-overs that the actor is a side of, and those at grids (or of the street) that the actor oversees."""
    held = actor.grids(Permission.STAFF_OVERSEE)
    seen = Q(grid_id__in=held)
    if actor.member_id is not None:
        seen |= Q(predecessor__member=actor.member_id) | Q(successor__member=actor.member_id)
    if actor.may(Permission.STAFF_CHANGE):
        seen |= Q(grid=None, street__in=streets_of(actor))
    signatures = Prefetch("signatures", queryset=HandoverSignature.objects.order_by("at"))
    people = ("predecessor__member", "successor__member")
    rows = PostHandover.objects.filter(seen).select_related("street", "grid", *people)
    return rows.defer("grid__boundary", "grid__bounds").prefetch_related(signatures)


def handovers(actor: Actor, *, unsigned: bool) -> QuerySet[PostHandover]:
    """All that the actor sees, or those that somebody has not signed yet."""
    rows = visible_to(actor)
    return rows.filter(signed_on=None) if unsigned else rows


def handover_of(actor: Actor, handover_id: UUID) -> PostHandover:
    """One hand-over; raises NotFound."""
    found = visible_to(actor).filter(pk=handover_id).first()
    if found is None:
        raise NotFound
    return found
