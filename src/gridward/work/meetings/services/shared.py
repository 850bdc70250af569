"""What the writes share: a meeting where it must stand, and what the record says."""

from typing import Any

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.kernel.problems import Stale
from gridward.work.meetings.models import Meeting
from gridward.work.meetings.problems import MeetingNotNow, MeetingTextMissing
from gridward.work.meetings.terms import MeetingAct, MeetingState

SHORTEST_TEXT = 2


def check_state(meeting: Meeting, *states: MeetingState) -> None:
    """Raises MeetingNotNow unless the meeting stands in one of these."""
    if meeting.state not in states:
        raise MeetingNotNow(state=f"word.meeting.state.{meeting.state}")


def check_version(meeting: Meeting, version: int) -> None:
    """Raises Stale when somebody changed the meeting since it was read."""
    if meeting.version != version:
        raise Stale


def check_text(text: str) -> str:
    """The words without blanks around them; raises MeetingTextMissing."""
    if len(text.strip()) < SHORTEST_TEXT:
        raise MeetingTextMissing
    return text.strip()


def note(
    actor: Actor, act: MeetingAct, meeting: Meeting, reason: str = "", **words: str | int
) -> None:
    """One line of the record."""
    about = About("meetings_meeting", meeting.pk, meeting.grid_id)
    day = meeting.day.isoformat()
    street = meeting.street_id
    told: dict[str, Any] = {"unit": meeting.name, "day": day, **words}
    record(actor, act, about, reason=reason, street=street, **told)
