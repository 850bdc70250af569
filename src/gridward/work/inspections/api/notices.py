"""Doors of notices of rectification."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.inspections.api.shared import reader, spoken
from gridward.work.inspections.queries.notices import NoticeFilter, notice_of, notices
from gridward.work.inspections.schemas.notices import (
    InspectionPaperIn,
    RectificationDeliveryIn,
    RectificationOut,
    RectificationReplyIn,
    RectificationRow,
)
from gridward.work.inspections.services.notices import answer_notice, deliver_notice
from gridward.work.inspections.services.papers import notice_file

router = door("inspections")


class RectificationsWanted(Schema):
    """Which notices; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    under_way: bool = False
    after: str | None = None


@router.get("", response=answers(PageOut[RectificationRow]))
def list_rectifications(request: HttpRequest, wanted: Query[RectificationsWanted]) -> object:
    """Notices: those under way by deadline, or all, the newest first."""
    chosen = NoticeFilter(wanted.grid_id, wanted.organisation_id, wanted.under_way)
    keys = ["deadline", "id"] if wanted.under_way else ["-issued_at", "-id"]
    found = page(notices(reader(request), chosen), keys, wanted.after)
    told = [RectificationRow.of(row, spoken(request)) for row in found.rows]
    return PageOut[RectificationRow](items=told, next=found.next)


@router.get("/{notice_id}", response=answers(RectificationOut))
def get_rectification(request: HttpRequest, notice_id: UUID) -> object:
    """One notice with delivery, replies and rechecks."""
    return RectificationOut.whole(notice_of(reader(request), notice_id), spoken(request))


@router.post("/{notice_id}/delivery", response=answers(RectificationOut))
def post_delivery(request: HttpRequest, notice_id: UUID, given: RectificationDeliveryIn) -> object:
    """The notice was handed over."""
    actor = actor_of(request)
    deliver_notice(actor, notice_id=notice_id, said=given.said())
    return RectificationOut.whole(notice_of(actor, notice_id), spoken(request))


@router.post("/{notice_id}/replies", response=answers(RectificationOut, 201))
def post_notice_reply(request: HttpRequest, notice_id: UUID, given: RectificationReplyIn) -> object:
    """What the organisation says to it."""
    actor = actor_of(request)
    answer_notice(actor, notice_id=notice_id, name=given.name, text=given.text)
    return Status(201, RectificationOut.whole(notice_of(actor, notice_id), spoken(request)))


@router.post("/{notice_id}/file", response=answers(None))
def post_notice_file(
    request: HttpRequest, notice_id: UUID, given: InspectionPaperIn
) -> HttpResponse:
    """The notice as PDF or Word; taking it is recorded."""
    made = notice_file(actor_of(request), notice_id=notice_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)
