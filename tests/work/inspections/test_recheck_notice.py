"""A recheck moves the order of its notice; deadlines that were granted with the order are the notice's too."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.register.models import Organisation
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.inspections.models import RectificationNotice
from gridward.work.inspections.problems import NoticeRecheckOver
from gridward.work.inspections.queries.notices import notice_of, outstanding, until
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import replayed
from gridward.work.workorders.terms import OrderState
from tests.work.inspections.acts import inspected, measures, noticed, rechecked
from tests.work.workorders.acts import moved, swept
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(world: World, worker: Actor, organisation: Organisation) -> RectificationNotice:
    """A notice whose order the chief gave to the worker."""
    made = noticed(worker, organisation)
    moved(world, "leader_a", made.order, "dispatch")
    return made


def now(notice: RectificationNotice) -> Order:
    return Order.objects.get(pk=notice.order_id)


def test_all_put_right_is_handled_verified_and_closed(
    world: World, worker: Actor, notice: RectificationNotice
) -> None:
    rechecked(worker, notice.pk)
    assert now(notice).state == OrderState.HANDLED
    assert outstanding(notice_of(worker, notice.pk)) == []
    moved(world, "leader_a", notice.order, "verify")
    moved(world, "leader_a", notice.order, "close")
    with pytest.raises(NoticeRecheckOver):
        rechecked(worker, notice.pk)
    order = now(notice)
    assert order.state == OrderState.CLOSED
    assert replayed(order) == order.facts()


def test_what_is_still_wanting_goes_up_the_ladder(
    world: World, worker: Actor, notice: RectificationNotice
) -> None:
    again = rechecked(worker, notice.pk, {"roster": "名册仍缺2人"})
    order = now(notice)
    assert (order.rung, order.post) == (1, "grid_manager")
    assert [one.order_id for one in again.findings.all()] == [order.pk]
    assert outstanding(notice_of(worker, notice.pk)) == ["roster"]
    rechecked(worker, notice.pk, {"roster": "拒不整改"})
    order = now(notice)
    assert (order.rung, order.post) == (2, "street_command")
    assert order.handler_id == world.account("command").member_id


def test_a_recheck_asks_what_is_outstanding_alone(
    worker: Actor, notice: RectificationNotice
) -> None:
    rechecked(worker, notice.pk, {"roster": "缺"})
    second = rechecked(worker, notice.pk)
    assert second.answers == {"roster": "fine"}
    assert now(notice).state == OrderState.HANDLED


def test_after_the_handler_the_chief_verifies_by_a_recheck_or_sends_it_back(
    world: World, worker: Actor, leader: Actor, notice: RectificationNotice
) -> None:
    moved(world, "worker_a1", notice.order, "handle", text="单位称已整改")
    rechecked(leader, notice.pk, {"entry_check": "仍无人"})
    assert now(notice).state == OrderState.REOPENED
    moved(world, "worker_a1", notice.order, "handle", text="已整改")
    rechecked(leader, notice.pk)
    assert now(notice).state == OrderState.VERIFIED


def test_before_the_desk_has_dispatched_a_recheck_is_a_note(
    worker: Actor, organisation: Organisation
) -> None:
    made = noticed(worker, organisation)
    rechecked(worker, made.pk)
    order = now(made)
    assert order.state == OrderState.REPORTED
    assert [one.move for one in order.moves.order_by("serial")] == ["open", "note"]


def test_the_register_follows_a_recheck(
    world: World, worker: Actor, organisation: Organisation
) -> None:
    made = inspected(worker, organisation, {"masks": "无口罩"})
    assert "masks" not in measures(organisation)
    rechecked(worker, made.notice.pk)
    assert "masks" in measures(organisation)


def test_time_that_was_granted_is_the_notices_too(
    world: World, worker: Actor, notice: RectificationNotice
) -> None:
    later = clock.now() + timedelta(days=10)
    moved(world, "worker_a1", notice.order, "ask", text="隔离室需施工", until=later)
    assert until(notice_of(worker, notice.pk)) == notice.deadline
    moved(world, "leader_a", notice.order, "grant")
    assert until(notice_of(worker, notice.pk)) == clock.local_date(later)


def test_silence_rises_by_the_orders_clock_alone(
    world: World,
    worker: Actor,
    notice: RectificationNotice,
    morning: time_machine.Traveller,
) -> None:
    moved(world, "worker_a1", notice.order, "acknowledge")
    morning.shift(timedelta(days=5))
    assert swept() == 1
    assert now(notice).rung == 1
    assert unsealed(notice_of(worker, notice.pk))["demands"]
