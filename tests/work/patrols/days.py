"""Invented facts of a day."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.kernel import clock
from gridward.work.patrols.terms import (
    DayFacts,
    Entry,
    EntryKind,
    FindingFact,
    PatrolFact,
    TargetFact,
    VisitFact,
)

DAY = datetime(2026, 3, 2, tzinfo=clock.LOCAL)


def at(hour: int, minute: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute)


def visit(number: int, outcome: str, hour: int = 9, **given: Any) -> VisitFact:
    """A visit of the household (or organisation) with this number."""
    fields: dict[str, Any] = {
        "id": UUID(int=1000 * number + hour),
        "at": at(hour),
        "outcome": outcome,
        "way": "in_person",
        "subject": UUID(int=number),
        "organisation": False,
        "label": f"第{number}户",
    }
    return VisitFact(**{**fields, **given})


def finding(number: int, handled: str = "", place: str = "东门") -> FindingFact:
    return FindingFact(UUID(int=number), "gate", f"问题{number}。", place, handled)


def patrol(*findings: FindingFact, stops: tuple[str, ...] = ("东门", "配电房")) -> PatrolFact:
    return PatrolFact(UUID(int=77), "patrol", at(9), at(9, 40), stops, findings)


def entry(kind: EntryKind, number: int) -> Entry:
    return Entry(kind, UUID(int=number), "张*", at(10))


FULL = DayFacts(
    visits=(
        visit(1, "no_answer", 9),
        visit(1, "met", 18, persons_met=3),
        visit(2, "no_answer"),
        visit(3, "refused"),
        visit(4, "away", away="city"),
        visit(5, "new_people", persons_met=2),
        visit(9, "met", organisation=True, persons_met=1),
        visit(9, "met", 11, organisation=True, persons_met=1),
    ),
    targets=(
        TargetFact(UUID(int=101), False, "第1户", 3),
        TargetFact(UUID(int=102), False, "第2户", 2, due=False),
        TargetFact(UUID(int=103), False, "第3户", 4, late_added=True),
        TargetFact(UUID(int=104), True, "商店", 0, late_added=True),
    ),
    patrols=(patrol(finding(1, "当场更换。"), finding(2)),),
    entries=(
        entry(EntryKind.HOUSEHOLD_ADDED, 1),
        entry(EntryKind.RESIDENT_ADDED, 2),
        entry(EntryKind.RESIDENT_ADDED, 3),
        entry(EntryKind.RESIDENT_LEFT, 4),
        entry(EntryKind.CHANGED, 5),
        entry(EntryKind.CHANGED, 5),
    ),
)
