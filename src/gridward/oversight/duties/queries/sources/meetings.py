"""The duty of the daily meeting (W6): called, held, its bulletin signed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Exists, OuterRef

from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import recurring
from gridward.oversight.duties.terms import DutyItem, DutyState, Rhythm
from gridward.work.meetings.models import Bulletin, Meeting
from gridward.work.meetings.terms import MeetingState


def meetings_held(asked: Asked) -> Iterator[DutyItem]:
    """The meeting of the post's community grid, as often as the level wants, and unsigned bulletins; one query.

    A day on which a meeting was cancelled for a reason is not missed: as a rule, says the clause, it is each day.
    """
    if asked.grid not in asked.grids(Permission.MEETING_LEAD):
        return
    signed = Bulletin.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(grid=asked.grid, day__lte=asked.today)
    rows = rows.filter(day__gte=asked.days_ago("back")).annotate(signed=Exists(signed))
    found = list(rows.defer("figures", "summary").order_by("-day", "-id"))
    yield _today(asked, found)
    for one in found:
        if one.state == MeetingState.ENDED and not one.signed:
            yield _unsigned(asked, one)


def _today(asked: Asked, rows: Sequence[Meeting]) -> DutyItem:
    now = [one for one in rows if one.day == asked.today]
    standing = next((one for one in now if one.state != MeetingState.CANCELLED), None)
    if standing is not None:
        return _standing(asked, standing)
    if now:
        return DutyItem(DutyState.DONE, "meeting_cancelled", f"/meetings/{now[0].pk}")
    before = next((one for one in rows if one.state in _ANSWERED), None)
    last = before.day if before else None
    state, until = recurring(last, asked.today, asked.duty.rhythm)
    if state is DutyState.LATE:
        return DutyItem(state, "meeting_late", asked.duty.page, until=until, values={"last": last})
    if before is not None and state is DutyState.DONE:
        return DutyItem(state, "meeting_held_weekly", f"/meetings/{before.pk}")
    weekly = asked.duty.rhythm is Rhythm.WEEKLY
    text = "meeting_to_call_weekly" if weekly else "meeting_to_call"
    return DutyItem(state, text, asked.duty.page, until=until)


_ANSWERED = (MeetingState.ENDED, MeetingState.UNDER_WAY, MeetingState.CANCELLED)


def _standing(asked: Asked, one: Meeting) -> DutyItem:
    link = f"/meetings/{one.pk}"
    if one.state == MeetingState.ENDED:
        return DutyItem(DutyState.DONE, "meeting_held", link)
    if one.state == MeetingState.UNDER_WAY:
        return DutyItem(DutyState.DUE, "meeting_to_end", link, until=asked.today)
    at = f"{one.planned_at.astimezone(clock.LOCAL):%H:%M}"
    return DutyItem(DutyState.DUE, "meeting_called", link, until=asked.today, values={"at": at})


def _unsigned(asked: Asked, one: Meeting) -> DutyItem:
    until = one.day + timedelta(days=1)
    state = DutyState.LATE if until < asked.today else DutyState.DUE
    values = {"day": one.day}
    link = f"/meetings/{one.pk}"
    return DutyItem(state, "bulletin_unsigned", link, until=until, days=(one.day,), values=values)
