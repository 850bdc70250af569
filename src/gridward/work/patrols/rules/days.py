"""What a day's visits come to: the last visit of each door counts, earlier ones of the same day led up to it."""

from collections import Counter
from collections.abc import Iterable

from gridward.work.patrols.terms import DayFacts, FindingFact, VisitFact

MET = ("met", "new_people")
"""Outcomes in which somebody opened and spoke."""


def last_visits(facts: DayFacts, *, organisations: bool) -> list[VisitFact]:
    """The last visit of each household, or of each organisation, in the order of time."""
    last: dict[object, VisitFact] = {}
    for visit in sorted(facts.visits, key=lambda one: (one.at, one.id)):
        if visit.organisation is organisations:
            last.pop(visit.subject, None)
            last[visit.subject] = visit
    return list(last.values())


def by_outcome(visits: Iterable[VisitFact]) -> Counter[str]:
    """How many visits ended how."""
    return Counter(one.outcome for one in visits)


def findings(facts: DayFacts) -> list[FindingFact]:
    """All findings, patrol by patrol."""
    return [one for patrol in facts.patrols for one in patrol.findings]
