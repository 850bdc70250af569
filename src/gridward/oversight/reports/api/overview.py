"""The door of the overview: counts of the caller's grids, at once however many people live there."""

from django.http import HttpRequest

from gridward.ground.register.queries.conflicts import conflicts
from gridward.kernel.access import Permission
from gridward.kernel.http import actor_of, answers, door
from gridward.kernel.problems import NotAllowed
from gridward.oversight.reports.queries.overview import FIGURES, overview
from gridward.oversight.reports.schemas import OverviewOut

router = door("reports")


@router.get("/overview", response=answers(OverviewOut))
def get_overview(request: HttpRequest) -> object:
    """How much the caller's grids hold, all together and each; open conflicts where the register is read."""
    actor = actor_of(request)
    if not actor.may(Permission.REPORT_READ):
        raise NotAllowed(permission=Permission.REPORT_READ.value)
    found = overview(actor)
    totals = {name: sum(one[name] for one in found.values()) for name in FIGURES}
    grids = [{"grid_id": grid, **one} for grid, one in found.items()]
    return {**totals, "open_conflicts": conflicts(actor).count(), "grids": grids}
