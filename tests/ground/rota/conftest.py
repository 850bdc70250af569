"""The morning of a working day, so that its shifts lie ahead."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.ground.rota.models import DutyPlace
from tests.ground.rota.acts import MORNING, place
from tests.world import World


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.move_to(...)` goes elsewhere."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def gate(world: World) -> DutyPlace:
    return place(world)
