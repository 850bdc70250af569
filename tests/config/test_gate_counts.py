"""A handover is compared with the passages that phones have sent."""

from datetime import timedelta

import pytest

from gridward.config.gate_counts import passages_of_shift
from gridward.kernel import clock
from gridward.work.handovers.queries.counting import counted
from gridward.work.handovers.terms import Counts
from tests.work.checkpoints.acts import gate
from tests.work.passages.acts import passage, take
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_passages_of_the_shift_are_counted_by_what_was_decided(world: World) -> None:
    keeper, now = world.actor("worker_a1"), clock.now()
    east, west = (gate(world, world.actor("leader_a"), name) for name in ("东门", "西门"))
    assert passages_of_shift(east.pk, now - 8 * HOUR, now) is None
    decided = ("passed", "passed", "turned_back", "held", "emergency")
    rows = [passage(east, now - HOUR, decision=one, people=3) for one in decided]
    rows += [passage(east, now - HOUR, direction="out"), passage(east, now - 9 * HOUR)]
    rows += [passage(east, now), passage(west, now - HOUR)]
    assert take(keeper, *rows).taken == len(rows)
    shift = Counts(inward=2, outward=1, turned_back=1, held=1, emergency=1)
    assert passages_of_shift(east.pk, now - 8 * HOUR, now) == shift


def test_handovers_ask_for_it(world: World) -> None:
    now = clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    assert counted(east.pk, now - HOUR, now) is None
    take(world.actor("worker_a1"), passage(east, now - HOUR / 2))
    assert counted(east.pk, now - HOUR, now) == Counts(inward=1)
