"""Photographs of findings: taken in from whoever sends them, kept sealed, shown with a line in the record."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.queries.rows import found
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.pictures import keep_once
from gridward.kernel.problems import SignInNeeded
from gridward.work.inspections.models import Inspection, InspectionPhoto
from gridward.work.inspections.problems import InspectionPhotoMissing, InspectionPhotoTaken
from gridward.work.inspections.queries.rows import photos_visible_to
from gridward.work.inspections.services.shared import about
from gridward.work.inspections.terms import InspectionAct


@transaction.atomic
def keep_inspection_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> InspectionPhoto:
    """Take a photograph in; sent again, it is there already.

    It lies at a grid of the actor's until a finding names it. Raises PictureTooLarge, PictureBroken,
    InspectionPhotoTaken, NotAllowed.
    """
    if actor.account_id is None:
        raise SignInNeeded
    actor.require(Permission.INSPECTION_RECORD)
    grid = grid_of(actor, min(actor.grids(Permission.INSPECTION_RECORD)))
    row = InspectionPhoto(
        pk=photo_id, account_id=actor.account_id, grid=grid, street_id=grid.street_id
    )
    return keep_once(row, content, InspectionPhotoTaken)


def claim(inspection: Inspection, photos: Collection[UUID]) -> None:
    """Photographs that the inspector took belong to the inspection; raises InspectionPhotoMissing."""
    if not photos:
        return
    rows = InspectionPhoto.objects.filter(
        pk__in=photos, account_id=inspection.account_id, inspection_id=None
    )
    taken = rows.update(
        inspection_id=inspection.pk, grid=inspection.grid_id, street=inspection.street_id
    )
    if taken < len(set(photos)):
        raise InspectionPhotoMissing


@transaction.atomic
def see_inspection_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG); the look is recorded. Raises NotFound."""
    row = found(photos_visible_to(actor), photo_id)
    content = row.open_sealed_bytes("content") or b""
    record(actor, InspectionAct.PHOTO_SEEN, about(row, row.grid_id))
    return content
