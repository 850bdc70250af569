"""Work orders as phones keep them: those under way, and for some days those that are over."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from gridward.exchange.sync.terms import ON_PHONES
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.workorders.models import KindVersion, Move, Order
from gridward.work.workorders.queries.cases import OrderCase, Places, case_of, moves_now
from gridward.work.workorders.queries.holders import keys_of
from gridward.work.workorders.queries.kinds import kinds_from
from gridward.work.workorders.queries.orders import may_open
from gridward.work.workorders.queries.rows import named, visible_to
from gridward.work.workorders.rules.ladder import awaited
from gridward.work.workorders.terms import OVER, OrderMove


@dataclass(frozen=True)
class WholeOrder:
    """An order for one phone: its timeline, whose move is awaited, what the phone's owner may do.

    `mine`: it lies on a desk of the owner's; `unread`: it is the owner's to handle, and was not read.
    `awaited`: a post, or None for the handler.
    """

    case: OrderCase
    timeline: Sequence[Move]
    moves: Sequence[OrderMove]
    awaited: Sequence[Post | None]
    mine: bool
    unread: bool

    @property
    def row(self) -> Order:
        """The order itself."""
        return self.case.row

    @property
    def kept_until(self) -> datetime | None:
        """When the phone forgets it, once it is over."""
        return self.row.moved_at + _kept() if self.row.state in OVER else None


@dataclass(frozen=True)
class KindsHere:
    """What the phone's owner may report at a grid, now and by versions that begin later."""

    grid_id: UUID
    versions: Sequence[KindVersion]


def whole_orders(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[WholeOrder]:
    """Orders that the actor may read, the oldest first; eight queries, however many they are."""
    if not ids:
        return []
    keys = keys_of(actor)
    rows = named(_on_phones(visible_to(actor, grid_id, keys))).filter(pk__in=ids)
    moves = Prefetch("moves", Move.objects.order_by("serial"))
    places: Places = {}
    cases = [case_of(actor, row, places) for row in rows.prefetch_related(moves).order_by("number")]
    return [_whole(actor, one, keys) for one in cases]


def of_others(grid_id: UUID, ids: AbstractSet[UUID]) -> set[UUID]:
    """Those of some orders that are confined, and were never on a phone of who does not read them."""
    if not ids:
        return set()
    rows = Order.objects.filter(pk__in=ids, grid=grid_id, confined=True)
    return set(rows.values_list("pk", flat=True))


def kinds_here(actor: Actor, grid: Grid, ids: Sequence[UUID]) -> list[KindsHere]:
    """The one document of the kinds of a grid, where it was touched."""
    if not ids:
        return []
    return [KindsHere(grid.pk, may_open(actor, grid.pk, kinds_from(clock.today())))]


def _on_phones(rows: QuerySet[Order]) -> QuerySet[Order]:
    over = Q(state__in=sorted(OVER))
    return rows.filter(~over | Q(moved_at__gt=clock.now() - _kept()))


def _kept() -> timedelta:
    return timedelta(days=settings.PHONE_ORDER_DAYS)


def _whole(actor: Actor, case: OrderCase, keys: Collection[str]) -> WholeOrder:
    now = moves_now(actor, case)
    moves = [one for one in now if one in ON_PHONES]
    lies = awaited(case.kind, case.facts, case.around.held)
    posts = [one if isinstance(one, Post) else None for one in lies]
    mine = not set(keys).isdisjoint(case.row.desks)
    timeline = list(case.row.moves.all())
    return WholeOrder(case, timeline, moves, posts, mine, OrderMove.READ in now)
