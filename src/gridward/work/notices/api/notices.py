"""Doors of notices: written, read, sent, answered; `public` for whoever has the code of one."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status
from procrastinate.contrib.django import app

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.notices.queries.coverage import LABEL
from gridward.work.notices.queries.groups import group_of
from gridward.work.notices.queries.notices import (
    NoticeFilter,
    at_each_grid,
    deliveries,
    notice_of,
    notices,
    public_notice,
    waiting_for,
)
from gridward.work.notices.schemas.groups import ServiceGroupOut
from gridward.work.notices.schemas.notices import (
    DeliveryOut,
    NoticeByHandIn,
    NoticeGridOut,
    NoticeIn,
    NoticeOut,
    NoticeRow,
    NoticeSendIn,
    NoticeSentOut,
    NoticeVersionIn,
    PublicNoticeOut,
    ReceiptsIn,
    ReceiptsNotedOut,
    RobotIn,
    WaitingReceiptOut,
)
from gridward.work.notices.services.delivering import text_of
from gridward.work.notices.services.notices import make_notice, read_notice, withdraw_notice
from gridward.work.notices.services.planning import done_by_hand, send_again, send_notice
from gridward.work.notices.services.posters import page_of, poster
from gridward.work.notices.services.receipts import note_receipts
from gridward.work.notices.services.robots import set_robot
from gridward.work.notices.services.sending.settings import channels_set_up
from gridward.work.notices.terms import SubjectKind

router = door("notices")
robots = door("groups")
public = door("portal")


class NoticesWanted(Schema):
    """Those that hold now, or all; of one grid, or of all."""

    now: bool = False
    grid_id: UUID | None = None
    after: str | None = None


class DeliveriesWanted(Schema):
    """All, or those that did not arrive for certain."""

    open: bool = False
    after: str | None = None


class WaitingWanted(Schema):
    """Households or units, of one grid or all."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    grid_id: UUID | None = None
    after: str | None = None


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


@router.get("", response=answers(PageOut[NoticeRow]))
def list_notices(request: HttpRequest, wanted: Query[NoticesWanted]) -> object:
    """Notices, the newest first."""
    chosen = NoticeFilter(clock.now() if wanted.now else None, wanted.grid_id)
    found = page(notices(_reader(request), chosen), ["-begins_at", "-id"], wanted.after)
    return PageOut[NoticeRow](items=[NoticeRow.of(row) for row in found.rows], next=found.next)


@router.post("", response=answers(NoticeOut, 201))
def post_notice(request: HttpRequest, given: NoticeIn) -> object:
    """Write a notice; sent again with its id, the same one comes back."""
    actor = actor_of(request)
    row = make_notice(actor, notice_id=given.id, said=given.said())
    return Status(201, _whole(actor, row.pk))


@router.get("/{uuid:notice_id}", response=answers(NoticeOut))
def get_notice(request: HttpRequest, notice_id: UUID) -> object:
    """One notice, and how far it is at each grid."""
    return _whole(_reader(request), notice_id)


@router.post("/{uuid:notice_id}/withdraw", response=answers(NoticeOut))
def post_withdrawn(request: HttpRequest, notice_id: UUID, given: NoticeVersionIn) -> object:
    """The notice holds no more."""
    actor = actor_of(request)
    withdraw_notice(actor, notice_id=notice_id, version=given.version)
    return _whole(actor, notice_id)


@router.post("/{uuid:notice_id}/read", response=answers(None, 204))
def post_read(request: HttpRequest, notice_id: UUID) -> object:
    """The caller has read it."""
    read_notice(actor_of(request), notice_id=notice_id)
    return Status(204, None)


@router.post("/{uuid:notice_id}/poster", response=answers(None))
def post_poster(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The poster as PDF."""
    made = poster(_reader(request), notice_id=notice_id, address=settings.PUBLIC_URL)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.post("/{uuid:notice_id}/send", response=answers(NoticeSentOut, 202))
def post_sent(request: HttpRequest, notice_id: UUID, given: NoticeSendIn) -> object:
    """Send by a robot or SMS, to whom it was not sent yet; each delivery is a job."""
    actor = actor_of(request)
    ids = send_notice(actor, notice_id=notice_id, channel=given.channel, reason=given.reason)
    _defer(*ids)
    return Status(202, NoticeSentOut(begun=len(ids)))


@router.post("/{uuid:notice_id}/by-hand", response=answers(None, 204))
def post_by_hand(request: HttpRequest, notice_id: UUID, given: NoticeByHandIn) -> object:
    """Pasted, or hung up."""
    done_by_hand(actor_of(request), notice_id=notice_id, **given.model_dump())
    return Status(204, None)


@router.get("/{uuid:notice_id}/deliveries", response=answers(PageOut[DeliveryOut]))
def list_deliveries(
    request: HttpRequest, notice_id: UUID, wanted: Query[DeliveriesWanted]
) -> object:
    """What went out to whom; addresses of households are for whoever reads the register."""
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    rows = deliveries(actor, notice_of(actor, notice_id), wanted.open)
    found = page(rows, ["-created_at", "-id"], wanted.after)
    return PageOut[DeliveryOut](items=[DeliveryOut.of(row) for row in found.rows], next=found.next)


@router.post("/deliveries/{delivery_id}/again", response=answers(NoticeSentOut, 202))
def post_again(request: HttpRequest, delivery_id: UUID) -> object:
    """Send once more what failed, or of which nobody knows."""
    _defer(send_again(actor_of(request), delivery_id=delivery_id))
    return Status(202, NoticeSentOut(begun=1))


@router.get("/{uuid:notice_id}/waiting", response=answers(PageOut[WaitingReceiptOut]))
def list_waiting(request: HttpRequest, notice_id: UUID, wanted: Query[WaitingWanted]) -> object:
    """Who has not said yet that they have it."""
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    rows = waiting_for(actor, notice_of(actor, notice_id), wanted.kind, wanted.grid_id)
    label = LABEL[wanted.kind]
    found = page(rows, ["grid__code", label, "id"], wanted.after)
    items = [
        WaitingReceiptOut(id=row.pk, label=getattr(row, label), grid=GridRef.of(row.grid))
        for row in found.rows
    ]
    return PageOut[WaitingReceiptOut](items=items, next=found.next)


@router.post("/{uuid:notice_id}/receipts", response=answers(ReceiptsNotedOut))
def post_receipts(request: HttpRequest, notice_id: UUID, given: ReceiptsIn) -> object:
    """Note who has it; those noted before stay."""
    actor = actor_of(request)
    noted = note_receipts(actor, notice_id=notice_id, subjects=given.subjects(), way=given.way)
    return ReceiptsNotedOut(noted=noted)


@robots.post("/{uuid:group_id}/robot", response=answers(ServiceGroupOut))
def post_robot(request: HttpRequest, group_id: UUID, given: RobotIn) -> object:
    """The robot of a WeCom group; its key is never told again."""
    actor = actor_of(request)
    set_robot(actor, group_id=group_id, version=given.version, key=given.key)
    return ServiceGroupOut.of(group_of(actor, group_id))


@public.get("/{code}", auth=None, response=answers(PublicNoticeOut))
def get_public_notice(request: HttpRequest, code: str) -> object:
    """A notice that holds, for anybody who has its code."""
    return PublicNoticeOut.of(public_notice(code[:24]))


def _whole(actor: Actor, notice_id: UUID) -> NoticeOut:
    row = notice_of(actor, notice_id)
    return NoticeOut(
        **NoticeRow.told(row),
        kinds=row.kinds,
        buildings=len(row.buildings),
        units=len(row.units),
        paste=text_of(row),
        page=page_of(row, settings.PUBLIC_URL),
        channels=channels_set_up(),
        grids=[NoticeGridOut.of(one) for one in at_each_grid(actor, row)],
    )


def _defer(*ids: UUID) -> None:
    job = app.configure_task("notices.deliver", queue="notices")
    for one in ids:
        job.defer(delivery_id=str(one))
