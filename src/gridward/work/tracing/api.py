"""Doors of tracing."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status
from procrastinate.contrib.django import app
from pydantic import Field

from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.tracing.models import TracingRun
from gridward.work.tracing.queries.cases import (
    CaseFilter,
    case_of,
    cases,
    contact_of,
    deeds_of,
    evidence_of,
    lookback_at,
    reached,
    runs_of,
)
from gridward.work.tracing.rules.dated import tracing_rules
from gridward.work.tracing.schemas import (
    TracedContactOut,
    TracedContactRow,
    TracingCaseIn,
    TracingCaseOut,
    TracingCaseRow,
    TracingContactsOut,
    TracingDecisionIn,
    TracingDrawingsOut,
    TracingEndIn,
    TracingLookbackOut,
    TracingRunOut,
    TracingTermsOut,
    TracingTrialIn,
    TracingTrialOut,
)
from gridward.work.tracing.services.asking import ask_run, ask_trial
from gridward.work.tracing.services.cases import end_case, open_case, read_case
from gridward.work.tracing.services.deciding import (
    decide_contacts,
    read_contact,
    read_contacts,
)
from gridward.work.tracing.services.looking import drop_trial, read_drawings, read_trial
from gridward.work.tracing.terms import CaseState, ContactView

router = door("tracing")


class TracingCasesWanted(Schema):
    """Which cases; `after` is the cursor of the page before."""

    state: CaseState | None = None
    grid_id: UUID | None = None
    after: str | None = None


class TracingContactsWanted(Schema):
    """Which contacts of a case."""

    view: ContactView = ContactView.ALL
    degree: Annotated[int, Field(ge=1, le=2)] | None = None


class TracingLookbackWanted(Schema):
    """Where and for which case the books are asked."""

    grid_id: UUID
    determined_on: date
    symptomatic: bool = True


@router.get("/terms", response=answers(TracingTermsOut))
def get_terms(request: HttpRequest) -> object:
    """What the desk chooses from, and the settings of today."""
    return TracingTermsOut.of(tracing_rules(clock.today()), _reader(request))


@router.post("/lookback", response=answers(TracingLookbackOut))
def post_lookback(request: HttpRequest, wanted: TracingLookbackWanted) -> object:
    """How far back the rule books say to look."""
    actor = _reader(request)
    actor.require(Permission.TRACING_READ, wanted.grid_id)
    grid = grid_of(actor, wanted.grid_id)
    told = lookback_at(grid, wanted.determined_on, symptomatic=wanted.symptomatic)
    return TracingLookbackOut.of(told, language_of(request))


@router.get("/cases", response=answers(PageOut[TracingCaseRow]))
def list_cases(request: HttpRequest, wanted: Query[TracingCasesWanted]) -> object:
    """Cases at the own grids, those that were determined last first."""
    actor = _reader(request)
    rows = cases(actor, CaseFilter(wanted.state, wanted.grid_id))
    found = page(rows, ["-determined_on", "-id"], wanted.after)
    counts = reached(actor, [one.pk for one in found.rows])
    items = [TracingCaseRow.of(one, counts[one.pk]) for one in found.rows]
    return PageOut[TracingCaseRow](items=items, next=found.next)


@router.post("/cases", response=answers(TracingCaseOut, 201))
def post_case(request: HttpRequest, given: TracingCaseIn) -> object:
    """Enter a case; sent again with its id, the same."""
    row = open_case(_decider(request), said=given.said())
    return Status(201, _case(request, row.pk))


@router.get("/cases/{uuid:case_id}", response=answers(TracingCaseOut))
def get_case(request: HttpRequest, case_id: UUID) -> object:
    """A case with its name; who looked is on record."""
    return _case(request, read_case(_reader(request), case_id).pk)


@router.post("/cases/{uuid:case_id}/end", response=answers(TracingCaseOut))
def post_end(request: HttpRequest, case_id: UUID, given: TracingEndIn) -> object:
    """Close a case whose contacts are all decided, or withdraw it."""
    state = CaseState.WITHDRAWN if given.withdrawn else CaseState.CLOSED
    actor, version = _decider(request), given.version
    row = end_case(actor, case_id=case_id, version=version, state=state, note=given.note)
    return _case(request, row.pk)


@router.post("/cases/{uuid:case_id}/runs", response=answers(TracingRunOut, 202))
def post_run(request: HttpRequest, case_id: UUID) -> object:
    """Have contacts looked for; the job worker does it, and what was decided stays."""
    actor = _decider(request)
    run = ask_run(actor, case_id=case_id)
    _defer("tracing.run", actor, run)
    return Status(202, TracingRunOut.of(run, language_of(request)))


@router.get("/cases/{uuid:case_id}/contacts", response=answers(TracingContactsOut))
def get_contacts(
    request: HttpRequest, case_id: UUID, wanted: Query[TracingContactsWanted]
) -> object:
    """Contacts of a case with their names; who looked is on record."""
    actor = _reader(request)
    rows, more = read_contacts(actor, case_of(actor, case_id), wanted.view, wanted.degree)
    language = language_of(request)
    items = [TracedContactRow.of(one, language) for one in rows]
    return TracingContactsOut(items=items, more=more)


@router.post("/cases/{uuid:case_id}/decisions", response=answers(TracingContactsOut))
def post_decisions(request: HttpRequest, case_id: UUID, given: TracingDecisionIn) -> object:
    """Decide on contacts, all or none; close and secondary ones propose a measure."""
    actor, picked = _decider(request), given.picked()
    rows = decide_contacts(actor, case_id=case_id, chosen=picked, said=given.said())
    language = language_of(request)
    return TracingContactsOut(items=[TracedContactRow.of(one, language) for one in rows])


@router.get("/cases/{uuid:case_id}/drawings", response=answers(TracingDrawingsOut))
def get_drawings(request: HttpRequest, case_id: UUID) -> object:
    """The chain, the time line and the places of a case; who looked is on record."""
    actor = _reader(request)
    return TracingDrawingsOut.of(read_drawings(actor, case_of(actor, case_id)))


@router.get("/contacts/{uuid:contact_id}", response=answers(TracedContactOut))
def get_contact(request: HttpRequest, contact_id: UUID) -> object:
    """A contact with its evidence and what was decided; who looked is on record."""
    actor = _reader(request)
    row = contact_of(actor, read_contact(actor, contact_id).pk)
    return TracedContactOut.whole(row, evidence_of(row), deeds_of(row), language_of(request))


@router.post("/trials", response=answers(TracingTrialOut, 202))
def post_trial(request: HttpRequest, given: TracingTrialIn) -> object:
    """Ask what it would concern if a resident were positive; nothing but the answer is kept, for an hour."""
    actor = _decider(request)
    run = ask_trial(actor, said=given.said())
    _defer("tracing.trial", actor, run)
    return Status(202, TracingTrialOut.of(run, language_of(request)))


@router.get("/trials/{uuid:run_id}", response=answers(TracingTrialOut))
def get_trial(request: HttpRequest, run_id: UUID) -> object:
    """The answer of a trial, for who asked."""
    return TracingTrialOut.of(read_trial(_reader(request), run_id), language_of(request))


@router.delete("/trials/{uuid:run_id}", response=answers(None, 204))
def delete_trial(request: HttpRequest, run_id: UUID) -> object:
    """Let the answer of a trial go."""
    drop_trial(_reader(request), run_id)
    return Status(204, None)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.TRACING_READ)
    return actor


def _decider(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.TRACING_DECIDE)
    return actor


def _defer(task: str, actor: Actor, run: TracingRun) -> None:
    """The job is committed with the request, or not at all."""
    job = app.configure_task(task, queue="tracing")
    job.defer(run_id=str(run.pk), account_id=str(actor.account_id))


def _case(request: HttpRequest, case_id: UUID) -> TracingCaseOut:
    actor = _reader(request)
    row = case_of(actor, case_id)
    beside = (reached(actor, [row.pk])[row.pk], runs_of(row))
    return TracingCaseOut.whole(row, beside, actor, language_of(request))
