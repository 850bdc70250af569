"""A meeting begins with its figures frozen, is attended, decides, and ends. After that nothing of it changes."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from gridward.ground.staff.models import Member
from gridward.ground.staff.queries import visible_to as members_visible_to
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.models import store_next
from gridward.work.meetings.models import Attendance, Decision, Meeting
from gridward.work.meetings.problems import (
    AttendanceOpen,
    AttendeeUnknown,
    DecisionElsewhere,
    DecisionIdTaken,
    MeetingBeforeItsDay,
    MeetingTooMany,
    MeetingUnitUnfit,
)
from gridward.work.meetings.queries.agenda import AgendaAsked, counted
from gridward.work.meetings.queries.meetings import figures_since, meeting_to_lead
from gridward.work.meetings.queries.units import expected_at, posts_here
from gridward.work.meetings.rules.attending import check_attendance
from gridward.work.meetings.rules.holding import rule_of
from gridward.work.meetings.services.shared import (
    check_state,
    check_text,
    check_version,
    note,
)
from gridward.work.meetings.terms import (
    MOST_DECISIONS,
    AttendanceSaid,
    DecisionSaid,
    MeetingAct,
    MeetingState,
    Unit,
)
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import OrderSaid


@transaction.atomic
def begin_meeting(actor: Actor, *, meeting_id: UUID, version: int) -> Meeting:
    """Open a meeting on its day or later: the figures of this moment are frozen, and everybody expected is listed.

    Raises NotFound, NotAllowed, MeetingNotNow, Stale, MeetingBeforeItsDay, MeetingUnitUnfit.
    """
    meeting, unit = meeting_to_lead(actor, meeting_id)
    check_state(meeting, MeetingState.PLANNED)
    check_version(meeting, version)
    if clock.today() < meeting.day:
        raise MeetingBeforeItsDay(day=meeting.day.isoformat())
    if meeting.grid is not None and meeting.grid.valid_to is not None:
        raise MeetingUnitUnfit(grid=meeting.name)
    now = clock.now()
    since = figures_since(meeting, unit, now)
    store_next(
        meeting,
        state=MeetingState.UNDER_WAY,
        since_at=since,
        begun_at=now,
        begun_by=actor.name,
        begun_post=_post(actor, unit),
        figures=counted(AgendaAsked(actor, unit, since, now)),
    )
    Attendance.objects.bulk_create(_asked(meeting, unit))
    note(actor, MeetingAct.BEGUN, meeting)
    return meeting


@transaction.atomic
def note_attendance(
    actor: Actor, *, meeting_id: UUID, said: Sequence[AttendanceSaid]
) -> list[Attendance]:
    """Note how some of those expected attended; noted again, it is corrected until the meeting ends.

    Raises NotFound, NotAllowed, MeetingNotNow, AttendeeUnknown, AttendanceReasonMissing, StandInMissing.
    """
    meeting, _ = meeting_to_lead(actor, meeting_id)
    check_state(meeting, MeetingState.UNDER_WAY)
    rows = {one.member_id: one for one in Attendance.objects.filter(meeting=meeting)}
    standing = {one.stand_in_id for one in said if one.stand_in_id}
    members = members_visible_to(actor).filter(active=True).in_bulk(standing)
    noted = [_noted(rows.get(one.member_id), one, members) for one in said]
    Attendance.objects.bulk_update(noted, ["state", "reason", "stand_in", "stand_in_name"])
    note(actor, MeetingAct.ATTENDANCE_NOTED, meeting, count=len(noted))
    return noted


@transaction.atomic
def decide(actor: Actor, *, meeting_id: UUID, said: DecisionSaid) -> Decision:
    """A decision of the meeting, and the work order that it becomes; sent again, it is there already.

    Raises NotFound, NotAllowed, MeetingNotNow, MeetingTextMissing, MeetingTooMany, DecisionElsewhere, DecisionIdTaken
    and what opening the work order raises.
    """
    meeting, unit = meeting_to_lead(actor, meeting_id)
    known = Decision.objects.filter(pk=said.id).first()
    if known is not None:
        if known.meeting_id != meeting.pk:
            raise DecisionIdTaken
        return known
    check_state(meeting, MeetingState.UNDER_WAY)
    if said.grid_id not in unit.grids:
        raise DecisionElsewhere
    position = Decision.objects.filter(meeting=meeting).count() + 1
    if position > MOST_DECISIONS:
        raise MeetingTooMany(most=MOST_DECISIONS)
    decision = Decision(
        id=said.id,
        meeting=meeting,
        position=position,
        account_name=actor.name,
        decided_at=clock.now(),
    )
    decision.set_sealed("text", check_text(said.text))
    decision.order = open_order(actor, said=_order(said))
    decision.save(force_insert=True)
    note(actor, MeetingAct.DECIDED, meeting, number=decision.order.number)
    return decision


@transaction.atomic
def end_meeting(actor: Actor, *, meeting_id: UUID, version: int, summary: str = "") -> Meeting:
    """Close a meeting whose attendance is noted; what was said is kept with the minutes.

    Raises NotFound, NotAllowed, MeetingNotNow, Stale, AttendanceOpen.
    """
    meeting, _ = meeting_to_lead(actor, meeting_id)
    check_state(meeting, MeetingState.UNDER_WAY)
    check_version(meeting, version)
    if left := Attendance.objects.filter(meeting=meeting, state="").count():
        raise AttendanceOpen(count=left)
    meeting.set_sealed("summary", summary.strip() or None)
    store_next(
        meeting,
        state=MeetingState.ENDED,
        ended_at=clock.now(),
        ended_by=actor.name,
        summary=meeting.summary,
    )
    note(actor, MeetingAct.ENDED, meeting)
    return meeting


def _post(actor: Actor, unit: Unit) -> str:
    """The post by which somebody presides: a convener's before others."""
    held = posts_here(actor.member_id, unit)
    conveners = rule_of(unit.level, clock.today()).conveners
    return next((post.value for post in (*conveners, *sorted(held)) if post in held), "")


def _asked(meeting: Meeting, unit: Unit) -> list[Attendance]:
    return [
        Attendance(
            id=new_id(),
            meeting=meeting,
            member_id=one.member_id,
            name=one.name,
            posts=[list(pair) for pair in one.posts],
            position=position,
        )
        for position, one in enumerate(expected_at(unit))
    ]


def _noted(row: Attendance | None, said: AttendanceSaid, members: dict[UUID, Member]) -> Attendance:
    check_attendance(said)
    stand_in = members.get(said.stand_in_id) if said.stand_in_id else None
    if row is None or (said.stand_in_id and stand_in is None):
        raise AttendeeUnknown
    row.state = said.state
    row.set_sealed("reason", said.reason.strip() or None)
    row.stand_in = stand_in
    row.stand_in_name = stand_in.name if stand_in else ""
    return row


def _order(said: DecisionSaid) -> OrderSaid:
    """The order has the decision's id: sent again, neither comes twice."""
    return OrderSaid(
        said.id,
        said.kind,
        said.grid_id,
        text=said.text,
        answers=said.answers,
        post=said.post,
        handle_by=said.handle_by,
    )
