"""A Friday morning in the street: who acts, two gates."""

import pytest
import time_machine

from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from tests.work.checkpoints.acts import gate
from tests.work.checkpoints.morning import east, leader, morning
from tests.world import World

__all__ = ["east", "leader", "morning"]


@pytest.fixture
def keeper(morning: time_machine.Traveller, world: World) -> Actor:
    """Keeps gates in grid a1."""
    return world.actor("worker_a1")


@pytest.fixture
def west(world: World, leader: Actor) -> Checkpoint:
    """The west gate of a2, which the keeper of a1 does not see."""
    return gate(world, leader, "西门", grid="a2")
