"""Meetings that an actor takes part in: lists, one with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.meetings.models import AgendaItem, Attendance, Bulletin, Decision, Meeting
from gridward.work.meetings.queries.agenda import AgendaAsked, Frozen, counted, title_of
from gridward.work.meetings.queries.units import leads, same_unit, unit_of
from gridward.work.meetings.rules.holding import agenda_on, counted_since, in_order, rule_of
from gridward.work.meetings.terms import MeetingState, Texts, Unit
from gridward.work.workorders.terms import OVER


@dataclass(frozen=True)
class MeetingFilter:
    """Of which community grid and day; all where nothing is named."""

    grid_id: UUID | None = None
    day: date | None = None


@dataclass(frozen=True)
class AgendaSection:
    """A section with its figures and what members brought to it."""

    code: str
    title: Texts
    figures: Sequence[Frozen]
    items: Sequence[AgendaItem]


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings in which the actor's posts take part."""
    held = actor.grids(Permission.WORK_READ)
    return Meeting.objects.filter(grids__overlap=sorted(held, key=str))


def meetings(actor: Actor, wanted: MeetingFilter) -> QuerySet[Meeting]:
    """Meetings with what was signed of them."""
    rows = visible_to(actor)
    if wanted.grid_id:
        rows = rows.filter(grid_id=wanted.grid_id)
    if wanted.day:
        rows = rows.filter(day=wanted.day)
    signed = Bulletin.objects.defer("content").order_by("revision")
    return rows.select_related("grid", "street").prefetch_related(Prefetch("bulletins", signed))


def meeting_of(actor: Actor, meeting_id: UUID) -> Meeting:
    """One meeting; raises NotFound."""
    return found(meetings(actor, MeetingFilter()), meeting_id)


def meeting_to_lead(actor: Actor, meeting_id: UUID) -> tuple[Meeting, Unit]:
    """One meeting that the actor leads, locked until the transaction ends; raises NotFound, NotAllowed."""
    rows = visible_to(actor).select_for_update(of=("self",)).select_related("grid", "street")
    meeting = found(rows, meeting_id)
    unit = unit_of(meeting)
    if not leads(actor, unit):
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    return meeting, unit


def figures_since(meeting: Meeting, unit: Unit, now: datetime) -> datetime:
    """From when the figures of a meeting count that begins now: from when the last one of its unit began."""
    rows = _of_unit(meeting).filter(begun_at__lt=now)
    before = rows.order_by("-begun_at").values_list("begun_at", flat=True).first()
    day = clock.local_date(now)
    return counted_since(rule_of(unit.level, day), before, clock.midnight(day))


def figures_now(actor: Actor, meeting: Meeting, now: datetime) -> list[Frozen]:
    """What the sources count now: what would be frozen if the meeting began."""
    unit = unit_of(meeting)
    return counted(AgendaAsked(actor, unit, figures_since(meeting, unit, now), now))


def agenda_of(actor: Actor, meeting: Meeting) -> list[AgendaSection]:
    """The sections of which there is something, in the order of the agenda.

    Before the meeting begins whoever leads it sees the figures of the moment; others see them when it has begun, since
    they read a part of the unit alone.
    """
    figures: list[Frozen] = meeting.figures
    if meeting.state == MeetingState.PLANNED and leads(actor, unit_of(meeting)):
        figures = figures_now(actor, meeting, clock.now())
    by_code = {one["section"]: one for one in figures}
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("created_at", "id"))
    codes = in_order({*by_code, *(one.section for one in items)}, agenda_on(meeting.day))
    return [
        AgendaSection(
            code,
            by_code[code]["title"] if code in by_code else title_of(code),
            by_code[code]["figures"] if code in by_code else (),
            [one for one in items if one.section == code],
        )
        for code in codes
    ]


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Who is expected and how they attended; nobody before the meeting begins."""
    return list(Attendance.objects.filter(meeting=meeting).order_by("position"))


def decisions_of(meeting: Meeting) -> list[Decision]:
    """What was decided, with the work orders as they stand."""
    return _with_orders(Decision.objects.filter(meeting=meeting).order_by("position"))


def earlier_decisions(meeting: Meeting) -> list[Decision]:
    """Decisions of the unit's earlier meetings that wait still, or were done since the one before."""
    until = meeting.begun_at or clock.now()
    since = meeting.since_at or figures_since(meeting, unit_of(meeting), until)
    rows = Decision.objects.filter(meeting__in=_of_unit(meeting), decided_at__lt=until)
    waits = ~Q(order__state__in=sorted(OVER))
    rows = rows.filter(waits | Q(order__moved_at__gte=since))
    return _with_orders(rows.order_by("decided_at", "position"))


def _of_unit(meeting: Meeting) -> QuerySet[Meeting]:
    """The other meetings of its unit."""
    return Meeting.objects.filter(same_unit(meeting)).exclude(pk=meeting.pk)


def _with_orders(rows: QuerySet[Decision]) -> list[Decision]:
    more = ("meeting", "order__grid", "order__handler")
    return list(rows.select_related(*more).defer("order__grid__boundary", "order__grid__bounds"))
