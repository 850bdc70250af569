"""Photographs of orders: taken in from whoever sends them, kept sealed, shown with a line in the record."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.queries.rows import found
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.pictures import keep_once
from gridward.kernel.problems import SignInNeeded
from gridward.work.workorders.models import Order, OrderPhoto
from gridward.work.workorders.problems import OrderPhotoMissing, OrderPhotoTaken
from gridward.work.workorders.queries.rows import photos_visible_to
from gridward.work.workorders.terms import OrderAct


@transaction.atomic
def keep_order_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> OrderPhoto:
    """Take a photograph in; sent again, it is there already. Raises PictureTooLarge, PictureBroken, OrderPhotoTaken.

    It lies at a grid of the actor's until an order or a move names it, and then where the order is.
    """
    if actor.account_id is None:
        raise SignInNeeded
    actor.require(Permission.ORDER_OPEN)
    grid = grid_of(actor, min(actor.grids(Permission.ORDER_OPEN)))
    row = OrderPhoto(pk=photo_id, account_id=actor.account_id, grid=grid, street_id=grid.street_id)
    return keep_once(row, content, OrderPhotoTaken)


def claim(order: Order, photos: Collection[UUID], account_id: UUID | None) -> None:
    """Photographs that somebody took belong to an order from now on; raises OrderPhotoMissing."""
    if not photos:
        return
    if account_id is None:
        raise OrderPhotoMissing
    rows = OrderPhoto.objects.filter(pk__in=photos, account_id=account_id, order_id=None)
    taken = rows.update(order_id=order.pk, grid=order.grid_id, street=order.street_id)
    if taken < len(set(photos)):
        raise OrderPhotoMissing


@transaction.atomic
def see_order_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG); the look is recorded. Raises NotFound."""
    row = found(photos_visible_to(actor), photo_id)
    content = row.open_sealed_bytes("content") or b""
    record(actor, OrderAct.PHOTO_SEEN, About(row._meta.db_table, row.pk, row.grid_id))
    return content
