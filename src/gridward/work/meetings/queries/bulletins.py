"""Bulletins: what one would hold now, what was signed, who may sign."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.register.models import Resident
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.meetings.models import Bulletin, Meeting
from gridward.work.meetings.problems import NoBulletinSigned
from gridward.work.meetings.queries.agenda import AgendaAsked, Frozen, counted, recounted
from gridward.work.meetings.queries.meetings import attendance_of, decisions_of, visible_to
from gridward.work.meetings.queries.units import expected_at, posts_here, unit_of
from gridward.work.meetings.rules.bulletins import (
    Content,
    digest,
    numbers_in,
    possible_names,
    written,
)
from gridward.work.meetings.rules.holding import rule_of, signs_as
from gridward.work.meetings.terms import AttendanceState
from gridward.work.workorders.queries.kinds import kind_of


def bulletins(actor: Actor) -> QuerySet[Bulletin]:
    """Signed bulletins of meetings in which the actor takes part."""
    rows = Bulletin.objects.filter(meeting__in=visible_to(actor))
    return rows.select_related("meeting__grid", "meeting__street")


def bulletin_of(actor: Actor, bulletin_id: UUID) -> Bulletin:
    """One; raises NotFound."""
    return found(bulletins(actor), bulletin_id)


def signed_on(actor: Actor, day: date, grid_id: UUID | None) -> Bulletin:
    """The last revision of a community grid's or the street's meeting of a day; raises NoBulletinSigned."""
    rows = bulletins(actor).filter(meeting__day=day, meeting__grid=grid_id)
    row = rows.order_by("-revision").first()
    if row is None:
        raise NoBulletinSigned(day=day.isoformat())
    return row


def superseded_by(bulletin: Bulletin) -> int | None:
    """The number of the last revision, where it is a later one."""
    rows = Bulletin.objects.filter(meeting=bulletin.meeting_id, revision__gt=bulletin.revision)
    return rows.order_by("-revision").values_list("revision", flat=True).first()


def is_intact(bulletin: Bulletin) -> bool:
    """Whether what is stored is what was signed."""
    return digest(bulletin.content) == bulletin.digest


def content_now(
    actor: Actor, meeting: Meeting, *, revision: int, reason: str, remark: str
) -> dict[str, Any]:
    """What a bulletin of a meeting that has begun holds: of a revision what happened is counted again."""
    begun, since = meeting.begun_at or clock.now(), meeting.since_at or clock.now()
    as_of = clock.now() if revision > 1 else begun
    sections: list[Frozen] = meeting.figures
    if revision > 1:
        asked = AgendaAsked(actor, unit_of(meeting), since, begun)
        sections = recounted(sections, counted(asked))
    return {
        "unit": meeting.name,
        "day": f"{meeting.day.year}年{meeting.day.month}月{meeting.day.day}日",
        "revision": revision,
        "reason": reason,
        "held": _held(meeting),
        "sections": sections,
        "decisions": [
            {
                "number": one.order.number,
                "kind": dict(kind_of(one.order.kind_id).title),
                "grid": one.order.grid.name,
                "due": written(one.order.handle_due.astimezone(clock.LOCAL))
                if one.order.handle_due
                else "—",
            }
            for one in decisions_of(meeting)
        ],
        "remark": remark,
        "since": written(since.astimezone(clock.LOCAL)),
        "as_of": written(as_of.astimezone(clock.LOCAL)),
    }


def people_told(actor: Actor, meeting: Meeting, text: str) -> list[str]:
    """Residents of the meeting's grids whose names are in a text, and phone or document numbers, not in full."""
    grids = unit_of(meeting).grids & actor.grids(Permission.REGISTER_READ)
    rows = at_grids(Resident, grids).filter(left_on=None, name__among=possible_names(text))
    return [*sorted(set(rows.values_list("name", flat=True))), *numbers_in(text)]


def signing_post(actor: Actor, meeting: Meeting) -> tuple[Post | None, tuple[Post, ...]]:
    """By which post the actor may sign the meeting's bulletin, None for not; and the posts that may, in order."""
    unit = unit_of(meeting)
    conveners = rule_of(unit.level, meeting.day).conveners
    came = {
        one.member_id
        for one in attendance_of(meeting)
        if one.state in ("", AttendanceState.PRESENT)
    }
    there = {
        Post(post) for one in expected_at(unit) if one.member_id in came for post, _ in one.posts
    }
    return signs_as(conveners, posts_here(actor.member_id, unit), there), conveners


def _held(meeting: Meeting) -> Content:
    rows = attendance_of(meeting)
    states = [one.state for one in rows]
    return {
        "at": written((meeting.begun_at or meeting.planned_at).astimezone(clock.LOCAL)),
        "place": meeting.place or "—",
        "chair": meeting.begun_by,
        "expected": len(rows),
        "present": states.count(AttendanceState.PRESENT) + states.count(AttendanceState.STAND_IN),
        "excused": states.count(AttendanceState.EXCUSED),
        "absent": states.count(AttendanceState.ABSENT),
    }
