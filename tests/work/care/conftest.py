"""A Monday morning at nine in the street; who acts."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from gridward.kernel.access import Actor
from gridward.kernel.clock import LOCAL
from tests.world import World

START = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.shift(timedelta(days=1))` lets a day pass."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")
