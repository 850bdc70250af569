"""Shapes of the board."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gridward.kernel.http import Shape
from gridward.work.workorders.queries.board import GridOrders


class OrderBoardRow(Shape):
    """A grid with orders under way; late and risen ones are among them."""

    grid_id: UUID
    under_way: int
    late: int
    risen: int


class OrderBoardOut(Shape):
    """The board as of an instant; grids without orders under way are left out."""

    at: datetime
    grids: list[OrderBoardRow]

    @classmethod
    def of(cls, rows: Sequence[GridOrders], at: datetime) -> "OrderBoardOut":
        """From what was counted."""
        return cls(
            at=at, grids=[OrderBoardRow.model_validate(one, from_attributes=True) for one in rows]
        )
