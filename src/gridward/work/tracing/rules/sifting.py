"""Which evidence of the second degree is proposed: that of contacts who may be close, not of who only passed a gate."""

from collections.abc import Collection, Mapping, Sequence

from gridward.work.tracing.terms import Evidence, EvidenceKind, PlaceTold


def sifted(
    found: Sequence[Evidence], places: Mapping[str, PlaceTold], close: Collection[str] = ()
) -> list[Evidence]:
    """Evidence without what goes through somebody who only passed the case's gate, unless people decided them close.

    The plans determine contacts of close contacts, not of general ones; else whoever keeps a gate would lead to
    everybody who passes it.
    """
    carriers = set(close) | {
        one.person
        for one in found
        if one.degree == 1 and places[one.place].kind is not EvidenceKind.GATE
    }
    return [one for one in found if one.degree == 1 or one.via in carriers]
