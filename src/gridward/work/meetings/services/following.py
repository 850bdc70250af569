"""Meetings that were called follow when grids are succeeded: what is over stays as it was."""

from uuid import UUID

from django.db import transaction

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.terms.places import GridKind, GridSucceeded
from gridward.kernel import clock
from gridward.kernel.models import store_next
from gridward.kernel.texts import say
from gridward.work.meetings.models import Meeting
from gridward.work.meetings.queries.units import unit_of
from gridward.work.meetings.terms import MeetingState


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Whoever serves where a retired grid was takes part; the meeting of a retired community grid is its heir's.

    Where nobody takes it over, or the heir meets on that day already, it is not held.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).filter(
        state=MeetingState.PLANNED, day__gte=clock.today(), grids__contains=[event.old_grid]
    )
    for row in (found := list(rows.order_by("day", "id"))):
        _follow(row, event.old_grid)
    return len(found)


def _follow(row: Meeting, old_grid: UUID) -> None:
    if row.grid_id != old_grid:
        store_next(row, grids=sorted(unit_of(row).attending, key=str))
        return
    heir = _heir(old_grid, row)
    if heir is None:
        store_next(row, state=MeetingState.CANCELLED, reason=say("meetings.grid_retired"))
        return
    row.grid = heir
    unit = unit_of(row)
    store_next(
        row, street=heir.street, grid=heir, name=unit.name, grids=sorted(unit.attending, key=str)
    )


def _heir(old_grid: UUID, row: Meeting) -> Grid | None:
    """The community grid that took over and has no meeting on that day."""
    heir = heir_among(took_over(old_grid))
    if heir is None or heir.kind != GridKind.COMMUNITY:
        return None
    held = Meeting.objects.filter(grid=heir, day=row.day).exclude(state=MeetingState.CANCELLED)
    return None if held.exists() else heir
