"""Which entry holds where books speak of one thing: that of the nearer authority, then that of the later book."""

from collections.abc import Iterable, Sequence
from datetime import date

from gridward.work.rulebooks.terms import (
    Book,
    Contradiction,
    Entry,
    Outweighed,
    PersonCategory,
    Rule,
    Slot,
)


def in_force(books: Iterable[Book], day: date, division: str = "") -> list[Book]:
    """The books that hold on a day in a division, by its code (else those of the country), the weightiest last."""
    found = [
        one
        for one in books
        if one.since <= day and (one.until is None or day < one.until) and _holds_in(one, division)
    ]
    return sorted(found, key=_weight)


def rule_on(books: Iterable[Book], category: PersonCategory, day: date, division: str = "") -> Rule:
    """What holds for a category on a day: the day on which somebody is determined to be of it."""
    speaking = in_force(books, day, division)
    ending = [one for one in speaking if category in one.ends]
    if ending:
        last = ending[-1]
        speaking = [one for one in speaking if _weight(one) > _weight(last)]
        if not any(category in one.entries for one in speaking):
            return Rule(category, day, {}, ended_by=last.code)
    return _laid(category, day, speaking)


def _laid(category: PersonCategory, day: date, speaking: Sequence[Book]) -> Rule:
    entries: dict[Slot, Entry] = {}
    outweighed: list[Outweighed] = []
    against: list[Contradiction] = []
    weights: dict[Slot, tuple[int, date]] = {}
    for book in speaking:
        for slot, entry in book.entries.get(category, {}).items():
            before = entries.get(slot)
            if before is not None and before.said != entry.said:
                if weights[slot] == (book.layer, book.since):
                    against.append(Contradiction(category, slot, (before, entry)))
                else:
                    outweighed.append(Outweighed(category, slot, before, book.code))
                    against = [one for one in against if one.slot is not slot]
            entries[slot] = entry
            weights[slot] = (book.layer, book.since)
    told = {slot: entries[slot] for slot in Slot if slot in entries}
    return Rule(category, day, told, "", tuple(outweighed), tuple(against))


def _weight(book: Book) -> tuple[int, date, str]:
    return book.layer, book.since, book.code


def _holds_in(book: Book, division: str) -> bool:
    return not book.area or division.startswith(book.area)
