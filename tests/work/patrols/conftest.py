"""The evening of a working day, so that what was done on it lies behind."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.kernel.access import Actor
from tests.work.patrols.acts import EVENING
from tests.world import World


@pytest.fixture(autouse=True)
def evening() -> Iterator[time_machine.Traveller]:
    """`evening.move_to(...)` goes elsewhere."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")
