"""A list is closed when none of its rows is open; ninety days later it is forgotten but for its counts."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.screening.models import (
    PushList,
    PushListFile,
    PushListRow,
    VerificationTask,
)
from gridward.work.screening.problems import ScreeningRowsOpen
from gridward.work.screening.queries.lists import list_to_change, outcomes_of, states_of
from gridward.work.screening.rules.kinds import kept_for
from gridward.work.screening.services.shared import note, require_state
from gridward.work.screening.terms import ListState, ScreeningAct


@transaction.atomic
def close_list(actor: Actor, *, list_id: UUID) -> PushList:
    """Close a list; closed before, nothing changes. Raises NotFound, ScreeningNotInState, ScreeningRowsOpen.

    The list is locked: whoever opens a row of it at the same time waits, and is then refused by the database.
    """
    pushed = list_to_change(actor, list_id)
    if pushed.state == ListState.CLOSED:
        return pushed
    require_state(pushed, ListState.OPEN)
    waiting = PushListRow.objects.filter(pushed=pushed, settled_at=None).count()
    if waiting:
        raise ScreeningRowsOpen(count=waiting)
    states = states_of([pushed.pk]).get(pushed.pk, {})
    pushed.counts = {**pushed.counts, "states": states, "outcomes": outcomes_of(pushed)}
    pushed.state, pushed.closed_at, pushed.closed_by = ListState.CLOSED, clock.now(), actor.name
    pushed.version += 1
    pushed.save()
    note(actor, ScreeningAct.LIST_CLOSED, pushed)
    return pushed


@transaction.atomic
def forget_closed(actor: Actor, *, now: datetime) -> int:
    """Files, rows and settled tasks of lists that were closed long ago; answers how many lists. By the clock, daily."""
    before = now - kept_for(clock.local_date(now))
    old = PushList.objects.filter(closed_at__lt=before, file__isnull=False)
    ids = list(old.values_list("id", flat=True))
    if not ids:
        return 0
    PushListRow.objects.filter(pushed_id__in=ids).delete()
    PushListFile.objects.filter(pushed_id__in=ids).delete()
    PushList.objects.filter(pk__in=ids).update(plan={}, updated_at=now)
    done = VerificationTask.objects.filter(settled_at__lt=before, rows=None)
    VerificationTask.objects.filter(pk__in=done.values("pk")).delete()
    record(actor, ScreeningAct.FORGOTTEN, count=len(ids))
    return len(ids)
