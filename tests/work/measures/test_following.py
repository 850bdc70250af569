"""Samples and results, alarms, needs, missed follow-up: each calls somebody by a work order, and decides nothing."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.measures.models import Measure, MeasureCall, MeasureTest
from gridward.work.measures.problems import (
    MeasureNeedUnfit,
    MeasureResultTold,
    MeasureSampleUnfit,
)
from gridward.work.measures.queries.calendar import calendar_of, officers, running_between
from gridward.work.measures.queries.following import advice_of, due_of
from gridward.work.measures.queries.measures import MeasureFilter, measures
from gridward.work.measures.services.calling import ask_need, call_missed
from gridward.work.measures.services.testing import tell_result
from gridward.work.measures.terms import (
    CallFor,
    MeasureState,
    MeasureView,
    ResultSaid,
    SampleResult,
)
from gridward.work.rulebooks.terms import PersonCategory
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OVER
from tests.work.measures.acts import DAY, asked_today, in_force, sampled
from tests.world import World

POSITIVE, NEGATIVE = SampleResult.POSITIVE, SampleResult.NEGATIVE


def order_of(row: Measure, what: CallFor) -> Order:
    call = MeasureCall.objects.get(measure=row, what=what)
    assert call.order is not None
    return call.order


def missed(world: World) -> int:
    rows = measures(world.actor("leader_a"), MeasureFilter(view=MeasureView.MISSED), clock.today())
    return rows.count()


def test_a_result_comes_later_and_is_corrected_with_a_reason(responding: World) -> None:
    row = in_force(responding)
    sample = sampled(responding, row, clock.today(), None)
    worker = responding.actor("worker_a1")
    early = ResultSaid(NEGATIVE, sample.sampled_at - timedelta(hours=1), "样例检测点")
    with pytest.raises(MeasureSampleUnfit):
        tell_result(worker, sample_id=sample.pk, said=early)
    said = ResultSaid(NEGATIVE, clock.now(), "样例检测点")
    tell_result(worker, sample_id=sample.pk, said=said)
    assert tell_result(worker, sample_id=sample.pk, said=said).result == "negative"
    other = ResultSaid(POSITIVE, clock.now(), "样例检测点")
    with pytest.raises(MeasureResultTold):
        tell_result(worker, sample_id=sample.pk, said=other)
    with pytest.raises(NotFound):
        tell_result(responding.actor("worker_b1"), sample_id=sample.pk, said=other, reason="更正")
    tell_result(worker, sample_id=sample.pk, said=other, reason="送检机构更正")
    assert due_of(row, clock.today())[0].state == "positive"
    assert not Order.objects.filter(kind__code="fever").exists()


def test_what_is_positive_calls_the_liaison_and_shows_the_books(responding: World) -> None:
    row = in_force(responding, category=PersonCategory.SECONDARY_CONTACT)
    sampled(responding, row, clock.today(), POSITIVE)
    sampled(responding, row, clock.today(), POSITIVE)
    order = order_of(row, CallFor.POSITIVE)
    assert (order.confined, order.kind.code, order.post) == (
        True,
        "measure_alarm",
        "health_liaison",
    )
    assert row.serial in (order.open_sealed("said") or "")
    assert "张三" not in (order.open_sealed("said") or "")
    categories = [one.category for one in advice_of(row, clock.today())]
    assert categories == [PersonCategory.ASYMPTOMATIC, PersonCategory.CLOSE_CONTACT]
    row.refresh_from_db()
    assert (row.state, row.category) == (MeasureState.IN_FORCE, "secondary_contact")
    [news] = EventRecord.objects.filter(name="MeasureAlarmed")
    assert news.payload["what"] == "positive"


def test_a_fever_calls_once_and_says_what_the_book_says(responding: World) -> None:
    row = in_force(responding)
    asked_today(responding, row, 37.2)
    assert not MeasureCall.objects.exists()
    for _ in range(2):
        asked_today(responding, row, 37.3)
    assert order_of(row, CallFor.FEVER).state not in OVER
    [advice] = advice_of(row, clock.today())
    assert any("37.3" in one for one in advice.words["zh-Hans"])


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (CallFor.MEDICINE, "medical_need"),
        (CallFor.CARE, "medical_need"),
        (CallFor.FOOD, "resident_need"),
    ],
)
def test_a_need_is_an_order_and_medicine_goes_first(
    responding: World, what: CallFor, kind: str
) -> None:
    row = in_force(responding)
    words = {"measure_id": row.pk, "call_id": new_id(), "what": what, "text": "降压药快吃完了"}
    for _ in range(2):
        ask_need(responding.actor("worker_a1"), **words)  # type: ignore[arg-type]
    order = order_of(row, what)
    assert (order.kind.code, order.resident_id) == (kind, row.resident_id)
    assert row.serial not in (order.open_sealed("said") or "")


def test_a_need_is_one_of_four_and_told_by_whoever_follows(responding: World) -> None:
    row = in_force(responding)
    words = {"measure_id": row.pk, "call_id": new_id(), "text": "米面"}
    with pytest.raises(MeasureNeedUnfit):
        ask_need(responding.actor("worker_a1"), what=CallFor.FEVER, **words)  # type: ignore[arg-type]
    with pytest.raises((NotAllowed, NotFound)):
        ask_need(responding.actor("police_a"), what=CallFor.FOOD, **words)  # type: ignore[arg-type]


def test_a_missed_day_is_an_order_until_somebody_catches_up(
    responding: World, noon: time_machine.Traveller
) -> None:
    row, clockwork = in_force(responding), operator("schedule")
    assert call_missed(clockwork, clock.today()) == 0
    noon.shift(DAY)
    assert (call_missed(clockwork, clock.today()), call_missed(clockwork, clock.today())) == (1, 0)
    order = order_of(row, CallFor.MISSED)
    assert (order.post, missed(responding)) == ("grid_manager", 1)
    asked_today(responding, row)
    assert missed(responding) == 1
    sampled(responding, row, clock.today() - DAY)
    order.refresh_from_db()
    assert (order.state in OVER, missed(responding)) == (True, 0)
    assert call_missed(clockwork, clock.today()) == 0


def test_what_was_ended_by_hand_comes_again_for_later_days(
    responding: World, noon: time_machine.Traveller
) -> None:
    in_force(responding)
    clockwork = operator("schedule")
    noon.shift(DAY)
    call_missed(clockwork, clock.today())
    MeasureCall.objects.update(ended_at=clock.now(), end="order")
    assert call_missed(clockwork, clock.today()) == 0
    noon.shift(DAY)
    assert call_missed(clockwork, clock.today()) == 1
    assert MeasureTest.objects.count() == 0


def test_the_calendar_tells_due_and_missed_by_officer(
    responding: World, noon: time_machine.Traveller
) -> None:
    row = in_force(responding)
    leader, first = responding.actor("leader_a"), clock.today()
    noon.shift(DAY)
    asked_today(responding, row)
    [officer] = officers(leader, clock.today())
    rows = running_between(leader, None, officer.member, first, first + DAY)
    days = calendar_of(rows, first, 2, clock.today())
    assert [(len(one.missed), len(one.due), len(one.tests)) for one in days] == [
        (1, 0, 1),
        (0, 1, 1),
    ]
    assert not running_between(leader, None, new_id(), first, first + DAY)
