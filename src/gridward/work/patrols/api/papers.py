"""Doors of work logs and daily sheets."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import Printed
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    door,
    file_answer,
    language_of,
)
from gridward.kernel.paging import page
from gridward.kernel.problems import NotFound
from gridward.work.patrols.api.shared import WorkWanted, reader
from gridward.work.patrols.queries.logs import log_of, logs, versions_of
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.queries.sheets import rows_of, sheet_of, sheets
from gridward.work.patrols.schemas import Day
from gridward.work.patrols.schemas.papers import (
    CountersignIn,
    DailySheetOut,
    LogFileIn,
    LogIn,
    LogOut,
    LogProposalIn,
    LogProposalOut,
    LogVersionsOut,
    SheetFileIn,
    SheetIn,
    SheetRowOut,
    SheetRowsOut,
    SheetVersionOut,
)
from gridward.work.patrols.services.files import blank_log_file, log_file
from gridward.work.patrols.services.logs import countersign_log, propose_log, sign_log
from gridward.work.patrols.services.sheet_files import SheetFile, sheet_file
from gridward.work.patrols.services.sheets import confirm_sheet

logs_router = door("work")
sheets_router = door("work")


class SheetWanted(Schema):
    """Whose sheet of which day; one's own of today when nothing is said."""

    day: Day | None = None
    member_id: UUID | None = None


@logs_router.get("", response=answers(PageOut[LogOut]))
def list_logs(request: HttpRequest, wanted: Query[WorkWanted]) -> object:
    """Logs in their latest versions, the newest first."""
    found = page(
        logs(reader(request), wanted.filter()), ["-day", "-signed_at", "-id"], wanted.after
    )
    return PageOut[LogOut](items=[LogOut.of(row) for row in found.rows], next=found.next)


@logs_router.post("/proposal", response=answers(LogProposalOut))
def post_proposal(request: HttpRequest, given: LogProposalIn) -> object:
    """Texts from what was recorded; nothing is stored."""
    return LogProposalOut(**asdict(propose_log(actor_of(request), **given.model_dump())))


@logs_router.post("/file", response=answers(None))
def post_file(request: HttpRequest, given: LogFileIn) -> HttpResponse:
    """Logs on Annex 2 as PDF or Word; taking it is recorded."""
    actor = actor_of(request)
    if given.blank and given.grid_id:
        made = blank_log_file(actor, grid_id=given.grid_id, format_=given.format)
    else:
        wanted = WorkFilter(given.grid_id, given.day)
        made = log_file(actor, ids=given.ids, wanted=wanted, format_=given.format)
    return _file(made)


@logs_router.post("", response=answers(LogOut, 201))
def post_log(request: HttpRequest, given: LogIn) -> object:
    """Sign a log, or the next version of one."""
    actor = actor_of(request)
    row = sign_log(actor, **given.said())
    return Status(201, LogOut.of(log_of(actor, row.pk)))


@logs_router.get("/{log_id}", response=answers(LogVersionsOut))
def get_log(request: HttpRequest, log_id: UUID) -> object:
    """A log with all its versions."""
    actor = reader(request)
    versions = versions_of(actor, log_of(actor, log_id))
    return LogVersionsOut(versions=[LogOut.of(row) for row in versions])


@logs_router.post("/{log_id}/countersign", response=answers(LogOut))
def post_countersignature(request: HttpRequest, log_id: UUID, given: CountersignIn) -> object:
    """A chief has seen it."""
    actor = actor_of(request)
    countersign_log(actor, log_id=log_id, signature=given.signature)
    return LogOut.of(log_of(actor, log_id))


@sheets_router.get("", response=answers(PageOut[SheetVersionOut]))
def list_sheets(request: HttpRequest, wanted: Query[WorkWanted]) -> object:
    """Confirmed sheets, every version, the newest first."""
    found = page(
        sheets(reader(request), wanted.filter()),
        ["-day", "-confirmed_at", "-revision", "-id"],
        wanted.after,
    )
    told = [SheetVersionOut.of(row) for row in found.rows]
    return PageOut[SheetVersionOut](items=told, next=found.next)


@sheets_router.post("/file", response=answers(None))
def post_sheet_file(request: HttpRequest, given: SheetFileIn) -> HttpResponse:
    """The sheets of a day as PDF or workbook, as they were confirmed last; taking it is recorded."""
    actor = actor_of(request)
    return _file(sheet_file(actor, day=given.day, grid_id=given.grid_id, format_=given.format))


@sheets_router.get("/{grid_id}", response=answers(DailySheetOut))
def get_sheet(request: HttpRequest, grid_id: UUID, wanted: Query[SheetWanted]) -> object:
    """A sheet as the records have it now, with what was confirmed."""
    actor = reader(request)
    sheet = sheet_of(actor, grid_id, _whose(actor, wanted), wanted.day or clock.today())
    return DailySheetOut.of(sheet, language_of(request))


@sheets_router.get("/{grid_id}/rows/{figure}", response=answers(SheetRowsOut))
def get_rows(
    request: HttpRequest, grid_id: UUID, figure: str, wanted: Query[SheetWanted]
) -> object:
    """The rows under a figure."""
    actor = reader(request)
    rows = rows_of(actor, grid_id, _whose(actor, wanted), wanted.day or clock.today(), figure)
    return SheetRowsOut(rows=[SheetRowOut.of(row) for row in rows])


@sheets_router.post("", response=answers(SheetVersionOut, 201))
def post_sheet(request: HttpRequest, given: SheetIn) -> object:
    """Confirm the own sheet of a day as the server computes it now."""
    row = confirm_sheet(actor_of(request), **given.said())
    return Status(201, SheetVersionOut.of(row))


def _file(made: Printed | SheetFile) -> HttpResponse:
    return file_answer(made.content, made.file_name, made.format.content_type)


def _whose(actor: Actor, wanted: SheetWanted) -> UUID:
    """The member that is asked for, or the asker; raises NotFound."""
    member = wanted.member_id or actor.member_id
    if member is None:
        raise NotFound
    return member
