"""The rows that an actor may see."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import Order, OrderPhoto
from gridward.work.workorders.queries.holders import keys_of


def visible_to(
    actor: Actor, grid_id: UUID | None = None, keys: Sequence[str] | None = None
) -> QuerySet[Order]:
    """Orders at the actor's grids, or at one of them; a confined one for those concerned and its watchers alone.

    `keys` are the actor's desks, where they were asked for already.
    """
    rows = at_grids(Order, actor.grids(Permission.WORK_READ), grid_id)
    own = keys_of(actor) if keys is None else keys
    return rows.filter(Q(confined=False) | Q(readers__shares=own))


def photos_visible_to(actor: Actor) -> QuerySet[OrderPhoto]:
    """Photographs of orders that the actor sees, and those that the actor has just taken."""
    rows = at_grids(OrderPhoto, actor.grids(Permission.WORK_READ))
    own = Q(order_id=None, account_id=actor.account_id)
    return rows.filter(own | Q(order_id__in=visible_to(actor).values("id")))


def order_of(actor: Actor, order_id: UUID) -> Order:
    """One order with what lists show of it; raises NotFound."""
    return found(named(visible_to(actor)), order_id)


def order_to_move(actor: Actor, order_id: UUID) -> Order:
    """One order, locked until the transaction ends; raises NotFound."""
    return found(_to_move(actor), order_id)


def orders_to_move(actor: Actor, ids: Sequence[UUID]) -> list[Order]:
    """Those of these orders that the actor sees, locked in one order of all."""
    return list(_to_move(actor).filter(pk__among=ids).order_by("id"))


def _to_move(actor: Actor) -> QuerySet[Order]:
    rows = visible_to(actor).select_for_update(of=("self",)).select_related("grid", "concerned")
    return rows.defer("grid__boundary", "grid__bounds")


def named(rows: QuerySet[Order]) -> QuerySet[Order]:
    """The rows with the names of their grid and of the members that they name."""
    return with_grid(rows, "grid__community", "handler", "concerned", "duplicate_of", "parent")
