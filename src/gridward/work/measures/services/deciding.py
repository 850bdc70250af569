"""Two people decide on what restricts: one decides, another confirms; either may refuse."""

from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import MeasureNotWaiting, MeasureSamePerson
from gridward.work.measures.queries.measures import measure_to_change
from gridward.work.measures.queries.response import require_response
from gridward.work.measures.services.shared import (
    changed,
    deed,
    note_act,
    still_here,
    told,
)
from gridward.work.measures.terms import MeasureAct, MeasureState, MeasureStep


@transaction.atomic
def decide(actor: Actor, *, measure_id: UUID, version: int, agrees: bool, reason: str) -> Measure:
    """Decide on a proposal; what restricts nobody is in force by it.

    Raises NotFound, NotAllowed, Stale, MeasureNotWaiting, MeasureReasonMissing, MeasureNoResponse, MeasurePersonDead,
    MeasurePersonLeft.
    """
    right = Permission.MEASURE_DECIDE
    row = _waiting(actor, measure_id, version, right, MeasureState.PROPOSED)
    words = told(reason)
    if not agrees:
        return _refused(actor, row, words, right)
    _check_still(row)
    row.decider = actor.as_person(right)
    row.state = MeasureState.DECIDED if row.restricts else MeasureState.IN_FORCE
    return _agreed(actor, row, MeasureStep.DECIDED, words, right)


@transaction.atomic
def confirm(actor: Actor, *, measure_id: UUID, version: int, agrees: bool, reason: str) -> Measure:
    """Confirm what restricts, as somebody who neither proposed nor decided it.

    Raises as `decide`, and MeasureSamePerson.
    """
    right = Permission.MEASURE_CONFIRM
    row = _waiting(actor, measure_id, version, right, MeasureState.DECIDED)
    account, words = actor.as_person(right), told(reason)
    if account in {row.decider, row.proposer}:
        raise MeasureSamePerson
    if not agrees:
        return _refused(actor, row, words, right)
    _check_still(row)
    row.confirmer, row.state = account, MeasureState.IN_FORCE
    return _agreed(actor, row, MeasureStep.CONFIRMED, words, right)


def _waiting(
    actor: Actor, measure_id: UUID, version: int, right: Permission, state: MeasureState
) -> Measure:
    row = measure_to_change(actor, measure_id, right, version)
    actor.as_person(right)
    if row.state != state:
        raise MeasureNotWaiting
    return row


def _check_still(row: Measure) -> None:
    """Days pass between steps: the response may be over, the person gone."""
    require_response(row.grid_id, clock.today())
    still_here(row.resident)


def _agreed(
    actor: Actor, row: Measure, step: MeasureStep, words: str, right: Permission
) -> Measure:
    if row.state == MeasureState.IN_FORCE:
        row.in_force_at = clock.now()
    changed(row)
    deed(actor, row, step, words, right)
    act = MeasureAct.DECIDED if step is MeasureStep.DECIDED else MeasureAct.CONFIRMED
    note_act(actor, act, row)
    return row


def _refused(actor: Actor, row: Measure, words: str, right: Permission) -> Measure:
    row.state = MeasureState.REFUSED
    changed(row)
    deed(actor, row, MeasureStep.REFUSED, words, right)
    note_act(actor, MeasureAct.REFUSED, row)
    return row
