"""Doors of risk areas."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.riskareas.queries.areas import (
    areas_like,
    areas_on,
    new_notices,
    notice_of,
    notices,
)
from gridward.work.riskareas.queries.asking import asked
from gridward.work.riskareas.schemas import (
    RiskAreaEndIn,
    RiskAreaIn,
    RiskAreaOut,
    RiskAskedOut,
    RiskNoticeIn,
    RiskNoticeOut,
    RiskNoticeRow,
    RiskPreviewOut,
    RiskStaysIn,
    notice_row,
    notice_whole,
)
from gridward.work.riskareas.services.taking import (
    add_area,
    end_area,
    mark_notice,
    preview_notice,
    take_notice,
)
from gridward.work.riskareas.terms import AreaLevel

router = door("risk areas")


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    return actor


class RiskAreasWanted(Schema):
    """Areas in force on a day (today without one), of a level, whose place has these words; `after` is the cursor."""

    day: date | None = None
    level: AreaLevel | None = None
    words: str = ""
    after: str | None = None


@router.get("", response=answers(PageOut[RiskAreaOut]))
def list_areas(request: HttpRequest, wanted: Query[RiskAreasWanted]) -> object:
    """Areas in force on a day, by place."""
    rows = areas_on(_reader(request), wanted.day or clock.today())
    rows = areas_like(rows, wanted.level, wanted.words).select_related("opened_by", "closed_by")
    found = page(rows, ["region", "county", "detail", "id"], wanted.after)
    return {"items": [RiskAreaOut.row(one) for one in found.rows], "next": found.next}


@router.post("", response=answers(RiskAreaOut, 201))
def post_area(request: HttpRequest, given: RiskAreaIn) -> object:
    """An area added by hand."""
    area = add_area(
        actor_of(request),
        area_id=given.id,
        spot=given.spot(),
        since=given.since,
        source=given.source,
    )
    return Status(201, RiskAreaOut.row(area))


@router.post("/{uuid:area_id}/end", response=answers(RiskAreaOut))
def post_end(request: HttpRequest, area_id: UUID, given: RiskAreaEndIn) -> object:
    """An area ended by hand."""
    return RiskAreaOut.row(end_area(actor_of(request), area_id=area_id, **given.model_dump()))


@router.get("/notices", response=answers(PageOut[RiskNoticeRow]))
def list_notices(request: HttpRequest, after: str | None = None) -> object:
    """Notices that were taken, the latest day first."""
    actor = _reader(request)
    found = page(notices(actor), ["-day", "-id"], after)
    ids = [one.pk for one in found.rows]
    new = set(new_notices(actor).filter(pk__in=ids).values_list("pk", flat=True))
    items = [notice_row(one, new=one.pk in new) for one in found.rows]
    return {"items": items, "next": found.next}


@router.get("/notices/{uuid:notice_id}", response=answers(RiskNoticeOut))
def get_notice(request: HttpRequest, notice_id: UUID) -> object:
    """A notice with its text."""
    return notice_whole(notice_of(_reader(request), notice_id))


@router.post("/notices/{uuid:notice_id}/read", response=answers(None, 204))
def post_notice_read(request: HttpRequest, notice_id: UUID) -> object:
    """The caller has read a notice; nobody else is told."""
    mark_notice(actor_of(request), notice_id)
    return Status(204, None)


@router.post("/notices/preview", response=answers(RiskPreviewOut))
def post_preview(request: HttpRequest, given: RiskNoticeIn) -> object:
    """What a notice says and would change; nothing is stored."""
    return RiskPreviewOut.of(*preview_notice(actor_of(request), said=given.said()))


@router.post("/notices", response=answers(RiskNoticeRow, 201))
def post_notice(request: HttpRequest, given: RiskNoticeIn) -> object:
    """Take a notice."""
    return Status(201, notice_row(take_notice(actor_of(request), said=given.said())))


@router.post("/stays", response=answers(RiskAskedOut))
def post_stays(request: HttpRequest, given: RiskStaysIn) -> object:
    """Which categories stays propose; nothing is stored."""
    actor, stays = _reader(request), given.said()
    found = asked(actor, stays, given.day or clock.today())
    return RiskAskedOut.of(found, stays, language_of(request))
