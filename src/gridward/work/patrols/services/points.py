"""Points of patrols: set, changed, retired; by whoever walks at the grid or leads it."""

from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.register.queries.grids import grid_in_force
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.patrols.models import PatrolPoint
from gridward.work.patrols.problems import (
    PointNameMissing,
    PointNameTaken,
    PointPositionHalf,
)
from gridward.work.patrols.queries.points import point_to_change, require_keeper
from gridward.work.patrols.services.shared import about
from gridward.work.patrols.terms import PatrolAct, PointCategory


class PointFields(TypedDict, total=False):
    """What a point may be given; degrees of CGCS2000."""

    name: str
    place: str
    category: PointCategory
    longitude: float | None
    latitude: float | None


@transaction.atomic
def add_point(actor: Actor, *, grid_id: UUID, **given: Unpack[PointFields]) -> PatrolPoint:
    """Set a point. Raises NotFound, NotAllowed, GridRetired, PointNameMissing, PointNameTaken, PointPositionHalf."""
    require_keeper(actor, grid_id)
    grid = grid_in_force(actor, grid_id)
    point = PatrolPoint(grid=grid, street_id=grid.street_id)
    _write(point, given)
    _note(actor, PatrolAct.POINT_ADDED, point)
    return point


@transaction.atomic
def change_point(
    actor: Actor, *, point_id: UUID, version: int, **given: Unpack[PointFields]
) -> PatrolPoint:
    """Change what is given. Raises PointGone, Stale and what setting one raises."""
    point = point_to_change(actor, point_id, version)
    point.version += 1
    _write(point, given)
    _note(actor, PatrolAct.POINT_CHANGED, point)
    return point


@transaction.atomic
def retire_point(actor: Actor, *, point_id: UUID, version: int) -> PatrolPoint:
    """The point is come by no more; patrols of the past keep it. Raises PointGone, Stale, NotFound, NotAllowed."""
    point = point_to_change(actor, point_id, version)
    point.version += 1
    point.retired_on = clock.today()
    point.save()
    _note(actor, PatrolAct.POINT_RETIRED, point)
    return point


def _write(point: PatrolPoint, given: PointFields) -> None:
    for name in ("category", "longitude", "latitude"):
        if name in given:
            setattr(point, name, given[name])
    for name in ("name", "place"):
        if name in given:
            setattr(point, name, given[name].strip())  # type: ignore[literal-required]
    if not point.name:
        raise PointNameMissing
    if (point.longitude is None) is not (point.latitude is None):
        raise PointPositionHalf
    try:
        with transaction.atomic():
            point.save()
    except IntegrityError:
        raise PointNameTaken(name=point.name) from None


def _note(actor: Actor, act: PatrolAct, point: PatrolPoint) -> None:
    record(actor, act, about(point, point.grid_id), point=point.name, grid=point.grid.name)
