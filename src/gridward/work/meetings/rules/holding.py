"""How meetings are held, read from `dated/meetings.toml`; who is expected and who may sign."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from gridward.ground.staff.terms import Post, PostLevel
from gridward.kernel.dated import begun, entries_of
from gridward.work.meetings.terms import AgendaPlace, MeetingRule

FILE = Path(__file__).resolve().parents[1] / "dated" / "meetings.toml"


def rule_of(level: PostLevel, day: date) -> MeetingRule:
    """How meetings of a level are held on a day."""
    entry = [one for one in begun(entries_of(FILE)["meeting"], day) if one["level"] == level][-1]
    return MeetingRule(
        level=level,
        conveners=tuple(map(Post, entry["conveners"])),
        attend=frozenset(map(Post, entry["attend"])),
        hour=entry["hour"],
        back_days=entry["back_days"],
        source=entry["source"],
        hour_source=entry["hour_source"],
    )


def agenda_on(day: date) -> tuple[AgendaPlace, ...]:
    """The sections of a day in the order of the file; a later entry takes the place of an earlier one of its code."""
    sections = {one["code"]: one["source"] for one in begun(entries_of(FILE)["agenda"], day)}
    return tuple(AgendaPlace(code, source) for code, source in sections.items())


def in_order(codes: Collection[str], places: Sequence[AgendaPlace]) -> list[str]:
    """Codes as the agenda has them; those that it does not name come last."""
    known = [one.code for one in places if one.code in codes]
    return [*known, *sorted(set(codes) - set(known))]


def hour_of(rule: MeetingRule) -> time:
    """The local hour at which meetings begin."""
    return time.fromisoformat(rule.hour)


def counted_since(rule: MeetingRule, before: datetime | None, midnight: datetime) -> datetime:
    """From when figures count: from the meeting before, however long ago, else so many days before today began."""
    return before if before is not None else midnight - timedelta(days=rule.back_days)


def signs_as(
    conveners: Sequence[Post], mine: Collection[Post], there: Collection[Post]
) -> Post | None:
    """By which post somebody signs: a convener's, or a stand-in's while nobody of the posts before it is there.

    `there` are posts whose holder came to the meeting: neither vacant nor excused, absent or stood in for.
    """
    for post in conveners:
        if post in mine:
            return post
        if post in there:
            return None
    return None
