"""Photographs of visits."""

from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.services import photographs
from gridward.kernel.access import Actor, Permission
from gridward.work.rounds.models import Photo
from gridward.work.rounds.problems import PhotoTaken
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.terms import RoundAct


@transaction.atomic
def keep_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> Photo:
    """Take a photograph in that a visit will name. Raises PictureTooLarge, PictureBroken, PhotoTaken, NotAllowed."""
    return photographs.take_in(
        actor,
        Photo,
        photo_id=photo_id,
        content=content,
        permission=Permission.VISIT_RECORD,
        taken=PhotoTaken,
    )


@transaction.atomic
def see_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG) of a visit at one's grids; the look is recorded. Raises NotFound."""
    row = found(visible_to(actor, Photo), photo_id)
    return photographs.show(actor, row, RoundAct.PHOTO_SEEN)
