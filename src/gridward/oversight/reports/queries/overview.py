"""How much the street's grids hold now, read from the counters: the figures of the overview and of the map."""

from collections.abc import Mapping
from uuid import UUID

from gridward.kernel.access import Actor, Permission
from gridward.oversight.reports.queries.counts import live

FIGURES = ("households", "residents", "organisations", "employees")
"""What the overview shows, each a figure of Annex 5 by the same definition."""


def overview(actor: Actor) -> Mapping[UUID, Mapping[str, int]]:
    """The figures of each grid where the actor reads reports, those that hold nothing included; one query."""
    grids = actor.grids(Permission.REPORT_READ)
    found = live(grids, FIGURES)
    return {
        grid: {name: found.get(grid, {}).get(name, 0) for name in FIGURES} for grid in sorted(grids)
    }
