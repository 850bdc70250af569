"""What keeps the tests of all parts: a line that cannot be told is found by whoever writes it (tests/conftest.py)."""

from enum import StrEnum
from typing import cast

import pytest

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About, Act
from tests.world import World


class Untold(StrEnum):
    """No acts of the program: one has no sentence, and one whose sentence wants a grid."""

    NO_WORDS = "gates.nobody_told"
    WANTS_A_GATE = "gates.gate_added"


@pytest.mark.parametrize("act", Untold)
def test_a_line_that_cannot_be_told_fails_its_test(world: World, act: Untold) -> None:
    about = About("territory_grid", world.grids["a1"].pk, world.grids["a1"].pk)
    with pytest.raises(KeyError):
        record(world.actor("chief"), cast(Act, act), about)
