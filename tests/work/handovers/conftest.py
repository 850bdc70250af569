"""A Friday morning at the east gate."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from tests.work.checkpoints.acts import gate
from tests.work.handovers.acts import MORNING
from tests.world import World


@pytest.fixture
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.move_to(...)` goes elsewhere."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def east(world: World, morning: time_machine.Traveller) -> Checkpoint:
    """The east gate of a1, led by its grid worker."""
    lead = world.account("worker_a1").member_id
    kit = [{"name": "额温枪", "count": 2}]
    return gate(world, world.actor("leader_a"), "东门", lead_id=lead, kit=kit)


@pytest.fixture
def giver(world: World, east: Checkpoint) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def taker(world: World, east: Checkpoint) -> Actor:
    return world.actor("supervisor_a1")
