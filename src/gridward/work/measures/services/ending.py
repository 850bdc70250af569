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
)
from gridward.work.measures.queries.measures import measure_to_change, reasons_of
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.services.shared import (
    changed,
    deed,
    in_force,
    note_act,
    seal_reasons,
    told,
)
from gridward.work.measures.terms import MeasureAct, MeasureEnd, MeasureState, MeasureStep

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
    MeasureNeedsUnmet.
    """
    row = in_force(measure_to_change(actor, measure_id, _RIGHT, version))
    if why is MeasureEnd.UPHELD:
        raise MeasureEndNotThis
    if why is MeasureEnd.RELEASED:
        _check_release(row, met)
    words = reason.strip() if why is MeasureEnd.RELEASED else told(reason)
    return end_now(actor, row, why, words)


def end_now(actor: Actor, row: Measure, why: MeasureEnd, words: str) -> Measure:
    """End a measure that is locked."""
    row.state, row.ended_at, row.ended_for = MeasureState.ENDED, clock.now(), why
    seal_reasons(row, replace(reasons_of(row), end=words))
    changed(row)
    deed(actor, row, MeasureStep.ENDED, words, _RIGHT)
    note_act(actor, MeasureAct.ENDED, row)
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


def _check_release(row: Measure, met: Collection[str]) -> None:
    if clock.today() < row.ends:
        raise MeasureNotOver(day=row.ends.isoformat())
    if set(row.rule.get("needs", [])) - set(met):
        raise MeasureNeedsUnmet
