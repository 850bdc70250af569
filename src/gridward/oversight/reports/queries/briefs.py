"""What the brief of a grid tells, read when it is asked for."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Count

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of, sites_visible_to
from gridward.ground.territory.queries.tree import four_bounds_of
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.calendar import calendar
from gridward.oversight.reports.problems import BriefOfBaseGrids
from gridward.oversight.reports.queries.grids import gates_at
from gridward.oversight.reports.queries.places import places
from gridward.oversight.reports.rules.briefs import (
    BriefFlow,
    BriefGate,
    BriefRung,
    BriefSite,
    BriefTime,
    told_time,
)
from gridward.oversight.reports.terms import Facts, Level
from gridward.work.patrols.queries.points import points
from gridward.work.workorders.queries.kinds import kind_of, kinds_in_force
from gridward.work.workorders.terms import Kind, Limit, OrderClock, Pace

LAYOUT = Path(__file__).resolve().parents[1] / "layouts" / "brief.toml"
_FIRST = (OrderClock.ACKNOWLEDGE, OrderClock.ON_SCENE, OrderClock.HANDLE)


@cache
def brief_layout() -> Mapping[str, Any]:
    """Which figures, posts and flows are told, and by which clause."""
    return tomllib.loads(LAYOUT.read_text("utf-8"))


def grid_to_brief(actor: Actor, grid_id: UUID) -> Grid:
    """A base grid in force whose figures the actor reads; raises NotFound, NotAllowed, BriefOfBaseGrids."""
    grid = grid_of(actor, grid_id)
    actor.require(Permission.REPORT_READ, grid_id)
    if grid.kind == GridKind.COMMUNITY or grid.valid_to is not None:
        raise BriefOfBaseGrids(grid=grid.name)
    return grid


def facts_of(actor: Actor, grid: Grid) -> Facts:
    """What Annex 5 knows of the grid now."""
    rows = places(actor, grid.street, None, Level.GRID, grid.community)
    return next(one.facts for one in rows if one.grid_id == grid.pk)


def bounds_of(grid: Grid) -> Mapping[str, str]:
    """四至, as far as they are known."""
    return {side: text for side, text in four_bounds_of(grid).items() if text}


def sites_in(actor: Actor, grid: Grid) -> list[BriefSite]:
    """Compounds first, then the others by kind and name."""
    rows = sites_visible_to(actor).filter(grid=grid.pk).annotate(standing=Count("buildings"))
    told = rows.order_by("name", "id").values_list("name", "kind", "standing")
    found = [BriefSite(*row) for row in told]
    return sorted(found, key=lambda one: (one.kind != "compound", one.kind))


def points_in(actor: Actor, grid: Grid) -> list[str]:
    """The points of patrols."""
    return [one.name for one in points(actor, grid.pk)]


def gates_in(grid: Grid) -> Sequence[BriefGate]:
    """Open gates that stand there, by name."""
    return gates_at(grid.street, None).get(grid.pk, ())


def flows(codes: Sequence[str]) -> list[BriefFlow]:
    """The kinds of work orders in force of these codes, in their order."""
    found = {one.code: kind_of(one.pk) for one in kinds_in_force(clock.today())}
    return [_flow(found[code]) for code in codes if code in found]


def _time(limit: Limit) -> BriefTime:
    working = limit.pace is Pace.WORKING
    return told_time(limit.minutes, _working_day() if working else 0)


def _working_day() -> int:
    """Minutes that are worked on the next working day."""
    days = (clock.today() + timedelta(ahead) for ahead in count())
    spans = next(found for day in days if (found := calendar().working(day)))
    return sum(end - start for start, end in spans)


def _flow(kind: Kind) -> BriefFlow:
    limits = {one: kind.limits[one] for one in _FIRST if one in kind.limits}
    route = kind.routes[0]
    return BriefFlow(
        kind.code,
        kind.title,
        kind.note,
        route.handler,
        {one.value: _time(limit) for one, limit in limits.items()},
        tuple(BriefRung(rung.posts, rung.outside) for rung in route.ladder),
    )
