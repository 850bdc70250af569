"""Photographs of findings."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.services import photographs
from gridward.kernel.access import Actor, Permission
from gridward.work.inspections.models import Inspection, InspectionPhoto
from gridward.work.inspections.problems import InspectionPhotoMissing, InspectionPhotoTaken
from gridward.work.inspections.queries.rows import photos_visible_to
from gridward.work.inspections.terms import InspectionAct


@transaction.atomic
def keep_inspection_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> InspectionPhoto:
    """Take a photograph in that a finding will name.

    Raises PictureTooLarge, PictureBroken, InspectionPhotoTaken, NotAllowed.
    """
    return photographs.take_in(
        actor,
        InspectionPhoto,
        photo_id=photo_id,
        content=content,
        permission=Permission.INSPECTION_RECORD,
        taken=InspectionPhotoTaken,
    )


def claim(inspection: Inspection, photos: Collection[UUID]) -> None:
    """Photographs that the inspector took belong to the inspection; raises InspectionPhotoMissing."""
    free = InspectionPhoto.objects.filter(account_id=inspection.account_id, inspection_id=None)
    where = {"grid": inspection.grid_id, "street": inspection.street_id}
    photographs.claim(free, photos, InspectionPhotoMissing, inspection_id=inspection.pk, **where)


@transaction.atomic
def see_inspection_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG); the look is recorded. Raises NotFound."""
    row = found(photos_visible_to(actor), photo_id)
    return photographs.show(actor, row, InspectionAct.PHOTO_SEEN)
