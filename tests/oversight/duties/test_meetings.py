"""The first chief's daily meeting, and what it tells of duties that are late."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from gridward.work.meetings.services.calling import cancel_meeting
from gridward.work.meetings.services.holding import begin_meeting, end_meeting
from tests.oversight.duties.looking import alerted, told
from tests.work.meetings.acts import begun, called, everybody, signed
from tests.work.patrols.acts import patrol
from tests.world import World

pytestmark = pytest.mark.django_db
NAME, DUTY = "first_a", "hold_meeting"


def test_from_the_call_to_the_signed_bulletin(world: World, evening: Traveller) -> None:
    alerted(world)
    assert told(world, NAME, DUTY) == [("due", "meeting_to_call", 1)]
    first = world.actor(NAME)
    meeting = called(world, first)
    assert told(world, NAME, DUTY) == [("due", "meeting_called", 1)]
    meeting = begin_meeting(first, meeting_id=meeting.pk, version=1)
    assert told(world, NAME, DUTY) == [("due", "meeting_to_end", 1)]
    everybody(first, meeting)
    end_meeting(first, meeting_id=meeting.pk, version=2)
    unsigned = ("due", "bulletin_unsigned", 1)
    assert told(world, NAME, DUTY) == [("done", "meeting_held", 1), unsigned]
    evening.shift(timedelta(days=2))
    late = [("late", "meeting_late", 1), ("late", "bulletin_unsigned", 1)]
    assert told(world, NAME, DUTY) == late
    signed(first, meeting)
    assert told(world, NAME, DUTY) == late[:1]


def test_a_day_with_a_reason_is_not_missed(world: World, evening: Traveller) -> None:
    alerted(world)
    first = world.actor(NAME)
    for _ in range(2):
        meeting = called(world, first)
        cancel_meeting(first, meeting_id=meeting.pk, version=1, reason="停电")
        assert told(world, NAME, DUTY) == [("done", "meeting_cancelled", 1)]
        evening.shift(timedelta(days=1))
    assert told(world, NAME, DUTY) == [("due", "meeting_to_call", 1)]


def test_in_ordinary_times_once_a_week(world: World, evening: Traveller) -> None:
    assert told(world, NAME, DUTY) == [("due", "meeting_to_call_weekly", 1)]
    first = world.actor(NAME)
    meeting = begun(world, first)
    everybody(first, meeting)
    end_meeting(first, meeting_id=meeting.pk, version=2)
    signed(first, meeting)
    evening.shift(timedelta(days=1))
    assert told(world, NAME, DUTY) == [("done", "meeting_held_weekly", 1)]
    evening.shift(timedelta(days=6))
    assert told(world, NAME, DUTY) == [("due", "meeting_to_call_weekly", 1)]
    evening.shift(timedelta(days=7))
    assert told(world, NAME, DUTY) == [("late", "meeting_late", 1)]


def test_it_is_the_duty_of_the_first_chief_alone(world: World) -> None:
    for name in ("leader_a", "worker_a1", "chief"):
        assert told(world, name, DUTY) == []


def test_late_duties_of_the_chief_come_to_the_meeting(world: World, evening: Traveller) -> None:
    patrol(world, world.actor("worker_a1"))
    evening.shift(timedelta(days=5))
    meeting = begun(world, world.actor("leader_a"))
    [late] = [one["figures"] for one in meeting.figures if one["section"] == "duties"]
    told_ = {one["title"]["zh-Hans"]: one["value"] for one in late}
    assert sum(told_.values()) >= 2
    assert all(told_.values())
