"""Who holds which post around a grid, and by which posts a member reaches it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import LEVEL, Post, PostLevel
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import community_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, HeldPost
from gridward.kernel.compiled import Compiled
from gridward.work.workorders.rules.ladder import Holders

_POSTS_OF = Compiled(
    lambda member, day: in_force(Appointment.objects.filter(member_id=member), day).values_list(
        *HeldPost._fields[:4], "grid__community_id"
    ),
    *(UUID, date),
)


@dataclass(frozen=True)
class Around:
    """A grid with the units above it, who holds the posts of them, and their names."""

    grid: Grid
    units: Mapping[PostLevel, UUID]
    held: Holders
    names: Mapping[UUID, str]

    def key(self, desk: Post | UUID) -> str:
        """How a desk is stored: `post:unit` as appointments have it, or `member:id`."""
        if isinstance(desk, UUID):
            return member_key(desk)
        return f"{desk}:{self.units.get(LEVEL[desk], self.grid.pk)}"

    def name(self, member: UUID | None) -> str:
        """The name of a holder, "" of nobody."""
        return self.names.get(member, "") if member else ""


def around(grid: Grid) -> Around:
    """What stands around a grid today; two queries."""
    above = community_grid(grid.community_id)
    units = {PostLevel.STREET: grid.street_id, PostLevel.BASE: grid.pk}
    if above is not None:
        units[PostLevel.COMMUNITY] = above.pk
    here = Q(grid__in=[grid.pk, *([above.pk] if above else [])])
    rows = in_force(
        Appointment.objects.filter(here | Q(grid=None, street=grid.street_id)), clock.today()
    )
    found: dict[Post, list[UUID]] = defaultdict(list)
    held = rows.filter(member__active=True).order_by("acting", "valid_from", "id")
    names: dict[UUID, str] = {}
    for post, member, name in held.values_list("post", "member_id", "member__name"):
        found[Post(post)].append(member)
        names[member] = name
    return Around(grid, units, dict(found), names)


def posts_at(member_id: UUID, grid: Grid) -> frozenset[Post]:
    """The posts by which a member reaches a grid today."""
    return reaching([HeldPost(*row) for row in _POSTS_OF.ask(member_id, clock.today())], grid)


def reaching(held: Iterable[HeldPost], grid: Grid) -> frozenset[Post]:
    """Those of some posts that reach a grid."""
    return frozenset(Post(one.post) for one in held if _reaches(one, grid))


def keys_of(actor: Actor) -> list[str]:
    """The desks that are somebody's; none of who is no member."""
    if actor.member_id is None:
        return []
    return [member_key(actor.member_id), *(one.unit_key for one in actor.posts)]


def member_key(member_id: UUID) -> str:
    """The desk of one member."""
    return f"member:{member_id}"


def _reaches(held: HeldPost, grid: Grid) -> bool:
    match LEVEL[Post(held.post)]:
        case PostLevel.BASE:
            return held.grid_id == grid.pk
        case PostLevel.COMMUNITY:
            return held.community_id == grid.community_id
        case PostLevel.STREET:
            return held.street_id == grid.street_id
