"""Places of duty at something that another part keeps: that part asks who may, and its thing takes its place along.

Here nobody knows what it is; whoever keeps it calls these in the transaction of its own act.
"""

from collections.abc import Sequence

from django.db import transaction

from gridward.ground.rota.models import DutyDemand, DutyPlace, Shift, Swap
from gridward.ground.rota.services.places import shut_place, store_place
from gridward.ground.rota.services.shared import note_place
from gridward.ground.rota.terms import OPEN_SWAPS, DutyPlaceKind, Point, RotaAct
from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.moving import move_named
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.models import touched


@transaction.atomic
def host_place(
    actor: Actor,
    *,
    grid: Grid,
    name: str,
    kind: DutyPlaceKind,
    lanes: int = 1,
    at: Point | None = None,
) -> DutyPlace:
    """The open place of this name in the grid, which is of this kind and at this point from now on; made where there
    is none.
    """
    rows = DutyPlace.objects.select_for_update(of=("self",)).select_related("grid")
    place = rows.filter(grid=grid, name=name, closed_on=None).first()
    if place is None:
        place = DutyPlace(grid=grid, street_id=grid.street_id, kind=kind, name=name)
        place.lanes = max(1, lanes)
        _put(place, at)
        store_place(place)
        note_place(actor, RotaAct.PLACE_ADDED, place)
    elif (place.kind, place.point) != (kind, at):
        place.kind = kind
        _put(place, at)
        _changed(actor, place)
    return place


@transaction.atomic
def change_hosted(actor: Actor, place: DutyPlace, *, name: str, at: Point | None) -> None:
    """The place has this name and point; raises DutyPlaceNameTaken where another of the grid has the name."""
    if (place.name, place.point) != (name, at) and place.closed_on is None:
        place.name = name
        _put(place, at)
        _changed(actor, place)


@transaction.atomic
def close_hosted(actor: Actor, place: DutyPlace) -> None:
    """Nobody is on duty there any more: shifts that have not begun are cancelled."""
    if place.closed_on is None:
        shut_place(actor, place)


@transaction.atomic
def move_places(places: Sequence[DutyPlace], grid: Grid) -> None:
    """Places go to a grid with what they demand, shifts that are not over and open swaps; the past stays there."""
    for place in places:
        move_named(place, grid, DutyPlace.objects.filter(closed_on=None))
    lies = {"grid": grid, "street": grid.street_id, **touched()}
    DutyDemand.objects.filter(place__in=places).update(**lies)
    running = Shift.objects.filter(place__in=places, ends_at__gt=clock.now())
    running.update(**lies)
    waiting = Swap.objects.filter(shift__place__in=places, state__in=sorted(OPEN_SWAPS))
    waiting.update(**lies)


def _put(place: DutyPlace, at: Point | None) -> None:
    place.longitude, place.latitude = at or (None, None)


def _changed(actor: Actor, place: DutyPlace) -> None:
    place.version += 1
    store_place(place)
    note_place(actor, RotaAct.PLACE_CHANGED, place)
