"""What a decision can become at a grid: kinds of work orders that its author may open, and who would handle them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.queries.holders import Around, around
from gridward.work.workorders.queries.kinds import kind_of, kinds_in_force
from gridward.work.workorders.queries.orders import may_open
from gridward.work.workorders.rules.ladder import handling
from gridward.work.workorders.terms import Kind


@dataclass(frozen=True)
class Task:
    """A kind that a decision can become; `first` handles it unless another post is named, `posts` are who could."""

    version: KindVersion
    first: Post
    posts: Sequence[tuple[Post, Sequence[str]]]


def tasks_at(actor: Actor, grid_id: UUID) -> list[Task]:
    """Kinds by class, but for those that are confined or must be about somebody. Raises NotFound."""
    place = around(grid_of(actor, grid_id))
    names = dict(
        Member.objects.filter(pk__in={one for held in place.held.values() for one in held})
        .values_list("pk", "name")
        .order_by()
    )
    return [
        _task(row, kind_of(row.pk), place, names)
        for row in may_open(actor, grid_id, kinds_in_force(clock.today()))
        if _fits(kind_of(row.pk))
    ]


def _fits(kind: Kind) -> bool:
    return not kind.confined and not any(kind.links.values()) and len(kind.routes) == 1


def _task(row: KindVersion, kind: Kind, place: Around, names: dict[UUID, str]) -> Task:
    posts = [post for post in Post if post in handling(kind) and post in place.held]
    held = [(post, [names[one] for one in place.held[post] if one in names]) for post in posts]
    return Task(row, kind.routes[0].handler, held)
