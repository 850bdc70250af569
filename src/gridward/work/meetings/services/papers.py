"""Minutes and bulletins as files. Minutes leave through the guard of exports, since what was said can be about anybody;
a bulletin holds no resident's data and leaves with a line of the record. Paper is Chinese whoever prints it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import MEDIA_TYPES, PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import say
from gridward.work.meetings.models import Attendance, Bulletin, Meeting
from gridward.work.meetings.problems import BulletinDiffers
from gridward.work.meetings.queries.bulletins import bulletin_of, is_intact, superseded_by
from gridward.work.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    decisions_of,
    earlier_decisions,
    meeting_of,
)
from gridward.work.meetings.queries.units import leads, unit_of
from gridward.work.meetings.rules.bulletins import (
    body,
    figure_value,
    lines,
    revision_lines,
    written,
)
from gridward.work.meetings.services.shared import check_state, note
from gridward.work.meetings.terms import AttendanceState, MeetingAct, MeetingState
from gridward.work.workorders.queries.kinds import kind_of

PAPER = Path(__file__).resolve().parents[1] / "paper"
LANGUAGE = "zh-Hans"


class BulletinFormat(StrEnum):
    """Kinds of file of a bulletin; the value is the ending."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"

    @property
    def content_type(self) -> str:
        """As HTTP names it."""
        return MEDIA_TYPES.get(self, "text/plain; charset=utf-8")


@dataclass(frozen=True)
class BulletinFile:
    """A bulletin as a file."""

    file_name: str
    format: BulletinFormat
    content: bytes


@transaction.atomic
def minutes_file(actor: Actor, *, meeting_id: UUID, format_: PaperFormat) -> Printed:
    """The minutes of a meeting that has ended, for whoever leads it.

    Raises NotFound, NotAllowed, MeetingNotNow and what the guard of exports raises.
    """
    meeting = meeting_of(actor, meeting_id)
    unit = unit_of(meeting)
    if not leads(actor, unit):
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    check_state(meeting, MeetingState.ENDED)
    export = draft(
        actor,
        kind="minutes",
        format=format_.value,
        masked=True,
        grid_ids=set(unit.grids),
        rows=1,
        right=Permission.MEETING_LEAD,
    )
    data = {**_minutes(actor, meeting), "watermark": export.watermark()}
    content = _set(data, format_)
    let_go(actor, export, size=len(content))
    note(actor, MeetingAct.MINUTES_TAKEN, meeting, format=format_.value)
    name = say("minutes.file", unit=meeting.name, day=meeting.day)
    return Printed.named(name, format_, content)


@transaction.atomic
def bulletin_file(actor: Actor, *, bulletin_id: UUID, format_: BulletinFormat) -> BulletinFile:
    """A signed bulletin. Raises NotFound, BulletinDiffers."""
    bulletin = bulletin_of(actor, bulletin_id)
    if not is_intact(bulletin):
        raise BulletinDiffers
    content = (
        bulletin_text(bulletin).encode()
        if format_ is BulletinFormat.TXT
        else _set(_bulletin(bulletin), PaperFormat(format_.value))
    )
    told, taken = MeetingAct.BULLETIN_TAKEN, format_.value
    note(actor, told, bulletin.meeting, revision=bulletin.revision, format=taken)
    name = say("bulletin.file", unit=bulletin.meeting.name, day=bulletin.meeting.day)
    named = f"{name}-{bulletin.revision}.{format_.value}"
    return BulletinFile(named, format_, content)


def bulletin_text(bulletin: Bulletin) -> str:
    """A signed bulletin as plain text."""
    told = [*_superseded(bulletin), *lines(bulletin.content, say), *_signed(bulletin)]
    return "\n".join(told) + "\n"


def _set(data: dict[str, Any], format_: PaperFormat) -> bytes:
    return paper(PAPER / "meeting", format_, data)


def _bulletin(bulletin: Bulletin) -> dict[str, Any]:
    content = bulletin.content
    sections = [{"title": title, "lines": told} for title, told in body(content, say)]
    if content["remark"]:
        sections.append({"title": say("bulletin.wanted"), "lines": [content["remark"]]})
    return {
        "title": say("bulletin.title", unit=content["unit"]),
        "subtitle": say("bulletin.day", day=content["day"], revision=content["revision"]),
        "notes": [
            *_superseded(bulletin),
            *revision_lines(content, say),
            say("bulletin.held", **content["held"]),
        ],
        "facts": [],
        "sections": sections,
        "signed": _signed(bulletin),
        "foot": say("bulletin.as_of", since=content["since"], at=content["as_of"]),
        "watermark": "",
    }


def _superseded(bulletin: Bulletin) -> list[str]:
    later = superseded_by(bulletin)
    return [say("bulletin.superseded", revision=later)] if later else []


def _signed(bulletin: Bulletin) -> list[str]:
    key = "bulletin.signed_for" if bulletin.stand_in else "bulletin.signed"
    words = {"post": say(f"word.staff.post.{bulletin.post}"), "name": bulletin.account_name}
    return [
        say(key, **words, at=_told(bulletin.signed_at)),
        say("bulletin.digest", digest=bulletin.digest[:16]),
    ]


def _minutes(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    sections = [
        {"title": one.title[LANGUAGE], "lines": [*_figures(one.figures), *_items(one.items)]}
        for one in agenda_of(actor, meeting)
    ]
    sections += _told_sections(meeting)
    return {
        "title": say("minutes.title", unit=meeting.name),
        "subtitle": say("minutes.day", day=_day(meeting)),
        "notes": [],
        "facts": _facts(meeting),
        "sections": sections,
        "signed": [say("minutes.kept", name=meeting.ended_by, at=_told(meeting.ended_at))],
        "foot": say("minutes.foot", name=actor.name, at=_told(clock.now())),
    }


def _told_sections(meeting: Meeting) -> list[dict[str, Any]]:
    decided = [_decision(one) for one in decisions_of(meeting)]
    earlier = [_decision(one) for one in earlier_decisions(meeting)]
    summary = meeting.open_sealed("summary") or ""
    told = (
        ("minutes.earlier", earlier),
        ("minutes.decisions", decided),
        ("minutes.summary", summary.splitlines()),
    )
    return [{"title": say(key), "lines": said} for key, said in told if said]


def _facts(meeting: Meeting) -> list[list[str]]:
    begun, ended = _told(meeting.begun_at), _told(meeting.ended_at)
    rows = attendance_of(meeting)
    return [
        [say("minutes.time"), say("minutes.from_to", begun=begun, ended=ended)],
        [say("minutes.place"), meeting.place or "—"],
        [say("minutes.chair"), _chair(meeting)],
        *(
            [say(f"word.meeting.attendance.{state}"), "、".join(_attended(one) for one in some)]
            for state in AttendanceState
            if (some := [one for one in rows if one.state == state])
        ),
    ]


def _chair(meeting: Meeting) -> str:
    post = say(f"word.staff.post.{meeting.begun_post}") if meeting.begun_post else ""
    return f"{meeting.begun_by}　{post}".strip()


def _attended(row: Attendance) -> str:
    reason = row.open_sealed("reason") or row.stand_in_name
    return f"{row.name}（{reason}）" if reason else row.name


def _figures(figures: Any) -> list[str]:
    told = [f"{one['title'][LANGUAGE]}{figure_value(one, say)}" for one in figures]
    return ["，".join(told) + "。"] if told else []


def _items(items: Any) -> list[str]:
    return [
        say("minutes.item", name=one.account_name, text=one.open_sealed("text")) for one in items
    ]


def _decision(one: Any) -> str:
    order = one.order
    return say(
        "minutes.decision",
        text=one.open_sealed("text") or "",
        number=order.number,
        kind=kind_of(order.kind_id).title[LANGUAGE],
        grid=order.grid.name,
        state=say(f"word.order.state.{order.state}"),
        due=_told(order.handle_due) if order.handle_due else "—",
    )


def _day(meeting: Meeting) -> str:
    return f"{meeting.day.year}年{meeting.day.month}月{meeting.day.day}日"


def _told(at: datetime | None) -> str:
    return written(at.astimezone(clock.LOCAL)) if at else "—"
