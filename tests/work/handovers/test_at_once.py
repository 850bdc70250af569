"""What two phones send at one moment, each in a transaction of its own: at midnight of a month's end."""

from datetime import timedelta

import time_machine

from gridward.work.handovers.models import Handover
from gridward.work.handovers.rules.codes import id_of
from gridward.work.handovers.terms import HandoverState
from tests.work.checkpoints.acts import gate
from tests.work.handovers.acts import CODE, give, hour, shift, take
from tests.work.passages.test_at_once import together
from tests.world import World

OTHER = "XYZW2345"
LAST = 25
"""Days from the tests' Friday to the last of March."""


def test_two_who_hand_over_to_each_other_at_once_are_one_matter(committed: World) -> None:
    """Whoever leaves hands over; what the other gave by mistake is crossed with it, whichever half is first."""
    with time_machine.travel(hour(20, LAST), tick=False) as clock:
        east = gate(committed, committed.actor("leader_a"))
        leaves, comes = committed.actor("worker_a1"), committed.actor("supervisor_a1")
        shift(committed, east, "worker_a1", 24 * LAST + 20, 24 * LAST + 24)
        shift(committed, east, "supervisor_a1", 24 * LAST + 24, 24 * LAST + 30)
        clock.move_to(hour(24, LAST) - timedelta(seconds=1))
        together(
            lambda: give(comes, east, code=OTHER),
            lambda: give(leaves, east),
            lambda: take(comes, east),
            lambda: take(leaves, east, code=OTHER),
        )
    rows = {row.pk: row for row in Handover.objects.all()}
    right, wrong = (rows.pop(id_of(east.pk, code)) for code in (CODE, OTHER))
    assert rows == {}
    assert (right.state, right.crossed_with_id) == (HandoverState.CONFIRMED, None)
    assert (wrong.state, wrong.crossed_with_id) == (HandoverState.CROSSED, right.pk)


def test_a_half_that_is_sent_twice_at_once_is_one(committed: World) -> None:
    with time_machine.travel(hour(14, LAST), tick=False):
        east = gate(committed, committed.actor("leader_a"))
        giver, taker = committed.actor("worker_a1"), committed.actor("supervisor_a1")
        together(*[lambda: give(giver, east)] * 2, *[lambda: take(taker, east)] * 2)
    [row] = Handover.objects.all()
    assert row.state == HandoverState.CONFIRMED
