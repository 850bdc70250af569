"""Noon of a working day."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.work.response.acts import NOON


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    """`noon.move_to(...)` goes elsewhere."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
