"""A round that is walked in a1, a home there, its worker."""

from dataclasses import dataclass

import pytest

from gridward.ground.register.models import Household
from gridward.kernel.access import Actor
from gridward.work.rounds.models import Round, Target
from tests.ground.register.people import household
from tests.work.rounds.walking import target_of, walked
from tests.world import World


@dataclass(frozen=True)
class Door:
    """Where nobody opened."""

    worker: Actor
    home: Household
    round: Round
    target: Target


@pytest.fixture
def door(world: World) -> Door:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world)
    return Door(worker, home, row, target_of(row, home))
