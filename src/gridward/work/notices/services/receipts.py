"""Receipts: a household or a unit said that it has a notice; many at once, those noted before stay."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.notices.models import Notice, Receipt
from gridward.work.notices.problems import NoticeWithdrawn, ReceiptNotAsked, TooManyMembers
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.queries.notices import notice_of
from gridward.work.notices.terms import MOST_MEMBERS, NoticeAct, ReceiptWay, Subject, SubjectKind


@transaction.atomic
def note_receipts(
    actor: Actor, *, notice_id: UUID, subjects: Sequence[Subject], way: ReceiptWay
) -> int:
    """Note receipts of whom the notice is for; answers how many are new.

    Raises NotFound, NotAllowed, NoticeWithdrawn, ReceiptNotAsked, TooManyMembers.
    """
    notice = notice_of(actor, notice_id)
    if notice.withdrawn_at is not None:
        raise NoticeWithdrawn(title=notice.title)
    if not notice.asks_receipt:
        raise ReceiptNotAsked(title=notice.title)
    if len(subjects) > MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)
    rows = [
        Receipt(
            notice_id=notice.pk,
            grid_id=grid,
            street_id=notice.street_id,
            way=way,
            said_by=actor.name,
            **{f"{kind.value}_id": subject},
        )
        for kind in SubjectKind
        for subject, grid in _places(actor, notice, kind, subjects)
    ]
    before = Receipt.objects.filter(notice=notice.pk).count()
    Receipt.objects.bulk_create(rows, ignore_conflicts=True)
    new = Receipt.objects.filter(notice=notice.pk).count() - before
    if new:
        only = {one.grid_id for one in rows}
        about = About("notices_notice", notice.pk, only.pop() if len(only) == 1 else None)
        record(
            actor,
            NoticeAct.RECEIPTS_NOTED,
            about,
            street=notice.street_id,
            title=notice.title,
            count=new,
        )
    return new


def _places(
    actor: Actor, notice: Notice, kind: SubjectKind, subjects: Sequence[Subject]
) -> list[tuple[UUID, UUID]]:
    ids = {one.id for one in subjects if one.kind is kind}
    if not ids:
        return []
    seen = actor.grids(Permission.REGISTER_READ)
    rows = audience(notice, kind).filter(pk__in=ids, grid__among=seen)
    places = list(rows.values_list("id", "grid_id"))
    if len(places) != len(ids):
        raise NotFound
    for _, grid in places:
        actor.require(Permission.OUTREACH_KEEP, grid)
    return places
