"""What people of the world do with meetings."""

from datetime import datetime, timedelta
from typing import Any

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.meetings.models import Attendance, Bulletin, Decision, Meeting
from gridward.work.meetings.services.bulletins import sign_bulletin
from gridward.work.meetings.services.calling import call_meeting
from gridward.work.meetings.services.holding import (
    begin_meeting,
    decide,
    end_meeting,
    note_attendance,
)
from gridward.work.meetings.terms import AttendanceSaid, AttendanceState, DecisionSaid
from tests.world import World

EVENING = datetime(2026, 3, 4, 17, 30, tzinfo=clock.LOCAL)
"""A Wednesday, when the tests are."""
DAY = EVENING.date()
TOMORROW = DAY + timedelta(days=1)


def called(world: World, actor: Actor, unit: str = "a0", **given: Any) -> Meeting:
    """The meeting of a community grid today; of the street with unit=""."""
    said: dict[str, Any] = {"day": clock.today(), "place": "社区会议室", **given}
    return call_meeting(actor, grid_id=world.grids[unit].pk if unit else None, **said)


def begun(world: World, actor: Actor, unit: str = "a0", **given: Any) -> Meeting:
    meeting = called(world, actor, unit, **given)
    return begin_meeting(actor, meeting_id=meeting.pk, version=meeting.version)


def everybody(actor: Actor, meeting: Meeting, **others: AttendanceState) -> None:
    """Everybody is present but for those named, by sign-in name."""
    rows = Attendance.objects.filter(meeting=meeting)
    said = [
        AttendanceSaid(one.member_id, state, "出差" if state is AttendanceState.EXCUSED else "")
        for one in rows
        for state in [others.get(one.name.removeprefix("测试"), AttendanceState.PRESENT)]
    ]
    note_attendance(actor, meeting_id=meeting.pk, said=said)


def ended(world: World, actor: Actor, unit: str = "a0", **others: AttendanceState) -> Meeting:
    meeting = begun(world, actor, unit)
    everybody(actor, meeting, **others)
    return end_meeting(actor, meeting_id=meeting.pk, version=meeting.version, summary="通报情况。")


def signed(actor: Actor, meeting: Meeting, after: int = 0, **given: Any) -> Bulletin:
    return sign_bulletin(actor, meeting_id=meeting.pk, after=after, **given)


def decision(world: World, grid: str = "a1", **given: Any) -> DecisionSaid:
    """The fence is to be mended by tomorrow evening."""
    said: dict[str, Any] = {
        "id": new_id(),
        "text": "东门围挡明天修好",
        "kind": "meeting_task",
        "grid_id": world.grids[grid].pk,
        "handle_by": EVENING + timedelta(days=1),
        **given,
    }
    return DecisionSaid(**said)


def decided(world: World, actor: Actor, meeting: Meeting, **given: Any) -> Decision:
    return decide(actor, meeting_id=meeting.pk, said=decision(world, **given))
