"""Orders follow posts and places: nobody's order is lost when somebody leaves, or a border moves."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.services.appointments import end_appointment
from gridward.ground.staff.services.handovers import hand_over
from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.successions import Piece, merge_grids, split_grid
from gridward.kernel import clock
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import replayed, sentence, timeline
from gridward.work.workorders.services.following import follow_posts
from gridward.work.workorders.terms import OrderLink, OrderState
from tests.ground.staff.people import newcomer
from tests.work.workorders.acts import moved, opened, shop, swept
from tests.world import World

pytestmark = pytest.mark.django_db


def post_of(world: World, post: str, grid: str = "a1") -> Appointment:
    return Appointment.objects.select_related("member", "grid", "street").get(
        post=post, grid=world.grids[grid]
    )


def now(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def test_what_lay_with_somebody_goes_to_the_successor(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    moved(world, "worker_a1", order, "acknowledge")
    next_one = newcomer(world, "接任者")
    paper = hand_over(
        world.actor("chief"),
        appointment=post_of(world, "grid_manager"),
        member=next_one,
        on=clock.today(),
    )
    told = {one["what"]: one for one in paper.content}
    assert told["orders"]["count"] == 1
    assert told["orders"]["open"][0]["values"]["number"] == order.number
    gone = now(order)
    assert (gone.handler_id, gone.let_go, gone.state) == (None, True, OrderState.DISPATCHED)
    morning.shift(60)
    assert (swept(), swept()) == (1, 0)
    taken = now(order)
    assert (taken.handler_id, taken.let_go, taken.post) == (next_one.pk, False, "grid_manager")
    assert replayed(taken) == taken.facts()
    assert sentence(timeline(taken)[-1], "zh-Hans") == "转交网格管理员 接任者"


def test_what_lay_with_a_worker_who_is_removed_goes_one_rung_higher(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    end_appointment(
        world.actor("chief"), appointment=post_of(world, "grid_manager"), on=clock.today()
    )
    assert swept() == 1
    taken = now(order)
    assert (taken.post, taken.rung) == ("community_grid_leader", 1)
    assert taken.handler_id == world.account("leader_a").member_id
    assert replayed(taken) == taken.facts()


def test_where_nobody_is_left_it_lies_on_the_desk_and_is_not_looked_at_for_ever(
    world: World,
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    Appointment.objects.exclude(post__in=["grid_manager", "street_grid_chief"]).update(
        valid_to=clock.today()
    )
    end_appointment(
        world.actor("chief"), appointment=post_of(world, "grid_manager"), on=clock.today()
    )
    assert (swept(), swept()) == (1, 0)
    left = now(order)
    assert (left.post, left.handler_id) == ("grid_manager", None)
    assert left.desks == [f"street_grid_chief:{world.streets['ours'].pk}"]


def test_an_end_that_lies_ahead_is_followed_on_its_day(
    world: World, morning: time_machine.Traveller
) -> None:
    order = opened(world, "supervisor_a1", "violation")
    day = clock.today() + timedelta(days=1)
    end_appointment(world.actor("chief"), appointment=post_of(world, "grid_manager"), on=day)
    assert follow_posts(clock.today()) == 0
    assert now(order).handler_id is not None
    morning.shift(timedelta(days=1).total_seconds())
    assert follow_posts(clock.today()) == 1
    assert now(order).let_go


def test_what_is_done_needs_no_successor(world: World) -> None:
    order = opened(world, "supervisor_a1", "violation")
    moved(world, "worker_a1", order, "handle", text="已劝离")
    end_appointment(
        world.actor("chief"), appointment=post_of(world, "grid_manager"), on=clock.today()
    )
    assert (now(order).let_go, now(order).state) == (False, OrderState.HANDLED)


def test_another_communitys_orders_stay(world: World) -> None:
    order = opened(world, "worker_b1", "gate_emergency", "b1")
    fever = opened(world, "worker_a1", "fever")
    end_appointment(
        world.actor("chief"), appointment=post_of(world, "health_liaison", "a0"), on=clock.today()
    )
    assert (now(order).let_go, now(fever).let_go) == (False, True)


def test_orders_of_merged_grids_go_to_the_new_one(world: World) -> None:
    order = opened(world, "supervisor_a1", "resident_need")
    leader = world.actor("leader_a")
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    went = now(order)
    assert went.grid_id == new.pk
    assert went.desks == [f"community_grid_leader:{world.grids['a0'].pk}"]
    assert replayed(went) == went.facts()
    assert sentence(timeline(went)[-1], "zh-Hans") == "网格调整，由朱紫巷社区第1网格转来"


def test_an_order_goes_with_what_it_is_about(world: World) -> None:
    west, east = ends = halves(world)
    here = shop(world)
    order = opened(world, "worker_a1", "organisation_duty", links={OrderLink.ORGANISATION: here.pk})
    here.site = world.sites["a1"]
    here.save()
    split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=list(ends), on=clock.today())
    here.refresh_from_db()
    assert now(order).grid_id == here.grid_id
    assert {west.name, east.name} == set(
        Grid.objects.filter(origins__old=world.grids["a1"]).values_list("name", flat=True)
    )


def halves(world: World) -> tuple[Piece, Piece]:
    west, south, half = 115.884, 28.68, 0.002
    ring = [[west, south], [west + half, south], [west + half, south + 0.004]]
    west_half = [*ring, [west, south + 0.004], ring[0]]
    east_half = [[x + half, y] for x, y in west_half]
    first, second = (
        Piece(name, {"type": "Polygon", "coordinates": [one]})
        for name, one in (("西", west_half), ("东", east_half))
    )
    return first, second
