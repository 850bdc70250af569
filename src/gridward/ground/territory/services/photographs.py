"""Photographs that lie at a grid: taken in from whoever sends them, claimed by what names them, shown on the record."""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About, Act
from gridward.ground.territory.queries.visible import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.pictures import keep_once
from gridward.kernel.problems import Problem, SignInNeeded

P = TypeVar("P", bound=Model)


def take_in(
    actor: Actor,
    model: type[P],
    *,
    photo_id: UUID,
    content: bytes,
    permission: Permission,
    taken: type[Problem],
) -> P:
    """Keep a photograph under the id of its sender's; sent again, it is there already.

    It is drawn anew: whatever stood beside the picture (position, time, device) is gone. It lies at a grid of the
    actor's until something names it. Raises SignInNeeded, NotAllowed, PictureTooLarge, PictureBroken and `taken`.
    """
    if actor.account_id is None:
        raise SignInNeeded
    actor.require(permission)
    grid = grid_of(actor, min(actor.grids(permission)))
    row: Any = model(pk=photo_id, account_id=actor.account_id, grid=grid, street_id=grid.street_id)
    kept: P = keep_once(row, content, taken)
    return kept


def claim(
    free: QuerySet[Any], photos: Collection[UUID], missing: type[Problem], **where: UUID
) -> None:
    """Photographs among those that are `free` belong somewhere from now on; raises `missing` unless all are."""
    if photos and free.filter(pk__in=photos).update(**where) < len(set(photos)):
        raise missing


def show(actor: Actor, row: Any, act: Act) -> bytes:
    """The picture (JPEG) of a row that the actor may see; the look is recorded."""
    content: bytes | None = row.open_sealed_bytes("content")
    record(actor, act, About(row._meta.db_table, row.pk, row.grid_id))
    return content or b""
