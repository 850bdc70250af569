"""The middle of July 2022 with a response in community a, and two areas that somebody may have stayed in."""

from collections.abc import Iterator

import pytest
import time_machine

from gridward.kernel.ids import new_id
from gridward.work.riskareas.services.taking import add_area
from gridward.work.riskareas.terms import AreaLevel, Spot
from tests.work.measures.conftest import NOON
from tests.work.response.acts import declared
from tests.world import World


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def areas(world: World) -> World:
    declared(world, "a0", since=NOON.date())
    spot = Spot(AreaLevel.HIGH, "某省某市", "某区", "春禾苑小区")
    add_area(
        world.actor("health_a"),
        area_id=new_id(),
        spot=spot,
        since=NOON.date(),
        source="某市通告",
    )
    return world
