"""Notices are written for grids, read by the service, and withdrawn; what was sent stays sent."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.notices.models import Notice, NoticeGrid, NoticeReading
from gridward.work.notices.problems import NoticeEmpty, NoticeTimesTurned
from gridward.work.notices.queries.notices import grids_of, notice_of, notice_to_change
from gridward.work.notices.services.places import CODE_BYTES, check_places, grids_to_tell
from gridward.work.notices.terms import NoticeAct, NoticeSaid


@transaction.atomic
def make_notice(actor: Actor, *, notice_id: UUID, said: NoticeSaid) -> Notice:
    """A notice of one street, with the id that its sender gave it; sent again, it is there already.

    Raises NotFound, NotAllowed, NoticeEmpty, NoticeTimesTurned, NoticeNowhere.
    """
    grids = grids_to_tell(actor, said.grid_ids)
    known = Notice.objects.filter(pk=notice_id).first()
    if known is not None:
        return Notice.objects.get(pk=notice_of(actor, notice_id).pk)
    if not said.title.strip() or not said.text.strip():
        raise NoticeEmpty
    if said.ends_at <= max(said.begins_at, clock.now()):
        raise NoticeTimesTurned
    check_places(said.buildings, said.units, grids)
    row = _row(actor, notice_id, said, grids[0].street_id)
    row.save(force_insert=True)
    NoticeGrid.objects.bulk_create(
        NoticeGrid(notice=row, grid=grid, street_id=grid.street_id) for grid in grids
    )
    _note(actor, NoticeAct.NOTICE_MADE, row, grids)
    return row


@transaction.atomic
def withdraw_notice(actor: Actor, *, notice_id: UUID, version: int) -> Notice:
    """It holds no more, and nothing more is sent of it. Raises NotFound, NotAllowed, NoticeWithdrawn, Stale."""
    row = notice_to_change(actor, notice_id, version)
    row.withdrawn_at, row.withdrawn_by = clock.now(), actor.name
    row.version += 1
    row.save()
    _note(actor, NoticeAct.NOTICE_WITHDRAWN, row, [one.grid for one in grids_of(actor, row)])
    return row


@transaction.atomic
def read_notice(actor: Actor, *, notice_id: UUID) -> None:
    """Somebody who keeps outreach at one of its grids has read it; once is enough. Raises NotFound, NotAllowed."""
    row = notice_of(actor, notice_id)
    here = [
        one.grid for one in grids_of(actor, row) if actor.may(Permission.OUTREACH_KEEP, one.grid_id)
    ]
    if not here or actor.account_id is None:
        raise NotAllowed(permission=Permission.OUTREACH_KEEP.value)
    NoticeReading.objects.bulk_create(
        [
            NoticeReading(
                notice_id=row.pk,
                grid=here[0],
                street_id=here[0].street_id,
                account_id=actor.account_id,
                account_name=actor.name,
            )
        ],
        ignore_conflicts=True,
    )


def _row(actor: Actor, notice_id: UUID, said: NoticeSaid, street_id: UUID) -> Notice:
    return Notice(
        id=notice_id,
        street_id=street_id,
        title=said.title.strip(),
        text=said.text.strip(),
        title_en=said.title_en.strip(),
        text_en=said.text_en.strip(),
        whom=said.whom,
        buildings=list(said.buildings),
        units=list(said.units),
        kinds=list(said.kinds),
        begins_at=said.begins_at,
        ends_at=said.ends_at,
        asks_receipt=said.asks_receipt,
        code=secrets.token_urlsafe(CODE_BYTES),
        made_by=actor.name,
    )


def _note(actor: Actor, act: NoticeAct, row: Notice, grids: Sequence[Grid]) -> None:
    only = grids[0].pk if len(grids) == 1 else None
    record(
        actor,
        act,
        About(row._meta.db_table, row.pk, only),
        street=row.street_id,
        title=row.title,
        count=len(grids),
    )
