"""The register of protective facilities: entered, changed, removed."""

from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.register.queries.grids import grid_in_force
from gridward.kernel.access import Actor, Permission
from gridward.work.inspections.models import Facility
from gridward.work.inspections.problems import (
    FacilityNameMissing,
    FacilityNameTaken,
    FacilityPositionHalf,
)
from gridward.work.inspections.queries.facilities import facility_to_change
from gridward.work.inspections.services.shared import about
from gridward.work.inspections.terms import FacilityKind, FacilityState, InspectionAct


class FacilityFields(TypedDict, total=False):
    """What a facility may be given; degrees of CGCS2000."""

    kind: FacilityKind
    name: str
    place: str
    longitude: float | None
    latitude: float | None
    keeper: str
    state: FacilityState


@transaction.atomic
def add_facility(actor: Actor, *, grid_id: UUID, **given: Unpack[FacilityFields]) -> Facility:
    """Enter a facility. Raises NotFound, NotAllowed, GridRetired, FacilityNameMissing, FacilityNameTaken,
    FacilityPositionHalf.
    """
    actor.require(Permission.INSPECTION_RECORD, grid_id)
    grid = grid_in_force(actor, grid_id)
    row = Facility(grid=grid, street_id=grid.street_id, kind=FacilityKind.OTHER)
    _write(row, given)
    _note(actor, InspectionAct.FACILITY_ADDED, row)
    return row


@transaction.atomic
def change_facility(
    actor: Actor, *, facility_id: UUID, version: int, **given: Unpack[FacilityFields]
) -> Facility:
    """Change what is given; the state REMOVED takes it down for good. Raises FacilityGone, Stale and as entering."""
    row = facility_to_change(actor, facility_id, version)
    row.version += 1
    _write(row, given)
    _note(actor, InspectionAct.FACILITY_CHANGED, row)
    return row


def _write(row: Facility, given: FacilityFields) -> None:
    for name, value in given.items():
        setattr(row, name, value.strip() if name in ("name", "place", "keeper") else value)  # type: ignore[attr-defined]
    if not row.name:
        raise FacilityNameMissing
    if (row.longitude is None) is not (row.latitude is None):
        raise FacilityPositionHalf
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise FacilityNameTaken(name=row.name) from None


def _note(actor: Actor, act: InspectionAct, row: Facility) -> None:
    record(
        actor,
        act,
        about(row, row.grid_id),
        facility=row.name,
        grid=row.grid.name,
        state=f"word.inspections.facility_state.{row.state}",
    )
