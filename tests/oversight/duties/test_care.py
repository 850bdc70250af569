"""Duties of help: whom to contact today, and who was not contacted in time."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.work.care.terms import ContactOutcome
from tests.oversight.duties.looking import told
from tests.work.care.acts import contact, home, plan
from tests.work.workorders.cases import START
from tests.world import World

pytestmark = pytest.mark.django_db
DUTY = "keep_in_touch"


def test_contacts_are_due_then_late_then_done(world: World) -> None:
    with time_machine.travel(START, tick=False) as time:
        worker = world.actor("worker_a1")
        row = plan(worker, home(world, worker), next_on=clock.today())
        assert told(world, "worker_a1", DUTY) == [("due", "care_contacts_due", 1)]
        for name in ("worker_a2", "leader_a", "first_a"):
            assert told(world, name, DUTY) == []
        time.shift(timedelta(days=1))
        assert told(world, "worker_a1", DUTY) == [("late", "care_contacts_due", 1)]
        assert told(world, "first_a", DUTY) == [("late", "care_contacts_due", 1)]
        assert told(world, "leader_a", DUTY) == []
        contact(worker, row, ContactOutcome.NOT_REACHED)
        assert told(world, "worker_a1", DUTY) == []
        contact(worker, row)
        assert told(world, "worker_a1", DUTY) == [("done", "care_contacts_made", 1)]


def test_what_was_given_to_the_liaison_is_the_liaisons(world: World) -> None:
    with time_machine.travel(START, tick=False):
        worker = world.actor("worker_a1")
        plan(worker, home(world, worker), next_on=clock.today(), post=Post.HEALTH_LIAISON)
        assert told(world, "worker_a1", DUTY) == []
        due = [("due", "care_contacts_due", 1)]
        assert told(world, "health_a", "serve_health") == due
