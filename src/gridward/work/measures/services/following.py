"""Looking after somebody: where they stay, temperature and symptoms, and who looked at a measure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.measures.models import Measure, MeasureReading
from gridward.work.measures.problems import MeasureIdTaken, MeasureReadingUnfit
from gridward.work.measures.queries.beside import ReadingSaid
from gridward.work.measures.queries.following import fever_at
from gridward.work.measures.queries.measures import measure_of, measure_to_change, reasons_of
from gridward.work.measures.services.calling import Teller, alarm, caught_up
from gridward.work.measures.services.shared import (
    changed,
    deed,
    in_force,
    note_act,
    seal_reasons,
    told,
)
from gridward.work.measures.terms import CallFor, MeasureAct, MeasureStep, ReadingWay, Symptom

LOWEST, HIGHEST = 34.0, 43.0
"""What a thermometer shows of somebody who lives, in degrees Celsius."""
_RIGHT = Permission.MEASURE_FOLLOW


@transaction.atomic
def read_measure(actor: Actor, measure_id: UUID) -> Measure:
    """One measure with its names; who looked is on record. Raises NotFound."""
    row = measure_of(actor, measure_id)
    note_act(actor, MeasureAct.SEEN, row)
    return row


@transaction.atomic
def set_place(actor: Actor, *, measure_id: UUID, version: int, place: str) -> Measure:
    """Where the person stays. Raises NotFound, NotAllowed, Stale, MeasureNotInForce, MeasureReasonMissing."""
    row = in_force(measure_to_change(actor, measure_id, _RIGHT, version))
    words = told(place)
    seal_reasons(row, replace(reasons_of(row), place=words))
    changed(row)
    deed(actor, row, MeasureStep.PLACED, words, _RIGHT)
    note_act(actor, MeasureAct.PLACED, row)
    return row


@transaction.atomic
def take_reading(
    actor: Actor,
    *,
    measure_id: UUID,
    reading_id: UUID,
    at: datetime,
    way: ReadingWay,
    celsius: float,
    symptoms: Sequence[Symptom] = (),
    note: str = "",
) -> MeasureReading:
    """A temperature with symptoms, with the id that its sender has given; sent again, it is there already.

    Raises NotFound, NotAllowed, MeasureNotInForce, MeasureReadingUnfit, MeasureIdTaken.
    """
    one_at_a_time("measures.reading", reading_id)
    row = measure_to_change(actor, measure_id, _RIGHT)
    known = MeasureReading.objects.filter(pk=reading_id).first()
    if known is not None:
        if known.measure_id != measure_id:
            raise MeasureIdTaken
        return known
    in_force(row)
    check_reading(row, at, celsius)
    said = ReadingSaid(celsius, tuple(one.value for one in symptoms), note.strip())
    reading = MeasureReading(
        id=reading_id,
        measure=row,
        at=at,
        day=clock.local_date(at),
        way=way,
        account_id=actor.as_person(_RIGHT),
        account_name=actor.name,
    )
    reading.set_sealed("said", json.dumps(asdict(said), ensure_ascii=False))
    reading.save(force_insert=True)
    note_act(actor, MeasureAct.READ, row)
    noted(actor, row, celsius, Teller(actor.account_id, actor.name))
    return reading


def noted(actor: Actor, row: Measure, celsius: float, by: Teller) -> None:
    """What follows from a reading: a fever calls somebody, what was missed is settled."""
    if celsius >= fever_at(row.grid, clock.today()):
        alarm(row, CallFor.FEVER, by)
    caught_up(actor, row)


def check_reading(row: Measure, at: datetime, celsius: float) -> None:
    """On a day of the measure, and not ahead; what begins later than it was decided is followed from the decision.

    Raises MeasureReadingUnfit.
    """
    since = clock.local_date(row.in_force_at) if row.in_force_at else row.begins
    first = min(row.begins, since)
    if at > clock.now() or clock.local_date(at) < first or not LOWEST <= celsius <= HIGHEST:
        raise MeasureReadingUnfit(lowest=LOWEST, highest=HIGHEST)
