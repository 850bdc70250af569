"""From which temperature somebody has a fever, and of which categories the book is asked when something is amiss."""

from collections.abc import Mapping
from typing import Any

from gridward.work.measures.terms import CallFor
from gridward.work.rulebooks.terms import Acts, PersonCategory, Rule, Slot


def fever_from(rule: Rule, otherwise: float) -> float:
    """Degrees Celsius by the rule for somebody with a fever, else what the house has set."""
    entry = rule.entries.get(Slot.ACTS)
    said = entry.said if entry else None
    return said.celsius if isinstance(said, Acts) and said.celsius is not None else otherwise


def asked_of(what: CallFor, kept: Mapping[str, Any]) -> list[PersonCategory]:
    """Categories whose rule is shown to whoever decides; nothing is put into one by itself.

    A positive result: what the rule of the measure says that somebody becomes, and the infected without symptoms.
    """
    if what is CallFor.FEVER:
        return [PersonCategory.FEVER]
    if what is not CallFor.POSITIVE:
        return []
    fails_to = kept.get("fails_to")
    named = [PersonCategory(fails_to)] if fails_to else []
    return [PersonCategory.ASYMPTOMATIC, *named]
