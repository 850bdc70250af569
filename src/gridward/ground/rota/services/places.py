"""Duty places and what they demand."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.rota.models import DutyDemand, DutyPlace, Shift
from gridward.ground.rota.problems import (
    DemandBehind,
    DutyGridRetired,
    DutyPlaceClosed,
    DutyPlaceNameMissing,
    DutyPlaceNameTaken,
)
from gridward.ground.rota.queries.rows import HOLDS, place_to_plan, with_names
from gridward.ground.rota.services.changing import cancel_all
from gridward.ground.rota.services.shared import note_place
from gridward.ground.rota.terms import DemandHours, DutyPlaceKind, RotaAct
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say


class PlaceFields(TypedDict, total=False):
    """What a place may be given."""

    name: str
    kind: DutyPlaceKind
    lanes: int


@transaction.atomic
def add_place(actor: Actor, *, grid_id: UUID, **given: Unpack[PlaceFields]) -> DutyPlace:
    """A place where somebody will be on duty.

    Raises NotFound, NotAllowed, DutyGridRetired, DutyPlaceNameMissing, DutyPlaceNameTaken.
    """
    actor.require(Permission.ROTA_PLAN, grid_id)
    grid = grid_of(actor, grid_id)
    if grid.valid_to is not None:
        raise DutyGridRetired(grid=grid.name)
    place = DutyPlace(grid=grid, street_id=grid.street_id)
    _write(place, given)
    note_place(actor, RotaAct.PLACE_ADDED, place)
    return place


@transaction.atomic
def change_place(
    actor: Actor, *, place_id: UUID, version: int, **given: Unpack[PlaceFields]
) -> DutyPlace:
    """Change what is given. Raises NotFound, NotAllowed, Stale, DutyPlaceClosed and as `add_place`."""
    place = _open(place_to_plan(actor, place_id, version))
    place.version += 1
    _write(place, given)
    note_place(actor, RotaAct.PLACE_CHANGED, place)
    return place


@transaction.atomic
def close_place(actor: Actor, *, place_id: UUID, version: int) -> DutyPlace:
    """Nobody is on duty there any more: shifts that have not begun are cancelled. Raises as `change_place`."""
    place = _open(place_to_plan(actor, place_id, version))
    shut_place(actor, place)
    return place


def shut_place(actor: Actor, place: DutyPlace) -> None:
    """Close a place that is open."""
    to_come = Shift.objects.filter(HOLDS, place=place, begins_at__gt=clock.now())
    cancel_all(actor, list(with_names(to_come)), say("rota.place_closed"))
    place.closed_on = clock.today()
    place.version += 1
    place.save()
    note_place(actor, RotaAct.PLACE_CLOSED, place)


@transaction.atomic
def set_demand(
    actor: Actor, *, place_id: UUID, since: date, hours: Sequence[DemandHours]
) -> DutyDemand:
    """What a place demands from a day on; one that was set for the same day is replaced, with none nothing is demanded.

    Raises NotFound, NotAllowed, DutyPlaceClosed, DemandBehind.
    """
    place = _open(place_to_plan(actor, place_id))
    if since < clock.today():
        raise DemandBehind
    row = DutyDemand.objects.filter(place=place, since=since).first()
    if row is None:
        row = DutyDemand(place=place, since=since, grid=place.grid, street_id=place.street_id)
    else:
        row.version += 1
    row.hours = [_stored(one) for one in hours]
    row.save()
    note_place(actor, RotaAct.DEMAND_SET, place, day=str(since))
    return row


def _open(place: DutyPlace) -> DutyPlace:
    if place.closed_on is not None:
        raise DutyPlaceClosed
    return place


def _write(place: DutyPlace, given: PlaceFields) -> None:
    place.name = given.get("name", place.name).strip()
    place.kind = given.get("kind", place.kind)
    place.lanes = given.get("lanes", place.lanes)
    if not place.name:
        raise DutyPlaceNameMissing
    store_place(place)


def store_place(place: DutyPlace) -> None:
    """Store a place; raises DutyPlaceNameTaken where another open one of the grid has its name."""
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:
        raise DutyPlaceNameTaken(name=place.name) from None


def _stored(one: DemandHours) -> dict[str, object]:
    return {
        "weekday": one.weekday,
        "since": f"{one.since:%H:%M}",
        "until": f"{one.until:%H:%M}",
        "role": one.role.value,
        "number": one.number,
    }
