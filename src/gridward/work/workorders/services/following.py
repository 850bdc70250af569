"""Orders follow the service and the territory: posts that end, grids that are succeeded, households that move."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import LEVEL, Post, PostLevel
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import around
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.services.opening import next_number
from gridward.work.workorders.services.writing import Beside, carry_out
from gridward.work.workorders.terms import OVER, WITH_HANDLER, Done, OrderMove

_OPEN = ~Q(state__in=sorted(OVER))


@transaction.atomic
def follow_ended(appointment_id: UUID) -> int:
    """A post has ended: what lies with its holder is let go, and the next sweep gives it to whoever has the post.

    An appointment whose end lies ahead is followed on its day, by `follow_posts`.
    """
    ended = Appointment.objects.select_related("grid").filter(pk=appointment_id).first()
    if ended is None or ended.valid_to is None or ended.valid_to > clock.today():
        return 0
    rows = _of_unit(_with_handlers().filter(post=ended.post), ended)
    return _let_go(rows.filter(Q(handler=ended.member_id) | Q(handler=None, let_go=False)))


@transaction.atomic
def follow_posts(day: date) -> int:
    """Whatever lies with somebody who does not hold its post on a day is let go."""
    holds = in_force(
        Appointment.objects.filter(member=OuterRef("handler"), post=OuterRef("post")), day
    )
    return _let_go(_with_handlers().filter(~Exists(holds), handler__isnull=False))


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Households, organisations or the whole land of a grid went elsewhere: orders under way go along."""
    new = took_over(old_grid)
    heir, moved = heir_among(new), 0
    about = ("household", "resident", "organisation", "site")
    rows = Order.objects.filter(_OPEN, grid=old_grid).select_related(*about)
    for row in rows.select_for_update(of=("self",)).order_by("id"):
        stands = next((one.grid_id for name in about if (one := getattr(row, name))), None)
        if stands not in (None, old_grid):
            moved += _relocate(row, Grid.objects.get(pk=stands))
        elif heir is not None:
            moved += _relocate(row, heir)
    return moved


def _relocate(row: Order, grid: Grid) -> int:
    was = row.grid.name
    if grid.street_id != row.street_id:
        row.number = next_number(grid.street_id, clock.today())
    row.grid, row.street_id = grid, grid.street_id
    done = Done(OrderMove.RELOCATE, max(clock.now(), row.moved_at))
    carry_out(SOMEBODY, row, kind_of(row.kind_id), around(grid), done, Beside(told={"grid": was}))
    return 1


def _with_handlers() -> QuerySet[Order]:
    rows = Order.objects.filter(state__in=sorted(WITH_HANDLER)).select_related("grid")
    return rows.select_for_update(of=("self",)).order_by("id")


def _of_unit(rows: QuerySet[Order], ended: Appointment) -> QuerySet[Order]:
    """Orders that the post reached."""
    match LEVEL[Post(ended.post)]:
        case PostLevel.BASE:
            return rows.filter(grid=ended.grid_id)
        case PostLevel.COMMUNITY if ended.grid:
            return rows.filter(grid__community=ended.grid.community_id)
    return rows.filter(street=ended.street_id)


def _let_go(rows: Iterable[Order]) -> int:
    count = 0
    for row in rows:
        done = Done(OrderMove.LET_GO, max(clock.now(), row.moved_at))
        carry_out(SOMEBODY, row, kind_of(row.kind_id), around(row.grid), done, Beside())
        count += 1
    return count
