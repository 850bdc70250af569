"""Somebody objects; within the hours of the house somebody decides who took no part, and the measure follows (L12)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotFound
from gridward.work.measures.models import Measure, MeasureAppeal
from gridward.work.measures.problems import (
    MeasureAppealDecided,
    MeasureAppealOpen,
    MeasureEndMissing,
    MeasureEndUnfit,
    MeasureIdTaken,
    MeasureOwnDecision,
)
from gridward.work.measures.queries.measures import measure_to_change, phases_of
from gridward.work.measures.rules.courses import cut, milder_from
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.services.ending import end_now
from gridward.work.measures.services.shared import (
    changed,
    deed,
    in_force,
    note_act,
    store_phases,
    told,
)
from gridward.work.measures.terms import (
    AppealBy,
    ControlKind,
    MeasureAct,
    MeasureAppealOutcome,
    MeasureEnd,
    MeasureStep,
)

_RIGHT = Permission.MEASURE_DECIDE
_STEPS = {
    MeasureAppealOutcome.UPHELD: MeasureStep.APPEAL_UPHELD,
    MeasureAppealOutcome.CHANGED: MeasureStep.APPEAL_CHANGED,
    MeasureAppealOutcome.REJECTED: MeasureStep.APPEAL_REJECTED,
}


@dataclass(frozen=True)
class ToLess:
    """What an appeal changes: an earlier last day, a milder kind from today on, or both."""

    ends: date | None = None
    kind: ControlKind | None = None


@transaction.atomic
def take_appeal(
    actor: Actor, *, measure_id: UUID, appeal_id: UUID, by: AppealBy, text: str
) -> MeasureAppeal:
    """Write down what is said against a measure; it holds until that is decided. Sent again, it is there already.

    Raises NotFound, NotAllowed, MeasureNotInForce, MeasureReasonMissing, MeasureAppealOpen, MeasureIdTaken.
    """
    one_at_a_time("measures.appeal", measure_id)
    row = measure_to_change(actor, measure_id, Permission.MEASURE_FOLLOW)
    known = MeasureAppeal.objects.filter(pk=appeal_id).first()
    if known is not None:
        if known.measure_id != measure_id:
            raise MeasureIdTaken
        return known
    in_force(row)
    if row.appeals.filter(decided_at=None).exists():
        raise MeasureAppealOpen
    words = told(text)
    appeal = _new(actor, row, appeal_id, by)
    appeal.set_sealed("said", words)
    appeal.save(force_insert=True)
    deed(actor, row, MeasureStep.APPEALED, words, Permission.MEASURE_FOLLOW)
    note_act(actor, MeasureAct.APPEALED, row)
    return appeal


@transaction.atomic
def decide_appeal(
    actor: Actor,
    *,
    appeal_id: UUID,
    outcome: MeasureAppealOutcome,
    text: str,
    less: ToLess | None = None,
) -> MeasureAppeal:
    """Decide as somebody who neither proposed, decided nor confirmed; the outcome changes the measure at once.

    Raises NotFound, NotAllowed, MeasureAppealDecided, MeasureOwnDecision, MeasureNotInForce, MeasureReasonMissing,
    MeasureEndMissing, MeasureEndUnfit, MeasureStricter.
    """
    appeal = MeasureAppeal.objects.filter(pk=appeal_id).first()
    if appeal is None:
        raise NotFound
    one_at_a_time("measures.appeal", appeal.measure_id)
    row = in_force(measure_to_change(actor, appeal.measure_id, _RIGHT))
    appeal.refresh_from_db()
    if appeal.decided_at is not None:
        raise MeasureAppealDecided
    if actor.as_person(_RIGHT) in {row.proposer, row.decider, row.confirmer}:
        raise MeasureOwnDecision
    words = told(text)
    _decided(actor, appeal, outcome, words)
    deed(actor, row, _STEPS[outcome], words, _RIGHT)
    note_act(actor, MeasureAct.APPEAL_DECIDED, row)
    _follow(actor, row, outcome, words, less)
    return appeal


def _new(actor: Actor, row: Measure, appeal_id: UUID, by: AppealBy) -> MeasureAppeal:
    now = clock.now()
    hours = measure_rules(clock.local_date(now)).appeal_hours
    return MeasureAppeal(
        id=appeal_id,
        measure=row,
        by=by,
        at=now,
        due_at=now + timedelta(hours=hours),
        taken_by=actor.name,
    )


def _decided(
    actor: Actor, appeal: MeasureAppeal, outcome: MeasureAppealOutcome, words: str
) -> None:
    appeal.set_sealed("reply", words)
    appeal.decided_at, appeal.decided_by, appeal.outcome = clock.now(), actor.name, outcome
    appeal.save()


def _follow(
    actor: Actor, row: Measure, outcome: MeasureAppealOutcome, words: str, less: ToLess | None
) -> None:
    match outcome:
        case MeasureAppealOutcome.UPHELD:
            end_now(actor, row, MeasureEnd.UPHELD, words)
        case MeasureAppealOutcome.CHANGED:
            _lessen(row, less or ToLess())
        case MeasureAppealOutcome.REJECTED:
            pass


def _lessen(row: Measure, less: ToLess) -> None:
    """Nothing that an appeal brings makes a measure longer or stricter."""
    if less.ends is None and less.kind is None:
        raise MeasureEndMissing
    phases, today = tuple(phases_of(row)), clock.today()
    if less.kind is not None:
        phases = milder_from(phases, less.kind, today)
    if less.ends is not None:
        first = max(today, row.begins)
        if not first <= less.ends <= row.ends:
            raise MeasureEndUnfit(first=first.isoformat(), last=row.ends.isoformat())
        phases = cut(phases, less.ends)
    row.ends = phases[-1].ends
    row.kind = phases[0].kind
    row.restricts = any(restricts(one.kind) for one in phases)
    changed(row)
    store_phases(row, phases)
