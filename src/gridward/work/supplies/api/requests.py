"""Doors of requests."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.supplies.api.shared import reader, spoken
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.requests import RequestFilter, request_of, requests, to_issue
from gridward.work.supplies.schemas.requests import (
    SupplyBatchOut,
    SupplyPaperIn,
    SupplyRequestIn,
    SupplyRequestOut,
    SupplyRequestRow,
    SupplyStepIn,
)
from gridward.work.supplies.services.asking import ask_for
from gridward.work.supplies.services.papers import slip_file
from gridward.work.supplies.services.stepping import take_step
from gridward.work.supplies.terms import SupplyState

router = door("supplies")


class SupplyRequestsWanted(Schema):
    """Which requests; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    state: SupplyState | None = None
    under_way: bool = False
    after: str | None = None


@router.get("", response=answers(PageOut[SupplyRequestRow]))
def list_supply_requests(request: HttpRequest, wanted: Query[SupplyRequestsWanted]) -> object:
    """Requests: those under way by the day on which they are needed, or all, the newest first."""
    chosen = RequestFilter(wanted.grid_id, wanted.state, wanted.under_way)
    keys = ["-urgent", "until", "id"] if wanted.under_way else ["-at", "-id"]
    found = page(requests(reader(request), chosen), keys, wanted.after)
    known, language = articles(), spoken(request)
    told = [SupplyRequestRow.of(row, known, language) for row in found.rows]
    return PageOut[SupplyRequestRow](items=told, next=found.next)


@router.post("", response=answers(SupplyRequestOut, 201))
def post_supply_request(request: HttpRequest, given: SupplyRequestIn) -> object:
    """Ask for supplies; sent again with its id, the same request comes back."""
    actor = actor_of(request)
    made = ask_for(actor, said=given.said())
    whole = SupplyRequestOut.whole(actor, request_of(actor, made.pk), spoken(request))
    return Status(201, whole)


@router.get("/{request_id}", response=answers(SupplyRequestOut))
def get_supply_request(request: HttpRequest, request_id: UUID) -> object:
    """One request with its steps."""
    actor = reader(request)
    return SupplyRequestOut.whole(actor, request_of(actor, request_id), spoken(request))


@router.get("/{request_id}/proposal", response=answers(list[SupplyBatchOut]))
def get_supply_proposal(request: HttpRequest, request_id: UUID) -> object:
    """What to issue for what was granted: of each article what expires first."""
    known, language = articles(), spoken(request)
    picked = to_issue(reader(request), request_id)
    return [SupplyBatchOut.of(one, known, language) for one in picked]


@router.post("/{request_id}/steps", response=answers(SupplyRequestOut))
def post_supply_step(request: HttpRequest, request_id: UUID, given: SupplyStepIn) -> object:
    """Take a step: decide, issue, receive, explain, accept."""
    actor = actor_of(request)
    take_step(actor, request_id=request_id, said=given.said())
    return SupplyRequestOut.whole(actor, request_of(actor, request_id), spoken(request))


@router.post("/{request_id}/file", response=answers(None))
def post_supply_slip(request: HttpRequest, request_id: UUID, given: SupplyPaperIn) -> HttpResponse:
    """The slip of what was issued as PDF or Word; taking it is recorded."""
    made = slip_file(reader(request), request_id=request_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)
