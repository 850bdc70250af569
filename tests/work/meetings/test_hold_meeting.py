"""From the call to the end: figures frozen at the beginning, attendance by the posts in force, decisions as orders."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.meetings.models import Attendance, Decision, Meeting
from gridward.work.meetings.problems import (
    AttendanceOpen,
    AttendanceReasonMissing,
    AttendeeUnknown,
    DecisionElsewhere,
    DecisionIdTaken,
    MeetingBeforeItsDay,
    MeetingCalledAlready,
    MeetingDayPast,
    MeetingNotNow,
    MeetingUnitUnfit,
    StandInMissing,
)
from gridward.work.meetings.queries.agenda import Frozen
from gridward.work.meetings.queries.meetings import agenda_of, earlier_decisions
from gridward.work.meetings.services.calling import cancel_meeting
from gridward.work.meetings.services.holding import (
    begin_meeting,
    decide,
    end_meeting,
    note_attendance,
)
from gridward.work.meetings.terms import AttendanceSaid, AttendanceState, MeetingState
from gridward.work.workorders.models import Order
from gridward.work.workorders.problems import (
    OrderDeadlinePast,
    OrderFieldMissing,
    OrderHandlerUnfit,
)
from gridward.work.workorders.terms import OrderState
from tests.work.meetings.acts import (
    DAY,
    EVENING,
    TOMORROW,
    begun,
    called,
    decided,
    decision,
    ended,
    everybody,
)
from tests.work.patrols.acts import found, patrol
from tests.work.workorders.acts import conduct, moved, opened
from tests.world import World

pytestmark = pytest.mark.django_db


def figures(meeting: Meeting) -> dict[str, int]:
    """section.code → value."""
    return {
        f"{section['section']}.{one['code']}": one["value"]
        for section in meeting.figures
        for one in section["figures"]
    }


def test_the_first_chief_calls_it_at_the_usual_hour(world: World, first: Actor) -> None:
    meeting = called(world, first)
    assert meeting.planned_at == EVENING
    assert set(meeting.grids) == {world.grids[one].pk for one in ("a0", "a1", "a2")}
    assert Line.objects.latest("seq").act == "meetings.called"


@pytest.mark.parametrize("name", ["worker_a1", "health_a", "police_a", "discipline", "patron"])
def test_others_call_none(world: World, name: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        called(world, world.actor(name))


def test_another_community_is_not_there(world: World, first: Actor) -> None:
    with pytest.raises(NotFound):
        called(world, first, "b0")


def test_a_community_s_chief_calls_no_meeting_of_the_street(world: World, first: Actor) -> None:
    with pytest.raises(NotAllowed):
        called(world, first, "")
    assert called(world, world.actor("chief"), "").grid is None


def test_once_a_day_and_not_for_days_that_are_over(world: World, first: Actor) -> None:
    meeting = called(world, first)
    with pytest.raises(MeetingCalledAlready):
        called(world, first)
    with pytest.raises(MeetingDayPast):
        called(world, first, day=DAY - timedelta(days=1))
    with pytest.raises(MeetingUnitUnfit):
        called(world, first, "a1")
    cancel_meeting(first, meeting_id=meeting.pk, version=1, reason="停电")
    assert called(world, first).state == MeetingState.PLANNED


def test_it_begins_on_its_day(world: World, first: Actor) -> None:
    meeting = called(world, first, day=TOMORROW)
    with pytest.raises(MeetingBeforeItsDay):
        begin_meeting(first, meeting_id=meeting.pk, version=1)


def test_of_two_who_begin_one_is_told(world: World, first: Actor) -> None:
    meeting = called(world, first)
    begin_meeting(first, meeting_id=meeting.pk, version=1)
    with pytest.raises(MeetingNotNow):
        begin_meeting(world.actor("leader_a"), meeting_id=meeting.pk, version=1)


def test_figures_are_counted_since_the_last_meeting_and_stay(
    world: World, first: Actor, evening: time_machine.Traveller
) -> None:
    worker = world.actor("worker_a1")
    patrol(world, worker, findings=[found()])
    opened(world, "worker_a1", "facility_broken")
    opened(world, "worker_b1", "facility_broken", "b1")
    opened(world, "first_a", "weakness")
    evening.shift(60)
    meeting = begun(world, first)
    counted = figures(meeting)
    assert counted["patrols.walked"] == counted["patrols.findings"] == 1
    assert (counted["orders.opened"], counted["orders.open"]) == (2, 2)
    assert counted["weaknesses.open"] == 1
    opened(world, "worker_a1", "facility_broken")
    assert figures(Meeting.objects.get(pk=meeting.pk)) == counted
    everybody(first, meeting)
    end_meeting(first, meeting_id=meeting.pk, version=meeting.version)
    evening.shift(timedelta(days=1))
    again = figures(begun(world, first))
    assert (again["orders.opened"], again["orders.open"]) == (1, 3)
    assert again["patrols.walked"] == 0


def test_each_figure_says_how_it_was_counted_and_where(
    world: World, first: Actor, evening: time_machine.Traveller
) -> None:
    opened(world, "worker_a1", "facility_broken")
    evening.shift(60)
    meeting = begun(world, first)
    told: list[Frozen] = next(
        one["figures"] for one in meeting.figures if one["section"] == "orders"
    )
    assert all(one["definition"]["zh-Hans"] and one["definition"]["en"] for one in told)
    assert ["朱紫巷社区第1网格", 1] in told[0]["grids"]
    assert sum(value for _, value in told[0]["grids"]) == told[0]["value"]


def test_no_section_without_anything(world: World, first: Actor) -> None:
    meeting = called(world, first)
    codes = [one.code for one in agenda_of(first, meeting)]
    assert "survey" not in codes
    assert "weaknesses" not in codes
    assert "instructions" not in codes


def test_confined_orders_are_not_counted(world: World, first: Actor) -> None:
    conduct(world)
    assert figures(begun(world, first))["orders.open"] == 0


def test_whoever_reads_a_part_alone_sees_figures_when_it_has_begun(
    world: World, first: Actor
) -> None:
    worker = world.actor("worker_a1")
    meeting = called(world, first)
    assert agenda_of(worker, meeting) == []
    meeting = begin_meeting(first, meeting_id=meeting.pk, version=1)
    assert agenda_of(worker, meeting) != []


def test_a_meeting_over_midnight_is_of_its_day(
    world: World, first: Actor, evening: time_machine.Traveller
) -> None:
    evening.move_to(EVENING.replace(hour=23, minute=50))
    meeting = called(world, first)
    evening.shift(timedelta(minutes=20))
    meeting = begin_meeting(first, meeting_id=meeting.pk, version=1)
    everybody(first, meeting)
    meeting = end_meeting(first, meeting_id=meeting.pk, version=2)
    evening.shift(60)
    assert meeting.day == DAY
    assert clock.today() == TOMORROW
    next_one = begun(world, first)
    assert next_one.since_at == meeting.begun_at


def test_everybody_with_a_post_that_attends_is_expected_once(world: World, first: Actor) -> None:
    member = world.account("worker_a1").member
    assert member is not None
    grid = world.grids["a2"]
    Appointment.objects.create(
        member=member,
        post=Post.GRID_SUPERVISOR,
        street_id=grid.street_id,
        grid=grid,
        valid_from=DAY,
        valid_to=TOMORROW,
    )
    rows = list(Attendance.objects.filter(meeting=begun(world, first)).order_by("position"))
    names = [one.name.removeprefix("测试") for one in rows]
    assert names[:4] == ["first_a", "leader_a", "health_a", "police_a"]
    assert sorted(names[4:]) == ["supervisor_a1", "worker_a1", "worker_a2"]
    twice = next(one for one in rows if one.member == member)
    assert [post for post, _ in twice.posts] == [Post.GRID_MANAGER, Post.GRID_SUPERVISOR]


def test_attendance_has_its_rules(world: World, first: Actor) -> None:
    meeting = begun(world, first)
    member, other = (world.account(one).member_id for one in ("worker_a1", "worker_a2"))
    assert member is not None
    assert other is not None

    def say(state: AttendanceState, **given: object) -> None:
        said = AttendanceSaid(member, state, **given)  # type: ignore[arg-type]
        note_attendance(first, meeting_id=meeting.pk, said=[said])

    with pytest.raises(AttendanceReasonMissing):
        say(AttendanceState.EXCUSED)
    with pytest.raises(StandInMissing):
        say(AttendanceState.STAND_IN)
    with pytest.raises(StandInMissing):
        say(AttendanceState.STAND_IN, stand_in_id=member)
    with pytest.raises(AttendeeUnknown):
        say(AttendanceState.STAND_IN, stand_in_id=world.account("worker_f1").member_id)
    with pytest.raises(AttendanceOpen):
        end_meeting(first, meeting_id=meeting.pk, version=meeting.version)
    say(AttendanceState.STAND_IN, stand_in_id=other)
    row = Attendance.objects.get(meeting=meeting, member=member)
    assert row.stand_in_name == Member.objects.get(pk=other).name
    say(AttendanceState.EXCUSED, reason="下沉社区")
    row.refresh_from_db()
    assert (row.open_sealed("reason"), row.stand_in, row.stand_in_name) == ("下沉社区", None, "")


def test_a_decision_becomes_an_order_with_its_deadline(world: World, first: Actor) -> None:
    made = decided(world, first, begun(world, first))
    order = Order.objects.get(pk=made.order_id)
    assert (order.state, order.post) == (OrderState.DISPATCHED, Post.GRID_MANAGER)
    assert order.handler_id == world.account("worker_a1").member_id
    assert order.handle_due == EVENING + timedelta(days=1)
    assert Line.objects.latest("seq").params["number"] == order.number


def test_a_decision_may_name_the_post_and_the_kind(world: World, first: Actor) -> None:
    meeting = begun(world, first)
    answers = {"finding": "交接班记录不全"}
    made = decided(
        world, first, meeting, kind="weakness", answers=answers, post=Post.COMMUNITY_GRID_LEADER
    )
    assert made.order.handler_id == world.account("leader_a").member_id
    with pytest.raises(OrderFieldMissing):
        decided(world, first, meeting, kind="weakness")
    with pytest.raises(OrderHandlerUnfit):
        decided(world, first, meeting, post=Post.GRID_POLICE)
    with pytest.raises(OrderDeadlinePast):
        decided(world, first, meeting, handle_by=EVENING)
    with pytest.raises(DecisionElsewhere):
        decided(world, first, meeting, grid="b1")
    assert Decision.objects.count() == Order.objects.count() == 1


def test_sent_twice_a_decision_is_there_once(world: World, first: Actor) -> None:
    meeting, said = begun(world, first), decision(world)
    for _ in range(2):
        decide(first, meeting_id=meeting.pk, said=said)
    assert Decision.objects.count() == Order.objects.count() == 1
    other = begun(world, world.actor("chief"), "")
    with pytest.raises(DecisionIdTaken):
        decide(world.actor("chief"), meeting_id=other.pk, said=said)


def test_the_next_agenda_tells_what_became_of_it(
    world: World, first: Actor, evening: time_machine.Traveller
) -> None:
    meeting = begun(world, first)
    made = decided(world, first, meeting)
    everybody(first, meeting)
    end_meeting(first, meeting_id=meeting.pk, version=meeting.version)
    evening.shift(timedelta(days=2))
    second = begun(world, first)
    assert figures(second)["earlier.open"] == figures(second)["earlier.late"] == 1
    assert [one.pk for one in earlier_decisions(second)] == [made.pk]
    everybody(first, second)
    end_meeting(first, meeting_id=second.pk, version=second.version)
    for name, move in (("worker_a1", "handle"), ("first_a", "verify"), ("first_a", "close")):
        evening.shift(timedelta(minutes=1))
        moved(world, name, made.order, move, text="已修好")
    evening.shift(timedelta(days=1))
    third = begun(world, first)
    assert (figures(third)["earlier.open"], figures(third)["earlier.closed"]) == (0, 1)
    assert [one.order.state for one in earlier_decisions(third)] == [OrderState.CLOSED]
    everybody(first, third)
    end_meeting(first, meeting_id=third.pk, version=third.version)
    evening.shift(timedelta(days=1))
    assert earlier_decisions(begun(world, first)) == []


def test_what_is_over_takes_nothing_more(world: World, first: Actor) -> None:
    meeting = ended(world, first)
    for act in (
        lambda: decided(world, first, meeting),
        lambda: everybody(first, meeting),
        lambda: end_meeting(first, meeting_id=meeting.pk, version=meeting.version),
        lambda: cancel_meeting(first, meeting_id=meeting.pk, version=3, reason="停电"),
    ):
        with pytest.raises(MeetingNotNow):
            act()


def test_an_old_page_is_stale(world: World, first: Actor) -> None:
    meeting = called(world, first)
    with pytest.raises(Stale):
        begin_meeting(first, meeting_id=meeting.pk, version=7)


def test_the_street_s_meeting_is_of_the_chiefs(world: World) -> None:
    chief = world.actor("chief")
    meeting = begun(world, chief, "")
    names = set(Attendance.objects.filter(meeting=meeting).values_list("name", flat=True))
    assert names == {
        f"测试{one}" for one in ("chief", "command", "first_a", "leader_a", "leader_b")
    }
    opened(world, "worker_b1", "facility_broken", "b1")
    assert agenda_of(world.actor("leader_b"), meeting) != []
