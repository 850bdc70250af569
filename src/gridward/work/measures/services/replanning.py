"""An authorised person accepts the rule of today for measures that were begun by another; nothing moves by itself."""

from collections.abc import Sequence

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureMoveNoEnd,
    MeasureMoveNone,
    MeasureSamePerson,
)
from gridward.work.measures.queries.books import RulesOn, rule_told
from gridward.work.measures.queries.measures import measure_to_change
from gridward.work.measures.queries.moving import MOST, Moved, moved, right_for, took_part
from gridward.work.measures.queries.response import require_response
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.services.ending import end_now
from gridward.work.measures.services.shared import (
    changed,
    deed,
    in_force,
    note_act,
    set_course,
    store_phases,
    told,
)
from gridward.work.measures.terms import (
    Course,
    MeasureAct,
    MeasureEnd,
    MeasureStep,
    MoveOutcome,
    MoveSeen,
)


@transaction.atomic
def accept_moves(actor: Actor, *, chosen: Sequence[MoveSeen], reason: str) -> int:
    """Move measures to the rule of today as it was shown; all of them or none. Answers how many.

    What burdens somebody for longer, or more, is accepted by whoever may confirm and neither proposed nor decided the
    measure, while a response is in force.

    Raises NotFound, NotAllowed, Stale, MeasureMoveNone, MeasureMoveNoEnd, MeasureNotInForce, MeasureReasonMissing,
    MeasureSamePerson, MeasureNoResponse.
    """
    words = told(reason)
    if not 0 < len(chosen) <= MOST:
        raise MeasureMoveNone(most=MOST)
    rules = RulesOn(clock.today())
    for one in sorted(chosen, key=lambda one: one.id):
        _accept(actor, one, rules, words)
    return len(chosen)


def _accept(actor: Actor, seen: MoveSeen, rules: RulesOn, words: str) -> None:
    row = measure_to_change(actor, seen.id, Permission.MEASURE_DECIDE, seen.version)
    found = moved(in_force(row), rules, clock.today())
    if found is None or found.move.ends != seen.ends:
        raise Stale
    if found.move.outcome is MoveOutcome.NO_END:
        raise MeasureMoveNoEnd(serial=row.serial)
    right = _right(actor, row, found)
    if found.move.outcome is MoveOutcome.RELEASED:
        end_now(actor, row, MeasureEnd.RULE_ENDED, words)
        return
    _store(row, found)
    deed(actor, row, MeasureStep.REPLANNED, words, right)
    note_act(actor, MeasureAct.REPLANNED, row)


def _right(actor: Actor, row: Measure, found: Moved) -> Permission:
    right = right_for(found.move)
    actor.require(right, row.grid_id)
    actor.as_person(right)
    if found.move.burdens:
        if took_part(actor, row):
            raise MeasureSamePerson
        require_response(row.grid_id, clock.today())
    return right


def _store(row: Measure, found: Moved) -> None:
    phases = found.move.phases
    row.rule = rule_told(row.grid, found.planned, row.counted_from)
    row.computed_ends = found.planned.ends
    row.restricts = any(restricts(one.kind) for one in phases)
    set_course(row, Course(phases, computed=found.move.ends == found.planned.ends))
    changed(row)
    store_phases(row, phases)
