"""A Friday morning in the street, its leader and the east gate of a1: for tests of gates and of what stands on them."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from gridward.kernel.access import Actor
from gridward.kernel.clock import LOCAL
from gridward.work.checkpoints.models import Checkpoint
from tests.work.checkpoints.acts import gate
from tests.world import World

MORNING = datetime(2026, 3, 6, 8, 0, tzinfo=LOCAL)


@pytest.fixture
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.shift(timedelta(days=1))` lets a day pass."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def leader(morning: time_machine.Traveller, world: World) -> Actor:
    """Leads, and may search, in both grids of community a."""
    return world.actor("leader_a")


@pytest.fixture
def east(world: World, leader: Actor) -> Checkpoint:
    """The east gate of a1."""
    return gate(world, leader, "东门")
