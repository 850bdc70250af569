"""A Monday morning at nine, so that clocks of kinds are told by heart."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.work.workorders.cases import START


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    """`morning.shift(seconds)` lets time pass."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller
