"""The leader of community a."""

import pytest

from gridward.kernel.access import Actor
from tests.world import World


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")
