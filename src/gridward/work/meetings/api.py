"""Doors of meetings and bulletins."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.paging import page
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES
from gridward.work.meetings.models import Bulletin, Meeting
from gridward.work.meetings.queries.agenda import title_of
from gridward.work.meetings.queries.bulletins import (
    bulletin_of,
    is_intact,
    signing_post,
    superseded_by,
)
from gridward.work.meetings.queries.decisions import tasks_at
from gridward.work.meetings.queries.meetings import (
    MeetingFilter,
    agenda_of,
    attendance_of,
    decisions_of,
    earlier_decisions,
    meeting_of,
    meetings,
)
from gridward.work.meetings.queries.units import leads, led_units, unit_of
from gridward.work.meetings.rules.holding import agenda_on, rule_of
from gridward.work.meetings.schemas import (
    AgendaChoice,
    AgendaItemIn,
    AgendaSectionOut,
    AttendanceOut,
    AttendancesIn,
    BulletinIn,
    BulletinOut,
    BulletinPreviewOut,
    BulletinRow,
    DecisionIn,
    DecisionOut,
    MeetingCancelIn,
    MeetingEndIn,
    MeetingGrid,
    MeetingIn,
    MeetingOut,
    MeetingRow,
    MeetingTaskOut,
    MeetingUnitOut,
    MeetingVersionIn,
    in_language,
    row_words,
)
from gridward.work.meetings.services.bulletins import preview_bulletin, sign_bulletin
from gridward.work.meetings.services.calling import (
    add_item,
    call_meeting,
    cancel_meeting,
    withdraw_item,
)
from gridward.work.meetings.services.holding import (
    begin_meeting,
    decide,
    end_meeting,
    note_attendance,
)
from gridward.work.meetings.services.papers import (
    BulletinFormat,
    bulletin_file,
    bulletin_text,
    minutes_file,
)
from gridward.work.meetings.terms import MeetingState
from gridward.work.patrols.schemas import Day
from gridward.work.response.queries.levels import levels_held
from gridward.work.response.rules.dated import cadence

router = door("meetings")


class MeetingsWanted(Schema):
    """Of which community grid and day; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    day: Day | None = None
    after: str | None = None


class TasksWanted(Schema):
    """At which grid; without one at the community's."""

    grid_id: UUID | None = None


class MinutesWanted(Schema):
    """As which file."""

    format: PaperFormat = PaperFormat.PDF


class BulletinWanted(Schema):
    """As which file."""

    format: BulletinFormat = BulletinFormat.DOCX


@router.get("", response=answers(PageOut[MeetingRow]))
def list_meetings(request: HttpRequest, wanted: Query[MeetingsWanted]) -> object:
    """Meetings in which the caller's posts take part, the latest first."""
    rows = meetings(_reader(request), MeetingFilter(wanted.grid_id, wanted.day))
    found: Any = page(rows, ["-day", "-id"], wanted.after)
    return PageOut[MeetingRow](items=[MeetingRow.of(row) for row in found.rows], next=found.next)


@router.post("", response=answers(MeetingOut, 201))
def post_meeting(request: HttpRequest, given: MeetingIn) -> object:
    """Call a meeting."""
    made = call_meeting(actor_of(request), **given.model_dump())
    return Status(201, _whole(request, made.pk))


@router.get("/units", response=answers(list[MeetingUnitOut]))
def list_units(request: HttpRequest) -> object:
    """The units whose meetings the caller leads, and how they are held today."""
    today = clock.today()
    units = led_units(_reader(request))
    held = levels_held({grid for one in units for grid in one.grids}, today)
    paces = [cadence("daily_meeting", held.highest_at(one.grids), today) for one in units]
    return [
        MeetingUnitOut.of(one, rule_of(one.level, today), pace)
        for one, pace in zip(units, paces, strict=True)
    ]


@router.get("/bulletins/{bulletin_id}", response=answers(BulletinOut))
def get_bulletin(request: HttpRequest, bulletin_id: UUID) -> object:
    """A signed bulletin with its text."""
    return _bulletin(bulletin_of(_reader(request), bulletin_id))


@router.post("/bulletins/{bulletin_id}/file", response=answers(None))
def post_bulletin_file(
    request: HttpRequest, bulletin_id: UUID, given: BulletinWanted
) -> HttpResponse:
    """A signed bulletin as Word, PDF or plain text; taking it is recorded."""
    made = bulletin_file(_reader(request), bulletin_id=bulletin_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.get("/{meeting_id}", response=answers(MeetingOut))
def get_meeting(request: HttpRequest, meeting_id: UUID) -> object:
    """A meeting whole; its figures are those of the moment until it begins."""
    _reader(request)
    return _whole(request, meeting_id)


@router.post("/{meeting_id}/cancel", response=answers(MeetingOut))
def post_cancelled(request: HttpRequest, meeting_id: UUID, given: MeetingCancelIn) -> object:
    """A meeting that was called is not held."""
    cancel_meeting(actor_of(request), meeting_id=meeting_id, **given.model_dump())
    return _whole(request, meeting_id)


@router.post("/{meeting_id}/items", response=answers(MeetingOut, 201))
def post_item(request: HttpRequest, meeting_id: UUID, given: AgendaItemIn) -> object:
    """Bring something to the agenda."""
    add_item(actor_of(request), meeting_id=meeting_id, **given.model_dump())
    return Status(201, _whole(request, meeting_id))


@router.delete("/items/{item_id}", response=answers(MeetingOut))
def delete_item(request: HttpRequest, item_id: UUID) -> object:
    """Take an own item back before the meeting begins."""
    return _whole(request, withdraw_item(actor_of(request), item_id=item_id))


@router.post("/{meeting_id}/begin", response=answers(MeetingOut))
def post_begun(request: HttpRequest, meeting_id: UUID, given: MeetingVersionIn) -> object:
    """Begin: the figures of this moment are frozen."""
    begin_meeting(actor_of(request), meeting_id=meeting_id, version=given.version)
    return _whole(request, meeting_id)


@router.put("/{meeting_id}/attendance", response=answers(MeetingOut))
def put_attendance(request: HttpRequest, meeting_id: UUID, given: AttendancesIn) -> object:
    """Note how some of those expected attended."""
    note_attendance(actor_of(request), meeting_id=meeting_id, said=given.said())
    return _whole(request, meeting_id)


@router.post("/{meeting_id}/decisions", response=answers(MeetingOut, 201))
def post_decision(request: HttpRequest, meeting_id: UUID, given: DecisionIn) -> object:
    """A decision, which becomes a work order; sent again with its id, nothing comes twice."""
    decide(actor_of(request), meeting_id=meeting_id, said=given.said())
    return Status(201, _whole(request, meeting_id))


@router.get("/{meeting_id}/tasks", response=answers(list[MeetingTaskOut]))
def list_tasks(request: HttpRequest, meeting_id: UUID, wanted: Query[TasksWanted]) -> object:
    """What a decision can become at a grid of the meeting's unit, and who would handle it."""
    actor = actor_of(request)
    unit = unit_of(meeting_of(actor, meeting_id))
    if not leads(actor, unit):
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    asked = language_of(request)
    language = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
    grid = wanted.grid_id or unit.grid_id
    return [MeetingTaskOut.of(one, language) for one in tasks_at(actor, grid)] if grid else []


@router.post("/{meeting_id}/end", response=answers(MeetingOut))
def post_ended(request: HttpRequest, meeting_id: UUID, given: MeetingEndIn) -> object:
    """End: nothing of the meeting changes any more."""
    end_meeting(actor_of(request), meeting_id=meeting_id, **given.model_dump())
    return _whole(request, meeting_id)


@router.post("/{meeting_id}/minutes", response=answers(None))
def post_minutes(request: HttpRequest, meeting_id: UUID, given: MinutesWanted) -> HttpResponse:
    """The minutes as PDF or Word; taking them is recorded."""
    made = minutes_file(actor_of(request), meeting_id=meeting_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.post("/{meeting_id}/bulletins/preview", response=answers(BulletinPreviewOut))
def post_preview(request: HttpRequest, meeting_id: UUID, given: BulletinIn) -> object:
    """What the bulletin would say if it were signed now."""
    words = given.model_dump(include={"reason", "remark"})
    told = preview_bulletin(actor_of(request), meeting_id=meeting_id, **words)
    return BulletinPreviewOut(revision=told.revision, lines=told.lines, people=told.people)


@router.post("/{meeting_id}/bulletins", response=answers(BulletinOut, 201))
def post_bulletin(request: HttpRequest, meeting_id: UUID, given: BulletinIn) -> object:
    """Sign the bulletin, or a revision of it."""
    actor = actor_of(request)
    made = sign_bulletin(actor, meeting_id=meeting_id, **given.model_dump())
    return Status(201, _bulletin(bulletin_of(actor, made.pk)))


def _reader(request: HttpRequest) -> Actor:
    """The actor, who may read the work somewhere; raises NotAllowed."""
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def _whole(request: HttpRequest, meeting_id: UUID) -> MeetingOut:
    actor, language, now = actor_of(request), language_of(request), clock.now()
    row = meeting_of(actor, meeting_id)
    decided, earlier = decisions_of(row), earlier_decisions(row)
    sections = agenda_of(actor, row)
    return MeetingOut(
        **row_words(row),
        **_rights(actor, row),
        begun_post=Post(row.begun_post) if row.begun_post else None,
        ended_by=row.ended_by,
        since_at=row.since_at,
        summary=row.open_sealed("summary") or "",
        agenda=[AgendaSectionOut.of(one, actor.account_id, language) for one in sections],
        choices=_choices(row, language),
        attendance=[AttendanceOut.of(one) for one in attendance_of(row)],
        decisions=[DecisionOut.of(one, language, now) for one in decided],
        earlier=[DecisionOut.of(one, language, now) for one in earlier],
    )


def _choices(row: Meeting, language: str) -> list[AgendaChoice]:
    return [
        AgendaChoice(
            code=one.code, title=in_language(title_of(one.code), language), source=one.source
        )
        for one in agenda_on(row.day)
    ]


def _rights(actor: Actor, row: Meeting) -> dict[str, Any]:
    """What the caller may do with a meeting, and the grids that decisions may be for."""
    unit = unit_of(row)
    post, conveners = signing_post(actor, row)
    may_lead = leads(actor, unit)
    named = Grid.objects.filter(pk__in=unit.grids).order_by("code").values_list("id", "name")
    return {
        "may_join": bool(actor.grids(Permission.MEETING_JOIN) & set(row.grids)),
        "may_lead": may_lead,
        "may_sign": may_lead and post is not None,
        "signer": post or conveners[0],
        "grids": [MeetingGrid(id=pk, name=name) for pk, name in named]
        if may_lead and row.state == MeetingState.UNDER_WAY
        else [],
    }


def _bulletin(row: Bulletin) -> BulletinOut:
    return BulletinOut(
        **BulletinRow.of(row).model_dump(),
        meeting_id=row.meeting_id,
        lines=bulletin_text(row).splitlines(),
        superseded_by=superseded_by(row),
        intact=is_intact(row),
    )
