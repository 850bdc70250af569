"""Orders are moved: the whole way, by whose move it is, and who is second is told what the first did."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries.lines import sentence as recorded
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.workorders.models import Order
from gridward.work.workorders.problems import (
    OrderDuplicateCircle,
    OrderHandlerUnfit,
    OrderIdTaken,
    OrderMovedMeanwhile,
    OrderMoveNotNow,
    OrderMoveNotYours,
    OrderNeedMissing,
    OrderPartsUnfit,
    OrderRatingUnfit,
    OrderUntilUnfit,
)
from gridward.work.workorders.queries.told import replayed, sentence, timeline
from gridward.work.workorders.services.moving import move_order, move_together, see_order
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderState, PartSaid
from tests.work.workorders.acts import conduct, moved, opened
from tests.work.workorders.cases import START, minutes
from tests.world import World

pytestmark = pytest.mark.django_db


def handled(world: World, kind: str = "violation") -> Order:
    order = opened(world, "supervisor_a1", kind)
    moved(world, "worker_a1", order, "acknowledge")
    return moved(world, "worker_a1", order, "handle", text="已劝离")


def test_the_whole_way(world: World, morning: time_machine.Traveller) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    for name, move, words in (
        ("leader_a", "accept", {}),
        ("leader_a", "dispatch", {}),
        ("worker_a1", "acknowledge", {}),
        ("worker_a1", "handle", {"text": "已送达"}),
        ("leader_a", "verify", {}),
        ("leader_a", "close", {}),
        ("supervisor_a1", "rate", {"rating": 5}),
    ):
        morning.shift(60)
        moved(world, name, order, move, **words)
    done = Order.objects.get(pk=order.pk)
    assert (done.state, done.rating, done.desks, done.next_due) == (OrderState.RATED, 5, [], None)
    assert replayed(done) == done.facts()
    told = [sentence(one, "zh-Hans") for one in timeline(done)]
    assert told == [
        "测试supervisor_a1 上报",
        "测试leader_a 受理",
        "测试leader_a 派给网格管理员 测试worker_a1",
        "测试worker_a1 签收",
        "测试worker_a1 处置完成",
        "测试leader_a 核查通过",
        "测试leader_a 结案",
        "测试supervisor_a1 评价 5 分",
    ]
    assert "handled it" in sentence(timeline(done)[4], "en")
    line = Line.objects.filter(about_id=order.pk).order_by("-seq")[0]
    assert recorded(line, "en").endswith(f"moved work order {order.number}: rate")


def test_each_step_lies_on_the_desk_of_whose_move_it_is(world: World) -> None:
    order = handled(world)
    assert order.desks == [f"community_grid_leader:{world.grids['a0'].pk}"]
    back = moved(world, "first_a", order, "reopen", text="还有人聚集")
    assert back.desks == [f"member:{world.account('worker_a1').member_id}"]
    assert (back.state, back.reworks) == (OrderState.REOPENED, 1)


def test_who_is_second_is_told_what_the_first_did(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    moved(world, "leader_a", order, "accept")
    with pytest.raises(OrderMovedMeanwhile) as refused:
        move_order(world.actor("first_a"), order_id=order.pk, move=OrderMove.ACCEPT, version=1)
    assert "测试leader_a 已于 03-02 09:00 对这张工单办理了“受理”" in refused.value.sentence()
    assert "测试leader_a was first: “accept”" in refused.value.sentence("en")


def test_notes_of_two_do_not_stand_in_each_others_way(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    for name in ("leader_a", "first_a"):
        move_order(
            world.actor(name),
            order_id=order.pk,
            move=OrderMove.NOTE,
            version=1,
            said=MoveSaid(text="已电话联系"),
        )
    assert Order.objects.get(pk=order.pk).version == 1
    assert order.moves.last().open_sealed("said") == "已电话联系"


def test_a_move_sent_again_is_made_once(world: World) -> None:
    order, name = opened(world, "supervisor_a1", "resident_need"), new_id()
    leader = world.actor("leader_a")
    for _ in range(2):
        move_order(leader, order_id=order.pk, move=OrderMove.ACCEPT, version=1, move_id=name)
    assert order.moves.count() == 2
    with pytest.raises(OrderIdTaken):
        move_order(leader, order_id=order.pk, move=OrderMove.REJECT, version=2, move_id=name)


def test_the_handler_never_verifies(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    moved(world, "leader_a", order, "dispatch", member_id=world.account("leader_a").member_id)
    done = moved(world, "leader_a", order, "handle", text="已解决")
    assert done.desks == [f"first_grid_leader:{world.grids['a0'].pk}"]
    with pytest.raises(OrderMoveNotYours):
        moved(world, "leader_a", order, "verify")
    assert moved(world, "first_a", order, "verify").state == OrderState.VERIFIED
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(verified_by=done.handled_by_id)


def test_opening_it_is_reading_and_no_more(world: World, morning: time_machine.Traveller) -> None:
    order = opened(world, "supervisor_a1", "violation")
    see_order(world.actor("leader_a"), order.pk)
    assert Order.objects.get(pk=order.pk).read_at is None
    morning.shift(120)
    for _ in range(2):
        see_order(world.actor("worker_a1"), order.pk)
    read = Order.objects.get(pk=order.pk)
    assert (read.read_at, read.state) == (START + minutes(2), OrderState.DISPATCHED)
    assert (read.version, read.next_due) == (1, order.next_due)
    assert read.moves.count() == 2


def test_more_time_is_asked_by_the_handler_and_granted_by_another(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    until = START + timedelta(days=1)
    moved(world, "worker_a1", order, "acknowledge")
    with pytest.raises(OrderUntilUnfit):
        moved(world, "worker_a1", order, "ask", text="人不在", until=START + minutes(60))
    asked = moved(world, "worker_a1", order, "ask", text="人不在", until=until)
    assert f"community_grid_leader:{world.grids['a0'].pk}" in asked.desks
    with pytest.raises(NotAllowed):
        moved(world, "worker_a1", order, "grant")
    granted = moved(world, "leader_a", order, "grant")
    assert (granted.handle_due, granted.asked_until) == (until, None)
    with pytest.raises(OrderMoveNotNow):
        moved(world, "leader_a", order, "refuse", text="不行")
    assert "2026-03-03 09:00" in sentence(timeline(granted)[-1], "zh-Hans")


def test_reported_higher_by_hand(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    with pytest.raises(OrderNeedMissing, match="a text"):
        moved(world, "worker_a1", order, "raise")
    up = moved(world, "worker_a1", order, "raise", text="不听劝阻")
    assert (up.rung, up.post) == (1, "grid_manager")
    police = moved(world, "first_a", order, "raise", text="仍不听")
    assert (police.post, police.handler_id) == ("grid_police", world.account("police_a").member_id)
    assert moved(world, "police_a", order, "arrive").on_scene_at == START
    assert "转由网格警员 测试police_a办理" in sentence(timeline(police)[2], "zh-Hans")


def test_given_to_whoever_reaches_the_grid_alone(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    for words in (
        {"member_id": world.account("worker_a2").member_id},
        {"member_id": world.account("discipline").member_id},
        {"post": "street_patron"},
    ):
        with pytest.raises(OrderHandlerUnfit):
            moved(world, "leader_a", order, "reassign", **words)
    given = moved(world, "leader_a", order, "reassign", post="grid_police")
    assert given.handler_id == world.account("police_a").member_id
    with pytest.raises(OrderMoveNotYours):
        moved(world, "worker_a1", order, "acknowledge")


def test_a_duplicate_points_at_the_one_that_is_followed(world: World) -> None:
    first, second, third = (opened(world, "supervisor_a1", "resident_need") for _ in range(3))
    moved(world, "leader_a", second, "duplicate", other_id=first.pk)
    gone = moved(world, "leader_a", third, "duplicate", other_id=second.pk)
    assert gone.duplicate_of_id == first.pk
    told = [sentence(one, "zh-Hans") for one in timeline(first)]
    assert told[1:] == [
        f"测试leader_a 将重复工单 {one.number} 并入本工单" for one in (second, third)
    ]
    for order, other in ((first, second), (first, third), (first, first)):
        with pytest.raises(OrderDuplicateCircle):
            moved(world, "leader_a", order, "duplicate", other_id=other.pk)
    assert Order.objects.get(pk=first.pk).state == OrderState.REPORTED


def test_a_duplicate_of_what_one_may_not_see(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    foreign = opened(world, "worker_f1", "resident_need", "f1")
    with pytest.raises(NotFound):
        moved(world, "leader_a", order, "duplicate", other_id=foreign.pk)


def test_split_into_parts_each_somebodys(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    parts = (
        PartSaid(new_id(), "送菜"),
        PartSaid(new_id(), "修水管", member_id=world.account("leader_a").member_id),
    )
    with pytest.raises(OrderPartsUnfit):
        moved(world, "leader_a", order, "split", parts=parts[:1])
    whole = moved(world, "leader_a", order, "split", parts=parts)
    assert (whole.state, whole.next_due) == (OrderState.SPLIT, None)
    made = {one.handler_id: one for one in whole.parts.all()}
    assert set(made) == {world.account(name).member_id for name in ("worker_a1", "leader_a")}
    assert {one.opener_id for one in made.values()} == {order.opener_id}
    assert all(replayed(one) == one.facts() for one in made.values())
    assert "20260302-0002, 20260302-0003" in sentence(timeline(whole)[-1], "zh-Hans")


def test_who_opened_it_rates_it_once_it_is_closed(world: World) -> None:
    order = handled(world)
    with pytest.raises(OrderMoveNotNow):
        moved(world, "supervisor_a1", order, "rate", rating=4)
    moved(world, "leader_a", order, "verify")
    moved(world, "leader_a", order, "close")
    with pytest.raises(OrderRatingUnfit):
        moved(world, "supervisor_a1", order, "rate", rating=6)
    with pytest.raises(OrderMoveNotYours):
        moved(world, "worker_a1", order, "rate", rating=4)


def test_whose_conduct_it_is_about_replies(world: World) -> None:
    order = conduct(world)
    moved(world, "worker_a1", order, "reply", text="当日请假已获准")
    with pytest.raises(OrderMoveNotYours):
        moved(world, "worker_a1", order, "note", text="再说一句")
    with pytest.raises(OrderMoveNotYours):
        moved(world, "leader_a", order, "reply", text="代为说明")


@pytest.mark.parametrize("name", ["first_a", "police_a", "supervisor_a1", "worker_a2"])
def test_conduct_is_read_by_those_concerned_alone(world: World, name: str) -> None:
    order = conduct(world)
    with pytest.raises(NotFound):
        see_order(world.actor(name), order.pk)
    for reader in ("worker_a1", "leader_a", "command", "discipline"):
        assert see_order(world.actor(reader), order.pk).pk == order.pk


def test_many_are_dispatched_at_once_each_on_its_own(world: World) -> None:
    orders = [opened(world, "supervisor_a1", "resident_need") for _ in range(3)]
    late, foreign = orders[2], opened(world, "worker_f1", "resident_need", "f1")
    moved(world, "first_a", late, "accept")
    seen = {one.pk: 1 for one in (*orders, foreign)}
    ends = move_together(
        world.actor("leader_a"), orders=seen, move=OrderMove.DISPATCH, said=MoveSaid()
    )
    assert [type(ends[one]).__name__ for one in seen] == [
        *("Order", "Order", "OrderMovedMeanwhile", "NotFound")
    ]
    states = Order.objects.filter(pk__in=seen).order_by("opened_at", "id")
    assert [one.state for one in states] == ["dispatched", "dispatched", "accepted", "reported"]
    assert all(replayed(one) == one.facts() for one in states)
    line = Line.objects.get(act="workorders.moved_together")
    assert set(line.also_about) == {one.pk for one in orders[:2]}
    assert recorded(line, "en").endswith("moved 2 work orders at once: dispatch")


def test_rights_are_asked_before_anything(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    with pytest.raises(NotAllowed):
        moved(world, "worker_a1", order, "accept")
    with pytest.raises(NotAllowed):
        moved(world, "discipline", order, "note", text="看过")
    with pytest.raises(NotFound):
        moved(world, "worker_a2", order, "note", text="看过")
    for move in ("open", "take_in", "escalate", "let_go"):
        with pytest.raises((OrderMoveNotNow, OrderMoveNotYours)):
            moved(world, "chief", order, move)


def test_time_set_back_does_not_run_backwards(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    morning.shift(-3_600)
    accepted = moved(world, "leader_a", order, "accept")
    assert accepted.moved_at == START
    assert replayed(accepted) == accepted.facts()


def test_moves_stay_as_they_were_made(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    for statement in (
        "UPDATE workorders_move SET account_name = 'x'",
        "UPDATE workorders_move SET said = NULL, told = '{}'",
        "DELETE FROM workorders_move",
        "UPDATE workorders_kindversion SET digest = ''",
        "DELETE FROM workorders_kindversion",
    ):
        with (
            pytest.raises(IntegrityError, match="what was recorded stays"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert order.moves.count() == 1
