"""The answer goes back in the sender's own file: the columns kept for it are filled, or two are added."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.kernel.access import Actor, Permission
from gridward.kernel.sheets.answer import annotate
from gridward.kernel.sheets.workbook import open_workbook
from gridward.kernel.texts import DEFAULT_LANGUAGE, say
from gridward.work.screening.models import PushList, PushListRow
from gridward.work.screening.queries.lists import grids_of_street, list_of, mappings_of, rows_of
from gridward.work.screening.rules.reading import answer_columns, read_list
from gridward.work.screening.services.bringing import content_of
from gridward.work.screening.services.shared import name_of, require_state
from gridward.work.screening.terms import ListRowState, ListState


@transaction.atomic
def answer_workbook(
    actor: Actor, *, list_id: UUID, language: str = DEFAULT_LANGUAGE, reason: str = ""
) -> bytes:
    """An xlsx: the file as it came with the answer to each row; it leaves through the guard of exports.

    A row without an answer says where it stands. Raises NotFound, ScreeningNotInState, ScreeningFileForgotten and as
    the guard.
    """
    pushed = list_of(actor, list_id)
    require_state(pushed, ListState.OPEN, ListState.CLOSED)
    rows = list(rows_of(pushed).order_by("sheet", "number", "member"))
    export = draft(
        actor,
        kind="list_answer",
        format="xlsx",
        masked=False,
        reason=reason.strip() or say("screening.answer_reason", language, list=name_of(pushed)),
        grid_ids=[pushed.grid_id] if pushed.grid_id else grids_of_street(pushed.street_id),
        rows=len(rows),
        right=Permission.SCREENING_KEEP,
        look=Permission.SCREENING_KEEP,
    )
    content = content_of(pushed)
    workbook = open_workbook(content, pushed.file_name)
    file = read_list(workbook, mappings_of(pushed.street_id, pushed.sender))
    answer = annotate(
        content,
        workbook,
        _remarks(rows, language),
        (say("screening.heading.result", language), say("screening.heading.found", language)),
        mark=export.watermark(language),
        filled=answer_columns(file),
    )
    let_go(actor, export, size=len(answer))
    return answer


def answer_name(pushed: PushList, language: str) -> str:
    """The name of the answer's file."""
    stem = pushed.file_name.rpartition(".")[0] or pushed.file_name
    return say("screening.answer_name", language, name=stem)


def _remarks(rows: list[PushListRow], language: str) -> dict[tuple[int, int], tuple[str, str]]:
    """By physical row result and remark; of several people in one row one line each."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row.sheet, row.number].append((result_of(row, language), remark_of(row, language)))
    return {
        place: (
            "\n".join(one for one, _ in said),
            "\n".join(filter(None, (two for _, two in said))),
        )
        for place, said in found.items()
    }


def result_of(row: PushListRow, language: str) -> str:
    """The outcome, or where the row stands."""
    if row.outcome:
        return say(f"word.screening.outcome.{row.outcome}", language)
    return say(f"word.screening.row_state.{row.state}", language)


def remark_of(row: PushListRow, language: str) -> str:
    """What was found, or why the row could not be read; raises SealBroken."""
    if row.state == ListRowState.UNREADABLE:
        return reasons_of(row, language)
    return row.open_sealed("told") or ""


def reasons_of(row: PushListRow, language: str) -> str:
    """What is odd about a row, as one text."""
    return " ".join(Reason(code, details).sentence(language) for code, details in row.reasons)
