"""Two who act at one moment, over two real connections: one wins, the other is told what is left."""

from collections.abc import Callable
from typing import Any

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import acting
from gridward.work.supplies.models import Movement, Stock, SupplyStep
from gridward.work.supplies.problems import StockShort, SupplyStepNotNow
from gridward.work.supplies.terms import StockMove, SupplyStepKind
from tests.work.patrols.test_papers_at_once import at_once
from tests.work.supplies.acts import MASKS, asked, entered, granted, issued, stepped
from tests.world import World


@pytest.fixture
def world(committed: World) -> World:
    """The world, stored for good."""
    return committed


def as_somebody(
    actor: Actor, act: Callable[..., Any], *given: object, **words: object
) -> Callable[[], Any]:
    def make() -> Any:
        with acting(actor):
            return act(actor, *given, **words)

    return make


def test_of_two_who_use_the_last_masks_one_is_told_what_is_left(world: World) -> None:
    keepers = [world.actor(name) for name in ("worker_a1", "supervisor_a1")]
    grid = world.grids["a1"]
    as_somebody(keepers[0], entered, grid, {MASKS: 100})()
    use = StockMove.USE
    ends = at_once(*(as_somebody(one, entered, grid, {MASKS: 70}, use) for one in keepers))
    [short] = [one for one in ends if isinstance(one, StockShort)]
    assert (short.details["left"], short.details["wanted"]) == (30, 70)
    assert Stock.objects.get().amount == 30
    assert Movement.objects.filter(move=use).count() == 1


def test_two_issues_for_two_grids_do_not_take_more_than_there_is(world: World) -> None:
    leader, first = world.actor("leader_a"), world.actor("first_a")
    as_somebody(leader, entered, world.grids["a0"], {MASKS: 150})()
    rows = []
    for grid in ("a1", "a2"):
        rows.append(as_somebody(world.actor(f"worker_{grid}"), asked, world.grids[grid])())
        as_somebody(leader, granted, rows[-1].pk)()
    ends = at_once(as_somebody(leader, issued, rows[0].pk), as_somebody(first, issued, rows[1].pk))
    assert sorted(type(one).__name__ for one in ends) == ["StockShort", "SupplyStep"]
    assert Stock.objects.get(grid=world.grids["a0"]).amount == 50
    assert SupplyStep.objects.filter(kind=SupplyStepKind.ISSUE).count() == 1


def test_a_request_is_decided_once(world: World) -> None:
    leader, first = world.actor("leader_a"), world.actor("first_a")
    row = as_somebody(world.actor("worker_a1"), asked, world.grids["a1"])()
    refuse = SupplyStepKind.REFUSE
    ends = at_once(
        as_somebody(leader, granted, row.pk),
        as_somebody(first, stepped, row.pk, refuse, text="上周刚发过"),
    )
    names = {type(one) for one in ends}
    assert names == {SupplyStep, SupplyStepNotNow}
    assert SupplyStep.objects.count() == 1


def test_one_receipt_sent_twice_at_once_is_one(world: World) -> None:
    leader, worker = world.actor("leader_a"), world.actor("worker_a1")
    as_somebody(leader, entered, world.grids["a0"], {MASKS: 150})()
    row = as_somebody(worker, asked, world.grids["a1"])()
    as_somebody(leader, granted, row.pk)()
    as_somebody(leader, issued, row.pk)()
    said = {"id": new_id(), "arrived": (100,)}
    kind = SupplyStepKind.RECEIVE
    ends = at_once(*[as_somebody(worker, stepped, row.pk, kind, **said)] * 2)
    assert {one.pk for one in ends if isinstance(one, SupplyStep)} == {said["id"]}
    assert Stock.objects.get(grid=world.grids["a1"]).amount == 100
