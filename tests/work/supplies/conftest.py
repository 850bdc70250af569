"""A Monday morning at nine, so that working minutes are told by heart."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.kernel.access import Actor
from tests.work.workorders.cases import START
from tests.world import World


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.shift(seconds)` lets time pass."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")


@pytest.fixture
def street(world: World) -> Actor:
    return world.actor("command")
