"""A meeting is called, or not held; members bring items to it."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.models import store_next
from gridward.kernel.problems import NotAllowed
from gridward.work.meetings.models import AgendaItem, Meeting
from gridward.work.meetings.problems import (
    ItemNotYours,
    MeetingCalledAlready,
    MeetingDayPast,
    MeetingSectionUnknown,
    MeetingTooMany,
)
from gridward.work.meetings.queries.meetings import meeting_to_lead, visible_to
from gridward.work.meetings.queries.units import leads, same_unit, unit_at
from gridward.work.meetings.rules.holding import agenda_on, hour_of, rule_of
from gridward.work.meetings.services.shared import (
    check_state,
    check_text,
    check_version,
    note,
)
from gridward.work.meetings.terms import MOST_ITEMS, MeetingAct, MeetingState, Unit

OPEN = (MeetingState.PLANNED, MeetingState.UNDER_WAY)


@transaction.atomic
def call_meeting(
    actor: Actor,
    *,
    grid_id: UUID | None,
    day: date,
    hour: time | None = None,
    place: str = "",
) -> Meeting:
    """Call the meeting of a community grid, or of the street (None), for a day; at the usual hour unless one is said.

    Raises NotFound, NotAllowed, MeetingUnitUnfit, MeetingDayPast, MeetingCalledAlready.
    """
    actor.require(Permission.MEETING_LEAD, grid_id)
    unit = unit_at(actor, grid_id)
    if not leads(actor, unit):
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    if day < clock.today():
        raise MeetingDayPast(day=day.isoformat())
    one_at_a_time("meetings.day", unit.street_id, unit.grid_id, day)
    _check_free(unit, day)
    hour = hour or hour_of(rule_of(unit.level, day))
    meeting = Meeting.objects.create(
        street_id=unit.street_id,
        grid_id=unit.grid_id,
        grids=sorted(unit.attending, key=str),
        name=unit.name,
        day=day,
        planned_at=datetime.combine(day, hour, clock.LOCAL),
        place=place.strip(),
        called_by=actor.name,
    )
    note(actor, MeetingAct.CALLED, meeting)
    return meeting


@transaction.atomic
def cancel_meeting(actor: Actor, *, meeting_id: UUID, version: int, reason: str) -> Meeting:
    """A meeting that was called is not held, for a reason.

    Raises NotFound, NotAllowed, MeetingNotNow, Stale, MeetingTextMissing.
    """
    meeting, _ = meeting_to_lead(actor, meeting_id)
    check_state(meeting, MeetingState.PLANNED)
    check_version(meeting, version)
    store_next(meeting, state=MeetingState.CANCELLED, reason=check_text(reason))
    note(actor, MeetingAct.CANCELLED, meeting, reason=meeting.reason)
    return meeting


@transaction.atomic
def add_item(actor: Actor, *, meeting_id: UUID, section: str, text: str) -> AgendaItem:
    """Bring something to a section, before the meeting or in it.

    Raises NotFound, NotAllowed, MeetingNotNow, MeetingSectionUnknown, MeetingTextMissing, MeetingTooMany.
    """
    meeting = _joined(actor, meeting_id)
    check_state(meeting, *OPEN)
    if section not in {one.code for one in agenda_on(meeting.day)}:
        raise MeetingSectionUnknown(section=section)
    if AgendaItem.objects.filter(meeting=meeting).count() >= MOST_ITEMS:
        raise MeetingTooMany(most=MOST_ITEMS)
    item = AgendaItem(
        id=new_id(),
        meeting=meeting,
        section=section,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    item.set_sealed("text", check_text(text))
    item.save(force_insert=True)
    note(actor, MeetingAct.ITEM_ADDED, meeting)
    return item


@transaction.atomic
def withdraw_item(actor: Actor, *, item_id: UUID) -> UUID:
    """Take an own item back before the meeting begins; answers of which meeting it was.

    Raises NotFound, NotAllowed, MeetingNotNow, ItemNotYours.
    """
    item = found(AgendaItem.objects.filter(meeting__in=visible_to(actor)), item_id)
    meeting = _joined(actor, item.meeting_id)
    if item.account_id != actor.account_id:
        raise ItemNotYours
    check_state(meeting, MeetingState.PLANNED)
    item.delete()
    note(actor, MeetingAct.ITEM_WITHDRAWN, meeting)
    return meeting.pk


def _check_free(unit: Unit, day: date) -> None:
    rows = Meeting.objects.filter(same_unit(unit), day=day)
    if rows.exclude(state=MeetingState.CANCELLED).exists():
        raise MeetingCalledAlready(day=day.isoformat(), unit=unit.name)


def _joined(actor: Actor, meeting_id: UUID) -> Meeting:
    """A meeting in which the actor takes part and may speak, locked; raises NotFound, NotAllowed."""
    meeting = found(visible_to(actor).select_for_update(), meeting_id)
    if not actor.grids(Permission.MEETING_JOIN) & set(meeting.grids):
        raise NotAllowed(permission=Permission.MEETING_JOIN.value)
    return meeting
