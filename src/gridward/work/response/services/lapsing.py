"""Standings whose last day is over are closed: by the clock just after midnight, and before any new decision."""

from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce
from gridward.kernel.models import store_next
from gridward.work.response.models import ResponseStanding
from gridward.work.response.terms import ResponseAct, ResponseStep, ResponseSwitched


@transaction.atomic
def close_lapsed(actor: Actor, today: date, street: UUID | None = None) -> int:
    """Close what ended yesterday or before, of one street or of all; answers how many. Done twice it finds nothing.

    What held is told by the days alone: a standing that the clock has not closed yet holds no day longer.
    """
    rows = ResponseStanding.objects.filter(closed=False, until__lt=today).order_by("id")
    if street:
        rows = rows.filter(street_id=street)
    found = list(rows.select_for_update(of=("self",)).select_related("grid", "street"))
    for one in found:
        store_next(one, closed=True)
        _note(actor, one)
    for lapsed in sorted({one.street_id for one in found}, key=str):
        announce(ResponseSwitched(lapsed, None, ResponseStep.END))
    return len(found)


def _note(actor: Actor, row: ResponseStanding) -> None:
    record(
        actor,
        ResponseAct.LAPSED,
        About("response_responsestanding", row.pk, None),
        street=row.street_id,
        unit=(row.grid or row.street).name,
        level=f"word.response.level.{row.level}",
        until=row.until.isoformat() if row.until else "",
    )
