"""Photographs of orders."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.services import photographs
from gridward.kernel.access import Actor, Permission
from gridward.work.workorders.models import Order, OrderPhoto
from gridward.work.workorders.problems import OrderPhotoMissing, OrderPhotoTaken
from gridward.work.workorders.queries.rows import photos_visible_to
from gridward.work.workorders.terms import OrderAct


@transaction.atomic
def keep_order_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> OrderPhoto:
    """Take a photograph in that an order or a move will name.

    Raises PictureTooLarge, PictureBroken, OrderPhotoTaken, NotAllowed.
    """
    return photographs.take_in(
        actor,
        OrderPhoto,
        photo_id=photo_id,
        content=content,
        permission=Permission.ORDER_OPEN,
        taken=OrderPhotoTaken,
    )


def claim(order: Order, photos: Collection[UUID], account_id: UUID | None) -> None:
    """Photographs that somebody took belong to an order from now on; raises OrderPhotoMissing."""
    if not photos:
        return
    if account_id is None:
        raise OrderPhotoMissing
    free = OrderPhoto.objects.filter(account_id=account_id, order_id=None)
    where = {"order_id": order.pk, "grid": order.grid_id, "street": order.street_id}
    photographs.claim(free, photos, OrderPhotoMissing, **where)


@transaction.atomic
def see_order_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG); the look is recorded. Raises NotFound."""
    row = found(photos_visible_to(actor), photo_id)
    return photographs.show(actor, row, OrderAct.PHOTO_SEEN)
