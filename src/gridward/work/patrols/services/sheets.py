"""The daily sheet (W2): confirmed with one tap, as the server computes it at that moment; never typed."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.patrols.models import DailySheet
from gridward.work.patrols.problems import SheetAhead
from gridward.work.patrols.queries.facts import facts_of_day
from gridward.work.patrols.queries.sheets import versions
from gridward.work.patrols.rules.figures import figures as computed
from gridward.work.patrols.rules.figures import shown_otherwise
from gridward.work.patrols.services.shared import Worker, about, worker
from gridward.work.patrols.terms import PatrolAct


@transaction.atomic
def confirm_sheet(
    actor: Actor,
    *,
    sheet_id: UUID,
    grid_id: UUID,
    day: date,
    figures: Mapping[str, int] | None = None,
    note: str = "",
) -> DailySheet:
    """Confirm the actor's own sheet of a day, with the id that a phone has given it.

    `figures` are what the phone showed; those that differ from the server's are kept beside them. Where
    nothing is new since the last version, that one is answered. Raises NotFound, NotAllowed, SheetAhead.
    """
    who = worker(actor, Permission.LOG_WRITE, grid_id)
    if day > clock.today():
        raise SheetAhead(day=day.isoformat())
    one_at_a_time("patrols.sheet", grid_id, who.member_id, day)
    now = computed(facts_of_day(actor, grid_id, who.member_id, day))
    before = versions(actor, grid_id, who.member_id, day)
    sheet = _made(who, grid_of(actor, grid_id), day, now)
    sheet.id, sheet.revision, sheet.note = sheet_id, len(before) + 1, note.strip()
    sheet.shown = shown_otherwise(now, figures or {})
    if before and _same(before[-1], sheet):
        return before[-1]
    sheet.save(force_insert=True)
    record(
        actor,
        PatrolAct.SHEET_CONFIRMED,
        about(sheet, grid_id),
        grid=sheet.grid.name,
        day=day.isoformat(),
        revision=sheet.revision,
    )
    return sheet


def _made(who: Worker, grid: Grid, day: date, figures: Mapping[str, int]) -> DailySheet:
    return DailySheet(
        street_id=grid.street_id,
        grid=grid,
        member_id=who.member_id,
        account_id=who.account_id,
        account_name=who.name,
        day=day,
        figures=figures,
        confirmed_at=clock.now(),
    )


def _same(last: DailySheet, sheet: DailySheet) -> bool:
    kept = (last.figures, last.shown, last.note)
    return kept == (sheet.figures, sheet.shown, sheet.note)
