"""Standings follow the territory: whoever takes over a grid's land takes over its level."""

from datetime import date, timedelta

from django.db import transaction

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.terms.places import GridKind, GridSucceeded, StreetSucceeded
from gridward.kernel.models import store_next
from gridward.work.response.models import ResponseStanding
from gridward.work.response.rules.levels import rank
from gridward.work.response.terms import ResponseLevel, Times

ONE_DAY = timedelta(days=1)


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """All new grids stand as the old one did, of a community grid its heir; answers how many standings began."""
    begun = 0
    rows = ResponseStanding.objects.filter(grid=event.old_grid, closed=False)
    for standing in rows.select_related("grid"):
        new = took_over(event.old_grid)
        heir = heir_among(new)
        whole = standing.grid is not None and standing.grid.kind == GridKind.COMMUNITY
        grids = ([heir] if heir else []) if whole else new
        times = Times(None, standing.until, standing.review_on)
        _close(standing, event)
        begun += sum(_begin(grid, standing, times, event) for grid in grids)
    return begun


@transaction.atomic
def follow_street(event: StreetSucceeded) -> int:
    """What held in the whole of a street that is gone ends: the street that took over decides for itself."""
    rows = ResponseStanding.objects.filter(street=event.old_street, grid=None, closed=False)
    for standing in rows:
        _close(standing, event)
    return len(rows)


def _begin(grid: Grid, before: ResponseStanding, times: Times, event: GridSucceeded) -> bool:
    """Where a level is open already, the higher one stays; what has lapsed begins nowhere.

    A review that is overdue is due on the first day.
    """
    since = max(before.since, event.on)
    if _lapsed(times.until, since):
        return False
    other = ResponseStanding.objects.filter(street=grid.street_id, grid=grid, closed=False).first()
    if other is not None:
        if not _lapsed(other.until, since) and _outranks(other, before):
            return False
        _close(other, event)
    ResponseStanding.objects.create(
        street_id=grid.street_id,
        grid=grid,
        level=before.level,
        since=since,
        until=times.until,
        review_on=max(times.review_on, since) if times.review_on else None,
        opened_by_id=before.opened_by_id,
    )
    return True


def _lapsed(until: date | None, since: date) -> bool:
    return until is not None and until < since


def _outranks(other: ResponseStanding, before: ResponseStanding) -> bool:
    return rank(ResponseLevel(other.level)) >= rank(ResponseLevel(before.level))


def _close(standing: ResponseStanding, event: GridSucceeded | StreetSucceeded) -> None:
    """What lapsed before keeps its last day."""
    last = max(event.on, standing.since) - ONE_DAY
    until = min(standing.until or last, last)
    store_next(standing, until=until, review_on=None, closed=True)
