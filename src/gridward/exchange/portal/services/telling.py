"""What the person of a measure tells by their own link: temperature and symptoms, and what they need.

A reading and a need are added by whoever was admitted, past no wall. What follows from them (a fever calls somebody, a
need becomes an order) the house does in its own name, for the measure that was admitted and no other.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.exchange.portal.problems import SendingReused
from gridward.exchange.portal.queries.linking import admit_measure
from gridward.exchange.portal.services.declaring import HOUSEHOLD
from gridward.exchange.portal.terms import LinkAdmitted, PortalAct
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.rows import beyond
from gridward.work.measures.models import Measure, MeasureCall, MeasureReading
from gridward.work.measures.queries.beside import ReadingSaid
from gridward.work.measures.queries.following import fever_at
from gridward.work.measures.queries.measures import named
from gridward.work.measures.services.calling import HOUSE, Teller, take_need
from gridward.work.measures.services.following import check_reading, noted
from gridward.work.measures.terms import CallFor, ReadingWay, Symptom


@dataclass(frozen=True)
class OwnReading:
    """What a page is told of a reading: whether it is a fever, by the books."""

    fever: bool


@transaction.atomic
def tell_reading(
    token: str, *, sending_id: UUID, celsius: float, symptoms: Sequence[Symptom], note: str
) -> OwnReading:
    """Take a reading in, as now; sent again with its id, it is there already.

    Raises what `admit_measure` raises, MeasureReadingUnfit, SendingReused.
    """
    admitted = admit_measure(token)
    one_at_a_time("measures.reading", sending_id)
    known = MeasureReading.objects.filter(pk=sending_id, measure=admitted.measure).exists()
    if not known:
        _enter(admitted, sending_id, ReadingSaid(celsius, tuple(symptoms), note.strip()))
        _note(PortalAct.SELF_READ, admitted)
    house = operator(HOUSE)
    with beyond(house):
        row = named(Measure.objects.all()).get(pk=admitted.measure)
        check_reading(row, clock.now(), celsius)
        if not known:
            noted(house, row, celsius, Teller())
        return OwnReading(fever=celsius >= fever_at(row.grid, clock.today()))


@transaction.atomic
def tell_need(token: str, *, sending_id: UUID, what: CallFor, text: str) -> None:
    """Take a need in; it becomes a work order at once. Sent again with its id, it is there already.

    Raises what `admit_measure` raises, MeasureNeedUnfit, MeasureReasonMissing, SendingReused.
    """
    admitted = admit_measure(token)
    one_at_a_time("measures.call", sending_id)
    with beyond(operator(HOUSE)):
        known = MeasureCall.objects.filter(pk=sending_id).first()
        if known is not None and known.measure_id != admitted.measure:
            raise SendingReused
        if known is None:
            row = named(Measure.objects.all()).get(pk=admitted.measure)
            take_need(row, sending_id, what, text, Teller())
    if known is None:
        _note(PortalAct.SELF_ASKED, admitted)


def _enter(admitted: LinkAdmitted, sending_id: UUID, said: ReadingSaid) -> None:
    now = clock.now()
    row = MeasureReading(
        id=sending_id,
        measure_id=admitted.measure,
        at=now,
        day=clock.local_date(now),
        way=ReadingWay.SELF,
    )
    row.set_sealed("said", json.dumps(asdict(said), ensure_ascii=False))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SendingReused from None


def _note(act: PortalAct, admitted: LinkAdmitted) -> None:
    about = About(Measure._meta.db_table, admitted.measure, admitted.grid)
    record(HOUSEHOLD, act, about, street=admitted.street, serial=admitted.serial)
