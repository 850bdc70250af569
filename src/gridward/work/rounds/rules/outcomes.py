"""What an outcome means for its target."""

from gridward.work.rounds.terms import VisitOutcome

MET = frozenset({VisitOutcome.MET, VisitOutcome.NEW_PEOPLE})
"""Somebody opened and spoke."""
NOBODY = frozenset({VisitOutcome.MOVED_OUT, VisitOutcome.EMPTY, VisitOutcome.WRONG_ADDRESS})
"""Nobody lives there whom one could meet."""


def settles(outcome: VisitOutcome, tries: int, most: int) -> bool:
    """Whether a target needs no visit more: all outcomes end it but a closed door, which is tried `most` times.

    A door that nobody opens would keep a round open for ever; that it was tried so often is the outcome.
    """
    return outcome is not VisitOutcome.NO_ANSWER or tries >= most


def persons_met(outcome: VisitOutcome, said: int | None, persons: int) -> int:
    """How many of the persons of a target are accounted for: all who were met or are known not to be there."""
    if outcome in MET:
        return persons if said is None else said
    return persons if outcome in NOBODY or outcome is VisitOutcome.AWAY else 0
