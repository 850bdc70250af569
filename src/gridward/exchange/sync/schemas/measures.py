"""People under measures as phones keep them, and what phones say of them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.exchange.sync.queries.measures import WholeMeasure
from gridward.exchange.sync.schemas.orders import TextByLanguage
from gridward.kernel.http import Shape
from gridward.kernel.texts import LANGUAGES, say
from gridward.work.measures.queries.beside import asked_a_day
from gridward.work.measures.queries.following import due_of, samples_of
from gridward.work.measures.queries.measures import person_of, phases_of, reasons_of
from gridward.work.measures.rules.days import phase_on
from gridward.work.measures.schemas.beside import ReadingTold, SampleTold
from gridward.work.measures.terms import (
    CallFor,
    ReadingWay,
    SampleMethod,
    SampleResult,
    SampleState,
    Symptom,
)

LATEST = 12
"""Readings and samples that a phone is told of."""
MeasureWords = Annotated[str, StringConstraints(max_length=500)]
MeasureLine = Annotated[str, StringConstraints(max_length=100)]


class MeasureRead(Schema):
    """A temperature of the measure `id`."""

    id: UUID
    reading_id: UUID
    way: ReadingWay
    celsius: float
    symptoms: Annotated[list[Symptom], Field(max_length=10)] = []
    note: MeasureWords = ""


class MeasureSampled(Schema):
    """A sample of the measure `id`, without its result."""

    id: UUID
    sample_id: UUID
    method: SampleMethod
    place: MeasureLine = ""
    day: date | None = None


class MeasureResult(Schema):
    """The result of a sample of the measure `id`; `reason` where it changes one that was told before.

    `reported_at` is the time on the report, by whoever wrote it, not by the phone's clock.
    """

    id: UUID
    sample_id: UUID
    result: SampleResult
    reported_at: AwareDatetime | None = None
    told_by: MeasureLine = ""
    ct: float | None = None
    reason: MeasureWords = ""


class MeasureAsked(Schema):
    """What the person of the measure `id` needs."""

    id: UUID
    call_id: UUID
    what: CallFor
    text: MeasureWords


class PhoneReading(ReadingTold):
    """A temperature with symptoms, as phones are told of it."""


class PhoneTestDay(Shape):
    """A day of a test, and where it stands."""

    day: date
    state: SampleState


class PhoneSample(SampleTold):
    """A sample, as phones are told of it."""


class PhoneCall(Shape):
    """What somebody was called for, and is under way."""

    id: UUID
    what: CallFor
    at: datetime
    said: str


class PhoneMeasure(Shape):
    """Somebody to look after. Name and phone are whole: whoever keeps this calls and visits them."""

    id: UUID
    version: int
    serial: str
    name: str
    phone: str
    guardian: str
    guardian_phone: str
    minor: bool
    place: str
    kind: TextByLanguage
    begins: date
    ends: date
    asked: int
    missed_since: date | None
    tests: list[PhoneTestDay]
    samples: list[PhoneSample]
    readings: list[PhoneReading]
    calls: list[PhoneCall]
    fever_from: float
    fever_words: dict[str, list[str]]

    @classmethod
    def of(cls, one: WholeMeasure) -> "PhoneMeasure":
        """From a measure with all that stands beside it; raises SealBroken."""
        row, person = one.row, person_of(one.row)
        now = phase_on(phases_of(row), one.today)
        kind = now.kind if now else row.kind
        latest = sorted(row.readings.all(), key=lambda each: each.at, reverse=True)[:LATEST]
        return cls(
            id=row.pk,
            version=row.version,
            serial=row.serial,
            name=person.name,
            phone=person.phone,
            guardian=person.guardian.name,
            guardian_phone=person.guardian.phone,
            minor=row.minor,
            place=reasons_of(row).place or person.address,
            kind={each: say(f"word.measures.kind.{kind}", each) for each in LANGUAGES},
            begins=row.begins,
            ends=row.ends,
            asked=asked_a_day(row, one.today),
            missed_since=one.missed_since,
            tests=[PhoneTestDay(day=each.day, state=each.state) for each in due_of(row, one.today)],
            samples=[PhoneSample.of(each) for each in samples_of(row)[:LATEST]],
            readings=[PhoneReading.of(each) for each in latest],
            calls=[
                PhoneCall(
                    id=each.pk,
                    what=CallFor(each.what),
                    at=each.at,
                    said=each.open_sealed("said") or "",
                )
                for each in one.calls
            ],
            fever_from=one.fever_from,
            fever_words={each: list(words) for each, words in one.fever_words.items()},
        )
