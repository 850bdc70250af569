"""The brief of a grid put together: figures of the catalogue, people, places, flows (T4)."""

from typing import Any
from uuid import UUID

from gridward.kernel.access import Actor
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.queries.briefs import (
    bounds_of,
    brief_layout,
    facts_of,
    flows,
    gates_in,
    grid_to_brief,
    points_in,
    sites_in,
)
from gridward.oversight.reports.rules.briefs import Brief, BriefPost
from gridward.oversight.reports.terms import Facts, Value


def brief_of(actor: Actor, grid_id: UUID) -> Brief:
    """The brief of a base grid as it is now. Raises NotFound, NotAllowed, BriefOfBaseGrids."""
    grid = grid_to_brief(actor, grid_id)
    facts, layout = facts_of(actor, grid), brief_layout()
    return Brief(
        name=grid.name,
        code=grid.code,
        community=grid.community.name,
        area_km2=None if facts.area_m2 is None else round(facts.area_m2 / 1e6, 3),
        bounds=bounds_of(grid),
        posts=[BriefPost(key, _names(facts, key)) for key in layout["posts"]],
        sites=sites_in(actor, grid),
        points=points_in(actor, grid),
        gates=gates_in(grid),
        figures={key: _value(facts, key) for key in layout["figures"]},
        flows=flows(layout["flows"]),
    )


def _names(facts: Facts, key: str) -> Any:
    return _value(facts, key) or ()


def _value(facts: Facts, key: str) -> Value:
    make = FIGURES[key].make
    return make(facts) if make else None
