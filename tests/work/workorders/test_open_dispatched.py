"""Whoever dispatches may open an order that is somebody's at once, until a time of their own."""

from datetime import timedelta

import pytest

from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed
from gridward.work.workorders.models import Order
from gridward.work.workorders.problems import OrderDeadlinePast, OrderHandlerUnfit
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.terms import OrderState
from tests.work.workorders.acts import moved, opened
from tests.world import World

pytestmark = pytest.mark.django_db
KIND = "facility_broken"


def test_it_is_dispatched_with_its_deadline_and_replays(world: World) -> None:
    until = clock.now() + timedelta(days=2)
    order = opened(world, "leader_a", KIND, handle_by=until)
    assert (order.state, order.post) == (OrderState.DISPATCHED, Post.GRID_MANAGER)
    assert order.handler_id == world.account("worker_a1").member_id
    assert order.handle_due == until
    assert replayed(order) == Order.objects.get(pk=order.pk).facts()
    moved(world, "worker_a1", order, "acknowledge")
    assert Order.objects.get(pk=order.pk).handle_due == until


def test_another_post_of_its_kind_may_be_named(world: World) -> None:
    order = opened(world, "first_a", KIND, post=Post.COMMUNITY_GRID_LEADER)
    assert order.handler_id == world.account("leader_a").member_id


def test_who_does_not_dispatch_names_nobody(world: World) -> None:
    with pytest.raises(NotAllowed):
        opened(world, "worker_a1", KIND, post=Post.GRID_MANAGER)


def test_posts_of_other_kinds_and_times_that_are_over_are_refused(world: World) -> None:
    with pytest.raises(OrderHandlerUnfit):
        opened(world, "leader_a", KIND, post=Post.HEALTH_LIAISON)
    with pytest.raises(OrderDeadlinePast):
        opened(world, "leader_a", KIND, handle_by=clock.now())
