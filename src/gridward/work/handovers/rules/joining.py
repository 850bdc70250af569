"""Both halves of a handover become one, whichever is heard first and however often.

What is known grows and never shrinks: a confirmation goes over a question of the same person, a later word over an
earlier. So it comes to the same in which order halves arrive, and a half that comes twice is one.
"""

from gridward.work.handovers.terms import (
    Crossing,
    GiveHalf,
    HandoverFigures,
    HandoverKind,
    HandoverState,
    TakeAnswer,
    TakeHalf,
)


def state_of(kind: HandoverKind, give: GiveHalf | None, take: TakeHalf | None) -> HandoverState:
    """Where a handover stands by its halves. One that opens or closes a gate needs its author alone."""
    if kind is not HandoverKind.SHIFT:
        return HandoverState.CONFIRMED
    if take is None:
        return HandoverState.SIGNED
    if give is None:
        return HandoverState.BEGUN
    if take.answer is TakeAnswer.QUESTION or differs(give, take):
        return HandoverState.QUESTIONED
    return HandoverState.CONFIRMED


def differs(give: GiveHalf, take: TakeHalf) -> bool:
    """Whether what was scanned is not what was given; nobody knows where the code was typed."""
    return take.digest not in ("", give.digest)


def merged(one: TakeHalf | None, other: TakeHalf) -> TakeHalf:
    """What the same person said twice: the confirmation, else the later word."""
    if one is None:
        return other
    return max(one, other, key=_weight)


def _weight(half: TakeHalf) -> tuple[bool, object, str]:
    return (half.answer is TakeAnswer.CONFIRM, half.at, half.digest)


def are_crossed(one: Crossing, other: Crossing, figures: HandoverFigures) -> bool:
    """Whether two handed over to each other at the same time."""
    turned = one.giver == other.taker and one.taker == other.giver
    return turned and one.id != other.id and abs(one.at - other.at) <= figures.crossed


def counting(one: Crossing, other: Crossing) -> Crossing:
    """Of two that are crossed the one that counts: given by whoever's shift ends then, else the earlier one.

    Where both or neither had a shift that ends, the earlier; of the same second that of the smaller id.
    """
    return min(one, other, key=lambda half: (half.ends is None, half.at, half.id))
