"""Duty follows the service and the territory: posts that end, grids that are succeeded, streets that end."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gridward.ground.rota.models import DutyPlace, MemberOut, Shift
from gridward.ground.rota.queries.rows import HOLDS, with_names
from gridward.ground.rota.rules.spans import day_span
from gridward.ground.rota.services.homes import forget_left
from gridward.ground.rota.services.hosting import move_places
from gridward.ground.rota.services.outs import vacate
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.territory.queries.positions import heir_among, took_over
from gridward.ground.territory.terms.places import GridSucceeded, StreetSucceeded
from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY
from gridward.kernel.models import touched
from gridward.kernel.rows import beyond


@transaction.atomic
def follow_ended(appointment_id: UUID) -> int:
    """Who holds no post from a day on has no shifts from that day on: they become vacant. Answers how many.

    A hand-over or another post keeps them. With the last post where they set out from is forgotten.
    """
    ended = Appointment.objects.select_related("member").filter(pk=appointment_id).first()
    if ended is None or ended.valid_to is None or _serves_on(ended):
        return 0
    since = day_span(max(ended.valid_to, clock.today())).begins_at
    mine = Shift.objects.filter(HOLDS, member=ended.member_id, begins_at__gte=since)
    rows = list(with_names(mine.filter(begins_at__gt=clock.now())).order_by("begins_at", "id"))
    vacate(SOMEBODY, rows, ended.member)
    if ended.member_id is not None:
        with beyond(operator("duty")):
            forget_left([ended.member_id])
    return len(rows)


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Places that are open go to the heir with what they demand, shifts that are not over and open swaps.

    The heir is the only new grid, or the community's where there are several. What is over stays where it was.
    """
    heir = heir_among(took_over(event.old_grid))
    if heir is None:
        return 0
    moved = list(DutyPlace.objects.filter(grid=event.old_grid, closed_on=None).order_by("id"))
    move_places(moved, heir)
    return len(moved)


@transaction.atomic
def follow_street(event: StreetSucceeded) -> int:
    """Who is out is so in the street that took over."""
    rows = MemberOut.objects.filter(street=event.old_street)
    return rows.update(street=event.new_street, **touched())


def _serves_on(ended: Appointment) -> bool:
    rows = Appointment.objects.filter(member=ended.member_id).exclude(pk=ended.pk)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=ended.valid_to)).exists()
