"""Doors of screening: lists, their rows and desk, the answer; tasks of those who verify."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Schema, Status
from ninja.files import UploadedFile
from procrastinate.contrib.django import app

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.commands import once
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    command_id_of,
    door,
    file_answer,
    language_of,
)
from gridward.kernel.paging import page
from gridward.kernel.texts import say
from gridward.work.response.queries.levels import levels_held
from gridward.work.response.terms import ResponseLevel
from gridward.work.screening.models import PushList
from gridward.work.screening.queries.lists import (
    keeps_street,
    list_of,
    outcomes_of,
    rows_of,
    senders_of,
    states_of,
    visible_to,
)
from gridward.work.screening.queries.tasks import contacts_of, earlier_of, task_of
from gridward.work.screening.queries.tasks import visible_to as tasks_visible_to
from gridward.work.screening.rules.kinds import kinds_on
from gridward.work.screening.rules.reading import LISTS
from gridward.work.screening.schemas import (
    CheckAnswerIn,
    CheckContactIn,
    CheckContactOut,
    CheckTaskDetailOut,
    CheckTaskOut,
    ListFieldOut,
    ListKindOut,
    ListMappingIn,
    ListRowDetailOut,
    ListRowOut,
    NotOursOut,
    PushListDetailOut,
    PushListIn,
    PushListOut,
    RowDecisionIn,
    ScreeningTermsOut,
)
from gridward.work.screening.services.answering import answer_name, answer_workbook
from gridward.work.screening.services.bringing import (
    ask_for,
    bring_list,
    correct_mapping,
    drop_list,
)
from gridward.work.screening.services.closing import close_list
from gridward.work.screening.services.deciding import answer_not_ours, decide_row
from gridward.work.screening.services.outcomes import answer_task, note_contact, read_task
from gridward.work.screening.services.reading import lists_of, read_row
from gridward.work.screening.terms import ListRowState, ListState

router = door("screening")


class ListRowsWanted(Schema):
    """Rows in a state; `after` is the cursor of the page before."""

    state: ListRowState | None = None
    after: str | None = None


class CheckTasksWanted(Schema):
    """Tasks of an order, or those that wait for an outcome."""

    order_id: UUID | None = None
    after: str | None = None


@router.get("/terms", response=answers(ScreeningTermsOut))
def get_terms(request: HttpRequest) -> object:
    """What somebody chooses from who brings a list."""
    actor, language = _keeper(request), language_of(request)
    grids = actor.grids(Permission.SCREENING_KEEP)
    level = levels_held(grids, clock.today()).highest_at(grids)
    return ScreeningTermsOut(
        kinds=[ListKindOut.of(one, language) for one in kinds_on(clock.today()).values()],
        columns=[ListFieldOut(name=name, label=_label(name, language)) for name in LISTS.fields],
        senders=senders_of(actor),
        street=actor.street_id is not None and keeps_street(actor, actor.street_id),
        in_force=level is not ResponseLevel.ORDINARY,
    )


@router.get("/lists", response=answers(PageOut[PushListOut]))
def get_lists(
    request: HttpRequest, state: ListState | None = None, after: str | None = None
) -> object:
    """Lists, the latest first."""
    rows = visible_to(_keeper(request))
    if state is not None:
        rows = rows.filter(state=state)
    found = page(rows, ["-received_at", "-id"], after)
    states = states_of([one.pk for one in found.rows])
    kinds, now = _kinds(request), clock.now()
    items = [PushListOut.of(one, states.get(one.pk, {}), kinds, now) for one in found.rows]
    return PageOut[PushListOut](items=items, next=found.next)


@router.post("/lists", response=answers(PushListDetailOut))
def post_list(request: HttpRequest, given: Form[PushListIn], file: File[UploadedFile]) -> object:
    """Bring a list with its file; answers the mapping that was found."""
    actor, content = _keeper(request), file.read()

    def act() -> Mapping[str, Any]:
        said, name = given.said(), file.name or ""
        return {"id": str(bring_list(actor, said=said, file_name=name, content=content).pk)}

    said = {**given.model_dump(mode="json"), "file": file.name, "bytes": len(content)}
    named = (command_id_of(request), cast(UUID, actor.account_id), "screening.bring", said)
    return _detail(request, UUID(once(*named, act)["id"]))


@router.get("/lists/{uuid:list_id}", response=answers(PushListDetailOut))
def get_list(request: HttpRequest, list_id: UUID) -> object:
    """One list with its mapping, what a rehearsal found, and how far it is."""
    return _detail(request, list_id)


@router.put("/lists/{uuid:list_id}/mapping", response=answers(PushListDetailOut))
def put_mapping(request: HttpRequest, list_id: UUID, given: ListMappingIn) -> object:
    """Correct the columns of a layout; remembered for this sender's lists."""
    actor = _keeper(request)
    correct_mapping(actor, list_id=list_id, layout=given.layout, mapping=given.columns)
    return _detail(request, list_id)


@router.post("/lists/{uuid:list_id}/rehearsal", response=answers(PushListDetailOut, 202))
def post_rehearsal(request: HttpRequest, list_id: UUID) -> object:
    """Ask for a rehearsal; ask for the list again for what it found."""
    actor = _keeper(request)
    _defer("screening.rehearse", actor, ask_for(actor, list_id=list_id, state=ListState.REHEARSING))
    return Status(202, _detail(request, list_id))


@router.post("/lists/{uuid:list_id}/taking", response=answers(PushListDetailOut, 202))
def post_taking(request: HttpRequest, list_id: UUID) -> object:
    """Ask for the list to be taken in; it happens whole or not at all."""
    actor = _keeper(request)
    _defer("screening.take_in", actor, ask_for(actor, list_id=list_id, state=ListState.TAKING))
    return Status(202, _detail(request, list_id))


@router.delete("/lists/{uuid:list_id}", response=answers(None, 204))
def delete_list(request: HttpRequest, list_id: UUID) -> object:
    """Let a list go that was not taken in."""
    drop_list(_keeper(request), list_id=list_id)
    return Status(204, None)


@router.get("/lists/{uuid:list_id}/rows", response=answers(PageOut[ListRowOut]))
def get_rows(request: HttpRequest, list_id: UUID, wanted: Query[ListRowsWanted]) -> object:
    """What became of each row, in the order of the file."""
    pushed = list_of(_keeper(request), list_id)
    rows = rows_of(pushed, wanted.state).select_related("task__order__handler")
    found = page(rows, ["sheet", "number", "member"], wanted.after)
    items = [ListRowOut.of(one, language_of(request)) for one in found.rows]
    return PageOut[ListRowOut](items=items, next=found.next)


@router.post("/lists/{uuid:list_id}/not-ours", response=answers(NotOursOut))
def post_not_ours(request: HttpRequest, list_id: UUID) -> object:
    """Answer every row for which nobody was found."""
    return NotOursOut(count=answer_not_ours(_keeper(request), list_id=list_id))


@router.post("/lists/{uuid:list_id}/close", response=answers(PushListDetailOut))
def post_close(request: HttpRequest, list_id: UUID) -> object:
    """Close a list of which no row is open."""
    close_list(_keeper(request), list_id=list_id)
    return _detail(request, list_id)


@router.get("/lists/{uuid:list_id}/workbook", response=answers(None))
def get_workbook(request: HttpRequest, list_id: UUID, reason: str = "") -> HttpResponse:
    """The sender's own file with the answer to each row; it leaves in full, and is on the record."""
    actor, language = _keeper(request), language_of(request)
    pushed = list_of(actor, list_id)
    content = answer_workbook(actor, list_id=list_id, language=language, reason=reason[:300])
    return file_answer(content, answer_name(pushed, language), MEDIA_TYPES["xlsx"])


@router.get("/rows/{uuid:row_id}", response=answers(ListRowDetailOut))
def get_row(request: HttpRequest, row_id: UUID) -> object:
    """A row with those who may be meant; who looked is on record."""
    actor = _keeper(request)
    at = (clock.today(), language_of(request))
    return ListRowDetailOut.read(read_row(actor, row_id), actor, at)


@router.post("/rows/{uuid:row_id}/decision", response=answers(ListRowOut))
def post_decision(request: HttpRequest, row_id: UUID, given: RowDecisionIn) -> object:
    """Decide on a row that waits at the desk."""
    row = decide_row(_keeper(request), row_id=row_id, decision=given.said())
    return ListRowOut.of(row, language_of(request))


@router.get("/tasks", response=answers(PageOut[CheckTaskOut]))
def get_tasks(request: HttpRequest, wanted: Query[CheckTasksWanted]) -> object:
    """Tasks at the own grids, the latest first."""
    rows = tasks_visible_to(_verifier(request))
    rows = rows.filter(order=wanted.order_id) if wanted.order_id else rows.filter(settled_at=None)
    found = page(rows, ["-created_at", "-id"], wanted.after)
    said = (clock.today(), language_of(request))
    return PageOut[CheckTaskOut](
        items=[CheckTaskOut.of(one, *said) for one in found.rows], next=found.next
    )


@router.get("/tasks/{uuid:task_id}", response=answers(CheckTaskDetailOut))
def get_task(request: HttpRequest, task_id: UUID) -> object:
    """Whom a task is about, in full, with earlier contacts; who looked is on record."""
    return _task(request, read_task(_verifier(request), task_id).pk)


@router.post("/tasks/{uuid:task_id}/answer", response=answers(CheckTaskDetailOut))
def post_answer(request: HttpRequest, task_id: UUID, given: CheckAnswerIn) -> object:
    """What was found; sent again, the same."""
    answer_task(_verifier(request), task_id=task_id, said=given.said())
    return _task(request, task_id)


@router.post("/tasks/{uuid:task_id}/contacts", response=answers(CheckContactOut))
def post_contact(request: HttpRequest, task_id: UUID, given: CheckContactIn) -> object:
    """Somebody was called or visited; sent again with its id, the same."""
    return CheckContactOut.of(
        note_contact(_verifier(request), task_id=task_id, said=given.said()), task_id
    )


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.SCREENING_KEEP)
    return actor


def _verifier(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.SCREENING_ANSWER)
    return actor


def _defer(task: str, actor: Actor, pushed: PushList) -> None:
    """The job is committed with the request, or not at all."""
    job = app.configure_task(task, queue="rosters", lock="screening.lists")
    job.defer(list_id=str(pushed.pk), account_id=str(actor.account_id))


def _kinds(request: HttpRequest) -> dict[str, str]:
    language = language_of(request)
    return {code: one.title[language] for code, one in kinds_on(clock.today()).items()}


def _label(name: str, language: str) -> str:
    own = {"answer": "screening.field.answer", "answer_note": "screening.field.answer_note"}
    return say(own.get(name, f"roster.field.{name}"), language)


def _detail(request: HttpRequest, list_id: UUID) -> PushListDetailOut:
    pushed = list_of(_keeper(request), list_id)
    beside = (states_of([pushed.pk]).get(pushed.pk, {}), outcomes_of(pushed))
    at = (clock.now(), language_of(request))
    return PushListDetailOut.whole(pushed, beside, _kinds(request), at)


def _task(request: HttpRequest, task_id: UUID) -> CheckTaskDetailOut:
    task = task_of(_verifier(request), task_id)
    beside = (lists_of(task), contacts_of(task, clock.now()), earlier_of(task))
    at = (clock.today(), language_of(request))
    return CheckTaskDetailOut.whole(task, beside, _kinds(request), at)
