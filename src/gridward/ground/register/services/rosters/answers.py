"""The workbook back to the community: the file as it came, with result and reason beside each row."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.ground.register.models import RosterBatch, RosterRow
from gridward.ground.register.queries.rosters import rows_of
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.services.rosters.batches import batch_in_state, content_of
from gridward.ground.register.terms.roster import BatchState, Outcome
from gridward.kernel.access import Actor, Permission
from gridward.kernel.sheets.answer import annotate
from gridward.kernel.sheets.workbook import open_workbook
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

JUDGED = frozenset({BatchState.CHECKED, BatchState.COMMITTED, BatchState.UNDONE})


@transaction.atomic
def answer_workbook(
    actor: Actor, *, batch_id: UUID, language: str = DEFAULT_LANGUAGE, reason: str = ""
) -> bytes:
    """An xlsx; it holds the personal data of the file in full, so it leaves through the guard of exports.

    Without a reason it is the one that brought the file here. Raises RosterBusy, FileForgotten and as the guard.
    """
    batch = batch_in_state(actor, batch_id, JUDGED)
    actor.require(Permission.ROSTER_IMPORT, batch.grid_id)
    export = draft(
        actor,
        kind="roster_answer",
        format="xlsx",
        masked=False,
        reason=reason.strip() or say("roster.answer_reason", language, file=batch.file_name),
        grid_ids=[batch.grid_id],
        rows=rows_of(batch).exclude(outcome=Outcome.NOT_DATA).count(),
    )
    content = content_of(batch)
    headings = (say("roster.heading.result", language), say("roster.heading.reason", language))
    answer = annotate(
        content,
        open_workbook(content, batch.file_name),
        _remarks(batch, language),
        headings,
        mark=export.watermark(language),
    )
    let_go(actor, export, size=len(answer))
    return answer


def _remarks(batch: RosterBatch, language: str) -> dict[tuple[int, int], tuple[str, str]]:
    rows = rows_of(batch).values_list("sheet", "number", "outcome", "reasons").iterator(5000)
    words = {}
    for sheet, number, outcome, reasons in rows:
        if reasons != [["roster.blank", {}]]:
            result = say(f"word.register.outcome.{outcome}", language)
            words[sheet, number] = (result, sentences(reasons, language))
    return words


def sentences(reasons: list[tuple[str, dict[str, str]]], language: str) -> str:
    """The reasons of a row as one text."""
    return " ".join(Reason(code, details).sentence(language) for code, details in reasons)


def sentence_of(row: RosterRow, language: str) -> str:
    """Why a row became what it became."""
    return sentences(row.reasons, language)
