"""Transfers with a receipt, appeals with a clock, readings once or twice a day."""

from datetime import date, timedelta

import pytest
import time_machine

from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.measures.models import Measure, MeasureAppeal, MeasureTransfer
from gridward.work.measures.problems import (
    MeasureAppealDecided,
    MeasureAppealOpen,
    MeasureEndUnfit,
    MeasureOwnDecision,
    MeasureReadingUnfit,
    MeasureReasonMissing,
    MeasureStricter,
    MeasureTransferAnswered,
    MeasureTransferOpen,
    MeasureTransferUnfit,
)
from gridward.work.measures.queries.beside import missed_of, reading_said, transfers
from gridward.work.measures.queries.measures import measure_of, phases_of, visible_to
from gridward.work.measures.services.appealing import ToLess, decide_appeal, take_appeal
from gridward.work.measures.services.following import set_place, take_reading
from gridward.work.measures.services.transferring import answer_transfer, ask_transfer
from gridward.work.measures.terms import (
    AppealBy,
    ControlKind,
    MeasureAppealOutcome,
    MeasureState,
    ReadingWay,
    Symptom,
    TransferAnswer,
)
from tests.work.measures.acts import DAY, in_force
from tests.world import World

ACCEPTS, REFUSES = TransferAnswer.ACCEPTED, TransferAnswer.REFUSED


def asked(world: World, row: Measure, to: str, by: str = "leader_a") -> MeasureTransfer:
    return ask_transfer(
        world.actor(by),
        measure_id=row.pk,
        transfer_id=new_id(),
        grid_code=world.grids[to].code,
        reason="人已转到隔离点",
    )


def answered(
    world: World, one: MeasureTransfer, by: str, answer: TransferAnswer, text: str = ""
) -> MeasureTransfer:
    return answer_transfer(world.actor(by), transfer_id=one.pk, answer=answer, text=text)


def appealed(world: World, row: Measure, by: str = "worker_a1") -> MeasureAppeal:
    return take_appeal(
        world.actor(by),
        measure_id=row.pk,
        appeal_id=new_id(),
        by=AppealBy.ONESELF,
        text="当时戴口罩，间隔三米",
    )


def test_until_the_other_grid_accepts_the_sender_answers_for_it(responding: World) -> None:
    row = in_force(responding)
    one = asked(responding, row, "f1")
    with pytest.raises(MeasureTransferOpen):
        asked(responding, row, "b1")
    there = responding.actor("chief_f")
    assert measure_of(there, row.pk).grid_id == responding.grids["a1"].pk
    assert not visible_to(there).exists()
    answered(responding, one, "chief_f", ACCEPTS)
    row.refresh_from_db()
    assert (row.grid_id, row.street_id) == (
        responding.grids["f1"].pk,
        responding.streets["foreign"].pk,
    )
    assert not visible_to(responding.actor("leader_a")).exists()
    [receipt] = transfers(responding.actor("leader_a"))
    assert (receipt.answer, receipt.answered_by) == ("accepted", "测试chief_f")


def test_a_refused_transfer_changes_nothing_and_has_a_reason(responding: World) -> None:
    row = in_force(responding)
    one = asked(responding, row, "b1")
    with pytest.raises(MeasureReasonMissing):
        answered(responding, one, "leader_b", REFUSES)
    answered(responding, one, "leader_b", REFUSES, "没有收治条件")
    row.refresh_from_db()
    assert row.grid_id == responding.grids["a1"].pk
    with pytest.raises(MeasureTransferAnswered):
        answered(responding, one, "leader_b", ACCEPTS)
    assert asked(responding, row, "b1").pk != one.pk


def test_the_asked_grid_alone_answers(responding: World) -> None:
    one = asked(responding, in_force(responding), "b1")
    with pytest.raises((NotAllowed, NotFound)):
        answered(responding, one, "leader_a", ACCEPTS)
    with pytest.raises(NotFound):
        answered(responding, one, "chief_f", ACCEPTS)
    with pytest.raises(NotAllowed):
        answered(responding, one, "worker_b1", ACCEPTS)


def test_a_transfer_leads_to_another_grid_in_force(responding: World) -> None:
    row = in_force(responding)
    with pytest.raises(MeasureTransferUnfit):
        asked(responding, row, "a1")
    with pytest.raises(NotFound):
        asked(responding, row, "f1", by="leader_b")


def test_an_appeal_has_a_clock_and_a_decider_who_took_no_part(responding: World) -> None:
    row = in_force(responding)
    one = appealed(responding, row)
    assert one.due_at - one.at == timedelta(hours=24)
    with pytest.raises(MeasureAppealOpen):
        appealed(responding, row)
    for by in ("leader_a", "command"):
        with pytest.raises(MeasureOwnDecision):
            decide_appeal(
                responding.actor(by),
                appeal_id=one.pk,
                outcome=MeasureAppealOutcome.REJECTED,
                text="不",
            )
    rejected = {
        "appeal_id": one.pk,
        "outcome": MeasureAppealOutcome.REJECTED,
        "text": "监控显示同桌",
    }
    decide_appeal(responding.actor("first_a"), **rejected)  # type: ignore[arg-type]
    assert Measure.objects.get(pk=row.pk).state == MeasureState.IN_FORCE
    with pytest.raises(MeasureAppealDecided):
        decide_appeal(responding.actor("chief"), **rejected)  # type: ignore[arg-type]


def test_what_is_upheld_ends_at_once(responding: World) -> None:
    row = in_force(responding)
    one = appealed(responding, row)
    decide_appeal(
        responding.actor("first_a"),
        appeal_id=one.pk,
        outcome=MeasureAppealOutcome.UPHELD,
        text="成立",
    )
    row.refresh_from_db()
    assert (row.state, row.ended_for) == (MeasureState.ENDED, "upheld")


def test_an_appeal_makes_a_measure_less_and_never_more(responding: World) -> None:
    row = in_force(responding)
    one = appealed(responding, row)
    first, changed = responding.actor("first_a"), MeasureAppealOutcome.CHANGED
    words = {"appeal_id": one.pk, "outcome": changed, "text": "改为居家"}
    for less, refusal in (
        (ToLess(date(2022, 7, 30)), MeasureEndUnfit),
        (ToLess(kind=ControlKind.CENTRALISED_ISOLATION), MeasureStricter),
    ):
        with pytest.raises(refusal):
            decide_appeal(first, **words, less=less)  # type: ignore[arg-type]
    home = ToLess(date(2022, 7, 20), ControlKind.HOME_ISOLATION)
    decide_appeal(first, **words, less=home)  # type: ignore[arg-type]
    row = Measure.objects.get(pk=row.pk)
    assert [(phase.kind, phase.ends) for phase in phases_of(row)] == [
        (ControlKind.HOME_ISOLATION, date(2022, 7, 20))
    ]
    assert (row.ends, row.kind) == (date(2022, 7, 20), "home_isolation")


def test_readings_that_were_missed_are_listed(
    responding: World, noon: time_machine.Traveller
) -> None:
    row = in_force(responding)
    worker = responding.actor("worker_a1")
    for celsius in (36.5, 37.4):
        reading = take_reading(
            worker,
            measure_id=row.pk,
            reading_id=new_id(),
            at=clock.now(),
            way=ReadingWay.CALL,
            celsius=celsius,
            symptoms=[Symptom.COUGH],
        )
    assert (reading_said(reading).celsius, reading_said(reading).symptoms) == (37.4, ("cough",))
    noon.shift(timedelta(days=2))
    assert [(one.day, one.taken, one.asked) for one in missed_of(row, clock.today())] == [
        (clock.today() - DAY, 0, 2)
    ]


@pytest.mark.parametrize(("hours", "celsius"), [(1, 36.5), (-48, 36.5), (0, 365.0)])
def test_a_reading_is_of_a_living_person_and_of_a_day_of_the_measure(
    responding: World, hours: int, celsius: float
) -> None:
    row = in_force(responding)
    with pytest.raises(MeasureReadingUnfit):
        take_reading(
            responding.actor("worker_a1"),
            measure_id=row.pk,
            reading_id=new_id(),
            at=clock.now() + timedelta(hours=hours),
            way=ReadingWay.VISIT,
            celsius=celsius,
        )


def test_a_place_is_noted(responding: World) -> None:
    row = in_force(responding)
    words = {"measure_id": row.pk, "version": row.version, "place": "样例宾馆 305 室"}
    assert set_place(responding.actor("worker_a1"), **words).version == row.version + 1  # type: ignore[arg-type]
