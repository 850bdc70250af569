"""The evening of a working day (Wednesday, 4 March 2026), as in the tests of patrols."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.work.patrols.acts import EVENING


@pytest.fixture(autouse=True)
def evening() -> Iterator[time_machine.Traveller]:
    """`evening.move_to(...)` goes elsewhere."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller
