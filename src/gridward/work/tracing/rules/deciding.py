"""Which reasons fit which decision, and what the house suggests; a person decides."""

from collections.abc import Collection, Mapping

from gridward.work.tracing.terms import ContactDecision, DecisionReason, EvidenceKind

_R = DecisionReason
REASONS: Mapping[ContactDecision, tuple[DecisionReason, ...]] = {
    ContactDecision.CLOSE: (
        *(_R.LIVED_TOGETHER, _R.ATE_TOGETHER, _R.WORKED_TOGETHER),
        *(_R.CARED_FOR, _R.UNPROTECTED, _R.OTHER),
    ),
    ContactDecision.SECONDARY: (_R.LIVES_WITH_CONTACT, _R.NEAR_CONTACT, _R.OTHER),
    ContactDecision.GENERAL: (_R.BRIEFLY, _R.PROTECTED, _R.GATE_ONLY, _R.OTHER),
    ContactDecision.NONE: (_R.ABSENT, _R.MISTAKEN, _R.APART, _R.GATE_ONLY, _R.OTHER),
}
NEAR = frozenset({EvidenceKind.HOUSEHOLD, EvidenceKind.DWELLING})
HOURS_TOGETHER = frozenset({*NEAR, EvidenceKind.SHIFT, EvidenceKind.VISIT})


def fits(decision: ContactDecision, reason: DecisionReason) -> bool:
    """Whether a reason can be given for a decision."""
    return reason in REASONS[decision]


def suggested(degree: int, kinds: Collection[EvidenceKind]) -> ContactDecision | None:
    """What is proposed of somebody, by the strongest evidence; None where nobody can say without asking.

    Who lived, stood on duty or spoke at the door with a case may be close, who lives with one of these secondary; a
    shared gate or unit alone says nothing of distance and protection. A setting of the house, not a rule of a book.
    """
    if degree == 1:
        if HOURS_TOGETHER & set(kinds):
            return ContactDecision.CLOSE
        return ContactDecision.GENERAL if set(kinds) <= {EvidenceKind.GATE} else None
    return ContactDecision.SECONDARY if NEAR & set(kinds) else None
