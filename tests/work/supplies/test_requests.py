"""From the request to the receipt: who takes which step, what moves in the stores, what the work order tells."""

from datetime import date, timedelta

import pytest
import time_machine

from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY, Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.supplies.models import SupplyRequest, SupplyStep
from gridward.work.supplies.problems import (
    AmountUnfit,
    ArticleUnknown,
    CauseMissing,
    GrantUnfit,
    IssueUnfit,
    ReceiptUnfit,
    StockShort,
    SupplyDayPast,
    SupplyIdTaken,
    SupplyNotAsker,
    SupplyStepNotNow,
    SupplyStepNotYours,
    SupplyStoreUnfit,
    SupplyTextMissing,
    SupplyTimeAhead,
)
from gridward.work.supplies.queries.requests import (
    RequestFilter,
    is_late,
    request_of,
    requests,
    steps_now,
)
from gridward.work.supplies.queries.rows import at_grid, street_store, unsealed
from gridward.work.supplies.queries.stock import held_at, proposal
from gridward.work.supplies.terms import (
    Batch,
    DifferenceCause,
    Held,
    StoreLevel,
    SupplyState,
    SupplyStepKind,
)
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.sweeping import sweep
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderState
from tests.work.supplies.acts import (
    EARLY,
    FENCE,
    LATER,
    MASK,
    MASKS,
    UNTIL,
    asked,
    entered,
    granted,
    issued,
    received,
    standing,
    stepped,
)
from tests.world import World

pytestmark = pytest.mark.django_db
K, S = SupplyStepKind, SupplyState


@pytest.fixture
def request_a1(world: World, worker: Actor, leader: Actor) -> SupplyRequest:
    """Worker a1 asks for a hundred masks; the community has three hundred."""
    entered(leader, world.grids["a0"], {MASKS: 300})
    return asked(worker, world.grids["a1"])


def order_of(row: SupplyRequest) -> Order:
    return Order.objects.get(pk=row.order_id)


def on_the_way(leader: Actor, row: SupplyRequest, amount: int = 100) -> SupplyRequest:
    granted(leader, row.pk, {MASK: amount})
    issued(leader, row.pk, {MASKS: amount})
    return row


def differing(leader: Actor, worker: Actor, row: SupplyRequest) -> SupplyRequest:
    """A hundred issued, ninety arrived."""
    on_the_way(leader, row)
    received(worker, row.pk, 90)
    return row


def test_a_request_goes_from_the_community_to_the_grid(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    granted(leader, request_a1.pk, {MASK: 80})
    assert standing(worker, request_a1.pk) is S.GRANTED
    issued(leader, request_a1.pk, {MASKS: 80})
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 220}
    assert held_at(at_grid(world.grids["a1"])) == {}
    received(worker, request_a1.pk)
    assert held_at(at_grid(world.grids["a1"])) == {MASKS: 80}
    assert standing(worker, request_a1.pk) is S.RECEIVED
    row = request_of(worker, request_a1.pk)
    assert [one.kind for one in row.steps.all()] == [K.GRANT, K.ISSUE, K.RECEIVE]
    assert unsealed(row)["text"] == "两个卡口值守用"
    assert unsealed(row.steps.all()[1])["carrier"] == "社区志愿者张师傅"


def test_the_order_goes_along_and_is_closed_with_the_receipt(
    worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    order = order_of(request_a1)
    assert (order.kind.code, order.state) == ("supplies_request", OrderState.REPORTED)
    granted(leader, request_a1.pk)
    assert order_of(request_a1).state == OrderState.DISPATCHED
    assert order_of(request_a1).handler_id == leader.member_id
    issued(leader, request_a1.pk)
    assert order_of(request_a1).state == OrderState.HANDLED
    received(worker, request_a1.pk)
    order = order_of(request_a1)
    assert (order.state, order.verified_by_id) == (OrderState.CLOSED, worker.member_id)
    assert order.handled_by_id == leader.member_id


def test_what_the_first_leader_issues_is_their_work(
    world: World, request_a1: SupplyRequest, leader: Actor, worker: Actor
) -> None:
    first = world.actor("first_a")
    granted(leader, request_a1.pk)
    issued(first, request_a1.pk)
    assert order_of(request_a1).handled_by_id == first.member_id
    received(worker, request_a1.pk)
    assert order_of(request_a1).state == OrderState.CLOSED


def test_the_street_grants_from_its_own_store(
    world: World, worker: Actor, street: Actor, leader: Actor
) -> None:
    entered(street, None, {MASKS: 500})
    row = asked(worker, world.grids["a1"])
    with pytest.raises(SupplyStoreUnfit):
        granted(leader, row.pk, store=StoreLevel.STREET)
    granted(street, row.pk, store=StoreLevel.STREET)
    with pytest.raises(SupplyStepNotYours):
        issued(leader, row.pk)
    issued(street, row.pk)
    received(worker, row.pk)
    assert held_at(street_store(street.street_id)) == {MASKS: 400}
    assert order_of(row).state == OrderState.CLOSED


def test_the_request_of_a_chief_goes_to_the_street(
    world: World, street: Actor, leader: Actor
) -> None:
    entered(street, None, {MASKS: 500})
    row = asked(leader, world.grids["a0"])
    assert order_of(row).kind.code == "supplies_from_street"
    with pytest.raises(SupplyStepNotYours):
        granted(world.actor("first_a"), row.pk)
    granted(street, row.pk, store=StoreLevel.STREET)
    issued(street, row.pk)
    received(leader, row.pk)
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 100}


def test_whoever_asks_does_not_decide(world: World, leader: Actor, street: Actor) -> None:
    """Also where they ask for a grid of their community."""
    row = asked(leader, world.grids["a1"])
    for kind in (K.GRANT, K.REFUSE):
        with pytest.raises(SupplyStepNotYours):
            stepped(leader, row.pk, kind, text="不需要", amounts={MASK: 1})
    assert steps_now(leader, request_of(leader, row.pk)) == [K.WITHDRAW]
    assert steps_now(street, request_of(street, row.pk)) == [K.GRANT, K.REFUSE]


def test_whoever_issues_does_not_receive(
    world: World, leader: Actor, request_a1: SupplyRequest
) -> None:
    on_the_way(leader, request_a1)
    with pytest.raises(SupplyStepNotYours):
        received(leader, request_a1.pk)
    received(world.actor("supervisor_a1"), request_a1.pk)


def test_the_street_and_others_do_not_ask(world: World, street: Actor) -> None:
    with pytest.raises(SupplyNotAsker):
        asked(street, world.grids["a1"])
    with pytest.raises(NotAllowed):
        asked(world.actor("health_a"), world.grids["a1"])
    with pytest.raises(NotFound):
        asked(world.actor("worker_a2"), world.grids["a1"])


def test_a_request_is_complete(world: World, worker: Actor) -> None:
    grid = world.grids["a1"]
    with pytest.raises(AmountUnfit):
        asked(worker, grid, {MASK: 0})
    with pytest.raises(ArticleUnknown):
        asked(worker, grid, {"gold": 1})
    with pytest.raises(SupplyTextMissing):
        asked(worker, grid, text=" ")
    with pytest.raises(SupplyDayPast):
        asked(worker, grid, until=date(2026, 3, 1))
    ahead = clock.now() + timedelta(minutes=6)
    with pytest.raises(SupplyTimeAhead):
        asked(worker, grid, at=ahead)
    assert not SupplyRequest.objects.exists()


def test_sent_again_it_is_one_request_and_one_step(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    asked(worker, world.grids["a1"], id=request_a1.pk)
    assert SupplyRequest.objects.count() == 1
    with pytest.raises(SupplyIdTaken):
        asked(world.actor("supervisor_a1"), world.grids["a1"], id=request_a1.pk)
    step = new_id()
    for _ in range(2):
        stepped(leader, request_a1.pk, K.REFUSE, id=step, text="上周刚发过")
    assert SupplyStep.objects.count() == 1
    with pytest.raises(SupplyIdTaken):
        stepped(worker, request_a1.pk, K.WITHDRAW, id=step, text="不要了")


def test_no_more_is_granted_than_asked_and_none_is_no_grant(
    leader: Actor, request_a1: SupplyRequest
) -> None:
    for amounts in ({MASK: 101}, {MASK: 0}, {"gloves": 1}, {MASK: -1}):
        with pytest.raises(GrantUnfit):
            granted(leader, request_a1.pk, amounts)
    assert standing(leader, request_a1.pk) is S.ASKED


def test_no_more_is_issued_than_granted_and_nothing_expired(
    leader: Actor, world: World, request_a1: SupplyRequest, morning: time_machine.Traveller
) -> None:
    entered(leader, world.grids["a0"], {EARLY: 50})
    granted(leader, request_a1.pk, {MASK: 60})
    for amounts in ({MASKS: 61}, {MASKS: 40, EARLY: 21}, {FENCE: 1}):
        with pytest.raises(IssueUnfit):
            issued(leader, request_a1.pk, amounts)
    with pytest.raises(AmountUnfit):
        issued(leader, request_a1.pk, {MASKS: 61, EARLY: -1})
    morning.shift(timedelta(days=30))
    with pytest.raises(IssueUnfit):
        issued(leader, request_a1.pk, {EARLY: 10})


def test_what_expires_first_is_proposed_first(world: World, leader: Actor) -> None:
    expired = Batch(MASK, "A-1", date(2026, 3, 1))
    entered(leader, world.grids["a0"], {MASKS: 100, EARLY: 30, expired: 10})
    found = proposal(at_grid(world.grids["a0"]), {MASK: 50})
    assert found == [Held(EARLY, 30), Held(MASKS, 20)]


def test_a_store_that_has_too_little_is_told_what_is_left(
    world: World, worker: Actor, leader: Actor
) -> None:
    entered(leader, world.grids["a0"], {MASKS: 70})
    row = asked(worker, world.grids["a1"])
    granted(leader, row.pk)
    with pytest.raises(StockShort) as told:
        issued(leader, row.pk)
    assert "只剩 70 只" in told.value.sentence()
    issued(leader, row.pk, {MASKS: 70})
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 0}


def test_refused_withdrawn_and_cancelled_requests_are_over(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    with pytest.raises(SupplyTextMissing):
        stepped(leader, request_a1.pk, K.REFUSE)
    stepped(leader, request_a1.pk, K.REFUSE, text="上周刚发过")
    assert order_of(request_a1).state == OrderState.REJECTED
    second = asked(worker, world.grids["a1"])
    stepped(worker, second.pk, K.WITHDRAW, text="已从物业借到")
    assert order_of(second).state == OrderState.REJECTED
    third = asked(worker, world.grids["a1"])
    granted(leader, third.pk)
    with pytest.raises(SupplyStepNotNow):
        stepped(worker, third.pk, K.WITHDRAW, text="不要了")
    stepped(leader, third.pk, K.CANCEL, text="已由街道直接送达")
    assert order_of(third).state == OrderState.HANDLED
    assert [standing(worker, one.pk) for one in (request_a1, second, third)] == [
        *(S.REFUSED, S.WITHDRAWN, S.CANCELLED)
    ]
    assert not requests(worker, RequestFilter(under_way=True)).exists()


def test_a_difference_stays_open_until_it_is_explained_and_accepted(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    differing(leader, worker, request_a1)
    assert standing(worker, request_a1.pk) is S.DIFFERS
    assert held_at(at_grid(world.grids["a1"])) == {MASKS: 90}
    assert order_of(request_a1).state == OrderState.REOPENED
    with pytest.raises(CauseMissing):
        stepped(leader, request_a1.pk, K.EXPLAIN, text="途中掉落")
    stepped(leader, request_a1.pk, K.EXPLAIN, text="途中掉落一盒", cause=DifferenceCause.LOST)
    assert order_of(request_a1).state == OrderState.HANDLED
    stepped(worker, request_a1.pk, K.OBJECT, text="出库单上就是90")
    assert order_of(request_a1).state == OrderState.REOPENED
    stepped(leader, request_a1.pk, K.EXPLAIN, text="少装一盒", cause=DifferenceCause.MISCOUNTED)
    stepped(worker, request_a1.pk, K.ACCEPT)
    assert standing(worker, request_a1.pk) is S.SETTLED
    assert order_of(request_a1).state == OrderState.CLOSED
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 210}


@pytest.mark.parametrize(
    ("cause", "back"),
    [
        (DifferenceCause.LOST, 200),
        (DifferenceCause.DAMAGED, 200),
        (DifferenceCause.RETURNED, 210),
        (DifferenceCause.MISCOUNTED, 210),
    ],
)
def test_what_never_left_goes_back_into_the_books(
    world: World,
    worker: Actor,
    leader: Actor,
    request_a1: SupplyRequest,
    cause: DifferenceCause,
    back: int,
) -> None:
    differing(leader, worker, request_a1)
    stepped(leader, request_a1.pk, K.EXPLAIN, text="已核对", cause=cause)
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: back}


def test_what_was_booked_back_once_is_not_booked_back_again(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    differing(leader, worker, request_a1)
    for _ in range(2):
        cause = DifferenceCause.RETURNED
        stepped(leader, request_a1.pk, K.EXPLAIN, text="随车带回", cause=cause)
        stepped(worker, request_a1.pk, K.OBJECT, text="请附照片")
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 210}


def test_more_than_was_issued_is_a_difference_too(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    on_the_way(leader, request_a1)
    received(worker, request_a1.pk, 120)
    stepped(leader, request_a1.pk, K.EXPLAIN, text="多装", cause=DifferenceCause.MISCOUNTED)
    assert held_at(at_grid(world.grids["a0"])) == {MASKS: 180}
    assert held_at(at_grid(world.grids["a1"])) == {MASKS: 120}


def test_a_receipt_tells_of_each_batch(
    worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    on_the_way(leader, request_a1)
    for arrived in ((), (1, 2), (-1,)):
        with pytest.raises(ReceiptUnfit):
            stepped(worker, request_a1.pk, K.RECEIVE, arrived=arrived)


def test_whoever_explains_does_not_accept(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    differing(leader, worker, request_a1)
    stepped(leader, request_a1.pk, K.EXPLAIN, text="已核对", cause=DifferenceCause.LOST)
    with pytest.raises(SupplyStepNotYours):
        stepped(leader, request_a1.pk, K.ACCEPT)


def test_silence_sends_a_request_one_post_higher(
    world: World, leader: Actor, request_a1: SupplyRequest, morning: time_machine.Traveller
) -> None:
    assert f"community_grid_leader:{world.grids['a0'].pk}" in order_of(request_a1).desks
    morning.shift(timedelta(days=1))
    sweep(SOMEBODY, now=clock.now())
    order = order_of(request_a1)
    assert order.rung == 1
    assert f"first_grid_leader:{world.grids['a0'].pk}" in order.desks
    granted(leader, request_a1.pk)
    assert standing(leader, request_a1.pk) is S.GRANTED


def test_past_its_day_it_is_late_until_it_is_over(
    worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    row = request_of(worker, request_a1.pk)
    assert not is_late(row, UNTIL)
    assert is_late(row, UNTIL + timedelta(days=1))
    stepped(leader, row.pk, K.REFUSE, text="上周刚发过")
    assert not is_late(request_of(worker, row.pk), UNTIL + timedelta(days=1))


def test_an_order_that_is_rejected_by_hand_ends_its_request(
    worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    order = order_of(request_a1)
    move_order(
        leader,
        order_id=order.pk,
        move=OrderMove.REJECT,
        version=order.version,
        said=MoveSaid(text="重复申请"),
    )
    assert standing(worker, request_a1.pk) is S.REFUSED
    with pytest.raises(SupplyStepNotNow):
        granted(leader, request_a1.pk)


def test_lists_filter_by_state_and_grid(
    world: World, worker: Actor, leader: Actor, request_a1: SupplyRequest
) -> None:
    other = asked(world.actor("worker_a2"), world.grids["a2"])
    granted(leader, other.pk)
    by_state = {
        state: [one.pk for one in requests(leader, RequestFilter(state=state))]
        for state in (S.ASKED, S.GRANTED)
    }
    assert by_state == {S.ASKED: [request_a1.pk], S.GRANTED: [other.pk]}
    at_a1 = requests(leader, RequestFilter(grid_id=world.grids["a1"].pk))
    assert [one.pk for one in at_a1] == [request_a1.pk]
    assert [one.pk for one in requests(worker, RequestFilter())] == [request_a1.pk]
    with pytest.raises(NotFound):
        request_of(worker, other.pk)


def test_batches_keep_their_lot_and_last_day_on_the_way(
    world: World, worker: Actor, leader: Actor
) -> None:
    entered(leader, world.grids["a0"], {EARLY: 40, MASKS: 60})
    row = asked(worker, world.grids["a1"])
    granted(leader, row.pk)
    issued(leader, row.pk, {EARLY: 40, MASKS: 60})
    received(worker, row.pk)
    assert held_at(at_grid(world.grids["a1"])) == {EARLY: 40, Batch(MASK, "A1", LATER): 60}
