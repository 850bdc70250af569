"""The middle of July 2022, while the 9th plan holds; a response is in force in community a."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from gridward.kernel.clock import LOCAL
from tests.work.response.acts import declared
from tests.world import World

NOON = datetime(2022, 7, 15, 12, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    """`noon.move_to(...)` goes elsewhere."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def responding(world: World) -> World:
    """The world, its community a at emergency for a week, and that for another time."""
    declared(world, "a0", since=NOON.date())
    return world
