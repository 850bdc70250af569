"""The evening of a working day, when meetings are held."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.kernel.access import Actor
from tests.work.meetings.acts import EVENING
from tests.world import World


@pytest.fixture(autouse=True)
def evening() -> Iterator[time_machine.Traveller]:
    """`evening.move_to(...)` goes elsewhere."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def first(world: World) -> Actor:
    """The first chief of community a."""
    return world.actor("first_a")
