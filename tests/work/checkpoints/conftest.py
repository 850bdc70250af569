"""A Friday morning in the street; who acts, a gate."""

import pytest
import time_machine

from gridward.kernel.access import Actor
from tests.work.checkpoints.morning import east, leader, morning
from tests.world import World

__all__ = ["east", "leader", "morning"]


@pytest.fixture
def worker(morning: time_machine.Traveller, world: World) -> Actor:
    return world.actor("worker_a1")
