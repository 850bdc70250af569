"""Two people hand a gate over: each signs, either half may be heard first."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.signature import SignatureBroken
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.problems import (
    HandoverAlone,
    HandoverCodeWrong,
    HandoverIdTaken,
    HandoverTaken,
    HandoverTimesWrong,
    HandoverToSelf,
    HandoverUnsigned,
    HandoverWordMissing,
    KitWordMissing,
)
from gridward.work.handovers.queries import counting
from gridward.work.handovers.queries.handovers import HandoverFilter, handover_of, handovers
from gridward.work.handovers.rules.codes import id_of
from gridward.work.handovers.services.recounting import recount
from gridward.work.handovers.terms import Counts, HandoverState, TakeAnswer, TakenBy
from tests.work.handovers.acts import CODE, give, hour, said, shift, take
from tests.world import World

pytestmark = pytest.mark.django_db


def test_given_and_confirmed(giver: Actor, taker: Actor, east: Checkpoint) -> None:
    given = give(giver, east, keys=3, matters=["门禁坏了"])
    assert (given.pk, given.state) == (id_of(east.pk, CODE), HandoverState.SIGNED)
    row = take(taker, east, digest=given.digest)
    assert (row.state, row.given_by_id, row.taken_by_id) == (
        HandoverState.CONFIRMED,
        giver.member_id,
        taker.member_id,
    )
    acts = Line.objects.filter(act__startswith="handovers").order_by("seq")
    assert [one.act for one in acts] == ["handovers.given", "handovers.taken"]


def test_either_half_is_heard_first(giver: Actor, taker: Actor, east: Checkpoint) -> None:
    first = take(taker, east, digest=said(east).digest)
    assert first.state == HandoverState.BEGUN
    row = give(giver, east)
    assert (row.pk, row.state) == (first.pk, HandoverState.CONFIRMED)


def test_same_half_twice_is_one(giver: Actor, taker: Actor, east: Checkpoint) -> None:
    give(giver, east)
    again = give(giver, east)
    take(taker, east)
    row = take(taker, east)
    assert (again.version, row.version, Handover.objects.count()) == (1, 2, 1)
    assert Line.objects.filter(act__startswith="handovers").count() == 2


def test_another_content_under_a_code_is_refused(giver: Actor, east: Checkpoint) -> None:
    give(giver, east)
    with pytest.raises(HandoverIdTaken):
        give(giver, east, keys=9)


def test_same_content_of_somebody_else_is_refused(
    giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    give(giver, east)
    with pytest.raises(HandoverIdTaken):
        give(taker, east)


def test_what_was_scanned_otherwise_is_questioned(
    giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    give(giver, east)
    assert take(taker, east, digest="0" * 32).state == HandoverState.QUESTIONED


def test_typed_code_is_confirmed_without_a_digest(
    giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    give(giver, east)
    assert take(taker, east, by=TakenBy.CODE).state == HandoverState.CONFIRMED


def test_question_needs_a_word_and_may_be_confirmed_later(
    giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    give(giver, east)
    with pytest.raises(HandoverWordMissing):
        take(taker, east, answer=TakeAnswer.QUESTION)
    row = take(taker, east, answer=TakeAnswer.QUESTION, word="少一把额温枪")
    assert (row.state, row.open_sealed("taken_said")) == (HandoverState.QUESTIONED, "少一把额温枪")
    assert take(taker, east).state == HandoverState.CONFIRMED
    late = take(taker, east, answer=TakeAnswer.QUESTION, word="又来")
    assert late.state == HandoverState.CONFIRMED


def test_nobody_takes_over_from_themselves(giver: Actor, east: Checkpoint) -> None:
    give(giver, east)
    with pytest.raises(HandoverToSelf):
        take(giver, east)
    take(giver, east, code="XYZW2345")
    with pytest.raises(HandoverToSelf):
        give(giver, east, code="XYZW2345")


def test_second_who_takes_is_told_who_has_it(
    world: World, giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    give(giver, east)
    take(taker, east)
    with pytest.raises(HandoverTaken) as refused:
        take(world.actor("police_a"), east)
    assert refused.value.details == {"name": taker.name}


def test_first_takes_over_from_nobody_and_last_hands_to_nobody(
    giver: Actor, taker: Actor, east: Checkpoint
) -> None:
    with pytest.raises(HandoverWordMissing):
        give(giver, east, kind="opening")
    opened = give(giver, east, kind="opening", word="早班开岗")
    closed = give(giver, east, code="XYZW2345", kind="closing", word="夜间关闭")
    assert (opened.state, opened.given_by_id, opened.taken_by_id) == (
        HandoverState.CONFIRMED,
        None,
        giver.member_id,
    )
    assert (closed.given_by_id, closed.taken_by_id) == (giver.member_id, None)
    assert give(giver, east, kind="opening", word="早班开岗").version == 1
    with pytest.raises(HandoverAlone):
        take(taker, east)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"code": "ABCD234O"}, HandoverCodeWrong),
        ({"signature": " "}, HandoverUnsigned),
        ({"signature": "<svg/>"}, SignatureBroken),
        ({"at": hour(6.5).isoformat()}, HandoverTimesWrong),
        ({"since": hour(7).isoformat()}, HandoverTimesWrong),
        ({"health": "trouble"}, HandoverWordMissing),
        ({"kit": [{"name": "额温枪", "expected": 2, "found": 1}]}, KitWordMissing),
    ],
)
def test_what_is_not_said_is_refused(
    giver: Actor, east: Checkpoint, given: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        give(giver, east, **given)


def test_more_than_there_should_be_needs_no_word(giver: Actor, east: Checkpoint) -> None:
    row = give(giver, east, kit=[{"name": "额温枪", "expected": 2, "found": 3}])
    assert row.kit == [{"name": "额温枪", "expected": 2, "found": 3, "word": ""}]


def test_two_who_hand_over_to_each_other_are_one_matter(
    world: World, giver: Actor, taker: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    shift(world, east, "worker_a1", 6, 14)
    shift(world, east, "supervisor_a1", 14, 22)
    morning.move_to(hour(14))
    give(taker, east, code="XYZW2345")
    morning.move_to(hour(14) + timedelta(minutes=2))
    give(giver, east)
    take(taker, east)
    wrong = take(giver, east, code="XYZW2345")
    row = Handover.objects.get(pk=id_of(east.pk, CODE))
    assert (row.state, row.crossed_with_id) == (HandoverState.CONFIRMED, None)
    wrong.refresh_from_db()
    assert (wrong.state, wrong.crossed_with_id) == (HandoverState.CROSSED, row.pk)


def test_server_counts_are_kept_beside_what_was_typed(
    giver: Actor, east: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def server(*what: Any) -> Counts:
        asked.append(what)
        return Counts(inward=11)

    monkeypatch.setattr(counting, "_counters", [lambda *what: None, server])
    row = give(giver, east, since=hour(0).isoformat(), counts={"in": 12})
    assert (row.counts["in"], row.server_counts) == (12, Counts(inward=11).plain())
    assert asked == [(east.pk, hour(0), hour(6))]


def test_passages_that_come_later_are_counted_again(
    giver: Actor, east: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = give(giver, east, since=hour(0).isoformat(), counts={"in": 12})
    monkeypatch.setattr(counting, "_counters", [lambda *what: Counts(inward=12)])
    assert (recount(clock.now()), recount(clock.now())) == (1, 0)
    row.refresh_from_db()
    assert row.server_counts == row.counts
    monkeypatch.setattr(counting, "_counters", [])
    assert recount(clock.now()) == 0


def test_whoever_is_on_duty_there_hands_over_without_a_post(
    world: World, taker: Actor, east: Checkpoint, behind_wall: Callable[[Account | None], None]
) -> None:
    stranger = world.actor("worker_b1")
    with pytest.raises(NotFound):
        give(stranger, east)
    shift(world, east, "worker_b1", 6.5, 14)
    behind_wall(world.account("worker_b1"))
    row = give(stranger, east)
    assert handover_of(stranger, row.pk) == row
    behind_wall(world.account("supervisor_a1"))
    assert take(taker, east).state == HandoverState.CONFIRMED
    behind_wall(world.account("worker_a2"))
    assert not Handover.objects.exists()


def test_whoever_only_reads_does_not_hand_over(world: World, east: Checkpoint) -> None:
    with pytest.raises(NotAllowed):
        give(world.actor("discipline"), east)


def test_list_is_of_a_gate_a_day_and_a_state(
    world: World, giver: Actor, taker: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    row = give(giver, east)
    morning.move_to(hour(6, days=1))
    later = give(giver, east, code="XYZW2345")
    take(taker, east)

    def seen(who: str, **wanted: Any) -> list[Handover]:
        return list(handovers(world.actor(who), HandoverFilter(**wanted)).order_by("at"))

    assert seen("leader_a", gate_id=east.pk) == [row, later]
    assert seen("leader_a", day=hour(6).date()) == [row]
    assert seen("leader_a", state=HandoverState.SIGNED) == [later]
    assert seen("leader_b") == []


def test_database_keeps_what_was_signed(giver: Actor, taker: Actor, east: Checkpoint) -> None:
    row = give(giver, east, keys=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=row.pk).update(keys=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=row.pk).delete()
    take(taker, east)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=row.pk).update(take_answer="question")
