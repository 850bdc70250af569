"""Patrols drawn by lot (W10): nobody can say beforehand when, and afterwards anybody can compute it again.

The seed, 32 random bytes, is bound by its SHA-256 before the first day. Each week of a plan (from Monday) has its own
stream of 64-bit numbers, HMAC-SHA256 with the seed as key over the plan, the digest of what is drawn from, the Monday
and a counter. Of the hours that the windows leave in that week, `per_week` different ones are drawn (the first steps of
Fisher and Yates), then for each a minute and a point. A number that would favour the first of several is passed over,
so all have the same chance. docs/subsystems/patrols.md has the recipe for whoever checks it with other tools.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date, time, timedelta

from gridward.work.patrols.problems import (
    DrawDaysTurned,
    DrawOpensLate,
    DrawPointsWrong,
    DrawTooMany,
    DrawWindowsWrong,
)
from gridward.work.patrols.terms import Lots, Slot

SEED_BYTES = 32
WORD = 2**64
LONGEST_DAYS = 366
Cell = tuple[date, int]
"""A day, and the local hour in which a patrol may begin."""


def commitment(seed: bytes) -> str:
    """SHA-256 of the seed as hexadecimal digits, told before the draw."""
    return hashlib.sha256(seed).hexdigest()


def content(lots: Lots) -> str:
    """SHA-256 of what is drawn from: other windows, points or days would be another draw."""
    text = json.dumps(
        {
            "days": [lots.starts_on.isoformat(), lots.ends_on.isoformat()],
            "windows": [[list(one.days), one.start, one.to] for one in lots.windows],
            "points": [str(one) for one in lots.points],
            "per_week": lots.per_week,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def words(seed: bytes, lots: Lots, monday: date) -> Iterator[int]:
    """The numbers of a week, each from 0 to 2^64 - 1, four of each HMAC."""
    head = f"{lots.plan}|{content(lots)}|{monday.isoformat()}"
    counter = 0
    while True:
        block = hmac.digest(seed, f"{head}|{counter}".encode(), "sha256")
        for place in range(0, len(block), 8):
            yield int.from_bytes(block[place : place + 8], "big")
        counter += 1


def below(numbers: Iterator[int], count: int) -> int:
    """A number from 0 to count - 1, each with the same chance: what is over a multiple of `count` is passed over."""
    end = WORD - WORD % count
    return next(one for one in numbers if one < end) % count


def cells(lots: Lots, monday: date) -> list[Cell]:
    """The hours of a week in which a patrol may begin, in order."""
    found = []
    for day in (monday + timedelta(days=number) for number in range(7)):
        if lots.starts_on <= day <= lots.ends_on:
            hours = {
                hour
                for one in lots.windows
                if day.isoweekday() in one.days
                for hour in range(one.start, one.to)
            }
            found += [(day, hour) for hour in sorted(hours)]
    return found


def mondays(lots: Lots) -> list[date]:
    """The Monday of each week that the plan touches."""
    first = monday_of(lots.starts_on)
    weeks = (lots.ends_on - first).days // 7 + 1
    return [first + timedelta(weeks=number) for number in range(weeks)]


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def drawn_in_week(seed: bytes, lots: Lots, monday: date) -> list[Slot]:
    """The patrols of a week in their order; fewer than `per_week` where the week has fewer hours."""
    numbers = words(seed, lots, monday)
    left = cells(lots, monday)
    slots = []
    for _ in range(min(lots.per_week, len(left))):
        day, hour = left.pop(below(numbers, len(left)))
        minute = below(numbers, 60)
        slots.append(Slot(day, time(hour, minute), lots.points[below(numbers, len(lots.points))]))
    return sorted(slots)


def drawn_on(seed: bytes, lots: Lots, day: date) -> list[Slot]:
    """The patrols of a day."""
    return [one for one in drawn_in_week(seed, lots, monday_of(day)) if one.day == day]


def drawn(seed: bytes, lots: Lots, until: date | None = None) -> list[Slot]:
    """The patrols of the plan, or those up to a day."""
    slots = [one for monday in mondays(lots) for one in drawn_in_week(seed, lots, monday)]
    return [one for one in slots if until is None or one.day <= until]


def check_opening(lots: Lots, opens_at: int) -> None:
    """The day opens no later than the first hour that may be drawn; raises DrawOpensLate."""
    first = min(one.start for one in lots.windows)
    if opens_at > first:
        raise DrawOpensLate(hour=first)


def check_lots(lots: Lots) -> None:
    """Raises DrawDaysTurned, DrawWindowsWrong, DrawPointsWrong, DrawTooMany."""
    if not 0 <= (lots.ends_on - lots.starts_on).days < LONGEST_DAYS:
        raise DrawDaysTurned(most=LONGEST_DAYS)
    if not lots.windows or not all(_in_order(one.days, one.start, one.to) for one in lots.windows):
        raise DrawWindowsWrong
    hours = [
        (day, hour) for one in lots.windows for day in one.days for hour in range(one.start, one.to)
    ]
    if len(set(hours)) != len(hours):
        raise DrawWindowsWrong
    if not lots.points or len(set(lots.points)) != len(lots.points):
        raise DrawPointsWrong
    if not 0 < lots.per_week <= len(hours):
        raise DrawTooMany(most=len(hours))


def _in_order(days: tuple[int, ...], start: int, to: int) -> bool:
    return bool(days) and set(days) <= set(range(1, 8)) and 0 <= start < to <= 24
