"""Notices are handed over, and answered by the organisation."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import say
from gridward.work.inspections.models import NoticeDelivery, NoticeReply, RectificationNotice
from gridward.work.inspections.problems import (
    InspectionTextMissing,
    InspectionTimeAhead,
    NoticeDelivered,
    NoticeRecipientMissing,
    NoticeWitnessMissing,
)
from gridward.work.inspections.queries.notices import notice_of, number_of
from gridward.work.inspections.services.orders import noted
from gridward.work.inspections.services.shared import about, at, inspector, sealed
from gridward.work.inspections.terms import (
    DeliverySaid,
    InspectionAct,
    RectificationReceipt,
    RectificationWay,
)

TOLERANCE = timedelta(minutes=5)


@transaction.atomic
def deliver_notice(actor: Actor, *, notice_id: UUID, said: DeliverySaid) -> NoticeDelivery:
    """How and to whom a notice was handed over, once.

    What is left where nobody signs has a witness (留置送达). Raises NotFound, NotAllowed, NoticeDelivered,
    NoticeRecipientMissing, NoticeWitnessMissing, InspectionTimeAhead.
    """
    one_at_a_time("inspections.notice", notice_id)
    notice = notice_of(actor, notice_id)
    who = inspector(actor, Permission.INSPECTION_RECORD, notice.grid_id)
    _check(notice, said)
    row = NoticeDelivery(
        **at(notice.grid, who), notice=notice, way=said.way, receipt=said.receipt, at=said.at
    )
    words = {"to": said.to.strip(), "role": said.role.strip(), "witness": said.witness.strip()}
    row.set_sealed("said", sealed(**words))
    row.save(force_insert=True)
    record(
        actor,
        InspectionAct.NOTICE_DELIVERED,
        about(notice, notice.grid_id),
        number=number_of(notice),
        way=f"word.inspections.way.{said.way}",
        receipt=f"word.inspections.receipt.{said.receipt}",
    )
    return row


@transaction.atomic
def answer_notice(actor: Actor, *, notice_id: UUID, name: str, text: str) -> NoticeReply:
    """What the organisation says to a notice, written down by whoever took it in; the order has a note of it.

    Raises NotFound, NotAllowed, InspectionTextMissing.
    """
    notice = notice_of(actor, notice_id)
    who = inspector(actor, Permission.INSPECTION_RECORD, notice.grid_id)
    if not text.strip():
        raise InspectionTextMissing
    row = NoticeReply(**at(notice.grid, who), notice=notice, at=clock.now())
    row.set_sealed("said", sealed(name=name.strip(), text=text.strip()))
    row.save(force_insert=True)
    number = number_of(notice)
    noted(actor, notice.order_id, say("inspections.reply_noted", number=number))
    record(actor, InspectionAct.NOTICE_ANSWERED, about(notice, notice.grid_id), number=number)
    return row


def _check(notice: RectificationNotice, said: DeliverySaid) -> None:
    if NoticeDelivery.objects.filter(notice=notice).exists():
        raise NoticeDelivered
    if not said.to.strip():
        raise NoticeRecipientMissing
    unsigned = said.way is RectificationWay.LEFT or said.receipt is RectificationReceipt.REFUSED
    if unsigned and (not said.witness.strip() or said.receipt is RectificationReceipt.SIGNED):
        raise NoticeWitnessMissing
    if said.at > clock.now() + TOLERANCE:
        raise InspectionTimeAhead
