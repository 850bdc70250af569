"""Duplicates: each points at the order that is followed; a circle would leave nobody to follow any."""

from collections.abc import Mapping
from uuid import UUID

from gridward.work.workorders.problems import OrderDuplicateCircle


def followed(pointing: Mapping[UUID, UUID], order: UUID, other: UUID) -> UUID:
    """The order that `order` becomes a duplicate of: where the chain of `other` ends. Raises OrderDuplicateCircle."""
    seen, at = {order}, other
    while at not in seen:
        seen.add(at)
        if at not in pointing:
            return at
        at = pointing[at]
    raise OrderDuplicateCircle
