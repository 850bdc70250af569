"""Samples and their results. What is positive calls somebody and shows what the books say; it decides nothing (L7)."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.measures.models import Measure, MeasureTest
from gridward.work.measures.problems import MeasureIdTaken, MeasureResultTold, MeasureSampleUnfit
from gridward.work.measures.queries.following import sample_of, sample_said, taken_of
from gridward.work.measures.queries.measures import measure_to_change, phases_of
from gridward.work.measures.rules.testing import day_for
from gridward.work.measures.services.calling import Teller, alarm, caught_up
from gridward.work.measures.services.shared import deed, in_force, note_act
from gridward.work.measures.terms import (
    CallFor,
    MeasureAct,
    MeasureStep,
    ResultSaid,
    SampleResult,
    SampleSaid,
    SampleSealed,
)

LOWEST_CT, HIGHEST_CT = 0.0, 45.0
_RIGHT = Permission.MEASURE_FOLLOW


@transaction.atomic
def take_sample(actor: Actor, *, measure_id: UUID, said: SampleSaid) -> MeasureTest:
    """A sample, with its result where there is one, and with the id that its sender has given it.

    Sent again, it is there already. Raises NotFound, NotAllowed, MeasureNotInForce, MeasureSampleUnfit, MeasureIdTaken.
    """
    one_at_a_time("measures.sample", said.id)
    row = measure_to_change(actor, measure_id, _RIGHT)
    known = MeasureTest.objects.filter(pk=said.id).first()
    if known is not None:
        if known.measure_id != measure_id:
            raise MeasureIdTaken
        return known
    in_force(row)
    _check_time(row, said.at)
    sample = _sample(actor, row, said)
    sample.save(force_insert=True)
    note_act(actor, MeasureAct.SAMPLED, row)
    if said.result is not None:
        _tell(actor, row, sample, said.result)
    caught_up(actor, row)
    return sample


@transaction.atomic
def tell_result(
    actor: Actor, *, sample_id: UUID, said: ResultSaid, reason: str = ""
) -> MeasureTest:
    """The result of a sample, also after the measure has ended. The same again is there already; another has a reason.

    Raises NotFound, NotAllowed, MeasureSampleUnfit, MeasureResultTold.
    """
    one_at_a_time("measures.sample", sample_id)
    sample = sample_of(actor, sample_id)
    row = measure_to_change(actor, sample.measure_id, _RIGHT)
    if sample.result == said.result:
        return sample
    if sample.result:
        if not reason.strip():
            raise MeasureResultTold
        deed(actor, row, MeasureStep.RESULT_CHANGED, reason.strip(), _RIGHT)
    _tell(actor, row, sample, said)
    return sample


def _sample(actor: Actor, row: Measure, said: SampleSaid) -> MeasureTest:
    phases = phases_of(row)
    day = said.day or day_for(phases, taken_of(row), clock.local_date(said.at))
    if said.day and not any(said.day in one.tests for one in phases):
        raise MeasureSampleUnfit(lowest=LOWEST_CT, highest=HIGHEST_CT)
    sample = MeasureTest(
        id=said.id,
        measure=row,
        day=day,
        sampled_at=said.at,
        method=said.method,
        account_id=actor.as_person(_RIGHT),
        account_name=actor.name,
    )
    _seal(sample, SampleSealed(said.place.strip(), said.laboratory.strip()))
    return sample


def _tell(actor: Actor, row: Measure, sample: MeasureTest, said: ResultSaid) -> None:
    unfit = said.reported_at > clock.now() or said.reported_at < sample.sampled_at
    if unfit or (said.ct is not None and not LOWEST_CT <= said.ct <= HIGHEST_CT):
        raise MeasureSampleUnfit(lowest=LOWEST_CT, highest=HIGHEST_CT)
    sample.result, sample.reported_at = said.result, said.reported_at
    _seal(sample, replace(sample_said(sample), told_by=said.told_by.strip(), ct=said.ct))
    sample.save()
    note_act(actor, MeasureAct.RESULT_TOLD, row)
    if said.result is SampleResult.POSITIVE:
        alarm(row, CallFor.POSITIVE, Teller(actor.account_id, actor.name))


def _check_time(row: Measure, at: datetime) -> None:
    """On a day of the measure or since it was decided, and not ahead."""
    since = clock.local_date(row.in_force_at) if row.in_force_at else row.begins
    if at > clock.now() or clock.local_date(at) < min(row.begins, since):
        raise MeasureSampleUnfit(lowest=LOWEST_CT, highest=HIGHEST_CT)


def _seal(sample: MeasureTest, said: SampleSealed) -> None:
    sample.set_sealed("said", json.dumps(asdict(said), ensure_ascii=False))
