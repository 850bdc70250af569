"""Doors of lists that leave the house: what would leave, let it out, take it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Status
from procrastinate.contrib.django import app

from gridward.ground.audit.models import Export
from gridward.ground.audit.rules.exports import spelt
from gridward.ground.audit.services import file_of, open_export
from gridward.ground.audit.terms import ExportState
from gridward.ground.register.schemas.exports import (
    ExportIn,
    ExportPlanIn,
    ExportPlanOut,
    ExportStartedOut,
)
from gridward.ground.register.services.exports import (
    MEDIA_TYPES,
    ask_export,
    file_name,
    plan_export,
    send,
)
from gridward.ground.register.terms.exports import Asked, ExportFormat
from gridward.kernel.http import actor_of, answers, attachment, door, language_of

router = door("exports")


@router.get("/plan", response=answers(ExportPlanOut))
def get_plan(request: HttpRequest, wanted: Query[ExportPlanIn]) -> object:
    """How many rows a list would take out, and whether in full."""
    return plan_export(actor_of(request), wanted.list, wanted.wanted())


@router.post("", response=answers(ExportStartedOut, 201))
def post_export(request: HttpRequest, given: ExportIn) -> object:
    """Let a list out; it is on the record from here."""
    actor = actor_of(request)
    asked = Asked(
        list=given.list,
        format=given.format,
        wanted=given.filter.wanted(),
        masked=given.masked,
        children=given.children,
        reason=given.reason,
        prepare=given.prepare,
        language=language_of(request),
    )
    export = ask_export(actor, asked)
    if given.prepare:
        job = app.configure_task("register.prepare_export", queue="exports")
        job.defer(export_id=str(export.pk), account_id=str(actor.account_id))
    return Status(201, _started(request, export))


@router.get("/{uuid:export_id}/file", response=answers(None))
def get_file(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """The list itself: sent as it is read, or as it was prepared; each time on the record."""
    actor = actor_of(request)
    export = open_export(actor, export_id)
    media_type = MEDIA_TYPES[ExportFormat(export.format)]
    answer: HttpResponseBase
    if export.state == ExportState.READY:
        answer = HttpResponse(file_of(export), content_type=media_type)
    else:
        answer = StreamingHttpResponse(send(actor, export), content_type=media_type)
        answer.headers["X-Accel-Buffering"] = "no"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = attachment(file_name(export, language_of(request)))
    return answer


def _started(request: HttpRequest, export: Export) -> ExportStartedOut:
    return ExportStartedOut(
        id=export.pk,
        number=spelt(export.number),
        rows=export.rows,
        state=ExportState(export.state),
        expires_at=export.expires_at,
        watermark=export.watermark(language_of(request)),
    )
