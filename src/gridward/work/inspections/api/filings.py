"""Doors of return-to-work filings."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.inspections.api.shared import reader, spoken
from gridward.work.inspections.queries.filings import FilingFilter, filing_of, filings
from gridward.work.inspections.rules.filings import filing_rules
from gridward.work.inspections.schemas.filings import (
    FilingIn,
    FilingMoveIn,
    FilingOut,
    FilingRow,
    FilingRulesOut,
)
from gridward.work.inspections.schemas.notices import InspectionPaperIn
from gridward.work.inspections.services.filings import file_return, move_filing
from gridward.work.inspections.services.papers import filing_file
from gridward.work.inspections.terms import FilingState

router = door("inspections")


class FilingsWanted(Schema):
    """Which filings; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    state: FilingState | None = None
    after: str | None = None


@router.get("", response=answers(PageOut[FilingRow]))
def list_filings(request: HttpRequest, wanted: Query[FilingsWanted]) -> object:
    """Filings, the newest first."""
    chosen = FilingFilter(wanted.grid_id, wanted.organisation_id, wanted.state)
    found = page(filings(reader(request), chosen), ["-filed_at", "-id"], wanted.after)
    return PageOut[FilingRow](items=[FilingRow.of(row) for row in found.rows], next=found.next)


@router.post("", response=answers(FilingOut, 201))
def post_filing(request: HttpRequest, given: FilingIn) -> object:
    """Take a filing in; sent again with its id, the same one comes back."""
    actor = actor_of(request)
    made = file_return(actor, said=given.said())
    return Status(201, FilingOut.whole(actor, filing_of(actor, made.pk), spoken(request)))


@router.get("/rules", response=answers(FilingRulesOut))
def get_filing_rules(request: HttpRequest) -> object:
    """What a filing needs today, and who reviews it."""
    reader(request)
    return FilingRulesOut.of(filing_rules(clock.today()), spoken(request))


@router.get("/{filing_id}", response=answers(FilingOut))
def get_filing(request: HttpRequest, filing_id: UUID) -> object:
    """One filing with its steps."""
    actor = reader(request)
    return FilingOut.whole(actor, filing_of(actor, filing_id), spoken(request))


@router.post("/{filing_id}/moves", response=answers(FilingOut))
def post_filing_move(request: HttpRequest, filing_id: UUID, given: FilingMoveIn) -> object:
    """Grant, refuse, reply or revoke."""
    actor = actor_of(request)
    move_filing(actor, filing_id=filing_id, move=given.move, text=given.text)
    return FilingOut.whole(actor, filing_of(actor, filing_id), spoken(request))


@router.post("/{filing_id}/file", response=answers(None))
def post_filing_file(
    request: HttpRequest, filing_id: UUID, given: InspectionPaperIn
) -> HttpResponse:
    """The paper of the last decision as PDF or Word; taking it is recorded."""
    made = filing_file(actor_of(request), filing_id=filing_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)
