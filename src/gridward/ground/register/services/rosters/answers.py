"""The workbook back to the community: the file as it came, with result and reason beside each row."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import RosterBatch, RosterRow
from gridward.ground.register.queries.rosters import rows_of
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.services.rosters.batches import about, batch_in_state, content_of
from gridward.ground.register.terms.people import RegisterAct
from gridward.ground.register.terms.roster import BatchState
from gridward.kernel.access import Actor, Permission
from gridward.kernel.sheets.answer import annotate
from gridward.kernel.sheets.workbook import open_workbook
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

JUDGED = frozenset({BatchState.CHECKED, BatchState.COMMITTED, BatchState.UNDONE})


@transaction.atomic
def answer_workbook(actor: Actor, *, batch_id: UUID, language: str = DEFAULT_LANGUAGE) -> bytes:
    """An xlsx; it holds the personal data of the file, so taking it is recorded. Raises RosterBusy, FileForgotten."""
    batch = batch_in_state(actor, batch_id, JUDGED)
    actor.require(Permission.ROSTER_IMPORT, batch.grid_id)
    content = content_of(batch)
    headings = (say("roster.heading.result", language), say("roster.heading.reason", language))
    answer = annotate(
        content, open_workbook(content, batch.file_name), _remarks(batch, language), headings
    )
    record(actor, RegisterAct.ROSTER_DOWNLOADED, about(batch), file=batch.file_name)
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
