"""The demo's daily meetings: yesterday's, with a decision and its signed bulletin, and today's, prepared."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction

from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.meetings.models import AgendaItem, Attendance, Bulletin, Decision, Meeting
from gridward.work.meetings.queries.agenda import AgendaAsked, counted
from gridward.work.meetings.queries.bulletins import content_now
from gridward.work.meetings.queries.units import expected_at, unit_at
from gridward.work.meetings.rules.bulletins import digest
from gridward.work.meetings.services.calling import add_item, call_meeting
from gridward.work.meetings.terms import AttendanceState, MeetingState, Unit
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import OrderSaid

PLACE = "社区会议室"
BEGAN, ENDED, SIGNED = time(17, 30), time(18, 5), time(18, 15)
SUMMARY = "传达街道部署；各网格通报摸排进度；补访安排在晚上和周末。（虚构）"
REMARK = "未遇的住户三天内补访一次，晚上和周末优先。"
DECISION = "本周内把还没有走访的住户补访一遍"
ITEM = "两户独居老人请安排专人每周上门"


@transaction.atomic
def hold_meetings(today: date) -> None:
    """In the first community whose first chief is in post."""
    chief = _chief(today)
    if chief is None or chief.grid is None:
        return
    actor = replace(
        operator(chief.member.name), street_id=chief.street_id, member_id=chief.member_id
    )
    tell_database(actor)
    _hold(actor, unit_at(actor, chief.grid_id), today - timedelta(days=1))
    meeting = call_meeting(actor, grid_id=chief.grid_id, day=today, place=PLACE)
    add_item(actor, meeting_id=meeting.pk, section="other", text=ITEM)


def _chief(today: date) -> Appointment | None:
    posts = Appointment.objects.filter(post=Post.FIRST_GRID_LEADER, acting=False)
    held = in_force(posts, today).select_related("member", "grid")
    return held.order_by("grid__code").first()


def _hold(actor: Actor, unit: Unit, day: date) -> None:
    """Rows of a day that is over: services hold meetings of their own day alone."""
    begun = datetime.combine(day, BEGAN, clock.LOCAL)
    since = begun - timedelta(days=1)
    meeting = Meeting.objects.create(
        street_id=unit.street_id,
        grid_id=unit.grid_id,
        grids=sorted(unit.attending, key=str),
        name=unit.name,
        day=day,
        planned_at=begun,
        place=PLACE,
        called_by=actor.name,
        state=MeetingState.UNDER_WAY,
        since_at=since,
        begun_at=begun,
        begun_by=actor.name,
        begun_post=Post.FIRST_GRID_LEADER,
        figures=counted(AgendaAsked(actor, unit, since, begun)),
    )
    _item(actor, meeting)
    _attended(meeting, unit)
    _decided(actor, meeting, unit)
    meeting.set_sealed("summary", SUMMARY)
    meeting.state, meeting.ended_by = MeetingState.ENDED, actor.name
    meeting.ended_at = datetime.combine(day, ENDED, clock.LOCAL)
    meeting.save()
    _signed(actor, meeting)


def _item(actor: Actor, meeting: Meeting) -> None:
    item = AgendaItem(id=new_id(), meeting=meeting, section="instructions", account_name=actor.name)
    item.set_sealed("text", "街道要求：月底前完成春季入户摸排。（虚构）")
    item.save(force_insert=True)


def _attended(meeting: Meeting, unit: Unit) -> None:
    """Everybody came but the last, who was excused."""
    rows = [
        Attendance(
            id=new_id(),
            meeting=meeting,
            member_id=one.member_id,
            name=one.name,
            posts=[list(pair) for pair in one.posts],
            position=position,
            state=AttendanceState.PRESENT,
        )
        for position, one in enumerate(expected_at(unit))
    ]
    rows[-1].state = AttendanceState.EXCUSED
    rows[-1].set_sealed("reason", "在区里培训")
    Attendance.objects.bulk_create(rows)


def _decided(actor: Actor, meeting: Meeting, unit: Unit) -> None:
    base = Grid.objects.filter(pk__in=unit.grids, kind=GridKind.BASE).order_by("code").first()
    if base is None:
        return
    until = datetime.combine(meeting.day + timedelta(days=4), BEGAN, clock.LOCAL)
    said = OrderSaid(new_id(), "meeting_task", base.pk, text=DECISION, handle_by=until)
    decision = Decision(
        id=said.id,
        meeting=meeting,
        position=1,
        order=open_order(actor, said=said),
        account_name=actor.name,
        decided_at=meeting.begun_at or clock.now(),
    )
    decision.set_sealed("text", DECISION)
    decision.save(force_insert=True)


def _signed(actor: Actor, meeting: Meeting) -> None:
    if actor.member_id is None:
        return
    content = content_now(actor, meeting, revision=1, reason="", remark=REMARK)
    Bulletin.objects.create(
        meeting=meeting,
        revision=1,
        content=content,
        account_id=actor.member_id,
        account_name=actor.name,
        post=Post.FIRST_GRID_LEADER,
        stand_in=False,
        signed_at=datetime.combine(meeting.day, SIGNED, clock.LOCAL),
        digest=digest(content),
    )
