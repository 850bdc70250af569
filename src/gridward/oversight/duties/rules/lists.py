"""The list of duties, read from `dated/duties.toml` beside the program."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from gridward.ground.staff.terms import Post
from gridward.kernel.dated import Entry, begun, entries_of
from gridward.oversight.duties.terms import Duty, Rhythm
from gridward.work.response.rules.dated import cadence
from gridward.work.response.terms import ResponseLevel

FILE = Path(__file__).resolve().parents[1] / "dated" / "duties.toml"
_RHYTHMS = {1: Rhythm.DAILY, 7: Rhythm.WEEKLY, 30: Rhythm.MONTHLY}
"""Paces in days as duties count them."""


def all_duties(day: date) -> tuple[Duty, ...]:
    """Every duty that holds on a day, in the order of the file, also those that nothing keeps yet."""
    return duties_from(entries_of(FILE), day)


def duties_of(post: Post, day: date) -> tuple[Duty, ...]:
    """The duties of a post that some part of the program keeps."""
    return tuple(one for one in all_duties(day) if post in one.posts and one.kept_by)


def paced(duty: Duty, level: ResponseLevel, day: date) -> Duty:
    """The duty as often as a response level wants it."""
    if not duty.cadence or level not in duty.levels:
        return duty
    return replace(duty, rhythm=_RHYTHMS[cadence(duty.cadence, level, day)])


def duties_from(file: Mapping[str, list[Entry]], day: date) -> tuple[Duty, ...]:
    """The duties of a file's content; a later entry of the same id takes the place of the earlier one."""
    by_id = {entry["id"]: _duty(entry) for entry in begun(file["duty"], day)}
    return tuple(by_id.values())


def _duty(entry: Entry) -> Duty:
    return Duty(
        id=entry["id"],
        posts=frozenset(map(Post, entry["posts"])),
        clause=entry["clause"],
        source=entry["source"],
        rhythm=Rhythm(entry["rhythm"]),
        kept_by=entry.get("kept_by", ""),
        page=entry.get("page", ""),
        on_phone=entry.get("on_phone", False),
        days=entry.get("days", {}),
        levels=frozenset(map(ResponseLevel, entry.get("levels", ResponseLevel))),
        cadence=entry.get("cadence", ""),
    )
