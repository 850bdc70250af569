"""Who acts in these tests."""

import pytest

from gridward.kernel.access import Actor
from tests.world import World


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")
