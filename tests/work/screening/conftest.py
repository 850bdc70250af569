"""A Wednesday noon in an emergency: who keeps lists, who verifies."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.ground.register.models import Household, Resident
from gridward.kernel.access import Actor
from tests.ground.register.people import household, number, resident
from tests.work.response.acts import NOON, declared
from tests.world import World


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def emergency(noon: time_machine.Traveller, world: World) -> None:
    declared(world)


@pytest.fixture
def leader(emergency: None, world: World) -> Actor:
    return world.actor("leader_a")


@pytest.fixture
def worker(emergency: None, world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def home(world: World, worker: Actor) -> Household:
    return household(world, worker, "a1-1-101")


@pytest.fixture
def wang(worker: Actor, home: Household) -> Resident:
    """Somebody of a1 whom the register knows by number and telephone."""
    return resident(worker, home, "王小明", document=number(7), phones=["13800138007"])
