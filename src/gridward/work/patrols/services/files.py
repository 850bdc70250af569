"""Annex 2 on paper: one log, several, or all of a day or a grid in one file, as PDF or Word.

What is printed is what was signed. Every file leaves through the guard of exports, as Annex 3 and 4 do, which records
it and says what stands across each page. Paper is Chinese whoever prints it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.kernel.texts import say
from gridward.work.patrols.models import Countersignature, WorkLog
from gridward.work.patrols.queries.logs import logs_chosen
from gridward.work.patrols.queries.rows import WorkFilter
from gridward.work.patrols.rules.forms import LogFacts, Signed, log_form

PAPER = Path(__file__).resolve().parents[1] / "paper"
KIND = "annex2"


@transaction.atomic
def log_file(
    actor: Actor, *, ids: Sequence[UUID] = (), wanted: WorkFilter, format_: PaperFormat
) -> Printed:
    """Logs on Annex 2, each on its own page, with the signatures as they were drawn (PDF) or by name (Word).

    Whoever writes logs prints the own ones; those of others are for whoever exports. Raises NoLogChosen, TooManyLogs
    and what the guard of exports raises.
    """
    rows = logs_chosen(actor, ids, wanted)
    forms = [log_form(_facts(row)) for row in rows]
    own = all(row.member_id == actor.member_id for row in rows)
    right = Permission.LOG_WRITE if own else Permission.REGISTER_EXPORT
    return _let_go(actor, format_, {row.grid_id for row in rows}, forms, len(rows), right)


@transaction.atomic
def blank_log_file(actor: Actor, *, grid_id: UUID, format_: PaperFormat) -> Printed:
    """An empty Annex 2 of a grid, for whoever writes by hand. Raises NotFound, NotAllowed and what the guard raises."""
    actor.require(Permission.WORK_READ, grid_id)
    grid = grid_of(actor, grid_id)
    form = log_form(LogFacts(grid.street.name, grid.community.name, grid.name))
    return _let_go(actor, format_, {grid.pk}, [form], 0, Permission.WORK_READ)


def _let_go(
    actor: Actor,
    format_: PaperFormat,
    grid_ids: set[UUID],
    forms: Sequence[Mapping[str, Any]],
    rows: int,
    right: Permission,
) -> Printed:
    """Make the file with the watermark of its export; the record is written last, so that nobody waits meanwhile."""
    export = draft(
        actor,
        kind=KIND,
        format=format_.value,
        masked=True,
        grid_ids=grid_ids,
        rows=rows,
        right=right,
    )
    data = {"forms": forms, "watermark": export.watermark()}
    content = paper(PAPER / KIND, format_, data)
    let_go(actor, export, size=len(content))
    where = {form["where"] for form in forms}
    name = say("log.file", where=where.pop() if len(where) == 1 else say("log.several"), count=rows)
    return Printed.named(name, format_, content)


def _facts(row: WorkLog) -> LogFacts:
    grid: Grid = row.grid
    return LogFacts(
        street=grid.street.name,
        community=grid.community.name,
        grid=grid.name,
        start=row.start_at.astimezone(clock.LOCAL),
        end=row.end_at.astimezone(clock.LOCAL),
        work=row.work,
        handling=row.handling,
        result=row.result,
        revision=row.revision,
        reason=row.reason,
        signed=_signed(row),
        countersigned=[_signed(one) for one in row.countersignatures.all()],
    )


def _signed(row: WorkLog | Countersignature) -> Signed:
    return Signed(row.account_name, row.signed_at.astimezone(clock.LOCAL), row.signature)
