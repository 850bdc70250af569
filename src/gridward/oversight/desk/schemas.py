"""Shapes of the desk on the wire."""

from datetime import datetime

from gridward.kernel.http import Shape
from gridward.oversight.desk.terms import DeskItem


class DeskWaitingOut(Shape):
    """So many of a kind wait, `late` of them past their time; `more` counts the rows that stand in them."""

    item: DeskItem
    count: int
    late: int
    due: datetime | None
    mine: bool
    more: int


class HealthDeskOut(Shape):
    """The desk, worst first; `at` is when it was counted."""

    at: datetime
    items: list[DeskWaitingOut]
