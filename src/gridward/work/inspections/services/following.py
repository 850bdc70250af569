"""Facilities and planned visits follow the territory and the register; what was recorded stays where it was."""

from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Organisation
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import Heirs, heirs_of, heirs_of_land
from gridward.ground.territory.services.moving import move_named
from gridward.ground.territory.terms.places import GridSucceeded, LandCeded
from gridward.kernel.models import touched
from gridward.work.inspections.models import Facility, PlannedVisit
from gridward.work.inspections.terms import FacilityState

_OPEN = {"done_at": None, "cancelled_on": None}


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Facilities go to the grid under their position, else to the heir; planned visits with what they are of."""
    return _send(event.old_grid, heirs_of(event.old_grid))


@transaction.atomic
def follow_land(event: LandCeded) -> int:
    """Part of a grid is its neighbour's now: facilities with a position there follow, and visits of them."""
    return _send(event.old_grid, heirs_of_land(event.new_grid))


@transaction.atomic
def follow_places(old_grid: UUID) -> int:
    """Visits of organisations that stand elsewhere now go along. Answers how many."""
    rows = PlannedVisit.objects.filter(grid=old_grid, organisation__isnull=False, **_OPEN)
    return sum(_send_visit(row, row.organisation) for row in rows.select_related("organisation"))


@transaction.atomic
def follow_organisation(organisation_id: UUID) -> int:
    """An organisation moved: visits that are planned of it go along. Answers how many."""
    rows = PlannedVisit.objects.filter(organisation=organisation_id, **_OPEN)
    return sum(_send_visit(row, row.organisation) for row in rows.select_related("organisation"))


def _send(old_grid: UUID, heirs: Heirs) -> int:
    heir, sent = heirs.rest, 0
    rows = Facility.objects.filter(grid=old_grid).exclude(state=FacilityState.REMOVED)
    for row in rows.order_by("id"):
        grid = heirs.of(row.longitude, row.latitude)
        if grid is not None:
            sent += _move(row, grid)
    if heir is not None:
        rest = PlannedVisit.objects.filter(grid=old_grid, organisation=None, facility=None, **_OPEN)
        sent += rest.update(grid=heir, street=heir.street_id, **touched())
    return sent


def _move(row: Facility, grid: Grid) -> int:
    move_named(row, grid, Facility.objects.exclude(state=FacilityState.REMOVED))
    visits = PlannedVisit.objects.filter(facility=row, **_OPEN)
    return 1 + visits.update(grid=grid, street=grid.street_id, **touched())


def _send_visit(row: PlannedVisit, stands: Organisation | None) -> int:
    if stands is None or stands.grid_id == row.grid_id:
        return 0
    row.grid_id, row.street_id, row.version = stands.grid_id, stands.street_id, row.version + 1
    row.save()
    return 1
