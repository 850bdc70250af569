"""Which lines of the record are entries that the papers of a day tell of, and which take earlier ones back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridward.ground.register.terms.people import RegisterAct as Act
from gridward.work.patrols.terms import Entry, EntryKind

ENTRIES: Mapping[str, EntryKind] = {
    Act.HOUSEHOLD_ADDED: EntryKind.HOUSEHOLD_ADDED,
    Act.RESIDENT_ADDED: EntryKind.RESIDENT_ADDED,
    Act.RESIDENT_REMOVED: EntryKind.RESIDENT_LEFT,
    Act.RESIDENT_DIED: EntryKind.RESIDENT_LEFT,
    Act.RESIDENTS_LEFT: EntryKind.RESIDENT_LEFT,
    Act.HOUSEHOLD_LEFT: EntryKind.RESIDENT_LEFT,
    Act.ORGANISATION_ADDED: EntryKind.ORGANISATION_ADDED,
    Act.HOUSEHOLD_CHANGED: EntryKind.CHANGED,
    Act.RESIDENT_CHANGED: EntryKind.CHANGED,
    Act.ORGANISATION_CHANGED: EntryKind.CHANGED,
    Act.SITUATION_CHANGED: EntryKind.CHANGED,
}
TOGETHER = frozenset({Act.RESIDENTS_LEFT, Act.HOUSEHOLD_LEFT})
"""Acts about a household, of persons who are named beside it."""
TAKEN_BACK: Mapping[str, EntryKind] = {
    Act.RESIDENT_BROUGHT_BACK: EntryKind.RESIDENT_LEFT,
    Act.HOUSEHOLD_WITHDRAWN: EntryKind.HOUSEHOLD_ADDED,
}
"""Acts that show an entry to have been a mistake."""
TOLD = frozenset(ENTRIES) | frozenset(TAKEN_BACK)


@dataclass(frozen=True)
class LineSaid:
    """A line of the record: the act, the row and the others it was about, its masked words."""

    act: str
    at: datetime
    row: UUID
    also: Sequence[UUID]
    words: Mapping[str, object]


def entries(acts: Iterable[LineSaid]) -> list[Entry]:
    """The entries of acts in their order, without those that were taken back later."""
    found: list[Entry] = []
    for one in acts:
        if kind := TAKEN_BACK.get(one.act):
            found = [entry for entry in found if (entry.kind, entry.row) != (kind, one.row)]
        else:
            found += _entries(one)
    return found


def _entries(one: LineSaid) -> Iterator[Entry]:
    rows = one.also if one.act in TOGETHER else (one.row,)
    for row in rows:
        yield Entry(ENTRIES[one.act], row, _label(one.words), one.at)


def _label(words: Mapping[str, object]) -> str:
    """The person and the door, or the organisation."""
    door = words.get("door") or words.get("organisation") or words.get("subject")
    return " ".join(str(one) for one in (words.get("name"), door) if one)
