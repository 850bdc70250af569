"""What differs where other books hold: per category and slot, over days of determination, and for one person's days."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.terms import (
    Book,
    ChangeSpan,
    Entry,
    PersonCategory,
    Planned,
    ReplanOutcome,
    Rule,
    RuleChange,
    Slot,
    SlotChange,
)


def changes(
    before: Sequence[Book], after: Sequence[Book], day: date, division: str = ""
) -> tuple[RuleChange, ...]:
    """How rules differ for whoever is determined on a day; the same words by another paper are no change."""
    found = (
        _change(rule_on(before, one, day, division), rule_on(after, one, day, division))
        for one in PersonCategory
    )
    return tuple(one for one in found if one is not None)


def changed_spans(
    before: Sequence[Book], after: Sequence[Book], division: str = ""
) -> tuple[ChangeSpan, ...]:
    """All days of determination on which rules differ, by spans of equal changes, the earliest first."""
    breaks = sorted(set(_breaks(before)) | set(_breaks(after)))
    found: list[ChangeSpan] = []
    for day, until in zip(breaks, [*breaks[1:], None], strict=True):
        now = changes(before, after, day, division)
        last = found[-1] if found else None
        if last and last.until == day and _told(last.changes) == _told(now):
            found[-1] = ChangeSpan(last.since, until, last.changes)
        elif now:
            found.append(ChangeSpan(day, until, now))
    return tuple(found)


def digest(spans: Iterable[ChangeSpan]) -> str:
    """A mark of what changes: whoever accepts sends back the one that was shown."""
    plain = [(one.since, one.until, _told(one.changes)) for one in spans]
    return sha256(json.dumps(plain, default=str, ensure_ascii=False).encode()).hexdigest()


def replanned(before: Planned, after: Planned) -> ReplanOutcome:
    """What a changed rule does to one person's days, both counted from the same day."""
    if _days(before) == _days(after):
        return ReplanOutcome.SAME
    if after.rule.ended_by:
        return ReplanOutcome.RELEASED
    if before.ends is None or after.ends is None:
        return _outcome_without_end(before, after)
    if before.ends == after.ends:
        return ReplanOutcome.OTHERWISE
    return ReplanOutcome.SHORTER if after.ends < before.ends else ReplanOutcome.LONGER


def _outcome_without_end(before: Planned, after: Planned) -> ReplanOutcome:
    if after.ends is not None:
        return ReplanOutcome.END_FOUND
    return ReplanOutcome.OTHERWISE if before.ends is None else ReplanOutcome.END_LOST


def _days(made: Planned) -> object:
    return [(one.kinds, one.begins, one.ends, one.tests) for one in made.phases], made.lacks


def _breaks(books: Iterable[Book]) -> Iterator[date]:
    for one in books:
        yield one.since
        if one.until is not None:
            yield one.until


def _change(before: Rule, after: Rule) -> RuleChange | None:
    slots = tuple(
        SlotChange(slot, before.entries.get(slot), after.entries.get(slot))
        for slot in Slot
        if _said(before.entries.get(slot)) != _said(after.entries.get(slot))
    )
    same = bool(before.ended_by) == bool(after.ended_by) and _against(before) == _against(after)
    return None if same and not slots else RuleChange(before.category, before, after, slots)


def _said(entry: Entry | None) -> list[Mapping[str, Any] | None]:
    """What stands in a slot, as plain values. To take a slot away says something: that nothing is to be done."""
    if entry is None:
        return []
    return [asdict(entry.said) if entry.said is not None else None]


def _against(rule: Rule) -> list[Any]:
    return [(one.slot, *map(_said, one.entries)) for one in rule.contradictions]


def _told(found: Iterable[RuleChange]) -> list[Any]:
    return [
        (
            one.category,
            bool(one.before.ended_by),
            bool(one.after.ended_by),
            _against(one.before),
            _against(one.after),
            [(slot.slot, _said(slot.before), _said(slot.after)) for slot in one.slots],
        )
        for one in found
    ]
