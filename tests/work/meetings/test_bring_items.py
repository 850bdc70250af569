"""Members bring items beforehand, and take their own back."""

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.meetings.problems import (
    ItemNotYours,
    MeetingNotNow,
    MeetingSectionUnknown,
    MeetingTextMissing,
)
from gridward.work.meetings.queries.meetings import agenda_of
from gridward.work.meetings.services.calling import add_item, withdraw_item
from gridward.work.meetings.services.holding import begin_meeting
from tests.work.meetings.acts import called, ended
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["worker_a1", "supervisor_a1", "health_a", "police_a", "leader_a"])
def test_whoever_attends_brings_items(world: World, first: Actor, name: str) -> None:
    meeting = called(world, first)
    item = add_item(world.actor(name), meeting_id=meeting.pk, section="publicity", text="发传单")
    shown = [one for one in agenda_of(first, meeting) if one.code == "publicity"]
    assert [one.items for one in shown] == [[item]]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_b1", NotFound), ("chief_f", NotFound), ("discipline", NotAllowed)],
)
def test_others_bring_none(world: World, first: Actor, name: str, refusal: type[Exception]) -> None:
    meeting = called(world, first)
    with pytest.raises(refusal):
        add_item(world.actor(name), meeting_id=meeting.pk, section="other", text="加一条")


def test_an_item_says_something_to_a_section(world: World, first: Actor) -> None:
    meeting = called(world, first)
    with pytest.raises(MeetingTextMissing):
        add_item(first, meeting_id=meeting.pk, section="other", text=" 。 ")
    with pytest.raises(MeetingSectionUnknown):
        add_item(first, meeting_id=meeting.pk, section="gossip", text="加一条")


def test_own_items_are_taken_back_before_it_begins(world: World, first: Actor) -> None:
    worker, meeting = world.actor("worker_a1"), called(world, first)
    one, two = (
        add_item(worker, meeting_id=meeting.pk, section="other", text=text)
        for text in ("加一条", "又一条")
    )
    with pytest.raises(ItemNotYours):
        withdraw_item(first, item_id=one.pk)
    withdraw_item(worker, item_id=one.pk)
    begin_meeting(first, meeting_id=meeting.pk, version=1)
    with pytest.raises(MeetingNotNow):
        withdraw_item(worker, item_id=two.pk)


def test_when_it_is_over_nothing_is_brought(world: World, first: Actor) -> None:
    with pytest.raises(MeetingNotNow):
        add_item(first, meeting_id=ended(world, first).pk, section="other", text="加一条")
