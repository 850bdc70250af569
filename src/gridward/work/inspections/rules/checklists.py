"""Checklists and figures as dated data: `dated/checklists.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gridward.ground.register.terms.people import Measure, OrganisationKind
from gridward.kernel.dated import Entry, begun, entries_of
from gridward.work.inspections.terms import (
    Checklist,
    ChecklistItem,
    InspectionSeriousness,
    InspectionSubject,
)

FILE = Path(__file__).resolve().parents[1] / "dated" / "checklists.toml"
GENERAL, FACILITY, CHIEF = "general", "facility", "chief"


@dataclass(frozen=True)
class Figures:
    """Working days that a notice gives at most; days after which an organisation counts as not seen for long."""

    most_days: int
    unseen_days: int


def figures(day: date) -> Figures:
    """The figures that hold on a day."""
    entry = begun(entries_of(FILE)["figure"], day)[-1]
    return Figures(entry["most_days"], entry["unseen_days"])


def checklists(day: date) -> dict[str, Checklist]:
    """Every checklist that holds on a day, by code."""
    return checklists_from(entries_of(FILE), day)


def checklists_from(file: Mapping[str, list[Entry]], day: date) -> dict[str, Checklist]:
    """The checklists of a file's content; raises KeyError where one names an item that is not there."""
    items = {one["code"]: _item(one) for one in begun(file["item"], day)}
    return {one["code"]: _checklist(one, items) for one in begun(file["checklist"], day)}


def checklist_for(kind: OrganisationKind, day: date) -> Checklist:
    """The checklist for a kind of organisation; the general one where none is its own."""
    lists = checklists(day)
    return next((one for one in lists.values() if kind in one.kinds), lists[GENERAL])


def checklist(code: str, day: date) -> Checklist:
    """A checklist as it held on a day; raises KeyError."""
    return checklists(day)[code]


def _checklist(entry: Entry, items: Mapping[str, ChecklistItem]) -> Checklist:
    return Checklist(
        code=entry["code"],
        subject=InspectionSubject(entry["subject"]),
        title=entry["title"],
        since=entry["since"],
        items=tuple(items[code] for code in entry["items"]),
        kinds=frozenset(map(OrganisationKind, entry["kinds"])),
    )


def _item(entry: Entry) -> ChecklistItem:
    return ChecklistItem(
        code=entry["code"],
        text=entry["text"],
        remedy=entry["remedy"],
        basis=entry["basis"],
        seriousness=InspectionSeriousness(entry["seriousness"]),
        days=entry["days"],
        days_source=entry["days_source"],
        measure=Measure(entry["measure"]) if "measure" in entry else None,
    )
