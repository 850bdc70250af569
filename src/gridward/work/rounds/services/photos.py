"""Photographs: taken in from phones, kept sealed, shown with a line in the record."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.queries.rows import found
from gridward.ground.territory.queries.visible import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.pictures import keep_once
from gridward.kernel.problems import SignInNeeded
from gridward.work.rounds.models import Photo
from gridward.work.rounds.problems import PhotoTaken
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.terms import RoundAct


@transaction.atomic
def keep_photo(actor: Actor, *, photo_id: UUID, content: bytes) -> Photo:
    """Take a photograph in; sent again, it is there already. Raises PictureTooLarge, PictureBroken, PhotoTaken.

    It is drawn anew: whatever the phone wrote beside the picture (position, time, device) is gone. It lies at a grid of
    the actor's until a visit names it, and then where the visit was.
    """
    if actor.account_id is None:
        raise SignInNeeded
    actor.require(Permission.VISIT_RECORD)
    grid = grid_of(actor, min(actor.grids(Permission.VISIT_RECORD)))
    row = Photo(pk=photo_id, account_id=actor.account_id, grid=grid, street_id=grid.street_id)
    return keep_once(row, content, PhotoTaken)


@transaction.atomic
def see_photo(actor: Actor, *, photo_id: UUID) -> bytes:
    """The picture (JPEG) of a visit at one's grids; the look is recorded. Raises NotFound."""
    row = found(visible_to(actor, Photo), photo_id)
    content = row.open_sealed_bytes("content") or b""
    record(actor, RoundAct.PHOTO_SEEN, About(row._meta.db_table, row.pk, row.grid_id))
    return content
