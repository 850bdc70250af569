"""Refusals of meetings and bulletins."""

from gridward.kernel.problems import Problem
from gridward.work.workorders.problems import Worded


class MeetingCalledAlready(Problem):
    """A unit meets once a day."""

    code = "meetings.called_already"
    status = 409


class MeetingDayPast(Problem):
    """A meeting is called for today or later."""

    code = "meetings.day_past"


class MeetingUnitUnfit(Problem):
    """A meeting is of a community grid in force, or of the street."""

    code = "meetings.unit_unfit"


class MeetingNotNow(Worded):
    """What is done with a meeting fits where it stands."""

    code = "meetings.not_now"
    status = 409


class MeetingBeforeItsDay(Problem):
    """A meeting begins on its day, or after it."""

    code = "meetings.before_its_day"


class MeetingTextMissing(Problem):
    """An item, a decision and a reason say something."""

    code = "meetings.text_missing"


class MeetingSectionUnknown(Problem):
    """An item is of a section of the agenda."""

    code = "meetings.section_unknown"


class MeetingTooMany(Problem):
    """A meeting has so many items and decisions at most."""

    code = "meetings.too_many"


class ItemNotYours(Problem):
    """Who brought an item takes it back."""

    code = "meetings.item_not_yours"
    status = 403


class AttendeeUnknown(Problem):
    """Attendance is noted of those who are expected; a stand-in is somebody of the street, and somebody else."""

    code = "meetings.attendee_unknown"


class AttendanceReasonMissing(Problem):
    """Who is excused is so for a reason."""

    code = "meetings.reason_missing"


class StandInMissing(Problem):
    """Who sent somebody says whom."""

    code = "meetings.stand_in_missing"


class AttendanceOpen(Problem):
    """A meeting ends when everybody's attendance is noted."""

    code = "meetings.attendance_open"


class DecisionElsewhere(Problem):
    """A decision is of a grid of the meeting's unit."""

    code = "meetings.decision_elsewhere"


class DecisionIdTaken(Problem):
    """The id of a decision is another one's."""

    code = "meetings.decision_id_taken"
    status = 409


class BulletinNotYours(Worded):
    """The convener signs; a stand-in while nobody of a post before is there."""

    code = "meetings.bulletin_not_yours"
    status = 403


class BulletinSignedMeanwhile(Problem):
    """Somebody signed since the caller looked."""

    code = "meetings.bulletin_signed_meanwhile"
    status = 409


class BulletinReasonMissing(Problem):
    """A revision has a reason."""

    code = "meetings.bulletin_reason_missing"


class BulletinTellsOfPeople(Problem):
    """A bulletin goes to chat groups: whoever signs it says that people may be told of in it."""

    code = "meetings.bulletin_tells_of_people"
    status = 409


class BulletinDiffers(Problem):
    """What is stored is what was signed."""

    code = "meetings.bulletin_differs"
    status = 409


class NoBulletinSigned(Problem):
    """A bulletin that is taken was signed."""

    code = "meetings.no_bulletin_signed"
    status = 404
