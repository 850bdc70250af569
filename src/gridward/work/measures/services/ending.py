"""A measure ends: on its last day with what the rule asks for, or before it with a reason; later it is forgotten."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureEndNotThis,
    MeasureNeedsUnmet,
    MeasureNotOver,
    MeasureResultsLacking,
    MeasureTestsLacking,
)
from gridward.work.measures.queries.following import due_of, needs_of
from gridward.work.measures.queries.measures import measure_to_change, reasons_of
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.testing import without_negative
from gridward.work.measures.services.calling import over
from gridward.work.measures.services.shared import (
    changed,
    deed,
    in_force,
    note_act,
    seal_reasons,
    told,
)
from gridward.work.measures.terms import (
    MeasureAct,
    MeasureEnd,
    MeasureState,
    MeasureStep,
    NeedState,
)

_RIGHT = Permission.MEASURE_DECIDE


@transaction.atomic
def end(
    actor: Actor,
    *,
    measure_id: UUID,
    version: int,
    why: MeasureEnd,
    reason: str,
    met: Collection[str] = (),
) -> Measure:
    """End a measure; `met` are the conditions of the rule that were shown. A response need not be in force for it.

    Raises NotFound, NotAllowed, Stale, MeasureNotInForce, MeasureEndNotThis, MeasureReasonMissing, MeasureNotOver,
    MeasureNeedsUnmet, MeasureResultsLacking, MeasureTestsLacking.
    """
    row = in_force(measure_to_change(actor, measure_id, _RIGHT, version))
    if why is MeasureEnd.UPHELD:
        raise MeasureEndNotThis
    if why is MeasureEnd.RELEASED:
        _check_release(row, met, reason)
    words = reason.strip() if why is MeasureEnd.RELEASED else told(reason)
    return end_now(actor, row, why, words)


def end_now(actor: Actor, row: Measure, why: MeasureEnd, words: str) -> Measure:
    """End a measure that is locked."""
    row.state, row.ended_at, row.ended_for = MeasureState.ENDED, clock.now(), why
    seal_reasons(row, replace(reasons_of(row), end=words))
    changed(row)
    deed(actor, row, MeasureStep.ENDED, words, _RIGHT)
    note_act(actor, MeasureAct.ENDED, row)
    over(actor, row)
    return row


@transaction.atomic
def forget_over(actor: Actor, now: datetime) -> int:
    """What has been over for as long as it is kept goes, with its former states; answers how many measures."""
    over = now - timedelta(days=measure_rules(clock.local_date(now)).kept_days)
    gone = Q(ended_at__lt=over) | Q(state=MeasureState.REFUSED, updated_at__lt=over)
    ids = list(Measure.objects.filter(gone).values_list("pk", flat=True))
    if not ids:
        return 0
    Measure.objects.filter(pk__among=ids).delete()
    history = Measure._meta.get_field("events").related_model
    history._default_manager.filter(pgh_obj_id__among=ids).delete()
    record(actor, MeasureAct.FORGOTTEN, count=len(ids))
    return len(ids)


def _check_release(row: Measure, met: Collection[str], words: str) -> None:
    """What results can show they show, the rest is shown by a person; tests that lack have a reason."""
    today = clock.today()
    if today < row.ends:
        raise MeasureNotOver(day=row.ends.isoformat())
    needs = needs_of(row, today)
    lacking = [one for one, state in needs.items() if state is NeedState.LACKING]
    if lacking:
        raise MeasureResultsLacking(needs=" ".join(f"word.rulebooks.need.{one}" for one in lacking))
    if {one for one, state in needs.items() if state is NeedState.ASKED} - set(met):
        raise MeasureNeedsUnmet
    days = without_negative(due_of(row, today))
    if days and not words.strip():
        raise MeasureTestsLacking(days="、".join(day.isoformat() for day in days))
