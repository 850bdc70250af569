"""A work order as the parts above show it beside what it is of: where that stands is told by the order alone."""

from datetime import datetime
from typing import Self
from uuid import UUID

from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OVER, OrderState


class LinkedOrder(Shape):
    """Base of such shapes; each part names its own."""

    id: UUID
    number: str
    state: OrderState
    state_title: str
    rung: int
    over: bool
    handler: str
    late_after: datetime | None

    @classmethod
    def of(cls, row: Order, language: str) -> Self:
        """From an order read with its handler."""
        state = OrderState(row.state)
        return cls(
            id=row.pk,
            number=row.number,
            state=state,
            state_title=say(f"word.order.state.{state}", language),
            rung=row.rung,
            over=state in OVER,
            handler=row.handler.name if row.handler else "",
            late_after=row.late_after,
        )
