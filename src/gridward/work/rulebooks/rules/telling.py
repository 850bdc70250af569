"""What changes, in words: by days of determination, category and slot, before and after."""

from collections.abc import Iterable
from typing import Any

from gridward.kernel.texts import say
from gridward.work.rulebooks.rules.explaining import category_name, entry_words, slot_name
from gridward.work.rulebooks.terms import ChangeSpan, Rule, RuleChange

Words = dict[str, Any]


def effect_words(spans: Iterable[ChangeSpan], language: str) -> list[Words]:
    """Spans with `since`, `until` and `changes`: plain values, as they are shown and kept."""
    return [
        {
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "changes": [_change(change, language) for change in one.changes],
        }
        for one in spans
    ]


def _change(change: RuleChange, language: str) -> Words:
    slots = [
        {
            "slot": one.slot.value,
            "title": slot_name(one.slot, language),
            "before": entry_words(one.slot, one.before, language),
            "after": entry_words(one.slot, one.after, language),
            "before_book": one.before.book if one.before else "",
            "after_book": one.after.book if one.after else "",
        }
        for one in change.slots
    ]
    return {
        "category": change.category.value,
        "title": category_name(change.category, language),
        "before": _whole(change.before, language),
        "after": _whole(change.after, language),
        "slots": slots,
    }


def _whole(rule: Rule, language: str) -> str:
    """What is to be said of a rule as a whole: that it is ended, not there, or contradicts itself."""
    if rule.ended_by:
        return say("rulebooks.change.ended", language, book=rule.ended_by)
    if not rule.entries:
        return say("rulebooks.change.none", language)
    if rule.contradictions:
        slots = {slot_name(one.slot, language): None for one in rule.contradictions}
        comma = say("rulebooks.rule.comma", language)
        return say("rulebooks.change.against", language, slots=comma.join(slots))
    return ""
