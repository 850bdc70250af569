"""Shortages and the leading group when places change: what was short at a unit that is no more is withdrawn."""

from django.db import transaction
from django.db.models import Q

from gridward.ground.staff.models import GroupSeat, Shortage, ShortageStep
from gridward.ground.staff.terms import OPEN_SHORTAGE, ShortageState
from gridward.ground.territory.terms.places import GridSucceeded, StreetSucceeded
from gridward.kernel import clock
from gridward.kernel.models import touched

SOMEBODY = "gridward"


@transaction.atomic
def follow_grids(event: GridSucceeded) -> None:
    """A shortage at the retired grid is withdrawn: the check finds anew what is short at the grids that took over."""
    _withdraw(Q(grid=event.old_grid))


@transaction.atomic
def follow_street(event: StreetSucceeded) -> None:
    """The leading group of the street that ended sits no more, and what it asked of the district is withdrawn."""
    seats = GroupSeat.objects.filter(street=event.old_street)
    seats.filter(valid_from__gte=event.on).delete()
    still = seats.filter(Q(valid_to=None) | Q(valid_to__gt=event.on))
    still.update(valid_to=event.on, **touched())
    _withdraw(Q(letter__street=event.old_street))


def _withdraw(which: Q) -> None:
    for row in Shortage.objects.filter(which, state__in=OPEN_SHORTAGE).select_related("letter"):
        row.state, row.closed_on = ShortageState.WITHDRAWN, clock.today()
        row.version += 1
        row.save()
        ShortageStep.objects.create(
            shortage=row, at=clock.now(), by=SOMEBODY, state=row.state, said={}
        )
