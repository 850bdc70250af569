"""People under measures on phones: whom the owner follows, what is told once, nobody else's."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine

from gridward.exchange.sync.queries.documents import documents
from gridward.exchange.sync.queries.feed import Behind
from gridward.exchange.sync.rules.cursors import Cursor
from gridward.exchange.sync.schemas.measures import PhoneMeasure
from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel import clock
from gridward.work.measures.models import Measure, MeasureCall, MeasureReading, MeasureTest
from tests.exchange.sync.phones import Phone
from tests.work.measures.acts import in_force
from tests.work.measures.conftest import NOON
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def measure(world: World) -> Measure:
    declared(world, "a0", since=NOON.date())
    return in_force(world)


def told(world: World, row: Measure, name: str) -> tuple[list[PhoneMeasure], list[object]]:
    touched = Behind(((DocumentKind.MEASURE, row.pk),), Cursor(), more=False)
    new = documents(world.actor(name), world.grids["a1"], touched)
    return [PhoneMeasure.of(one) for one in new.measures], list(new.gone)


def test_whoever_follows_has_them_with_what_is_due(world: World, measure: Measure) -> None:
    [one], gone = told(world, measure, "worker_a1")
    assert (one.name, one.phone[-4:], one.asked, gone) == ("张三", "8000", 2, [])
    assert one.tests[0].state == "due"
    assert (one.fever_from, bool(one.fever_words["zh-Hans"])) == (37.3, True)


def test_others_hear_not_even_that_there_is_one(world: World, measure: Measure) -> None:
    assert told(world, measure, "supervisor_a1") == ([], [])


def test_what_has_ended_leaves_the_phone(world: World, measure: Measure) -> None:
    Measure.objects.update(state="ended", ended_at=clock.now(), ended_for="early")
    assert told(world, measure, "worker_a1") == ([], [measure.pk])


def test_a_result_follows_its_sample_in_one_push_and_is_told_once(
    world: World, measure: Measure
) -> None:
    phone, sample = Phone(world.account("worker_a1")), str(uuid4())
    ids = {"id": str(measure.pk), "sample_id": sample}
    commands = [
        phone.give("measure.sample", {**ids, "method": "nucleic_acid"}),
        phone.give(
            "measure.result", {**ids, "result": "positive", "told_by": "市一检验", "ct": 31}
        ),
    ]
    for _ in range(2):
        phone.send(commands)
    row = MeasureTest.objects.get()
    assert (row.result, row.reported_at, phone.needs_you) == ("positive", NOON, {})
    assert list(MeasureCall.objects.values_list("what", flat=True)) == ["positive"]
    [one], _ = told(world, measure, "worker_a1")
    [down] = one.samples
    assert (str(down.id), down.result, down.told_by, down.ct) == (
        sample,
        "positive",
        "市一检验",
        31,
    )


def test_another_result_has_a_reason_and_belongs_to_the_persons_own_sample(
    world: World, measure: Measure
) -> None:
    phone, sample = Phone(world.account("worker_a1")), str(uuid4())
    ids = {"id": str(measure.pk), "sample_id": sample}
    phone.give("measure.sample", {**ids, "method": "antigen"})
    phone.give("measure.result", {**ids, "result": "invalid"})
    phone.give("measure.result", {**ids, "result": "negative"})
    phone.give("measure.result", {**ids, "id": str(uuid4()), "result": "invalid"})
    phone.give("measure.result", {**ids, "result": "negative", "reason": "报错了人"})
    phone.push()
    codes = [one["code"] for one in phone.needs_you.values()]
    assert codes == ["measures.result_told", "not_found"]
    assert MeasureTest.objects.get().result == "negative"


def test_a_command_that_comes_twice_is_carried_out_once(world: World, measure: Measure) -> None:
    phone = Phone(world.account("worker_a1"))
    ids = {"id": str(measure.pk)}
    reading = {"reading_id": str(uuid4()), "way": "call", "celsius": 38.0}
    commands = [
        phone.give("measure.reading", {**ids, **reading}),
        phone.give("measure.sample", {**ids, "sample_id": str(uuid4()), "method": "antigen"}),
        phone.give(
            "measure.need", {**ids, "call_id": str(uuid4()), "what": "medicine", "text": "降压药"}
        ),
    ]
    for _ in range(2):
        phone.send(commands)
    counts = [model.objects.count() for model in (MeasureReading, MeasureTest)]
    assert counts == [1, 1]
    assert sorted(MeasureCall.objects.values_list("what", flat=True)) == ["fever", "medicine"]
