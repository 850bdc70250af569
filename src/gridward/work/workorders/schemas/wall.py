"""Shapes of the wall."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.kernel.http import Shape
from gridward.work.workorders.queries.board import GridOrders
from gridward.work.workorders.queries.wall import LateOrder, WallPlan
from gridward.work.workorders.schemas.board import OrderBoardOut, OrderBoardRow


class WallLateOrder(Shape):
    """A late order: of which kind, where, since when; nothing else."""

    kind_title: str
    grid_id: UUID
    late_since: datetime


class WallFiguresOut(Shape):
    """The figures as of an instant, and the orders that are late for longest."""

    at: datetime
    grids: list[OrderBoardRow]
    oldest: list[WallLateOrder]

    @classmethod
    def of(
        cls, rows: Sequence[GridOrders], late: Sequence[LateOrder], at: datetime, language: str
    ) -> "WallFiguresOut":
        """From what was counted."""
        oldest = [
            WallLateOrder(
                kind_title=one.kind.title[language],
                grid_id=one.grid_id,
                late_since=one.late_after,
            )
            for one in late
        ]
        return cls(at=at, grids=OrderBoardOut.of(rows, at).grids, oldest=oldest)


class WallCommunity(Shape):
    """A community of the wall."""

    id: UUID
    name: str


class WallGrid(Shape):
    """A grid of the wall; `boundary` is a GeoJSON geometry, null where none is drawn."""

    id: UUID
    code: str
    name: str
    kind: str
    community_id: UUID
    boundary: dict[str, Any] | None


class WallPlanOut(Shape):
    """The places of a wall; without a grid it is empty."""

    street: str
    communities: list[WallCommunity]
    grids: list[WallGrid]

    @classmethod
    def of(cls, plan: WallPlan | None) -> "WallPlanOut":
        """From the places."""
        if plan is None:
            return cls(street="", communities=[], grids=[])
        communities = {one.community_id: one.community.name for one in plan.grids}
        return cls(
            street=plan.street.name,
            communities=[WallCommunity(id=pk, name=name) for pk, name in communities.items()],
            grids=[_grid(one) for one in plan.grids],
        )


def _grid(row: Any) -> WallGrid:
    return WallGrid(
        id=row.pk,
        code=row.code,
        name=row.name,
        kind=row.kind,
        community_id=row.community_id,
        boundary=row.boundary,
    )
