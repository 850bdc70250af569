"""Stores and requests follow when grids change."""

import pytest

from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.supplies.models import Movement
from gridward.work.supplies.queries.requests import request_of
from gridward.work.supplies.queries.rows import at_grid
from gridward.work.supplies.queries.stock import held_at
from gridward.work.supplies.terms import StockMove, SupplyState, SupplyStepKind
from tests.work.supplies.acts import (
    EARLY,
    FENCE,
    MASKS,
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


def test_what_merged_grids_hold_goes_to_the_heir_batch_by_batch(
    world: World, worker: Actor, leader: Actor
) -> None:
    entered(worker, world.grids["a1"], {MASKS: 100, FENCE: 5})
    entered(world.actor("worker_a2"), world.grids["a2"], {MASKS: 30, EARLY: 10})
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    assert held_at(at_grid(new)) == {MASKS: 130, FENCE: 5, EARLY: 10}
    assert {amount for old in olds for amount in held_at(at_grid(old)).values()} == {0}
    moves = Movement.objects.filter(move=StockMove.HAND_OVER)
    assert sum(moves.values_list("amount", flat=True)) == 0


def test_a_request_on_the_way_is_received_by_the_heir(
    world: World, worker: Actor, leader: Actor
) -> None:
    entered(leader, world.grids["a0"], {MASKS: 300})
    row = asked(worker, world.grids["a1"])
    over = asked(worker, world.grids["a1"])
    stepped(leader, over.pk, SupplyStepKind.REFUSE, text="上周刚发过")
    granted(leader, row.pk)
    issued(leader, row.pk)
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    heir = world.actor("worker_a1")
    assert request_of(heir, row.pk).grid_id == new.pk
    assert request_of(heir, over.pk).grid_id == olds[0].pk
    received(heir, row.pk)
    assert held_at(at_grid(new)) == {MASKS: 100}
    assert standing(heir, row.pk) is SupplyState.RECEIVED
