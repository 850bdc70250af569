"""Pasted messages become proposals against the doors of a grid; nothing is stored by reading."""

import pytest

from gridward.config.chat import ChatVisitsIn, visits_of
from gridward.ground.audit.models import Line
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.notices.problems import TooManyMembers
from gridward.work.notices.queries.chat import ChatProposal, chat_proposals
from gridward.work.notices.terms import ChatClaim, ChatOrder, ChatRecord
from gridward.work.rounds.models import Target
from gridward.work.rounds.services.visiting import record_visits
from gridward.work.rounds.terms import VisitOutcome, VisitWay
from tests.work.notices.acts import home
from tests.work.patrols.acts import walked_round
from tests.world import World

pytestmark = pytest.mark.django_db


def read(world: World, actor: Actor, text: str) -> list[ChatProposal]:
    return chat_proposals(actor, world.grids["a1"].pk, text)


def test_a_door_is_found_and_chosen(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-2-101", "张三")
    lines = Line.objects.count()
    [one] = read(world, worker, "1栋2单元101 收到")
    assert (one.record, one.chosen) == (ChatRecord.RECEIPT, (house.pk,))
    assert Line.objects.count() == lines


def test_a_counted_staircase_is_chosen_when_the_count_is_right(world: World, worker: Actor) -> None:
    homes = {home(world, worker, f"a1-2-{door}", "张三").pk for door in (101, 102, 201)}
    home(world, worker, "a1-1-101", "李四")
    right, wrong, whole, none = read(
        world, worker, "1栋2单元 3户 已测\n1栋2单元 2户 已测\n1栋2单元 都已测\n1栋2单元已测"
    )
    assert set(right.chosen) == set(whole.chosen) == homes
    for one in (wrong, none):
        assert {door.id for door in one.households} == homes
        assert one.chosen == ()


def test_several_rooms_and_one_that_nobody_lives_in(world: World, worker: Actor) -> None:
    both = {home(world, worker, f"a1-2-{door}", "张三").pk for door in (101, 102)}
    told, half = read(world, worker, "1栋2单元101、102没人\n1栋2单元101、202没人")
    assert (set(told.chosen), told.record) == (both, ChatRecord.VISIT)
    assert (len(half.households), half.chosen) == (1, ())


def test_what_names_no_door_or_says_nothing_is_shown(world: World, worker: Actor) -> None:
    told = read(world, worker, "大家辛苦了\n9栋9单元901 收到\n围挡倒了")
    assert [(one.record, one.households) for one in told] == [
        (None, ()),
        (ChatRecord.RECEIPT, ()),
        (ChatRecord.ORDER, ()),
    ]
    assert told[2].order == ChatOrder("facility_broken", {"facility": "围挡倒了"})


def test_a_fever_asks_for_an_order(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-2-101", "张三")
    [one] = read(world, worker, "1-2-101 发热已报")
    assert (one.reading.claim, one.order) == (
        ChatClaim.FEVER,
        ChatOrder("fever", {"place_found": "home"}),
    )
    assert one.chosen == (house.pk,)


def test_doors_of_other_grids_are_not_told(world: World, worker: Actor) -> None:
    home(world, world.actor("worker_a2"), "a2-2-101", "张三")
    [one] = read(world, worker, "红梅小区1栋2单元101收到")
    assert one.households == ()
    with pytest.raises(NotFound):
        chat_proposals(world.actor("worker_a2"), world.grids["a1"].pk, "101收到")
    with pytest.raises(NotAllowed):
        chat_proposals(world.actor("discipline"), world.grids["a1"].pk, "101收到")
    with pytest.raises(TooManyMembers):
        read(world, worker, "\n".join(["101收到"] * 201))


def test_a_confirmed_visit_is_recorded_in_the_round(world: World, worker: Actor) -> None:
    house = home(world, worker, "a1-2-101", "张三")
    opened = walked_round(world)
    given = ChatVisitsIn(
        round_id=opened.pk, household_ids=[house.pk], outcome=VisitOutcome.NO_ANSWER
    )
    [said] = visits_of(worker, given)
    assert said.way is VisitWay.TELEPHONE
    record_visits(worker, [said])
    assert Target.objects.get(household=house).outcome == VisitOutcome.NO_ANSWER
    with pytest.raises(NotFound):
        visits_of(world.actor("worker_a2"), given)
    with pytest.raises(NotAllowed):
        visits_of(world.actor("discipline"), given)
