"""Duties about people under measures: who is to be asked today, whose follow-up was missed."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.work.measures.services.calling import call_missed
from tests.oversight.duties.looking import told
from tests.work.measures.acts import asked_today, in_force, sampled
from tests.work.measures.conftest import NOON
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db


def test_people_are_due_then_missed_then_followed(world: World) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        declared(world, "a0", since=NOON.date())
        row = in_force(world)
        due = [("due", "measures_due", 1)]
        assert told(world, "worker_a1", "follow_up") == due
        assert told(world, "health_a", "follow_up") == due
        assert told(world, "worker_a2", "follow_up") == []
        assert told(world, "first_a", "chase_follow_up") == []
        time.shift(timedelta(days=1))
        call_missed(operator("schedule"), clock.today())
        late = ("late", "measures_missed", 1)
        assert told(world, "worker_a1", "follow_up") == [late, *due]
        assert told(world, "first_a", "chase_follow_up") == [late]
        for day in (clock.today() - timedelta(days=1), clock.today()):
            sampled(world, row, day)
        for _ in range(2):
            asked_today(world, row)
        assert told(world, "first_a", "chase_follow_up") == []
        assert told(world, "worker_a1", "follow_up") == [("done", "measures_followed", 2)]
