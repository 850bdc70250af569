"""The organisation chart as of any day: leading group, posts of the street, its communities and grids (P1, P2)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.staff.models import Appointment, GroupSeat
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import LEVEL, GroupTitle, Post, PostLevel
from gridward.ground.territory.models import Division, Grid

Holders = dict[tuple[str, UUID | None], tuple[Appointment, ...]]


@dataclass(frozen=True)
class Desk:
    """One post at a unit with who holds it; nobody means a vacancy."""

    post: Post
    holders: tuple[Appointment, ...]


@dataclass(frozen=True)
class ChartUnit:
    """A grid with its posts; a community grid holds its base grids."""

    grid: Grid
    desks: tuple[Desk, ...]
    grids: tuple["ChartUnit", ...] = ()


@dataclass(frozen=True)
class Chart:
    """The whole street on one day."""

    day: date
    street: Division
    seats: tuple[GroupSeat, ...]
    desks: tuple[Desk, ...]
    communities: tuple[ChartUnit, ...]


def chart_on(street: Division, day: date) -> Chart:
    """The chart as it was, is or is agreed to be on a day; three queries, whatever the size of the street."""
    held: dict[tuple[str, UUID | None], list[Appointment]] = defaultdict(list)
    rows = Appointment.objects.filter(street=street).select_related("member", "grid", "street")
    rows = rows.defer("grid__boundary", "grid__bounds")
    for row in in_force(rows, day).order_by("acting", "valid_from", "id"):
        held[row.post, row.grid_id].append(row)
    holders = {place: tuple(found) for place, found in held.items()}
    grids = list(grids_on(street, day).order_by("code"))
    return Chart(
        day=day,
        street=street,
        seats=seats_on(street, day),
        desks=_desks(PostLevel.STREET, None, holders),
        communities=tuple(
            _community(grid, grids, holders) for grid in grids if grid.kind == "community"
        ),
    )


def grids_on(street: Division, day: date) -> QuerySet[Grid]:
    """The grids of the street that were in force on a day."""
    rows = Grid.objects.filter(street=street, valid_from__lte=day).defer("boundary", "bounds")
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=day))


def seats_on(street: Division, day: date) -> tuple[GroupSeat, ...]:
    """The leading group on a day, heads first."""
    rows = GroupSeat.objects.filter(street=street, valid_from__lte=day).select_related("member")
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    order = list(GroupTitle)
    return tuple(
        sorted(rows, key=lambda one: (order.index(GroupTitle(one.title)), one.member.sort_key))
    )


def holders_of(street: Division, post: Post, grid_id: UUID | None) -> QuerySet[Appointment]:
    """Everybody who held a post at a unit, holds it or will, the latest first."""
    at = Q(grid=None) if grid_id is None else Q(grid_id=grid_id)
    rows = Appointment.objects.filter(at, street=street, post=post)
    return rows.select_related("member", "grid", "street").order_by("-valid_from", "acting", "id")


def _community(grid: Grid, grids: list[Grid], holders: Holders) -> ChartUnit:
    base = [
        one for one in grids if one.community_id == grid.community_id and one.kind != "community"
    ]
    below = tuple(ChartUnit(one, _desks(PostLevel.BASE, one.pk, holders)) for one in base)
    return ChartUnit(grid, _desks(PostLevel.COMMUNITY, grid.pk, holders), below)


def _desks(level: PostLevel, grid_id: UUID | None, holders: Holders) -> tuple[Desk, ...]:
    posts = [post for post in Post if LEVEL[post] is level]
    return tuple(Desk(post, holders.get((post.value, grid_id), ())) for post in posts)
