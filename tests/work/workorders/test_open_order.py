"""Orders are opened: by whose post may, about what is there, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries.lines import sentence
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment, Member
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.workorders.models import Order
from gridward.work.workorders.problems import (
    OrderFieldMissing,
    OrderIdTaken,
    OrderKindUnknown,
    OrderLinkMissing,
    OrderLinkUnfit,
    OrderNotYoursToOpen,
    OrderTimeAhead,
)
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.services.opening import opening_together
from gridward.work.workorders.terms import OrderLink, OrderSaid, OrderState
from tests.work.workorders.acts import conduct, opened, shop
from tests.work.workorders.cases import START, minutes
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_violation_goes_to_the_worker_at_once(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    worker = world.account("worker_a1").member_id
    assert (order.state, order.handler_id, order.number) == (
        *(OrderState.DISPATCHED, worker, "20260302-0001"),
    )
    assert order.desks == [f"member:{worker}"]
    assert (order.acknowledge_due, order.on_scene_due) == (START + minutes(15), START + minutes(30))
    assert order.next_due == order.late_after == START + minutes(15)
    assert replayed(order) == Order.objects.get(pk=order.pk).facts()


def test_a_need_waits_for_the_community(world: World) -> None:
    order = opened(world, "worker_a1", "resident_need")
    assert (order.state, order.post) == (OrderState.REPORTED, "")
    assert order.desks == [f"community_grid_leader:{world.grids['a0'].pk}"]


def test_numbers_count_by_street_and_day(world: World) -> None:
    numbers = [opened(world, "worker_a1", "resident_need").number for _ in range(2)]
    foreign = opened(world, "worker_f1", "resident_need", "f1").number
    assert (numbers, foreign) == (["20260302-0001", "20260302-0002"], "20260302-0001")


def test_sent_again_it_is_there_already(world: World) -> None:
    name = new_id()
    first = opened(world, "worker_a1", "resident_need", id=name)
    assert opened(world, "worker_a1", "resident_need", id=name).pk == first.pk
    assert Order.objects.count() == first.moves.count() == 1
    for other, kind in (("leader_a", "resident_need"), ("worker_a1", "fever")):
        with pytest.raises(OrderIdTaken):
            opened(world, other, kind, id=name)


def test_what_was_said_is_sealed_and_read_back(world: World) -> None:
    order = opened(world, "worker_a1", "violation", text="张三家聚餐")
    assert said_of(order) == ("张三家聚餐", {"what": "聚餐", "dissuaded": "ignored"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT o::text FROM workorders_order o")
        assert "聚餐" not in cursor.fetchone()[0]
    line = Line.objects.get(act="workorders.opened")
    assert sentence(line, "en").endswith(f"opened work order {order.number} (违反防控规定)")
    assert "张三" not in str(line.params)


def test_the_phones_clock_stands_beside_the_servers(world: World) -> None:
    seen = START - minutes(90)
    order = opened(world, "worker_a1", "violation", at=seen)
    move = order.moves.get()
    assert (order.seen_at, order.opened_at) == (seen, START)
    assert (move.said_at, move.at) == (seen, START)
    assert order.acknowledge_due == START + minutes(15)


def test_of_two_holders_of_a_post_nobody_is_named(world: World) -> None:
    grid = world.grids["a1"]
    second = Member.objects.create(street_id=grid.street_id, name="第二", employer="community")
    Appointment.objects.create(
        member=second, post="grid_manager", street_id=grid.street_id, grid=grid, valid_from=START
    )
    order = opened(world, "supervisor_a1", "violation")
    assert (order.handler_id, order.desks) == (None, [f"grid_manager:{grid.pk}"])


def test_a_vacant_post_is_passed_by(world: World) -> None:
    Appointment.objects.filter(post="health_liaison").update(valid_to=clock.today())
    order = opened(world, "worker_a1", "fever")
    assert (order.post, order.rung) == ("community_grid_leader", 1)


def test_conduct_goes_by_who_employs_the_person(world: World) -> None:
    assert conduct(world).route == "street"
    Member.objects.filter(account__username="worker_a1").update(employer="district")
    order = conduct(world)
    assert (order.route, order.confined) == ("district", True)
    assert f"discipline_officer:{world.streets['ours'].pk}" in order.readers


WRONG: list[tuple[str, str, str, dict[str, Any], type[Problem]]] = [
    ("worker_a1", "violation", "a1", {"kind": "no_such_kind"}, OrderKindUnknown),
    ("worker_a1", "weakness", "a1", {}, OrderNotYoursToOpen),
    ("worker_a1", "violation", "a2", {}, NotFound),
    ("discipline", "violation", "a1", {}, NotAllowed),
    ("worker_a1", "violation", "a1", {"answers": {}}, OrderFieldMissing),
    ("worker_a1", "organisation_duty", "a1", {}, OrderLinkMissing),
    ("worker_a1", "violation", "a1", {"links": {OrderLink.SITE: new_id()}}, OrderLinkUnfit),
    ("worker_a1", "violation", "a1", {"links": {OrderLink.MEMBER: new_id()}}, OrderLinkUnfit),
    ("worker_a1", "violation", "a1", {"at": START + timedelta(hours=1)}, OrderTimeAhead),
]


@pytest.mark.parametrize(("name", "kind", "grid", "words", "problem"), WRONG)
def test_what_is_refused(
    world: World, name: str, kind: str, grid: str, words: dict[str, Any], problem: type[Problem]
) -> None:
    with pytest.raises(problem) as refused:
        opened(world, name, kind, grid, **words)
    assert refused.value.sentence("zh-Hans")
    assert not Order.objects.exists()


def test_about_what_stands_in_another_grid(world: World) -> None:
    there = shop(world, "a2")
    with pytest.raises(OrderLinkUnfit, match="organisation"):
        opened(world, "leader_a", "organisation_duty", links={OrderLink.ORGANISATION: there.pk})
    here = shop(world)
    order = opened(world, "leader_a", "organisation_duty", links={OrderLink.ORGANISATION: here.pk})
    assert order.organisation_id == here.pk


def test_opened_together_they_are_numbered_in_order_and_lie_with_their_handlers(
    world: World,
) -> None:
    house = operator("test")
    grids = [world.grids[one].pk for one in ("a1", "a2", "a1")]
    said = [OrderSaid(new_id(), "list_check", one, "某处", "核查") for one in grids]
    before = Line.objects.count()
    with opening_together(house) as open_some:
        rows = [*open_some(said[:2]), *open_some([]), *open_some(said[2:])]
    stored = [Order.objects.get(pk=one.id) for one in said]
    assert [one.number[-4:] for one in stored] == ["0001", "0002", "0003"]
    handlers = [world.actor(one).member_id for one in ("worker_a1", "worker_a2", "worker_a1")]
    assert [one.handler_id for one in stored] == handlers
    assert [one.moves.get().move for one in rows] == ["open"] * 3
    line = Line.objects.latest("seq")
    assert (Line.objects.count(), line.params["count"]) == (before + 1, 3)
    assert set(line.also_about) == {one.id for one in said}
    with opening_together(house):
        pass
    assert Line.objects.count() == before + 1
