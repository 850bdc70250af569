"""Doors of roster import: upload, see and correct the mapping, rehearse, commit, undo, take the answer."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Schema, Status
from ninja.files import UploadedFile
from procrastinate.contrib.django import app

from gridward.ground.register.models import RosterBatch, RosterRow
from gridward.ground.register.queries.rosters import batch_of, rows_of, visible_to
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.rules.roster.vocabulary import RESIDENTS
from gridward.ground.register.schemas.rosters import (
    BatchDetailOut,
    BatchOut,
    FieldOut,
    MappingIn,
    ReasonOut,
    RowOut,
)
from gridward.ground.register.services.rosters import (
    answer_workbook,
    ask_for,
    correct_mapping,
    undo,
    upload,
)
from gridward.ground.register.terms.roster import BatchState, Outcome
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

router = door("imports")


class RowsWanted(Schema):
    """Rows of an outcome; `after` is the cursor of the page before."""

    outcome: Outcome | None = None
    after: str | None = None


@router.post("", response=answers(BatchDetailOut))
def post_import(request: HttpRequest, community: Form[str], file: File[UploadedFile]) -> object:
    """Upload a file for a community (its code); answers the mapping that was found."""
    actor = actor_of(request)
    content = file.read()

    def act() -> Mapping[str, Any]:
        batch = upload(actor, community=community, file_name=file.name or "", content=content)
        return {"id": str(batch.pk)}

    said = {"community": community, "file": file.name, "bytes": len(content)}
    done = once(command_id_of(request), cast(UUID, actor.account_id), "roster.upload", said, act)
    return _detail(request, batch_of(actor, UUID(done["id"])))


@router.get("", response=answers(PageOut[BatchOut]))
def get_imports(request: HttpRequest, after: str | None = None) -> object:
    """The newest imports first."""
    actor = actor_of(request)
    actor.require(Permission.ROSTER_IMPORT)
    found = page(visible_to(actor), ["-created_at", "-id"], after)
    return {"items": [_batch(request, one) for one in found.rows], "next": found.next}


@router.get("/{uuid:batch_id}", response=answers(BatchDetailOut))
def get_import(request: HttpRequest, batch_id: UUID) -> object:
    """One import with its mapping, progress and counts."""
    return _detail(request, batch_of(actor_of(request), batch_id))


@router.put("/{uuid:batch_id}/mapping", response=answers(BatchDetailOut))
def put_mapping(request: HttpRequest, batch_id: UUID, given: MappingIn) -> object:
    """Correct the columns of a layout; remembered for such files of the street."""
    batch = correct_mapping(
        actor_of(request), batch_id=batch_id, layout=given.layout, mapping=given.columns
    )
    return _detail(request, batch)


@router.post("/{uuid:batch_id}/dry-run", response=answers(BatchOut, 202))
def post_dry_run(request: HttpRequest, batch_id: UUID) -> object:
    """Ask for a rehearsal; ask the import again for progress and counts."""
    actor = actor_of(request)
    batch = ask_for(actor, batch_id=batch_id, state=BatchState.CHECKING)
    _defer("register.check_roster", actor, batch)
    return Status(202, _batch(request, batch))


@router.post("/{uuid:batch_id}/commit", response=answers(BatchOut, 202))
def post_commit(request: HttpRequest, batch_id: UUID) -> object:
    """Ask for the import; it happens whole or not at all."""
    actor = actor_of(request)
    batch = ask_for(actor, batch_id=batch_id, state=BatchState.COMMITTING)
    _defer("register.commit_roster", actor, batch)
    return Status(202, _batch(request, batch))


@router.post("/{uuid:batch_id}/undo", response=answers(BatchOut))
def post_undo(request: HttpRequest, batch_id: UUID) -> object:
    """Take an import back, while nothing builds on it."""
    return _batch(request, undo(actor_of(request), batch_id=batch_id))


@router.get("/{uuid:batch_id}/rows", response=answers(PageOut[RowOut]))
def get_rows(request: HttpRequest, batch_id: UUID, wanted: Query[RowsWanted]) -> object:
    """What became of each row, in the order of the file."""
    batch = batch_of(actor_of(request), batch_id)
    rows = rows_of(batch, wanted.outcome.value if wanted.outcome else "")
    found = page(rows, ["sheet", "number"], wanted.after)
    return {"items": [_row(request, batch, one) for one in found.rows], "next": found.next}


@router.get("/{uuid:batch_id}/workbook", response=answers(None))
def get_workbook(request: HttpRequest, batch_id: UUID, reason: str = "") -> HttpResponse:
    """The same workbook with result and reason beside each row; it leaves in full, and is on the record."""
    actor = actor_of(request)
    batch = batch_of(actor, batch_id)
    content = answer_workbook(
        actor, batch_id=batch_id, language=language_of(request), reason=reason[:300]
    )
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    name = say("roster.answer_name", language_of(request), name=stem)
    return file_answer(content, name, MEDIA_TYPES["xlsx"])


def _defer(task: str, actor: Actor, batch: RosterBatch) -> None:
    """The job is committed with the request, or not at all."""
    job = app.configure_task(task, queue="rosters")
    job.defer(batch_id=str(batch.pk), account_id=str(actor.account_id))


def _batch(request: HttpRequest, batch: RosterBatch) -> dict[str, Any]:
    return {
        "id": batch.pk,
        "version": batch.version,
        "community": batch.community.name,
        "community_code": batch.community.code,
        "file_name": batch.file_name,
        "file_bytes": batch.file_bytes,
        "state": batch.state,
        "progress": batch.progress,
        "counts": batch.counts or None,
        "problem": _problem(request, batch),
        "account_name": batch.account_name,
        "created_at": batch.created_at,
        "committed_at": batch.committed_at,
        "undone_at": batch.undone_at,
    }


def _detail(request: HttpRequest, batch: RosterBatch) -> dict[str, Any]:
    language = language_of(request)
    fields = [FieldOut(name=n, label=say(f"roster.field.{n}", language)) for n in RESIDENTS.fields]
    return {**_batch(request, batch), **batch.plan, "fields": fields}


def _problem(request: HttpRequest, batch: RosterBatch) -> ReasonOut | None:
    if not batch.problem:
        return None
    return _reason(request, batch.problem["code"], batch.problem["details"])


def _reason(request: HttpRequest, code: str, details: Mapping[str, str]) -> ReasonOut:
    return ReasonOut(code=code, sentence=Reason(code, details).sentence(language_of(request)))


def _row(request: HttpRequest, batch: RosterBatch, row: RosterRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet + 1,
        "sheet_name": batch.plan["sheets"][row.sheet]["name"],
        "number": row.number,
        "outcome": row.outcome,
        "outcome_label": say(f"word.register.outcome.{row.outcome}", language_of(request)),
        "reasons": [_reason(request, code, details) for code, details in row.reasons],
        "resident_id": row.resident_id,
        "household_id": row.household_id,
    }
